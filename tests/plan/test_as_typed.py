"""Lists of a plan in the order of the input, and shares without rounding errors."""

from __future__ import annotations

import pytest

from optmodel import api
from optmodel.plan.records import clean_share
from tests.cases import cluster, site, tiny_settings


def test_targets_and_synergies_stand_as_typed() -> None:
    """Tests order and sides of rows that the program turns and sorts, and an empty row.

    A (cheap) and B (dear) and C all stand at S. The program would put jobs before others and the
    figures of A first.
    """
    earns = {"Revenue (USD m/year)": 60.0, "Taxable owner": "no", "Decision": "fund"}
    document = api.run(
        {
            "Settings": tiny_settings(),
            "Clusters": [
                cluster(name, cost, **earns) for name, cost in zip("ABC", (9, 99, 50), strict=True)
            ],
            "Sites": [site("S")],
            "Funding": [{"Source": "JPN", "Commitment (USD m)": 1000}],
            "Synergies": [
                {"Cluster A": "C", "Cluster B": "B", "Benefit (USD m/year)": 2},
                {"Cluster A": "B", "Cluster B": "A", "Capex saving (USD m)": 1},
                {"Cluster A": "A", "Cluster B": "C"},
            ],
            "Targets": [
                {"Metric": "jobs", "Sense": "at least", "Amount": 0, "Strength": 3},
                {"Metric": "capex", "Sense": "at least", "Amount": 5, "Strength": 1},
                {"Metric": "clusters", "Sense": "at least", "Amount": 1, "Strength": 2},
            ],
        }
    ).document
    pairs = [(it["cluster_a"], it["cluster_b"]) for it in document["synergies"]]  # type: ignore[union-attr]
    assert pairs == [("C", "B"), ("B", "A")]
    metrics = [it["metric"] for it in document["targets"]]  # type: ignore[union-attr]
    assert metrics == ["jobs", "capex", "clusters"]


@pytest.mark.parametrize(
    ("part", "shown"), [(0.29999999999960003, 0.3), (1 / 3, 1 / 3), (1.0, 1.0), (0.3001, 0.3001)]
)
def test_shares_without_rounding_errors(part: float, shown: float) -> None:
    """Tests that 0.3 less 4e-13 is 0.3, and that a third stays a third."""
    assert clean_share(part) == shown
