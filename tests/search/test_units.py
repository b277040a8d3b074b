"""Large amounts: no column of the solver reaches beyond a million."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.api import solve
from optmodel.search.units import LARGEST_BOUND, in_units, units_of

from ..cases import case, cluster, pledge, site, tiny_settings

ARRAYS = {
    "cost": np.array([2.0, 3.0, 1.0]),
    "lower": np.array([0.0, -3e9, 0.0]),
    "upper": np.array([1e9, 5.0, 1e6]),
    "integer": np.array([True, False, False]),
    "indices": np.array([0, 1, 2, 1]),
    "values": np.array([1.0, 1.0, 1.0, 0.5]),
}


def test_only_amounts_have_units():
    """Tests that -3e9 is counted in units of 4,096, and whole numbers and a million one by one."""
    assert units_of(ARRAYS).tolist() == [1.0, 4096.0, 1.0]


def test_a_model_in_units_is_the_same_model():
    """Tests that cost and coefficients grow as the bounds shrink."""
    changed = in_units(ARRAYS, units_of(ARRAYS))
    assert changed["cost"].tolist() == [2.0, 3.0 * 4096, 1.0]
    assert changed["values"].tolist() == [1.0, 4096.0, 1.0, 2048.0]
    assert changed["lower"].tolist() == [0.0, -3e9 / 4096, 0.0]
    assert np.abs(changed["lower"][1:]).max() <= LARGEST_BOUND


@pytest.mark.parametrize("scale", [1.0, 1e6, 1e9, 1e11])
def test_two_sources_at_any_scale(scale: float):
    """Tests that 1 invested that earns 0.6 in each of five years is worth 2 at every scale.

    With amounts of 1e9 and more as they are, HiGHS 1.15 proves that nothing is worth it.
    """
    second = pledge(scale) | {"Source": "EXT"}
    found = solve(
        case(
            tiny_settings(Decision_periods=1, Horizon_periods=6),
            Clusters=[cluster("A", scale, **{"Revenue (USD m/year)": 0.6 * scale})],
            Funding=[pledge(scale), second],
        )
    )
    assert found.value_musd == pytest.approx(2.0 * scale)


@pytest.mark.parametrize("scale", [1e-4, 1.0, 10.0])
def test_a_pool_at_any_scale(scale: float):
    """Tests that the best plan of a pool funds both clusters in billions of billions, too."""
    terms = {
        "Share before recovery": 0.9, "Share after recovery": 0.1, "Deemed rate": 0.05,
        "Vehicle": "pooled", "Interest from": "operation",
    }  # fmt: skip
    a = cluster("A", 1e8 * scale, 2, **{"Revenue (USD m/year)": 8e7 * scale})
    b = cluster("B", 5e8 * scale, 0, **{"Revenue (USD m/year)": 1e8 * scale})
    found = solve(
        case(
            tiny_settings(
                Decision_periods=2, Horizon_periods=8, Perspective="United States",
                Discount_rate=0.06,
            ),
            Clusters=[a, b],
            Sites=[site("S", **{"Preparation cost (USD m)": 2.5e7 * scale})],
            Funding=[pledge(1.1e9 * scale, **terms)],
        )
    )  # fmt: skip
    assert len(found.funded) == 2
