"""In which order and company clusters come, in cases that can be solved by hand."""

from __future__ import annotations

from tests.formulation.hand import case, copies, needs, one, place


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


def test_dependency_with_a_maximum_lag_waits_for_the_other() -> None:
    """Tests that B, at most one period after A, moves A: -3 + 9 (period 2) = 6, not -2 + 9.

    B can start in 2 only, A loses 1, 2 or 3 in 0, 1 or 2. At most one period later: A in 1.
    """
    values = {("A", "S"): [-1, -2, -3], ("B", "S"): [None, None, 9]}
    for maximum, best in ((None, 8.0), (2, 8.0), (1, 7.0), (0, 6.0)):
        needed = needs("B", "A", maximum_lag_periods=maximum)
        assert case(values, dependencies=[needed]).best() == best


def test_dependency_with_a_maximum_lag_counts_the_build() -> None:
    """Tests that A, built for two periods, is finished when B starts, or one period before.

    B can start in 3: A in 1 (finished after 2 periods, in 3) or in 0 (one period earlier).
    """
    values = {("A", "S"): [-1, -2, None, None], ("B", "S"): [None, None, None, 9]}
    for maximum, best in ((1, 8.0), (0, 7.0)):
        needed = needs("B", "A", timing="finish", maximum_lag_periods=maximum)
        found = case(values, one("A", build_periods=2), one("B"), dependencies=[needed], horizon=6)
        assert found.best() == best


def test_dependency_with_a_maximum_lag_is_met_by_any_copy_in_the_window() -> None:
    """Tests that B in 0 and B in 2 each need a copy of A that starts then: -1 - 3 + 9 + 9.

    Two copies of B can start in 0 (one at most then) or in 2; A loses 1 in 0 and 3 in 2.
    """
    found = case(
        {("A", "S"): [-1, None, -3], ("B", "S"): [9, None, 9]},
        *copies("A", 2),
        *copies("B", 2),
        dependencies=[needs("B", "A", maximum_lag_periods=0)],
        maximum_starts=2,
    )
    assert found.best() == 14.0


def test_dependency_with_a_maximum_lag_at_the_same_site() -> None:
    """Tests that A at X in 1 does not serve B at Y in 1, where A was started in 0.

    Two copies of A: at X in 1 (-1), at Y in 0 (-1) or in 1 (-5). B at Y in 1: 9.
    """
    values = {("A", "X"): [None, -1], ("A", "Y"): [-1, -5], ("B", "Y"): [None, 9]}
    for same_site, best in ((False, 8.0), (True, 4.0)):
        needed = needs("B", "A", same_site=same_site, maximum_lag_periods=0)
        assert case(values, *copies("A", 2), one("B"), dependencies=[needed]).best() == best


def test_dependency_with_a_maximum_lag_has_rows_where_the_window_has_begun() -> None:
    """Tests that a window of one period says something from period 2 on: 0 and 1 reach back."""
    found = case(
        {("A", "S"): [0, 0, 0, 0], ("B", "S"): [1, 1, 1, None]},
        dependencies=[needs("B", "A", maximum_lag_periods=1)],
    )
    model = found.model()
    assert [period for *_, period in model.dependency] == [0, 1, 2, 3, "2 latest"]
    latest = model.dependency[1, "B", "A", "anywhere", "2 latest"].body
    assert str(latest) == "x[B,S,2] - x[B,S,1] - x[A,S,2] + x[A,S,0]"
