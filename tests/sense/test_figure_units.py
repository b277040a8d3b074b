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
        ("Land (acres)", 4046.86, "Is Land in square meters?"),
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
        "Is Capex in USD bn? Is Land in square meters?"
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
