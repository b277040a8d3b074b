"""What two clusters gain at the same site, in cases that can be solved by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest

from optmodel.program.policy import Synergy
from optmodel.program.program import Cluster
from tests.formulation.hand import case, copies, one, place


def gains(
    benefit: float = 0.0, saving: float = 0.0, a: str = "A", b: str = "B"
) -> dict[str, object]:
    """A synergy of A and B."""
    return {"synergies": (Synergy(a, b, benefit, saving, "Synergies!A5"),)}


def test_benefit_counts_from_the_later_operation_to_the_earlier_end() -> None:
    """Tests that A operates in 1, 2, 3 and B in 2, 3, 4: together in 2 and 3, so 10 + 7 + 2 * 3."""
    found = case(
        {("A", "S"): [10, None], ("B", "S"): [None, 7]},
        one("A", life_periods=3),
        one("B", life_periods=3),
        more=gains(benefit=3.0),
        horizon=6,
    )
    assert found.best() == 23.0


def test_benefit_counts_once_however_many_copies() -> None:
    """Tests that three copies of A and two of B gain 4 once a period: 3 * 1 + 2 * 1 + 2 * 4."""
    found = case(
        {("A", "S"): [1], ("B", "S"): [1]},
        *copies("A", 3),
        *copies("B", 2),
        more=gains(benefit=4.0),
        horizon=3,
    )
    assert found.best() == 13.0


def test_benefit_counts_at_each_site() -> None:
    """Tests that a pair at X and a pair at Y gain 4 each in the one period of operation: 12."""
    found = case(
        {("A", "X"): [1], ("A", "Y"): [1], ("B", "X"): [1], ("B", "Y"): [1]},
        *copies("A", 2),
        *copies("B", 2),
        sites=[place("X", maximum_clusters=2), place("Y", maximum_clusters=2)],
        more=gains(benefit=4.0),
    )
    assert found.best() == 12.0


def test_benefit_is_nothing_where_one_of_them_ends_first() -> None:
    """Tests that A, at the end of its life before B operates, gains nothing: 17."""
    found = case(
        {("A", "S"): [10, None, None], ("B", "S"): [None, None, 7]},
        one("A", life_periods=1),
        one("B"),
        more=gains(benefit=5.0),
        horizon=6,
    )
    assert found.best() == 17.0
    assert len(found.model().gain) == 0


def test_saving_counts_when_the_second_of_them_starts() -> None:
    """Tests a saving of 8 that halves each year: A in 0, B in 1 at the best, 10 + 7 + 4.

    B can start in 1 or 2; the later start would bring 7.5 + 2.
    """
    found = case(
        {("A", "S"): [10, 9, 8], ("B", "S"): [None, 7, 7.5]},
        more=gains(saving=8.0),
        discount_rate=1.0,
    )
    assert found.best() == 21.0


def test_saving_that_grows_is_not_put_off() -> None:
    """Tests that a saving of 2 that doubles each year is 2 where both start now: 10 + 7 + 2.

    Waiting for one of them is worse: 10 + 5 + 4. Without the rule the solver would take nothing
    now and 4 later: 17 + 4.
    """
    found = case(
        {("A", "S"): [10, 5], ("B", "S"): [7, 4]}, more=gains(saving=2.0), capex_escalation=1.0
    )
    assert found.best() == 19.0
    assert found.best(without="synergy") == 21.0


def test_japan_has_no_part_in_synergies() -> None:
    """Tests that a pair side by side is worth no more to Japan, and more to the United States.

    Of 10 + 7 Japan has a quarter, 4.25; the United States have 12.75, and 3 from the saving.
    """
    values = {("A", "S"): [10], ("B", "S"): [7]}
    for perspective, best in (("Japan", 4.25), ("United States", 15.75), ("Program", 20.0)):
        found = case(values, more=gains(saving=3.0), perspective=perspective)
        assert found.best() == best
        assert len(found.model().gain) == (0 if perspective == "Japan" else 1)


def test_periods_in_which_nothing_changes_share_a_variable() -> None:
    """Tests T = 2, H = 6 and builds of 1: benefit in 1 and in 2 to 5, saving in 1.

    Without escalation and discounting, by when the saving came is no matter: only by the end.
    """
    found = case(
        {("A", "S"): [1, 1], ("B", "S"): [1, 1]},
        one("A"),
        one("B"),
        more=gains(benefit=1.0, saving=1.0),
        horizon=6,
    )
    assert list(found.model().gain) == [
        ("A", "B", "S", "benefit", 1),
        ("A", "B", "S", "benefit", 2),
        ("A", "B", "S", "saving", 1),
    ]


def enumerated(values: Mapping[tuple[str, str], Sequence[float]], growth: float) -> float:
    """Best value of two copies of A and two of B at S, with a saving of 4 that grows."""
    periods = len(values["A", "S"])
    choices: list[int | None] = [None, *range(periods)]
    best = 0.0
    for starts in product(choices, repeat=4):
        value = sum(
            values[name, "S"][start]
            for name, start in zip("AABB", starts, strict=True)
            if start is not None
        )
        a, b = ([s for s in pair if s is not None] for pair in (starts[:2], starts[2:]))
        if a and b:
            value += 4.0 * growth ** max(min(a), min(b))
        best = max(best, value)
    return best


@pytest.mark.parametrize("growth", [0.5, 1.0, 1.5, 3.0])
@pytest.mark.parametrize(
    "a", [(3.0, 2.0, 1.0), (-1.0, -2.0, -1.5), (1.0, -4.0, 2.0), (-5.0, -6.0, -9.0)]
)
def test_saving_with_copies_is_the_best_of_all_plans(
    growth: float, a: tuple[float, float, float]
) -> None:
    """Tests counts of 0 to 2 of each against all 256 plans, the saving falling and growing.

    The saving in t is 4 * growth ** t: a discount rate of 1 / growth - 1, or an escalation.
    """
    values = {("A", "S"): a, ("B", "S"): (1.0, -1.0, 2.0)}
    rates = (
        {"capex_escalation": growth - 1.0}
        if growth >= 1.0
        else {"discount_rate": 1.0 / growth - 1.0}
    )
    clusters: tuple[Cluster, ...] = (*copies("A", 2), *copies("B", 2))
    found = case(values, *clusters, more=gains(saving=4.0), **rates)
    assert found.best() == pytest.approx(enumerated(values, growth), abs=1e-9)
