"""What is funded, site by site and sector by sector, for the tables of the sheet Summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.input_rows import cluster_rows
from optmodel.financials.program_dates import NONE, Dates
from optmodel.live.functions import (
    count_where,
    either,
    item_or,
    largest_of,
    sum_where,
)
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.plan.plan import Decision
from optmodel.program.program import Cluster
from optmodel.results.layout import Column, Kind
from optmodel.results.names import cluster_of

MOST = 8
"""Groups of a table; the rest stand together in one more row."""
NO_SECTOR = "(no sector)"


@dataclass(frozen=True, slots=True)
class Group:
    """A row of a table; every term is one cell."""

    label: str
    clusters: Term
    calls: Term
    """Calls of its clusters on all sources, USD m."""
    npv: Term
    """NPV of its clusters to the program, before site preparation, USD m."""
    first_start: Term


@dataclass(frozen=True, slots=True)
class Groups:
    """What is funded, in groups; those with the largest calls of the run first."""

    sites: tuple[Group, ...]
    sectors: tuple[Group, ...]


def groups_of(core: Core, dates: Dates) -> Groups:
    """Count and add up the vehicles; any edit moves them from one group to another."""
    vehicles, row = core.vehicles, core.vehicles.field("row").here
    decisions = core.decisions
    day = item_or(decisions.field("day").range, row, dates.end)
    vehicles.add(
        "ahead",
        Column("Start before the end of the horizon", Kind.WHOLE, "days, 0 = free"),
        dates.end - day,
    )
    return Groups(_sites(core, dates), _sectors(core, dates))


def _sites(core: Core, dates: Dates) -> tuple[Group, ...]:
    """Give the sites at which something stands in the run, then all others together."""
    names = {site.id: f"{site.id}: {site.name}" if site.name else site.id
             for site in core.base.program.sites}  # fmt: skip
    table, vehicles = core.lookups.sites, core.vehicles
    ids = [str(name) for name in table.field("id").values]
    by_calls = _by_calls(core, lambda decision, _: decision.site)
    chosen = list(by_calls)[:MOST]
    key = table.add("group", Column("Row of the summary", Kind.WHOLE, "number"),
                    _numbers(ids, chosen))  # fmt: skip
    site = vehicles.add("site", Column("Site number", Kind.WHOLE, "row of Lookups, 0 = free"),
                        core.own("site"))  # fmt: skip
    here = vehicles.add("at", Column("Site, row of the summary", Kind.WHOLE, "0 = free"),
                        item_or(key.range, site.here))  # fmt: skip
    labels = [names.get(name, name) for name in chosen]
    return _groups(core, dates, here, key, (ids, chosen, labels, "Other sites"))


def _sectors(core: Core, dates: Dates) -> tuple[Group, ...]:
    """Give every sector of the input."""
    table, vehicles = core.lookups.clusters, core.vehicles
    of = [line.text("Sector") or NO_SECTOR for line in cluster_rows(core.base)]
    by_calls = _by_calls(core, lambda _, cluster: cluster.sector or NO_SECTOR)
    chosen = list(dict.fromkeys([*by_calls, *of]))
    chosen = chosen if len(chosen) <= MOST else chosen[: MOST - 1]
    key = table.add("group", Column("Sector, row of the summary", Kind.WHOLE, "number"),
                    _numbers(of, chosen))  # fmt: skip
    cluster = vehicles.add(
        "cluster",
        Column("Cluster number", Kind.WHOLE, "row of Lookups, 0 = free"),
        core.own("cluster"),
    )
    here = vehicles.add("in", Column("Sector, row of the summary", Kind.WHOLE, "0 = free"),
                        item_or(key.range, cluster.here))  # fmt: skip
    return _groups(core, dates, here, key, (of, chosen, chosen, "Other sectors"))


def _by_calls(core: Core, group: Callable[[Decision, Cluster], str]) -> dict[str, float]:
    """Add up the calls of the run by group, the largest first."""
    plan = core.base.plan
    found: dict[str, float] = {}
    for index in plan.funded:
        decision = plan.decisions[index]
        name = group(decision, cluster_of(plan, decision))
        found[name] = found.get(name, 0.0) + decision.calls_musd
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _numbers(names: Sequence[str], chosen: Sequence[str]) -> list[int]:
    """Number the chosen groups from 1; all others have the number after them."""
    return [chosen.index(name) + 1 if name in chosen else len(chosen) + 1 for name in names]


def _groups(
    core: Core,
    dates: Dates,
    here: Field,
    key: Field,
    named: tuple[Sequence[str], Sequence[str], Sequence[str], str],
) -> tuple[Group, ...]:
    """Give a row per group, found by the number that its first member has in Lookups."""
    names, chosen, labels, rest = named
    rows = [(label, list(names).index(name)) for label, name in zip(labels, chosen, strict=True)]
    others = [index for index, name in enumerate(names) if name not in chosen]
    if others:
        rows.append((rest, others[0]))
    return tuple(_group(core.vehicles, dates, here, key.cell(at), label) for label, at in rows)


def _group(vehicles: Records, dates: Dates, here: Field, number: Term, label: str) -> Group:
    count = count_where((here.range, "=", number))
    soonest = largest_of(here.range.equals(number) * vehicles.field("ahead").range)
    return Group(
        label=label,
        clusters=count,
        calls=sum_where(vehicles.field("calls").range, (here.range, "=", number)),
        npv=sum_where(vehicles.field("npv").range, (here.range, "=", number)),
        first_start=either(count > 0, dates.end - soonest, NONE),
    )
