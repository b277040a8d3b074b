"""Figures of clusters and sites against sourced ones."""

from __future__ import annotations

import pytest

from optmodel.errors import Finding
from optmodel.examples import names, rows
from optmodel.sense.figure_units import figure_findings
from optmodel.sense.sourced_ranges import sourced_ranges
from optmodel.workbook.rows import tables_from_rows
from tests.cases import case, cluster, site, tiny_settings
from tests.sense.said import brief, words

PLANT = {
    "Revenue (USD m/year)": 500,
    "Operating cost (USD m/year)": 300,
    "Land (acres)": 100,
    "Power (MW)": 40,
    "Water (mgd)": 0.5,
    "Jobs": 600,
}
"""A plant as factories are, at a capex of 600."""


@pytest.mark.parametrize("name", names())
def test_nothing_is_said_of_the_examples(name: str) -> None:
    """Tests that all figures of the examples are in the widened ranges."""
    tables, _ = tables_from_rows(*rows(name))
    assert tables is not None
    assert list(figure_findings(tables)) == []


def test_nothing_is_said_of_a_plant() -> None:
    """Tests a plant, one without any figure but capex, and a power plant that uses less than 0."""
    power = {"Power (MW)": -1000, "Jobs": 35}
    clusters = [cluster("A", 600, **PLANT), cluster("B", 600), cluster("C", 2600, **power)]
    assert brief(_units(clusters)) == []


@pytest.mark.parametrize(
    ("header", "factor", "question"),
    [
        ("Revenue (USD m/year)", 1e6, "Is Revenue in USD?"),
        ("Land (acres)", 4046.86, "Is Land in square feet or square meters?"),
        ("Land (acres)", 43560, "Is Land in square feet or square meters?"),
        ("Power (MW)", 1e3, "Is Power in kW?"),
        ("Power (MW)", 1e-3, "Is Power in GW?"),
        ("Water (mgd)", 1e6, "Is Water in gallons a day?"),
        ("Jobs", 1e-3, "Is Jobs in thousands?"),
    ],
)
def test_a_figure_in_another_unit(header: str, factor: float, question: str) -> None:
    """Tests that the column is found and asked about, with the other column of the ratio."""
    typed = {**PLANT, header: PLANT[header] * factor}
    (found,) = _units([cluster("A", 600, **typed)])
    assert (found.code, found.column) == ("W301", header)
    assert found.message.endswith(question)
    assert len(found.involved) >= 1


@pytest.mark.parametrize(("capex", "unit"), [(0.6, "USD bn"), (600e6, "USD")])
def test_capex_in_another_unit(capex: float, unit: str) -> None:
    """Tests that many odd ratios are one finding, about what they have in common."""
    (found,) = _units([cluster("A", capex, **PLANT)])
    assert (found.code, found.address) == ("W301", "Clusters!H5")
    assert found.message.endswith(f". Is Capex in {unit}?")
    assert len(found.involved) >= 3


def test_the_message_says_range_and_ratio() -> None:
    """Tests the words, with both guesses where only one ratio can be had."""
    said = words(_units([cluster("A", 0.9, **{"Land (acres)": 1000})]))
    assert said == (
        "Capex (USD m) per Land (acres) is 0.0009; sourced factories have 0.785 to 67.3. "
        "Is Capex in USD bn? Is Land in square feet or square meters?"
    )


def test_a_column_in_another_unit_is_one_message() -> None:
    """Tests capex in dollars in three rows of four, and the one row that is odd otherwise."""
    typed = [cluster(name, 600e6, **PLANT) for name in "ABC"]
    found = _units([*typed, cluster("D", 600, **{**PLANT, "Power (MW)": 40_000})])
    assert brief(found) == [("W301", "Clusters!H5:H7"), ("W301", "Clusters!Q8")]
    assert found[0].cells == ("H5", "H6", "H7")
    assert found[0].message == (
        "3 of 4 rows: is Capex in USD? Capex (USD m) is 600,000,000; sourced factories "
        "have 85 to 40,000."
    )


def test_columns_that_slip_together() -> None:
    """Tests that all money in dollars is one question, although its ratios are as usual."""
    money = {header: 1e6 * PLANT[header] for header in PLANT if "USD" in header}
    found = _units([cluster(name, 600e6, **PLANT | money) for name in "AB"])
    assert words(found).startswith("both rows: are Capex, Revenue and Operating cost in USD? ")
    assert found[0].involved == ("Clusters!K5", "Clusters!K6", "Clusters!L5", "Clusters!L6")


def test_two_columns_at_once() -> None:
    """Tests land in square meters beside power in kW, in rows with a gap: one message for both."""
    odd = {**PLANT, "Land (acres)": 404_686, "Power (MW)": 40_000}
    rows = [cluster("A", 600, **odd), cluster("B", 600, **PLANT), cluster("C", 600, **odd)]
    found = _units(rows)
    assert words(found).startswith(
        "2 of 3 rows: is Land in square feet or square meters? Is Power in kW? "
    )
    assert (found[0].cell, found[0].involved) == (
        "P5", ("Clusters!P7", "Clusters!Q5", "Clusters!Q7")
    )  # fmt: skip


def test_a_slip_of_few_rows_is_told_row_by_row() -> None:
    """Tests that two rows of five speak for no column."""
    rows = [cluster(name, 600, **PLANT) for name in "ABC"]
    odd = [cluster(name, 600, **{**PLANT, "Jobs": 0.6}) for name in "DE"]
    assert brief(_units([*rows, *odd])) == [("W301", "Clusters!T8"), ("W301", "Clusters!T9")]


def test_two_columns_that_could_have_slipped() -> None:
    """Tests that both are asked about where a ratio of them is all there is."""
    rows = [cluster(name, 0.9, **{"Land (acres)": 1000}) for name in "AB"]
    assert words(_units(rows)) == (
        "both rows: is Capex in USD bn? Is Land in square feet or square meters? Capex (USD m) "
        "per Land (acres) is 0.0009; sourced factories have 0.785 to 67.3."
    )


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Power (MW)": 600_000}, [("W302", "Sites!I5")]),
        ({"Power (MW)": 20_000}, []),
        ({"Land (acres)": 27_878_400}, [("W302", "Sites!H5")]),
        ({"Land (acres)": 0}, []),
    ],
)
def test_sites(columns: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """Tests power in kW and land in square feet; a site without land is a site."""
    sites = [site("S", **columns)]
    tables = case(tiny_settings(), Clusters=[cluster("A", 600)], Sites=sites)
    assert brief(list(figure_findings(tables))) == expected


def test_each_range_has_a_least_and_a_most() -> None:
    """Tests the data: the range is not empty, and a slip by a million never stays inside."""
    for each in (*sourced_ranges("Clusters"), *sourced_ranges("Sites")):
        assert 0 < each.low < each.least < each.most < each.high, each
        assert each.high / each.low < 1e7 or each.figure == "Capex (USD m)", each


def _units(clusters: list[dict[str, object]]) -> list[Finding]:
    """What is said of clusters at a site as others are."""
    tables = case(tiny_settings(), Clusters=clusters, Sites=[site("S")])
    return list(figure_findings(tables))
