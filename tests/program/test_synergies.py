"""What two clusters gain at the same site."""

from __future__ import annotations

import pytest

from tests.cases import cluster, program_of, tiny_settings
from tests.program.said import brief, findings_of


def pair(first: str, second: str) -> dict[str, object]:
    """Make a row of Synergies."""
    return {"Cluster A": first, "Cluster B": second, "Benefit (USD m/year)": 2}


CLUSTERS = [cluster("A", 20), cluster("B", 10)]


@pytest.mark.parametrize("row", [pair("A", "B"), pair("B", "A")])
def test_the_order_of_the_two_does_not_matter(row: dict[str, object]) -> None:
    """Tests that the pair stands in the order of the clusters: B, the cheaper one, first."""
    (built,) = program_of(tiny_settings(), Clusters=CLUSTERS, Synergies=[row]).synergies
    assert (built.cluster_a, built.cluster_b) == ("B", "A")
    assert (built.benefit_musd_year, built.capex_saving_musd) == (2.0, 0.0)
    assert built.cell == "Synergies!A5"


def test_synergy_with_itself() -> None:
    """Tests that a cluster, whatever its copies, has no synergy with itself."""
    assert brief(findings_of(Clusters=CLUSTERS, Synergies=[pair("A", "A")])) == [
        ("E230", "Synergies!B5")
    ]


def test_pair_that_stands_there_in_the_other_order() -> None:
    """Tests that a benefit cannot be counted twice."""
    rows = [pair("A", "B"), pair("B", "A")]
    (found,) = findings_of(Clusters=CLUSTERS, Synergies=rows)
    assert (found.code, found.address) == ("E231", "Synergies!A6")
    assert found.message == "B and A stand in row 5 already. Keep one row."
