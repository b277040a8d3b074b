"""Further rows that limit nothing, or that nobody can use, change nothing."""

from __future__ import annotations

import pytest

from tests.oracle.generator import Row, Workbook
from tests.oracle.generator_rulebook import rulebook

from .solving import Best, best, changed, day_in, with_, with_rows, without, worth


def with_row(book: Workbook, sheet: str, row: Row) -> Workbook:
    """The workbook with one more row."""
    return Workbook(book.settings, {**book.sheets, sheet: [*book.sheets[sheet], row]})


def same(seed: int, book: Workbook, before: Best, after: Best) -> None:
    """The same value, by a plan that is as good in the workbook as it was."""
    assert after.value == pytest.approx(before.value, rel=1e-6, abs=1e-6), seed
    assert worth(book, after) == pytest.approx(before.value, rel=1e-6, abs=1e-6), seed


UNUSED: dict[str, Row] = {
    "Operators": {"Operator": "IDLE", "Status": "committed"},
    "Construction": {"Resource": "divers", "Capacity": 0},
    "Site supply": {"Site": "ORR", "Resource": "Workers", "Available": 1_000_000},
    "Targets": {"Metric": "clusters", "Sense": "at least", "Amount": 0},
}
"""Rows that nothing depends on: an operator without fit, a resource that nobody uses, …"""


@pytest.mark.parametrize("sheet", UNUSED)
def test_unused_row_changes_nothing(sheet: str) -> None:
    """Tests 10 workbooks with one more row that no cluster feels."""
    for seed in with_rows(10, "Clusters"):
        book = changed(rulebook(seed), Sites=with_(Workers=None))
        row = dict(UNUSED[sheet])
        if sheet in {"Construction", "Site supply"}:
            row["From"] = day_in(book, 0)
        same(seed, book, best(book), best(with_row(book, sheet, row)))


def test_large_market_changes_nothing() -> None:
    """Tests 10 workbooks in which far more can be sold than all clusters make."""
    for seed in with_rows(10, "Clusters"):
        book = without("Markets")(rulebook(seed))
        row = {
            "Product": book.sheets["Clusters"][0]["Product"],
            "From": day_in(book, 0),
            "Maximum output (units/year)": 100_000,
        }
        same(seed, book, best(book), best(with_row(book, "Markets", row)))


def test_source_that_may_pay_nothing_changes_nothing() -> None:
    """Tests 12 workbooks with a source whose maximum share is 0."""
    extra = {
        "Source": "NIL",
        "Commitment (USD m)": 10_000,
        "Maximum share of a cluster": 0,
        "Pays for site preparation": "no",
    }
    for seed in with_rows(12, "Clusters"):
        book = rulebook(seed)
        after = best(with_row(book, "Funding", extra))
        assert after.value == pytest.approx(best(book).value, rel=1e-6, abs=1e-6), seed


@pytest.mark.parametrize("perspective", ["Program", "United States", "Japan"])
def test_pool_of_one_cluster_is_its_vehicle(perspective: str) -> None:
    """Tests 12 workbooks with one cluster: pooled or not, each party has the same."""
    for seed in with_rows(12, "Clusters"):
        book = rulebook(seed)
        only = book.sheets["Clusters"][0]["Cluster"]
        sheets = {
            name: [row for row in rows if row.get("Cluster", only) == only]
            for name, rows in book.sheets.items()
        }
        sheets |= {"Dependencies": [], "Groups": [], "Group rules": [], "Synergies": []}
        sheets |= {"Sector limits": [], "Targets": [], "Markets": []}
        book = Workbook({**book.settings, "Perspective": perspective}, sheets)
        book = changed(
            book,
            Clusters=with_(Copies=1),
            # In a vehicle of its own, site preparation is in no balance; in a pool it is.
            Funding=lambda row: {
                **row,
                "Vehicle": "cluster",
                "Share before recovery": row["Share before recovery"] or 0.4,
                "Pays for site preparation": "no",
            },
        )
        pool = changed(book, Funding=with_(Vehicle="pooled"))
        before, after = best(book), best(pool)
        assert after.value == pytest.approx(before.value, rel=1e-6, abs=1e-6), seed
