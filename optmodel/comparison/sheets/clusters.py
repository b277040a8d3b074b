"""The sheet Clusters: what each plan funds, and what each cluster adds to the difference."""

from __future__ import annotations

from optmodel.comparison.bridge import STEPS
from optmodel.comparison.clusters import ClusterChange
from optmodel.comparison.party import ByParty
from optmodel.comparison.result import Comparison
from optmodel.comparison.sheets.parties import PARTIES, party_title
from optmodel.comparison.side import Placed
from optmodel.results.layout import (
    Block,
    Cell,
    Column,
    Formula,
    Kind,
    Row,
    Sheet,
    Tone,
    Value,
    total_of,
)

WORTH = "ClusterValues"
"""Table that the bridge on the sheet Values adds up."""
STEP_COLUMN = 1
FIRST_FIGURE = 2
"""Zero-based column of the first party: A, B, B less A, then the next party."""


def change_column(party: int) -> int:
    """Zero-based column with B less A of a party."""
    return FIRST_FIGURE + 3 * party + 2


def letter(column: int) -> str:
    """Letter of a zero-based column up to Z."""
    return chr(ord("A") + column)


def clusters(comparison: Comparison) -> Sheet:
    """Describe the sheet Clusters."""
    return Sheet(
        "Clusters",
        "Clusters",
        "Every cluster that at least one of the plans funds: where and when in A and in B, and"
        " its net present value to each party. Copies that are alike in both plans are paired.",
        (_decisions(comparison), _worth(comparison)),
        frozen_columns=1,
    )


def _decisions(comparison: Comparison) -> Block:
    columns = (
        Column("Cluster"),
        Column("Funded in"),
        Column("What changed", width=24),
        Column("Site in A"),
        Column("Site in B"),
        Column("Start in A", Kind.DATE, "date"),
        Column("Start in B", Kind.DATE, "date"),
        Column("Operator in A"),
        Column("Operator in B"),
        Column("Paid in A by", Kind.NOTE, width=20),
        Column("Paid in B by", Kind.NOTE, width=20),
        Column("Why not in the other plan", Kind.NOTE, width=45),
    )
    rows = tuple(_decision(change) for change in comparison.clusters)
    return Block("Clusters", "Decisions", columns, rows, empty="No cluster is funded in either.")


def _decision(change: ClusterChange) -> Row:
    a, b = change.a, change.b
    return Row(
        (
            change.label,
            change.contained,
            str(change.fate),
            *(placed.site if placed else None for placed in (a, b)),
            *(placed.start if placed else None for placed in (a, b)),
            *(placed.operator if placed else None for placed in (a, b)),
            *(_payers(placed) for placed in (a, b)),
            change.why,
        )
    )


def _payers(placed: Placed | None) -> Value:
    """Name the sources that pay, with their parts where there are several."""
    if placed is None:
        return None
    if len(placed.shares) == 1:
        return next(iter(placed.shares))
    return ", ".join(f"{source} {part:.1%}" for source, part in placed.shares.items())


def _worth(comparison: Comparison) -> Block:
    columns = [Column("Cluster"), Column("Step of the bridge", width=24)]
    for party in PARTIES:
        title = party_title(comparison, party)
        columns += [
            Column(f"{title} A", Kind.MONEY, "USD m"),
            Column(f"{title} B", Kind.MONEY, "USD m"),
            Column(f"{title} B less A", Kind.MONEY, "USD m"),
        ]
    rows = tuple(_worth_row(change) for change in comparison.clusters)
    totals = _totals(comparison) if rows else None
    return Block(WORTH, "Net present value by party", tuple(columns), rows, totals)


def _worth_row(change: ClusterChange) -> Row:
    cells: list[Cell] = [change.label, STEPS[change.fate]]
    of_a = change.a.npv if change.a else ByParty()
    of_b = change.b.npv if change.b else ByParty()
    for index, party in enumerate(PARTIES):
        at = change_column(index)
        formula = f"={letter(at - 1)}{{row}}-{letter(at - 2)}{{row}}"
        mine, its = getattr(of_a, party), getattr(of_b, party)
        cells += [mine, its, Formula(formula, getattr(change.change, party))]
    return Row(tuple(cells))


def _totals(comparison: Comparison) -> Row:
    """Sum every column of figures."""
    rows = [_worth_row(change).cells[FIRST_FIGURE:] for change in comparison.clusters]
    cells: list[Cell] = ["Total", None]
    for offset, column in enumerate(zip(*rows, strict=True)):
        figures = [cell.value if isinstance(cell, Formula) else cell for cell in column]
        total = total_of([figure for figure in figures if isinstance(figure, float)])
        name = letter(FIRST_FIGURE + offset)
        cells.append(Formula(f"=SUM({name}{{first}}:{name}{{last}})", total))
    return Row(tuple(cells), tone=Tone.TOTAL)
