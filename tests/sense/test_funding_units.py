"""Commitments against what all clusters cost."""

from __future__ import annotations

import pytest

from tests.cases import cluster, pledge
from tests.sense.said import brief, sense_of, words

CLUSTERS = [cluster("A", 100, Copies=2), cluster("B", 300, Decision="skip")]
"""All that is not skipped costs 200."""


@pytest.mark.parametrize(
    ("commitment", "codes"),
    [(200_000, []), (200_001, ["W303"]), (0.2, []), (0.19, ["W303"]), (0, [])],
)
def test_a_commitment_a_thousand_times_too_large_or_small(
    commitment: float, codes: list[str]
) -> None:
    """Tests the edges; a commitment of 0 says that there is none."""
    found = sense_of(Clusters=CLUSTERS, Funding=[pledge(commitment)])
    assert brief(found) == [(code, "Funding!C5") for code in codes]


def test_small_ones_are_added_up() -> None:
    """Tests that a small source beside a pledge is nothing to ask about."""
    rows = [pledge(100), {"Source": "EXT", "Commitment (USD m)": 0.01}]
    assert sense_of(Clusters=CLUSTERS, Funding=rows) == []


def test_nothing_costs_anything() -> None:
    """Tests that there is no ratio without capex."""
    assert sense_of(Clusters=[cluster("A", 0)], Funding=[pledge(1e9)]) == []


def test_words() -> None:
    """Tests what is said of dollars typed for millions."""
    said = words(sense_of(Clusters=CLUSTERS, Funding=[pledge(5e8)]))
    assert said == (
        "500,000,000 is 2,500,000 times the capex of all clusters (USD 200 m). Is the commitment "
        "in USD?"
    )


def test_words_where_clusters_are_as_odd() -> None:
    """Tests that capex is asked about too where no factory is so cheap, or so dear."""
    small = words(sense_of(Clusters=[cluster("A", 2)], Funding=[pledge(5000)]))
    assert small.endswith(" Is the commitment in USD, or capex in USD bn?")
    large = words(sense_of(Clusters=[cluster("A", 2e6)], Funding=[pledge(1000)]))
    assert large.endswith(" Are commitments in USD bn, or is capex in USD or in thousands of USD?")
