"""What two clusters gain by standing at the same site, once per site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.financials.core import Core
from optmodel.financials.lookups import cluster_rows
from optmodel.financials.over_time import SHEET, Part, column_of
from optmodel.live.functions import count_where, largest_of, most, total
from optmodel.live.records import Records
from optmodel.live.stack import Line, Look, Stack
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind, Tone
from optmodel.workbook.tables import Record

BENEFIT, SAVING = "Benefit (USD m/year)", "Capex saving (USD m)"
SIDES = ("a", "b")
Place = tuple[Record, str]
"""A row of Synergies and a site."""


def synergies_of(core: Core) -> tuple[Part, Line | None]:
    """Gains at each site and all of them together; no line where none could gain anything."""
    places = tuple(_places(core))
    if not places:
        return Part(), None
    table = _table(core, places)
    stacks = [_operates(core, table, side) for side in SIDES]
    gains = _gains(core, table, stacks)
    sums = Stack(core.base.names, SHEET, "synergy", core.base.horizon, subject="Synergies")
    line = sums.add("all", Look("Synergies in all", tone=Tone.TOTAL), total=True)
    line.content = total(column_of(gains, gains.line("gain")))
    blocks = (table.block("Synergies: where two clusters could stand together"),)
    return Part((sums, gains, *stacks), blocks), line


def _places(core: Core) -> Iterator[Place]:
    """Rows that gain something, each with the sites at which the input lets both stand."""
    tables = core.base.tables
    own = {row.text("Cluster"): row for row in cluster_rows(core.base)}
    barred = {
        (row.text("Cluster"), row.text("Site"))
        for row in tables.rows("Placement")
        if not row.flag("Allowed")
    }
    for rule in tables.rows("Synergies"):
        if not rule.number(BENEFIT) and not rule.number(SAVING):
            continue
        pair = [rule.text("Cluster A"), rule.text("Cluster B")]
        for site in tables.rows("Sites"):
            name = site.text("Site")
            may = all(
                own[cluster].text("Site") in {"", name} and (cluster, name) not in barred
                for cluster in pair
            )
            if may and site.text("Decision").casefold() != "closed":
                yield rule, name


def _table(core: Core, places: Sequence[Place]) -> Records:
    """Describe who could gain how much where, and when the second of them starts there."""
    base, inputs, settings = core.base, core.base.inputs, core.settings
    clusters, sites = core.lookups.clusters, core.lookups.sites
    table = Records(base.names, SHEET, "SynergySites", "gain", len(places))
    rules = [rule for rule, _ in places]
    cluster_at = {row.text("Cluster"): i for i, row in enumerate(cluster_rows(base))}
    site_at = {row.text("Site"): i for i, row in enumerate(base.tables.rows("Sites"))}
    there = [site_at[site] for _, site in places]
    own = {side: [cluster_at[r.text(f"Cluster {side.upper()}")] for r in rules] for side in SIDES}
    for side in SIDES:
        name = Column(f"Cluster {side.upper()}")
        table.add(f"id_{side}", name, clusters.field("id").cells(own[side]))
    site_id = table.add("id_site", Column("Site"), sites.field("id").cells(there))
    for side in SIDES:
        column = Column(f"{side.upper()}: number", Kind.WHOLE, "row of Lookups")
        table.add(side, column, clusters.field("no").cells(own[side]))
    column = Column("Site number", Kind.WHOLE, "row of Lookups")
    table.add("site", column, sites.field("no").cells(there))
    benefit = inputs.column(rules, BENEFIT) * settings.years
    table.add("benefit", Column("Benefit", Kind.MONEY, "USD m a period"), benefit)
    table.add("saving", Column("Capex saving", Kind.MONEY, "USD m"), inputs.column(rules, SAVING))
    for side in SIDES:
        table.add(
            f"start_{side}",
            Column(f"{side.upper()}: first start", Kind.WHOLE, "period, the horizon = none"),
            _first_start(core, table.field(side).here, table.field("site").here),
        )
    second = most(table.field("start_a").here, table.field("start_b").here)
    table.add("second", Column("Second start", Kind.WHOLE, "period, the horizon = none"), second)
    pair = table.field("id_a").here.joined(" + ").joined(table.field("id_b").here)
    label = pair.joined(" at ").joined(site_id.here)
    table.add("label", Column("Who and where"), label)
    return table


def _first_start(core: Core, cluster: Term, site: Term) -> Term:
    """First period in which a copy of a cluster starts at a site; the horizon = never."""
    field, horizon = core.decisions.field, core.settings.horizon
    there = field("cluster").range.equals(cluster) * field("site").range.equals(site)
    left = horizon - field("start").range
    return horizon - largest_of(there * field("on").range * left)


def _stack(core: Core, table: Records, key: str) -> Stack:
    names, horizon = core.base.names, core.base.horizon
    subject = table.field("label").here
    return Stack(names, SHEET, key, horizon, blocks=table.count, subject=subject)


def _operates(core: Core, table: Records, side: str) -> Stack:
    """Copies of one of the two that operate at the site."""
    stack, field, now = _stack(core, table, f"gain_by_{side}"), core.decisions.field, core.time
    line = stack.add("operates", Look(f"{side.upper()} operates", "copies", Kind.WHOLE))
    line.content = count_where(
        (field("cluster").range, "=", table.field(side).here),
        (field("site").range, "=", table.field("site").here),
        (field("on").range, "=", 1),
        (field("first").range, "<=", now.number.now),
        (field("until").range, ">", now.number.now),
    )
    return stack


def _gains(core: Core, table: Records, sides: Sequence[Stack]) -> Stack:
    """The benefit while both operate, and the saving once the second of them starts."""
    stack, time = _stack(core, table, "gain_of"), core.time
    one, other = (side.line("operates").now for side in sides)
    line = stack.add("gain", Look("Gain"), total=True)
    benefit = (one > 0) * (other > 0) * table.field("benefit").here * time.revenue.now
    starts = time.number.now.equals(table.field("second").here)
    line.content = benefit + starts * table.field("saving").here * time.capex.now
    return stack
