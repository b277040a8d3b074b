"""Workbooks in which a rule was once left out, or a decision moved, and the check refused."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.api import solve

from ..cases import case, cluster, pledge, site, tiny_settings


@pytest.mark.parametrize("limit", [{"Land (acres)": 100.0}, {"Maximum clusters": 1}])
@pytest.mark.parametrize("decision", ["open", "free"])
def test_operators_share_what_a_site_takes(decision: str, limit: dict[str, object]):
    """Tests that one copy of 60 acres stands on 100 acres, whoever runs it and the other copy.

    It costs 10 and earns 5 in each of 9 years: 35.
    """
    earning = {"Copies": 2, "Land (acres)": 60, "Revenue (USD m/year)": 5}
    found = solve(
        case(
            tiny_settings(),
            Clusters=[cluster("K", 10, **earning)],
            Sites=[site("S") | {"Decision": decision} | limit],
            Operators=[{"Operator": "P"}, {"Operator": "Q"}],
            Operator_fit=[{"Cluster": "K", "Operator": one} for one in "PQ"],
        )
    )
    assert (len(found.funded), found.value_musd) == (1, 35.0)


@pytest.mark.parametrize("strength", ["must", 0.001])
def test_an_opening_keeps_its_period_where_receipts_are_a_part_of_calls(strength: object):
    """Tests that a site whose preparation the pledge pays is opened before prices rise.

    K calls 12.1 in 2029; preparation is 100, 110 or 121 by the year. It earns 20 in each of 7
    years, of which the pledge has half until it is repaid, then a tenth: 24.19 + ... The target,
    0.2 of the calls, holds only with the preparation of 2027.
    """
    target = {"Metric": "receipts", "Filter by": "source", "Filter": "JPN"}
    found = solve(
        case(
            tiny_settings(Perspective="United States", Capex_escalation=0.1),
            Clusters=[
                cluster("K", 10, **{"Revenue (USD m/year)": 20, "Earliest start": date(2029, 1, 1)})
            ],
            Sites=[site("S", **{"Preparation cost (USD m)": 100})],
            Funding=[pledge(**{"Share before recovery": 0.5, "Share after recovery": 0.1})],
            Targets=[target | {"Sense": "at least", "Amount": 0.2, "Strength": strength}],
        )
    )
    assert found.openings[0].period == 0
    assert found.value_musd == pytest.approx(116.32)
