"""Three models that HiGHS answers wrongly in dollars; in millions they must be right.

Where one fails, the message names the version of HiGHS.
"""

from __future__ import annotations

from importlib.metadata import version

from optmodel.program.program import CallLimit
from tests.formulation.hand import Case, case, money, needs, one, place

HIGHS = f"highspy {version('highspy')} answers a canary wrongly"


def carried(*amounts: float) -> tuple[CallLimit, ...]:
    """Money by period; what is unused may be carried forward."""
    return tuple(CallLimit(t, amount, True, "") for t, amount in enumerate(amounts))


def canary_a() -> Case:
    """Make four clusters, two sites with room for one each, three periods."""
    return case(
        {
            ("A", "1"): [15, 460, -41],
            ("A", "2"): [26, 529, 173],
            ("B", "1"): [511, 450, 428],
            ("B", "2"): [402, 376, 76],
            ("C", "1"): [564, 122, 376],
            ("C", "2"): [291, 155, 488],
            ("D", "1"): [546, 137, 277],
            ("D", "2"): [44, 158, 270],
        },
        one("A", capex_musd=301.0),
        one("B", capex_musd=208.0),
        one("C", capex_musd=243.0),
        one("D", capex_musd=291.1),
        sites=[place("1", maximum_clusters=1), place("2", maximum_clusters=1)],
        pledge=money(437.0, call_limits=carried(246, 123, 68)),
    )


def canary_b() -> Case:
    """Make one site with room for three; D comes strictly after B."""
    return case(
        {
            ("A", "S"): [512, 355, 59],
            ("B", "S"): [3, 313, 373],
            ("C", "S"): [348, -30, 63],
            ("D", "S"): [505, -10, 179],
        },
        one("A", capex_musd=387.6),
        one("B", capex_musd=359.0),
        one("C", capex_musd=15.44),
        one("D", capex_musd=378.0),
        sites=[place("S", maximum_clusters=3)],
        pledge=money(704.0, call_limits=carried(270, 245, 189)),
        dependencies=[needs("D", "B", lag_periods=1)],
    )


def canary_c() -> Case:
    """Make two clusters, of which Q must be funded."""
    return case(
        {("P", "S"): [211, 532, 498, 384], ("Q", "S"): [379, 454, 176, 244]},
        one("P", capex_musd=323.2),
        one("Q", capex_musd=88.0, decision="fund"),
        pledge=money(808.0, call_limits=carried(174, 182, 181, 271)),
    )


def test_canary_a() -> None:
    """Tests that of four clusters only C is funded, at site 1 in period 1, for 564.

    Any two cost 208 + 243 = 451 or more, and there are 246 + 123 + 68 = 437.
    """
    found = canary_a()
    assert found.plan() == {"C": ("1", 0)}, HIGHS
    assert found.best() == 564.0, HIGHS


def test_canary_b() -> None:
    """Tests that C starts in period 1 and B in period 3: 348 + 373 = 721."""
    found = canary_b()
    assert found.plan() == {"B": ("S", 2), "C": ("S", 0)}, HIGHS
    assert found.best() == 721.0, HIGHS


def test_canary_c() -> None:
    """Tests that Q starts in period 2 and P in period 3: 454 + 498 = 952.

    Both in period 2 would be worth 986, but 88 + 323.2 = 411.2 exceed 174 + 182 = 356.
    """
    found = canary_c()
    assert found.plan() == {"P": ("S", 2), "Q": ("S", 1)}, HIGHS
    assert found.best() == 952.0, HIGHS
