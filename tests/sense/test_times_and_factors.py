"""Times, factors and rents of one cell that are in another unit."""

from __future__ import annotations

import pytest

from tests.cases import cluster, pledge, site
from tests.sense.said import brief, sense_of, words

PLANTS = [cluster("A", 500)]


@pytest.mark.parametrize(
    ("sheet", "row", "longest", "unit"),
    [
        ("Clusters", {"Life (years)": 100}, 100, "months"),
        ("Clusters", {"Maximum payback (years)": 100}, 100, "months"),
        ("Sites", {"Permit median (months)": 100, "Permit P80 (months)": 120}, 120, "days"),
        ("Funding", {"Recovery target (years)": 100}, 100, "months"),
    ],
)
def test_times(sheet: str, row: dict[str, object], longest: float, unit: str) -> None:
    """Tests the longest time that is believed, and one beyond it."""
    base = {"Clusters": cluster("A", 500), "Sites": site("S"), "Funding": pledge(1000)}[sheet]
    sheets = {"Clusters": PLANTS}
    assert brief(sense_of(**sheets | {sheet: [base | row]})) == []
    over = dict.fromkeys(row, longest + 12)
    found = sense_of(**sheets | {sheet: [base | over]})
    assert [(it.code, it.sheet, it.column) for it in found] == [("W307", sheet, next(iter(row)))]
    assert words(found).endswith(f"Was it typed in {unit}?")


@pytest.mark.parametrize(
    ("factor", "advice"),
    [
        (0.2, None),
        (5, None),
        (95, "Capex factor is 95 times the usual cost. For 95 percent of it enter 0.95."),
        (7, "Capex factor is 7 times the usual cost. For 7 percent more enter 1.07."),
        (0.05, "Capex factor is 0.05 times the usual cost. For 5 percent more enter 1.05."),
        (0, "Capex factor is 0: it costs nothing here. Clear the cell for no difference."),
    ],
)
def test_factors(factor: float, advice: str | None) -> None:
    """Tests percentages, whole or added, and a 0 that was meant as nothing."""
    found = sense_of(Clusters=PLANTS, Sites=[site("S", **{"Capex factor": factor})])
    assert [(it.code, it.message) for it in found] == ([("W305", advice)] if advice else [])


def test_both_factors_are_one_message() -> None:
    """Tests that a row is asked about once."""
    factors = {"Capex factor": 110, "Operating cost factor": 95}
    found = sense_of(Clusters=PLANTS, Sites=[site("S", **factors)])
    assert brief(found) == [("W305", "Sites!P5")]
    assert found[0].involved == ("Sites!Q5",)


@pytest.mark.parametrize(
    ("rent", "codes"),
    [(0, []), (0.01, []), (0.0099, ["W308"]), (1_000_000, []), (1_000_001, ["W308"])],
)
def test_rents(rent: float, codes: list[str]) -> None:
    """Tests rents in millions of dollars, and of a whole site."""
    found = sense_of(Clusters=PLANTS, Sites=[site("S", **{"Land rent (USD/acre/year)": rent})])
    assert [it.code for it in found] == codes
