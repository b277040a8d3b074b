"""Every limit of the program, and how much of it the plan uses. Names are the rules' names."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import Options
from optmodel.plan.call_room import call_rooms
from optmodel.plan.plan import Limit
from optmodel.plan.sequence_limits import sequence_limits
from optmodel.plan.usage import Usage
from optmodel.program.program import RESOURCES, Program
from optmodel.program.resources import HEADERS, UNITS


def plan_limits(program: Program, options: Options, used: Usage) -> tuple[Limit, ...]:
    """All limits, in the order: money, sites, pace, sequence, returns."""
    return (
        *_commitments(program, used),
        *_calls(program, used),
        *_site_supply(program, used),
        *_site_counts(program, used),
        *_starts(program, used),
        *sequence_limits(program, options, used),
        *_returns(program, options, used),
    )


def _commitments(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the commitment of each source, less what is already committed."""
    for source, calls in zip(program.sources, used.calls_musd, strict=True):
        yield Limit(
            "commitment_limit",
            source.id,
            float(calls.sum()),
            source.commitment_musd - source.already_committed_musd,
            "USD m",
            source.cells.get("Commitment (USD m)", ""),
        )


def _calls(program: Program, used: Usage) -> Iterator[Limit]:
    """Give what each source can pay by each limited period, from its first to its last call."""
    calendar = program.calendar
    for source, calls in zip(program.sources, used.calls_musd, strict=True):
        for window in call_rooms(source, calendar.horizon_periods):
            label = f"{source.id} {calendar.label(window.last)}"
            if window.first < window.last:
                label += f" (carried from {calendar.label(window.first)})"
            called = float(calls[window.first : window.last + 1].sum())
            yield Limit("call_limit", label, called, window.maximum_musd, "USD m", window.cell)


def _site_supply(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the use of each limited resource at each site, at the period of its peak."""
    for s, site in enumerate(program.sites):
        for row, resource in enumerate(RESOURCES):
            if resource not in site.supply:
                continue
            peak = int(np.argmax(used.resources[row, s]))
            yield Limit(
                "site_supply",
                f"{site.id} {resource} ({program.calendar.label(peak)})",
                float(used.resources[row, s, peak]),
                site.supply[resource],
                UNITS[resource],
                site.cells.get(HEADERS[resource], ""),
            )


def _site_counts(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the sites opened and the clusters at each site."""
    maximum = program.settings.maximum_sites
    if maximum is not None:
        cell = program.setting_cells.get("Maximum sites", "")
        opened = float(len(used.openings))
        yield Limit("sites_opened", "all sites", opened, float(maximum), "sites", cell)
    for s, site in enumerate(program.sites):
        if site.maximum_clusters is not None:
            yield Limit(
                "clusters_per_site",
                site.id,
                float(used.clusters_at[s]),
                float(site.maximum_clusters),
                "clusters",
                site.cells.get("Maximum clusters", ""),
            )


def _starts(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the starts in each decision period."""
    maximum = program.settings.maximum_starts
    if maximum is None:
        return
    cell = program.setting_cells.get("Maximum starts per period", "")
    for period, count in enumerate(used.starts):
        label = program.calendar.label(period)
        yield Limit("starts_per_period", label, float(count), float(maximum), "starts", cell)


def _returns(program: Program, options: Options, used: Usage) -> Iterator[Limit]:
    """Give the payback target of each funded cluster and the recovery target of its source."""
    pledge = program.sources[0] if program.sources else None
    required = pledge is not None and pledge.recovery_rule == "required"
    target = pledge.recovery_target_years if pledge is not None and required else None
    for k, option in sorted(used.option_of.items()):
        cluster = program.clusters[k]
        if cluster.maximum_payback_years is not None:
            yield Limit(
                "cluster_payback",
                cluster.label,
                float(options.payback_years[option]),
                cluster.maximum_payback_years,
                "years",
                cluster.cells.get("Maximum payback (years)", ""),
            )
        if pledge is not None and target is not None:
            yield Limit(
                "source_recovery",
                f"{pledge.id} from {cluster.label}",
                float(options.recovery_years[option, 0]),
                target,
                "years",
                pledge.cells.get("Recovery target (years)", ""),
            )
