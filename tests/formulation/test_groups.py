"""How many of a group start by a date, in cases that can be solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.program.program import GroupRule
from tests.formulation.hand import case, copies, group, one, place


def together(members: list[str], sense: str, count: int, by: int = 0) -> GroupRule:
    """Make a rule that counts site by site."""
    return replace(group(members, sense, count, by), same_site=True)


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


def test_group_rule_at_most_holds_at_every_site() -> None:
    """Tests that at most one at a site lets A stand at X and B at Y: 10 + 6, not 10 + 7."""
    values = {("A", "X"): [10], ("B", "X"): [7], ("B", "Y"): [6]}
    assert case(values, group_rules=[together(["A", "B"], "at most", 1)]).best() == 16.0
    assert case(values, group_rules=[group(["A", "B"], "at most", 1, 0)]).best() == 10.0


def test_group_rule_at_least_needs_one_site_with_so_many() -> None:
    """Tests that A and B meet at Y: 8 + 6 = 14, though apart they are worth 10 + 7 = 17.

    A is worth 10 at X and 8 at Y, B 7 at Z and 6 at Y.
    """
    values = {("A", "X"): [10], ("A", "Y"): [8], ("B", "Z"): [7], ("B", "Y"): [6]}
    assert case(values, group_rules=[group(["A", "B"], "at least", 2, 0)]).best() == 17.0
    assert case(values, group_rules=[together(["A", "B"], "at least", 2)]).best() == 14.0


def test_group_rule_at_least_leaves_the_other_sites_free() -> None:
    """Tests that two copies at Y (4 each) are enough; the third stands at X (5): 13.

    Exactly two at one site forbids the third: 8. Without the rule all stand at X: 15.
    """
    values = {("A", "X"): [5], ("A", "Y"): [4]}
    small = [place("X", maximum_clusters=1), place("Y")]
    for sense, best in (("at least", 13.0), ("exactly", 8.0)):
        rule = together(["A"], sense, 2)
        assert case(values, *copies("A", 3), sites=small, group_rules=[rule]).best() == best
    assert case(values, *copies("A", 3), group_rules=[group(["A"], "at most", 3, 0)]).best() == 15


def test_group_rule_exactly_none_is_none_anywhere() -> None:
    """Tests that exactly 0 by period 0 at the same site lets A start in period 1: 9."""
    found = case({("A", "X"): [10, 9]}, group_rules=[together(["A"], "exactly", 0)])
    assert found.best() == 9.0
    assert case({("A", "X"): [10]}, group_rules=[together(["A"], "at least", 0)]).best() == 10.0


def test_group_rule_that_no_site_can_meet_has_no_plan() -> None:
    """Tests that two at a site is impossible where each site takes one."""
    found = case(
        {("A", "X"): [5], ("A", "Y"): [4]},
        *copies("A", 2),
        sites=[place("X", maximum_clusters=1), place("Y", maximum_clusters=1)],
        group_rules=[together(["A"], "at least", 2)],
    )
    assert found.solve().outcome.name == "INFEASIBLE"


@pytest.mark.parametrize(("count", "rows"), [(1, ["0 at X"]), (2, [])])
def test_group_rule_at_most_has_rows_only_where_more_could_stand(
    count: int, rows: list[str]
) -> None:
    """Tests that Y, which one cluster of the group can use, needs no row."""
    found = case(
        {("A", "X"): [10], ("B", "X"): [7], ("B", "Y"): [6]},
        one("A"),
        one("B"),
        group_rules=[together(["A", "B"], "at most", count)],
    )
    assert [where for *_, where in found.model().group_rule] == rows
