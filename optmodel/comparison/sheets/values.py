"""The sheet Values: values by party, their parts, the bridge by party, and its chart's figures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from optmodel.comparison.bridge import Step
from optmodel.comparison.party import ByParty, added
from optmodel.comparison.result import Comparison
from optmodel.comparison.sheets.chart_figures import chart_figures
from optmodel.comparison.sheets.clusters import STEP_COLUMN, WORTH, change_column, letter
from optmodel.comparison.sheets.parties import PARTIES, party_title
from optmodel.results.layout import Block, Cell, Column, Formula, Kind, Row, Sheet, Tone
from optmodel.results.page import places_of

PARTY_TABLE, PART_TABLE, BRIDGE_TABLE = "ValuesByParty", "ValueParts", "Bridge"
PARTS = ("preparation", "synergy", "pool")
"""Parts of a value that belong to no cluster, in the order of the bridge."""
FIRST_STEP_PARTY = 3
"""Zero-based column of the first party in the bridge; before it stands the objective."""

Places = Mapping[str, int]
"""Zero-based row of the header of each table."""


def values(comparison: Comparison, clusters_sheet: Sheet) -> Sheet:
    """Describe the sheet Values; the bridge adds up the figures of the sheet Clusters."""
    worth = places_of(clusters_sheet)[WORTH]
    # Where the tables stand depends on their lengths only, so a draft tells.
    draft = _sheet(comparison, defaultdict(int), worth)
    return _sheet(comparison, places_of(draft), worth)


def _sheet(comparison: Comparison, places: Places, worth: int) -> Sheet:
    return Sheet(
        "Values",
        "Values",
        "Net present values in A and B, what they are made of, and the bridge between them. Left"
        " over is what the steps do not explain: nothing, to the cent.",
        (
            _parties(comparison, places),
            _parts(comparison),
            _bridge(comparison, places, worth),
            chart_figures(comparison.bridge, comparison.difference, places[BRIDGE_TABLE]),
        ),
        frozen_columns=1,
    )


def _parties(comparison: Comparison, places: Places) -> Block:
    """Give the value to each party, the prices of missed targets and the objective."""
    columns = (
        Column("Value to"),
        Column("A", Kind.MONEY, "USD m"),
        Column("B", Kind.MONEY, "USD m"),
        Column("B less A", Kind.MONEY, "USD m"),
        Column("Steps of the bridge", Kind.MONEY, "USD m"),
        Column("Left over", Kind.MONEY, "USD m"),
    )
    total = places[BRIDGE_TABLE] + len(comparison.bridge) + 3
    explained = added(step.values for step in comparison.bridge)
    rows = [
        _party_row(comparison, party, index, total, getattr(explained, party))
        for index, party in enumerate(PARTIES)
    ]
    a, b = comparison.a.penalty, comparison.b.penalty
    difference = Formula("=C{row}-B{row}", b - a)
    rows.append(Row(("Prices of missed targets", a, b, difference, None, None)))
    rows.append(_objective_row(comparison, places[PARTY_TABLE] + 2, total))
    return Block(PARTY_TABLE, "Values by party", columns, tuple(rows), filters=False)


def _objective_row(comparison: Comparison, first: int, total: int) -> Row:
    """Give the value that is compared: that of one party less the prices of missed targets."""
    viewed, priced = first + _viewed(comparison), first + len(PARTIES)
    pairs = (("B", comparison.value_a), ("C", comparison.value_b))
    figures = (Formula(f"={name}{viewed}-{name}{priced}", value) for name, value in pairs)
    explained = math.fsum(step.objective for step in comparison.bridge)
    rest = _explained("C", total, comparison.difference, explained)
    return Row((f"Objective ({comparison.view})", *figures, *rest), tone=Tone.TOTAL)


def _party_row(comparison: Comparison, party: str, index: int, total: int, explained: float) -> Row:
    mine, its = getattr(comparison.a.values, party), getattr(comparison.b.values, party)
    column = letter(FIRST_STEP_PARTY + index)
    title = party_title(comparison, party)
    return Row((title, mine, its, *_explained(column, total, its - mine, explained)))


def _explained(column: str, total: int, difference: float, explained: float) -> tuple[Cell, ...]:
    """Give B less A, the sum of the steps, and what is left."""
    return (
        Formula("=C{row}-B{row}", difference),
        Formula(f"={column}{total}", explained),
        Formula("=D{row}-E{row}", difference - explained),
    )


def _viewed(comparison: Comparison) -> int:
    """Row of the party whose value is compared, counted from the first party."""
    return PARTIES.index(comparison.view.lower().replace(" ", "_"))


def _parts(comparison: Comparison) -> Block:
    """Give the parts of the values that belong to no single cluster."""
    columns = [Column("Part of the value")]
    for party in PARTIES:
        title = party_title(comparison, party)
        columns += [Column(f"{title} {side}", Kind.MONEY, "USD m") for side in "AB"]
    names = ("Site preparation", "Synergies", "Receipts of pools")
    rows = []
    for name, part in zip(names, PARTS, strict=True):
        figures = [
            getattr(getattr(side, part), party)
            for party in PARTIES
            for side in (comparison.a, comparison.b)
        ]
        rows.append(Row((name, *figures)))
    title = "Parts of the values that belong to no single cluster"
    return Block(PART_TABLE, title, tuple(columns), tuple(rows), filters=False)


def _bridge(comparison: Comparison, places: Places, worth: int) -> Block:
    columns = (
        Column("Step"),
        Column("Clusters", Kind.WHOLE, "number"),
        Column("Objective", Kind.MONEY, "USD m"),
        *(Column(party_title(comparison, party), Kind.MONEY, "USD m") for party in PARTIES),
    )
    rows = tuple(
        _step_row(comparison, step, index, places, worth)
        for index, step in enumerate(comparison.bridge)
    )
    steps = comparison.bridge
    objective = math.fsum(step.objective for step in steps)
    sums = (objective, *(getattr(added(s.values for s in steps), party) for party in PARTIES))
    totals: list[Cell] = ["B less A", None]
    for offset, value in enumerate(sums):
        name = letter(FIRST_STEP_PARTY - 1 + offset)
        totals.append(Formula(f"=SUM({name}{{first}}:{name}{{last}})", value))
    title = "Bridge from A to B: what each step adds"
    return Block(
        BRIDGE_TABLE, title, columns, rows, Row(tuple(totals), tone=Tone.TOTAL), filters=False
    )


def _step_row(comparison: Comparison, step: Step, index: int, places: Places, worth: int) -> Row:
    viewed = letter(FIRST_STEP_PARTY + _viewed(comparison))
    if step.fate is not None:
        first, last = worth + 2, worth + 1 + max(1, len(comparison.clusters))
        cells = tuple(_cluster_sum(at, step, first, last) for at in range(len(PARTIES)))
        steps = f"Clusters!${letter(STEP_COLUMN)}${first}:${letter(STEP_COLUMN)}${last}"
        count: Cell = Formula(f"=COUNTIF({steps},$A{{row}})", step.clusters)
        return Row((step.name, count, Formula(f"={viewed}{{row}}", step.objective), *cells))
    part = index - (len(comparison.bridge) - len(PARTS) - 1)
    if part == len(PARTS):
        priced = places[PARTY_TABLE] + 2 + len(PARTIES)
        price = Formula(f"=B{priced}-C{priced}", step.objective)
        return Row((step.name, None, price, *(0.0 for _ in PARTIES)))
    at_row = places[PART_TABLE] + 2 + part
    cells = tuple(_part_change(at, step.values, at_row) for at in range(len(PARTIES)))
    return Row((step.name, None, Formula(f"={viewed}{{row}}", step.objective), *cells))


def _cluster_sum(party: int, step: Step, first: int, last: int) -> Formula:
    """Add up what the clusters of a step bring a party, from the sheet Clusters."""
    figures, steps = letter(change_column(party)), letter(STEP_COLUMN)
    formula = (
        f"=SUMIFS(Clusters!{figures}${first}:{figures}${last},"
        f"Clusters!${steps}${first}:${steps}${last},$A{{row}})"
    )
    return Formula(formula, getattr(step.values, PARTIES[party]))


def _part_change(party: int, change: ByParty, row: int) -> Formula:
    """Give B less A of a part for a party."""
    formula = f"={letter(2 + 2 * party)}{row}-{letter(1 + 2 * party)}{row}"
    return Formula(formula, getattr(change, PARTIES[party]))
