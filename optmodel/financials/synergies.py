"""What two clusters gain by standing at the same site, once per site.

A cluster of one copy, or one that never stops, operates at a site in one span from its first start
there. Only where copies stop one after the other are their periods counted one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.financials.core import Core
from optmodel.financials.input_rows import cluster_positions, cluster_rows
from optmodel.financials.over_time import SHEET, Part
from optmodel.live.functions import count_where, largest_of, least, most, sum_where, total
from optmodel.live.line import Line, Look
from optmodel.live.records import Field, Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind, Tone
from optmodel.workbook.tables import Record

BENEFIT, SAVING = "Benefit (USD m/year)", "Capex saving (USD m)"
SIDES = ("a", "b")
START = "period, the horizon = none"


def synergies_of(core: Core) -> tuple[Part, Line | None]:
    """Gains of all pairs at all sites; no line where no pair gains anything."""
    rules = [
        rule
        for rule in core.base.tables.rows("Synergies")
        if rule.number(BENEFIT) or rule.number(SAVING)
    ]
    if not rules:
        return Part(), None
    table = _pairs(core, rules)
    blocks = [table.block("Synergies: pairs of clusters, site by site")]
    copies = _copies(core, rules, table)
    stacks: list[Stack] = []
    if copies is not None:
        blocks.append(copies.block("Synergies: copies that stop one after the other"))
        stacks = [_operate(core, copies, side) for side in SIDES]
        stacks.append(_together(core, copies, stacks))
    sums = _gains(core, table, stacks)
    return Part((sums, *stacks), tuple(blocks)), sums.line("all")


def _pairs(core: Core, rules: Sequence[Record]) -> Records:
    """Describe who could gain how much where, from when to when; a record per pair and site."""
    inputs, sites = core.base.inputs, core.lookups.sites
    every = [(rule, site) for rule in rules for site in range(sites.count)]
    own = [rule for rule, _ in every]
    there = [site for _, site in every]
    table = Records(core.base.names, SHEET, "SynergySites", "gain", len(every))
    at = cluster_positions(core.base)
    found = {side: [at[rule.text(f"Cluster {side.upper()}")] for rule in own] for side in SIDES}
    for side in SIDES:
        name = core.lookups.clusters.field("id").cells(found[side])
        table.add(f"id_{side}", Column(f"Cluster {side.upper()}"), name)
    table.add("id_site", Column("Site"), sites.field("id").cells(there))
    number = Column("Site number", Kind.WHOLE, "row of Lookups")
    table.add("site", number, sites.field("no").cells(there))
    benefit = inputs.column(own, BENEFIT) * core.settings.years
    table.add("benefit", Column("Benefit", Kind.MONEY, "USD m a period"), benefit)
    table.add("saving", Column("Capex saving", Kind.MONEY, "USD m"), inputs.column(own, SAVING))
    for side in SIDES:
        _side(core, table, side, found[side])
    second = most(table.field("start_a").here, table.field("start_b").here)
    table.add("second", Column("Second start", Kind.WHOLE, START), second)
    since = most(table.field("first_a").here, table.field("first_b").here)
    table.add("since", Column("Together from", Kind.WHOLE, START), since)
    until = least(table.field("end_a").here, table.field("end_b").here, core.settings.horizon)
    table.add("until", Column("Together until", Kind.WHOLE, "period, this one excluded"), until)
    spans = [int(not _stops(core, rule)) for rule in own]
    table.add("span", Column("Both operate in one span", Kind.WHOLE, "1 or 0"), spans)
    return table


def _side(core: Core, table: Records, side: str, found: Sequence[int]) -> None:
    """Add which cluster one of the two is, and when it starts and operates at the site."""
    clusters, title = core.lookups.clusters, side.upper()

    def add(key: str, name: str, unit: str, content: Term) -> Field:
        return table.add(f"{key}_{side}", Column(f"{title}: {name}", Kind.WHOLE, unit), content)

    cluster = add("no", "number", "row of Lookups", clusters.field("no").cells(found))
    start = add(
        "start", "first start", START, _first_start(core, cluster.here, table.field("site").here)
    )
    build, life = clusters.field("build").cells(found), clusters.field("life").cells(found)
    first = add("first", "first operation", "period", start.here + build)
    add("end", "operates until", "period, this one excluded", first.here + life)


def _first_start(core: Core, cluster: Term, site: Term) -> Term:
    """First period in which a copy of a cluster starts at a site; the horizon = never."""
    field, horizon = core.decisions.field, core.settings.horizon
    there = field("cluster").range.equals(cluster) * field("site").range.equals(site)
    left = horizon - field("start").range
    return horizon - largest_of(there * field("on").range * left)


def _stops(core: Core, rule: Record) -> bool:
    """Whether one of the two has copies that stop within a life of their own."""
    own = {row.text("Cluster"): row for row in cluster_rows(core.base)}
    return any(
        own[cluster].number("Copies") > 1
        and own[cluster].optional_number("Life (years)") is not None
        for cluster in (rule.text("Cluster A"), rule.text("Cluster B"))
    )


def _copies(core: Core, rules: Sequence[Record], pairs: Records) -> Records | None:
    """Pick the pairs whose periods of operation are counted one by one; None without any."""
    chosen = [i for i, value in enumerate(pairs.field("span").values.tolist()) if not value]
    if not chosen or not any(rule.number(BENEFIT) for rule in rules):
        return None
    table = Records(core.base.names, SHEET, "SynergyCopies", "gain_copy", len(chosen))
    for key in ("id_a", "id_b", "id_site", "no_a", "no_b", "site", "benefit"):
        field = pairs.field(key)
        table.add(key, field.column, field.cells(chosen))
    label = table.field("id_a").here.joined(" + ").joined(table.field("id_b").here)
    table.add("label", Column("Pair"), label.joined(" at ").joined(table.field("id_site").here))
    return table


def _stack(core: Core, table: Records, key: str) -> Stack:
    names, horizon = core.base.names, core.base.horizon
    subject = table.field("label").here
    return Stack(names, SHEET, key, horizon, blocks=table.count, subject=subject)


def _operate(core: Core, table: Records, side: str) -> Stack:
    """Copies of one of the two that operate at the site."""
    stack, field, now = _stack(core, table, f"gain_by_{side}"), core.decisions.field, core.time
    line = stack.add("operate", Look(f"{side.upper()}: copies that operate", "copies", Kind.WHOLE))
    line.content = count_where(
        (field("cluster").range, "=", table.field(f"no_{side}").here),
        (field("site").range, "=", table.field("site").here),
        (field("on").range, "=", 1),
        (field("first").range, "<=", now.number.now),
        (field("until").range, ">", now.number.now),
    )
    return stack


def _together(core: Core, table: Records, sides: Sequence[Stack]) -> Stack:
    """The benefit at first-period prices while both operate."""
    stack = _stack(core, table, "gain_both")
    one, other = (side.line("operate").now for side in sides)
    line = stack.add("benefit", Look("Benefit while both operate, at first-period prices"))
    line.content = (one > 0) * (other > 0) * table.field("benefit").here
    return stack


def _gains(core: Core, table: Records, stacks: Sequence[Stack]) -> Stack:
    """Benefits at the prices of revenue, savings at the prices of capex, of all pairs together."""
    time, now = core.time, core.time.number.now
    stack = Stack(core.base.names, SHEET, "synergy", core.base.horizon, subject="Synergies")
    benefit = stack.add("benefit", Look("Benefits while both operate"), total=True)
    amount = sum_where(
        table.field("benefit").range,
        (table.field("since").range, "<=", now),
        (table.field("until").range, ">", now),
        (table.field("span").range, "=", 1),
    )
    if stacks:
        amount = amount + total(stacks[-1].line("benefit").everywhere)
    benefit.content = amount * time.revenue.now
    saving = stack.add("saving", Look("Capex saved once the second has started"), total=True)
    seconds = (table.field("second").range, "=", now)
    saving.content = sum_where(table.field("saving").range, seconds) * time.capex.now
    everything = stack.add("all", Look("Synergies in all", tone=Tone.TOTAL), total=True)
    everything.content = benefit.now + saving.now
    return stack
