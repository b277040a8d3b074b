"""Order of rows, names and the unit of money change nothing, over the whole rulebook."""

from __future__ import annotations

from random import Random

import pytest

from optmodel.audit.claim import Opening, Start
from tests.oracle.generator import Row, Workbook
from tests.oracle.generator_rulebook import rulebook

from .solving import Best, best, with_rows, worth

NAMES = {
    "FIB": "光ファイバー", "CAB": "Zubehör & Kabel", "TRF": "a",
    "ORR": "Óak Ridge", "INL": "0001",
    "JPN": "日本", "EXT": "00", "LOC": "Ω",
    "glass": "Γυαλί", "heavy": "NA",
    "ACME": "zz top", "BOLT": "βολτ", "CORA": "A-1", "nobody here": "niemand",
    "crews": "Трудовые", "cranes": "0", "RAIL": "Gleis",
}  # fmt: skip

NAMED = (
    "Cluster", "Site", "Source", "Needs", "Group", "Operator", "Resource", "Cluster A", "Cluster B",
)  # fmt: skip
"""Columns with ids."""

MONEY_METRICS = {"capex", "value"}
"""Metrics whose amounts are money."""

SEEDS = ("Clusters", "Operators", "Targets", "Construction", "Synergies", "Site supply")
"""Sheets of which two workbooks each are tested."""

STEPPED = {"Profiles", "Cash flows", "Construction use"}
"""Sheets whose numbered columns are a sequence, not a set."""


def some(count: int) -> list[int]:
    """Workbooks among which each of some sheets has rows."""
    return sorted({seed for sheet in SEEDS for seed in with_rows(count, sheet)})


def shuffled(book: Workbook, seed: int) -> Workbook:
    """The rows of every sheet but Funding, whose first is the pledge, and all columns."""
    random = Random(seed)
    sheets = {}
    for name, rows in book.sheets.items():
        columns = [dict(random.sample(list(row.items()), len(row))) for row in rows]
        kept = rows if name in STEPPED else columns
        sheets[name] = kept if name == "Funding" else random.sample(kept, len(rows))
    return Workbook(book.settings, sheets)


def renamed(book: Workbook) -> Workbook:
    """Every id replaced, everywhere."""

    def change(row: Row) -> Row:
        by_id = row.get("Filter by") in {"site", "source"}
        return {
            header.replace("RAIL", NAMES["RAIL"]): NAMES.get(str(value), value)
            if header in NAMED or (header == "Filter" and by_id)
            else value
            for header, value in row.items()
        }

    return Workbook(
        book.settings, {name: [change(row) for row in rows] for name, rows in book.sheets.items()}
    )


def back(plan: Best) -> Best:
    """A plan under the old names."""
    old = {new: name for name, new in NAMES.items()}

    def start(s: Start) -> Start:
        return Start(old[s.cluster], s.copy, old[s.site], s.period, old.get(s.operator, ""))

    def payers(shares: object) -> dict[str, float]:
        assert isinstance(shares, dict)
        return {old[source]: share for source, share in shares.items()}

    def opening(o: Opening) -> Opening:
        return Opening(old[o.site], o.period)

    return Best(
        plan.value,
        frozenset(start(s) for s in plan.starts),
        frozenset(opening(o) for o in plan.openings),
        plan.shares and {start(s): payers(shares) for s, shares in plan.shares.items()},
        plan.preparation_shares
        and {opening(o): payers(shares) for o, shares in plan.preparation_shares.items()},
    )


def in_money(book: Workbook, factor: float) -> Workbook:
    """Every amount of money multiplied; a price per USD m is the same in any money."""

    def times(value: object) -> float:
        return float(str(value)) * factor

    def change(row: Row, *, all_periods: bool) -> Row:
        return {
            header: times(value)
            if value is not None
            and ("USD" in header or (all_periods and header.startswith("Period ")))
            else value
            for header, value in row.items()
        }

    def target(row: Row) -> Row:
        if row["Metric"] in MONEY_METRICS and row["Amount is"] != "share":
            return {**row, "Amount": times(row["Amount"])}
        per_unit = row["Metric"] not in {*MONEY_METRICS, "receipts"}
        if per_unit and isinstance(row["Strength"], float):
            return {**row, "Strength": times(row["Strength"])}
        return row

    sheets = {
        name: [change(row, all_periods=name == "Cash flows") for row in rows]
        for name, rows in book.sheets.items()
    }
    return Workbook(book.settings, {**sheets, "Targets": [target(r) for r in sheets["Targets"]]})


def test_order_of_rows_changes_nothing() -> None:
    """Tests about ten workbooks with their rows shuffled: the same plan, start by start."""
    for seed in some(2):
        book = rulebook(seed)
        expected, actual = best(book), best(shuffled(book, seed))
        assert actual == Best(pytest.approx(expected.value), expected.starts, expected.openings), (
            seed
        )


def test_names_change_nothing() -> None:
    """Tests about ten workbooks with new names: the same value, by a plan that was as good."""
    for seed in some(2):
        book = rulebook(seed)
        expected, actual = best(book), back(best(renamed(book)))
        assert actual.value == pytest.approx(expected.value, rel=1e-9, abs=1e-9), seed
        assert worth(book, actual) == pytest.approx(expected.value, rel=1e-9, abs=1e-9), seed


@pytest.mark.parametrize("factor", [1000.0, 3.7])
def test_unit_of_money_changes_nothing(factor: float) -> None:
    """Tests about ten workbooks in another money: the value in it, by a plan that was as good."""
    for seed in some(2):
        book = rulebook(seed)
        expected, actual = best(book), best(in_money(book, factor))
        assert actual.value == pytest.approx(expected.value * factor, rel=1e-6, abs=1e-6), seed
        assert worth(book, actual) == pytest.approx(expected.value, rel=1e-6, abs=1e-6), seed
