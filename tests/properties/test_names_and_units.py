"""Positions of rows, names of things and units of money change nothing."""

from __future__ import annotations

from random import Random

import pytest

from optmodel.audit.claim import Opening, Start
from tests.oracle.generator import Row, Workbook, workbook

from .solving import Best, best, fundable, worth

NAMES = {
    "FIB": "光ファイバー",
    "CAB": "Zubehör & Kabel",
    "TRF": "a",
    "PWR": "=POWER(1)",
    "ORR": "Óak Ridge",
    "INL": "0001",
    "PAD": "サイト 3",
    "JPN": "日本",
    "glass": "Γυαλί",
    "heavy": "NA",
}

NAMED = ("Cluster", "Site", "Source", "Needs", "Group")
"""Columns with ids."""


def shuffled(book: Workbook, seed: int) -> Workbook:
    """The rows of every sheet in another order, and the columns of every row."""
    random = Random(seed)
    sheets = {}
    for name, rows in book.sheets.items():
        columns = [dict(random.sample(list(row.items()), len(row))) for row in rows]
        # Numbered columns keep their order: they are a sequence, not a set.
        keep = name in {"Profiles", "Cash flows"}
        sheets[name] = random.sample(rows if keep else columns, len(rows))
    settings = dict(random.sample(list(book.settings.items()), len(book.settings)))
    return Workbook(settings, sheets)


def renamed(book: Workbook) -> Workbook:
    """Every id replaced, everywhere."""

    def change(row: Row) -> Row:
        return {
            header: NAMES.get(str(value), value) if header in NAMED else value
            for header, value in row.items()
        }

    return Workbook(
        book.settings, {name: [change(row) for row in rows] for name, rows in book.sheets.items()}
    )


def in_money(book: Workbook, factor: float) -> Workbook:
    """Every amount of money multiplied."""

    def change(row: Row, *, all_periods: bool) -> Row:
        return {
            header: float(str(value)) * factor
            if value is not None
            and ("USD" in header or (all_periods and header.startswith("Period ")))
            else value
            for header, value in row.items()
        }

    return Workbook(
        book.settings,
        {
            name: [change(row, all_periods=name == "Cash flows") for row in rows]
            for name, rows in book.sheets.items()
        },
    )


def back(plan: Best) -> Best:
    """A plan under the old names."""
    old = {new: name for name, new in NAMES.items()}
    return Best(
        plan.value,
        frozenset(Start(old[s.cluster], s.copy, old[s.site], s.period) for s in plan.starts),
        frozenset(Opening(old[o.site], o.period) for o in plan.openings),
    )


def test_order_of_rows_changes_nothing() -> None:
    """Tests 20 workbooks with their rows shuffled: the same plan, start by start."""
    for seed in fundable(20):
        book = workbook(seed)
        expected, actual = best(book), best(shuffled(book, seed))
        assert actual == Best(pytest.approx(expected.value), expected.starts, expected.openings), (
            seed
        )


def test_names_change_nothing() -> None:
    """Tests 20 workbooks with new names: the same value, by a plan that is as good before.

    Two things that are alike in all but their names may change places.
    """
    for seed in fundable(20):
        book = workbook(seed)
        expected, actual = best(book), back(best(renamed(book)))
        assert actual.value == pytest.approx(expected.value, rel=1e-9), seed
        assert worth(book, actual) == pytest.approx(expected.value, rel=1e-9), seed


@pytest.mark.parametrize("factor", [1000.0, 3.7, 0.01])
def test_unit_of_money_changes_nothing(factor: float) -> None:
    """Tests 15 workbooks in another money: the value in it, by a plan that is as good before."""
    for seed in fundable(15):
        book = workbook(seed)
        expected, actual = best(book), best(in_money(book, factor))
        assert actual.value == pytest.approx(expected.value * factor, rel=1e-6), seed
        assert worth(book, actual) == pytest.approx(expected.value, rel=1e-6), seed
