"""What builders can carry, in cases that can be solved by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optmodel.program.capacity import ConstructionResource, Step
from optmodel.program.program import Cluster
from tests.formulation.hand import Case, case, copies, one

TWO: Mapping[tuple[str, ...], Sequence[float]] = {("A", "S"): [10, 9, 8], ("B", "S"): [7, 6, 5]}


def crews(*capacity: tuple[int, float]) -> dict[str, object]:
    """Crews by period from which they are there."""
    steps = tuple(Step(period, amount, "Construction!C5") for period, amount in capacity)
    return {"construction": (ConstructionResource("Crews", steps),)}


def using(name: str, *use: float) -> Cluster:
    """A cluster that uses crews from its start on."""
    return one(name, construction_use={"Crews": use})


def test_builder_capacity_counts_every_copy() -> None:
    """Tests that of three copies with 4 crews each two start at once (10 crews): 9 + 9 + 8."""
    found = case(
        {("A", "S"): [9, 8]},
        *copies("A", 3, construction_use={"Crews": (4.0,)}),
        more=crews((0, 10.0)),
    )
    assert found.best() == 26.0


def test_builder_capacity_may_be_used_after_the_build() -> None:
    """Tests that A, built in one period, keeps 6 of 10 crews for three: B waits for period 2.

    A now and B never while A's crews are there (0, 1, 2): 10; B now and A next: 7 + 9 = 16.
    """
    found = case(TWO, using("A", 6.0, 6.0, 6.0), using("B", 6.0), more=crews((0, 10.0)))
    assert found.best() == 16.0


def test_builder_capacity_does_not_look_past_the_horizon() -> None:
    """Tests that what A and B use in a period after the last one is no matter: 10 + 7."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]},
        using("A", 4.0, 4.0, 9.0),
        using("B", 4.0, 4.0, 9.0),
        more=crews((0, 10.0)),
        horizon=2,
    )
    assert found.best() == 17.0


def test_builder_capacity_has_no_limit_before_its_first_row() -> None:
    """Tests that crews which are counted from period 1 on let both start now: 17."""
    found = case(TWO, using("A", 6.0), using("B", 6.0), more=crews((1, 10.0)))
    assert found.best() == 17.0


def test_builder_capacity_that_falls_pushes_starts_forward() -> None:
    """Tests that 20 crews now and 10 later fit A and B now, for one period each: 17."""
    found = case(TWO, using("A", 6.0), using("B", 6.0), more=crews((0, 20.0), (1, 10.0)))
    assert found.best() == 17.0
    late = case(TWO, using("A", 6.0), using("B", 6.0), more=crews((0, 0.0), (1, 10.0)))
    assert late.best() == 14.0  # A in period 1, B in period 2: 9 + 5


def test_builder_capacity_has_rows_only_where_it_can_bind() -> None:
    """Tests that 12 crews are enough for both at any time, and 11 are not in periods 0 to 3.

    A uses 6 and then 5, B 6 once; with T = 3 they can be at work together in 0, 1, 2 (12), not
    in 3 (5).
    """
    made = using("A", 6.0, 5.0), using("B", 6.0)
    assert len(case(TWO, *made, more=crews((0, 12.0))).model().builder_capacity) == 0
    rows = case(TWO, *made, more=crews((0, 11.0))).model().builder_capacity
    assert list(rows) == [("Crews", 0), ("Crews", 1), ("Crews", 2)]


def test_builder_capacity_of_nobody_who_uses_it_is_no_row() -> None:
    """Tests that clusters without a row in Construction use are free of it."""
    found: Case = case(TWO, one("A"), using("B", 0.0), more=crews((0, 0.0)))
    assert len(found.model().builder_capacity) == 0
    assert found.best() == 17.0
