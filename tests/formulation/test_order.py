"""In which order and company clusters come, in cases that can be solved by hand."""

from __future__ import annotations

from tests.formulation.hand import case, copies, group, needs, one, place


def test_dependency_without_a_lag_allows_the_same_period() -> None:
    """Tests that B may start with A: 9 - 2 = 7."""
    found = case({("A", "S"): [-2, -3], ("B", "S"): [9, 8]}, dependencies=[needs("B", "A")])
    assert found.best() == 7.0


def test_dependency_counts_the_build_where_timing_is_finish() -> None:
    """Tests that B waits for A's build of two periods: A in 0 (-2), B in 2 (7), so 5."""
    found = case(
        {("A", "S"): [-2, -3, -4], ("B", "S"): [9, 8, 7]},
        one("A", build_periods=2),
        one("B"),
        dependencies=[needs("B", "A", timing="finish")],
        horizon=6,
    )
    assert found.best() == 5.0


def test_dependency_at_the_same_site_is_not_met_elsewhere() -> None:
    """Tests that A at X (-2) does not serve B at Y (9): A at Y (-5) does, 9 - 5 = 4."""
    values = {("A", "X"): [-2], ("A", "Y"): [-5], ("B", "Y"): [9]}
    assert case(values, dependencies=[needs("B", "A")]).best() == 7.0
    assert case(values, dependencies=[needs("B", "A", same_site=True)]).best() == 4.0


def test_dependency_of_copies_is_met_by_any_copy_at_the_site() -> None:
    """Tests that B at Y may stand beside copy 2 of A, which earns 4 at X and loses 1 at Y.

    X takes one of the copies: 4 - 1 + 9 = 12.
    """
    found = case(
        {("A", "X"): [4], ("A", "Y"): [-1], ("B", "Y"): [9]},
        *copies("A", 2),
        one("B"),
        sites=[place("X", maximum_clusters=1), place("Y")],
        dependencies=[needs("B", "A", same_site=True)],
    )
    assert found.best() == 12.0


def test_dependency_holds_for_each_copy() -> None:
    """Tests that both copies of B wait for A in period 1: 4 + 4 = 8, not 5 + 5 or 5 + 4."""
    found = case(
        {("A", "S"): [None, 0], ("B", "S"): [5, 4]},
        one("A"),
        *copies("B", 2),
        dependencies=[needs("B", "A")],
    )
    assert found.best() == 8.0


def test_dependency_beyond_the_decisions_cannot_be_met() -> None:
    """Tests that a lag as long as all decisions leaves B out: 0."""
    found = case(
        {("A", "S"): [0, 0], ("B", "S"): [9, 8]}, dependencies=[needs("B", "A", lag_periods=2)]
    )
    assert found.best() == 0.0


def test_dependency_has_a_row_where_its_right_side_changes() -> None:
    """Tests that A, which can only start in period 2 of 4, gives two rows.

    Until period 1 nothing of A can have started, so the row of period 1 says it for period 0
    too; the row of period 3 says it for period 2.
    """
    found = case(
        {("A", "S"): [None, None, 1, None], ("B", "S"): [1, 1, 1, 1]},
        dependencies=[needs("B", "A")],
    )
    model = found.model()
    rows = [period for *_, period in model.dependency]
    assert rows == [1, 3]


def test_group_rule_counts_copies() -> None:
    """Tests that at most two of a group with three copies gives two of them."""
    found = case(
        {("A", "S"): [5]},
        *copies("A", 3),
        group_rules=[group(["A"], "at most", 2, 0)],
    )
    assert found.best() == 10.0


def test_group_rule_exactly_forces_a_loss() -> None:
    """Tests that exactly two of A, B and C by period 0 takes C (-3) and leaves none more."""
    found = case(
        {("A", "S"): [5, 5], ("B", "S"): [None, 4], ("C", "S"): [-3, -3]},
        group_rules=[group(["A", "B", "C"], "exactly", 2, 0)],
    )
    assert found.best() == 6.0  # 5 - 3 by period 0, then B for 4


def test_group_rule_looks_only_up_to_its_date() -> None:
    """Tests that at most one by period 0 lets the other start in period 1: 5 + 4."""
    found = case(
        {("A", "S"): [5, 4], ("B", "S"): [5, 4]},
        group_rules=[group(["A", "B"], "at most", 1, 0)],
    )
    assert found.best() == 9.0
