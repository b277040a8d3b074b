"""What happens to a plan when one more option is put into it, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optmodel.economics.funding import source_calls
from optmodel.economics.perspective import PLEDGE, opening_costs, option_values, preparation_payer
from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.break_sequence import sequence_breaks
from optmodel.plan.breaks import Break
from optmodel.plan.call_room import CallRoom, call_rooms, outside_calls
from optmodel.plan.usage import Usage, spread, usage, use_span
from optmodel.program.program import RESOURCES, Program
from optmodel.program.resources import HEADERS, UNITS

TOLERANCE = 1e-6
"""Relative to a limit, or absolute: the audit's tolerance for money and resources."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """One more option in a plan."""

    option: int
    opening: tuple[int, int] | None
    """Site and period of an opening that it needs and the plan lacks."""
    gain_musd: float
    """What it adds to the perspective's value, an opening paid for."""
    opening_musd: float = 0.0
    """What the opening costs the perspective, less what a later one would have cost."""


class Inserter:
    """Puts options into a fixed plan, one at a time, and says what they add and break."""

    def __init__(
        self, program: Program, options: Options, preparation: Preparation, chosen: Chosen
    ) -> None:
        self.program = program
        self.options = options
        self.preparation = preparation
        self.used: Usage = usage(program, options, preparation, chosen)
        self._values = option_values(program, options)
        self._opening_costs = opening_costs(program, preparation)
        self._windows: tuple[tuple[CallRoom, ...], ...] = tuple(
            tuple(call_rooms(source, program.calendar.horizon_periods))
            for source in program.sources
        )

    def insertion(self, option: int) -> Insertion | None:
        """Put in one option; None where its site cannot be opened in time."""
        site = int(self.options.site[option])
        latest = int(self.options.start[option]) - self.program.sites[site].preparation_periods
        value = float(self._values[option])
        opened = self.used.openings.get(site)
        if opened is not None and opened <= latest:
            return Insertion(option, None, value)
        if latest < 0 or not self.preparation.allowed[site, latest]:
            return None
        saved = 0.0 if opened is None else float(self._opening_costs[site, opened])
        cost = float(self._opening_costs[site, latest]) - saved
        return Insertion(option, (site, latest), value - cost, cost)

    def breaks(self, insertion: Insertion) -> Iterator[Break]:
        """Give every limit that an insertion breaks, the quick ones first."""
        yield from self._counts(insertion)
        yield from self.sequence(insertion)
        yield from self._money(insertion)
        yield from self._site(insertion)

    def sequence(self, insertion: Insertion) -> Iterator[Break]:
        """Give every dependency and group that an insertion breaks."""
        return sequence_breaks(self.program, self.options, self.used, insertion.option)

    def _counts(self, insertion: Insertion) -> Iterator[Break]:
        """Give broken maxima of sites, of clusters at the site and of starts in the period."""
        site = int(self.options.site[insertion.option])
        start = int(self.options.start[insertion.option])
        settings, where = self.program.settings, self.program.sites[site]
        cells = self.program.setting_cells
        opens_new = insertion.opening is not None and site not in self.used.openings
        counts = (
            ("sites_opened", "sites", "", len(self.used.openings) + opens_new,
             settings.maximum_sites, cells.get("Maximum sites", "")),
            ("clusters_per_site", "clusters", f" at {where.id}",
             int(self.used.clusters_at[site]) + 1, where.maximum_clusters,
             where.cells.get("Maximum clusters", "")),
            ("starts_per_period", "starts", f" in {self.program.calendar.label(start)}",
             int(self.used.starts[start]) + 1, settings.maximum_starts,
             cells.get("Maximum starts per period", "")),
        )  # fmt: skip
        for rule, unit, place, count, maximum, cell in counts:
            if maximum is not None and count > maximum:
                words = f"{count} {unit}{place}, at most {maximum} allowed"
                yield Break(rule, place, float(count - maximum), unit, cell, words)

    def _money(self, insertion: Insertion) -> Iterator[Break]:
        """Give broken commitments and call limits."""
        for index, source in enumerate(self.program.sources):
            extra = self._extra_calls(insertion, index)
            if not extra.any():
                continue
            calls = self.used.calls_musd[index] + extra
            room = source.commitment_musd - source.already_committed_musd
            total = float(calls.sum())
            if _over(total, room):
                cell = source.cells.get("Commitment (USD m)", "")
                yield Break("commitment_limit", source.id, total - room, "USD m", cell)
            for name, amount in zip(
                ("First call", "Last call"), outside_calls(source, calls), strict=True
            ):
                if _over(amount, 0.0):
                    rule = name.lower().replace(" ", "_")
                    yield Break(rule, source.id, amount, "USD m", source.cells.get(name, ""))
            worst = _worst_window(calls, self._windows[index])
            if worst is not None:
                window, short = worst
                subject = f"{source.id} {self.program.calendar.label(window.last)}"
                yield Break("call_limit", subject, short, "USD m", window.cell)

    def _extra_calls(self, insertion: Insertion, source: int) -> FloatArray:
        """(H,) calls that an insertion adds to a source, a changed opening included."""
        horizon = self.program.calendar.horizon_periods
        extra = np.zeros(horizon)
        if source == PLEDGE:
            start = int(self.options.start[insertion.option])
            steps = self.options.capital_steps_musd[[insertion.option]]
            called = source_calls(self.program.sources[source], steps)[0]
            extra += spread(called, start, horizon)
        if insertion.opening is not None and source == preparation_payer(self.program):
            site, period = insertion.opening
            extra += spread(self.preparation.spend_musd[site, period], period, horizon)
            replaced = self.used.openings.get(site)
            if replaced is not None:
                spend = self.preparation.spend_musd[site, replaced]
                extra -= spread(spend, replaced, horizon)
        return extra

    def _site(self, insertion: Insertion) -> Iterator[Break]:
        """Give broken supplies of the site, each at its worst period."""
        k = int(self.options.cluster[insertion.option])
        s = int(self.options.site[insertion.option])
        start = int(self.options.start[insertion.option])
        cluster, site = self.program.clusters[k], self.program.sites[s]
        for row, resource in enumerate(RESOURCES):
            amount = self.program.use(cluster, site, resource)
            if resource not in site.supply or amount <= 0.0:
                continue
            in_use = self.used.resources[row, s, use_span(self.program, k, start, resource)]
            peak = amount + float(in_use.max(initial=-np.inf))
            if _over(peak, site.supply[resource]):
                short = peak - site.supply[resource]
                subject = f"{resource} at {site.id}"
                cell = site.cells.get(HEADERS[resource], "")
                yield Break("site_supply", subject, short, UNITS[resource], cell)


def _over(amount: float, limit: float) -> bool:
    """Whether an amount is over a limit by more than the tolerance."""
    return amount > limit + TOLERANCE * max(1.0, abs(limit))


def _worst_window(
    calls: FloatArray, windows: tuple[CallRoom, ...]
) -> tuple[CallRoom, float] | None:
    """Find the limit on calls that is broken by most, and by how much."""
    total = np.concatenate(([0.0], np.cumsum(calls)))
    worst: tuple[CallRoom, float] | None = None
    for window in windows:
        called = float(total[window.last + 1] - total[window.first])
        short = called - window.maximum_musd
        if _over(called, window.maximum_musd) and (worst is None or short > worst[1]):
            worst = window, short
    return worst
