"""Dates of rules after the horizon."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import cluster
from tests.sense.said import brief, sense_of

GROUPS = [{"Group": "g", "Cluster": "A"}]


@pytest.mark.parametrize(("year", "codes"), [(2036, []), (2037, ["W304"])])
def test_dates_after_the_horizon(year: int, codes: list[str]) -> None:
    """Tests the last year of a horizon of ten from 2027, and the one after it."""
    day = date(year, 6, 1)
    rule = {"Group": "g", "Rule": "at most", "Count": 1, "By": day}
    target = {"Metric": "clusters", "Sense": "at most", "Amount": 1, "By": day}
    found = sense_of(
        Clusters=[cluster("A", 5000)], Groups=GROUPS, Group_rules=[rule], Targets=[target]
    )
    places = ["Group rules!D5", "Targets!G5"]
    assert brief(found) == [(code, place) for place in places for code in codes]
