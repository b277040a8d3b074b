"""Who runs what, in cases that can be solved by hand."""

from __future__ import annotations

import pytest

from optmodel.formulation.decode import decode
from optmodel.search.highs import solve_model
from tests.formulation.hand import EXACT, Case, case, company, copies, one, place, runs

P_OR_Q = {("A", "S", "P"): [10, 9], ("A", "S", "Q"): [8, 7], ("B", "S"): [3, 2]}


def run_by(found: Case) -> dict[str, str]:
    """Cluster label to the operator of the best plan, empty where nobody is chosen."""
    model = found.model()
    result = solve_model(model, EXACT)
    assert result.x is not None
    operators = [*(operator.id for operator in found.program.operators), ""]
    return {
        found.program.clusters[found.options.cluster[o]].label: operators[found.options.operator[o]]
        for o in decode(model, result.x).options.tolist()
    }


def test_columns_name_the_operator_only_where_there_are_candidates() -> None:
    """Tests that one cluster with candidates gives every column a fourth part."""
    more = {"operators": (company("P"), company("Q"))}
    found = case(P_OR_Q, one("A", fits=runs("P", "Q")), one("B"), more=more)
    assert list(found.model().x)[::2] == [("A", "S", 0, "P"), ("A", "S", 0, "Q"), ("B", "S", 0, "")]
    plain = case({("B", "S"): [3]}, one("B"), more=more)
    assert list(plain.model().x) == [("B", "S", 0)]


def test_a_cluster_is_run_by_one_operator() -> None:
    """Tests that A is run by P alone, 10, and B by nobody in particular: 13, not 21.

    The site is open and nothing is called, or the rows of openings and calls say so as well.
    """
    more = {"operators": (company("P"), company("Q"))}
    clusters = one("A", fits=runs("P", "Q"), capex_musd=0.0), one("B", capex_musd=0.0)
    found = case(P_OR_Q, *clusters, sites=[place("S", decision="open")], more=more)
    assert found.best() == 13.0
    assert run_by(found) == {"A": "P", "B": ""}
    assert found.best(without="fund_once") == 21.0


def test_copies_may_have_different_operators() -> None:
    """Tests that P takes one copy of three, Q the others: 10 + 8 + 8."""
    found = case(
        {("A", "S", "P"): [10, 9], ("A", "S", "Q"): [8, 7]},
        *copies("A", 3, fits=runs("P", "Q")),
        more={"operators": (company("P", maximum_clusters=1), company("Q"))},
    )
    assert found.best() == 26.0
    assert sorted(run_by(found).values()) == ["P", "Q", "Q"]


def test_a_cluster_does_not_change_its_operator() -> None:
    """Tests that a start with P now is not P's start now and Q's later.

    With x[A,0,P] = 1, x[A,1,P] = 0 and x[A,1,Q] = 1 the value would be 10 - 9 + 7 = 8 and P's
    limit of no capital in the end would be kept; the plan is Q now, 8, not both.
    """
    found = case(
        {("A", "S", "P"): [10, -9], ("A", "S", "Q"): [8, 7]},
        one("A", fits=runs("P", "Q")),
        more={"operators": (company("P", maximum_clusters=0), company("Q"))},
    )
    assert found.best() == 8.0
    assert found.best(without="stays_started") > 8.0


def test_operators_share_one_row_of_open_before_start() -> None:
    """Tests that half of P and half of Q open one site, not half of it: x(P) + x(Q) <= y."""
    found = case(
        {("A", "S", "P"): [10], ("A", "S", "Q"): [8]},
        one("A", fits=runs("P", "Q")),
        sites=[place("S", preparation_musd=3.0)],
        more={"operators": (company("P"), company("Q"))},
    )
    model = found.model()
    assert [str(row.body) for row in model.open_before_start.values()] == [
        "x[A,S,0,P] + x[A,S,0,Q] - y[S,0]"
    ]
    assert found.best() == 7.0


def test_a_site_without_options_of_an_operator_is_open_to_the_other() -> None:
    """Tests variants with options in different periods: Q from period 1 on only, P never then.

    A with Q in 1 (8) is better than with P in 0 (5).
    """
    found = case(
        {("A", "S", "P"): [5, None], ("A", "S", "Q"): [None, 8]},
        one("A", fits=runs("P", "Q")),
        more={"operators": (company("P"), company("Q"))},
    )
    assert found.best() == 8.0
    assert run_by(found) == {"A": "Q"}


@pytest.mark.parametrize(("most", "best"), [(None, 14.0), (2, 14.0), (1, 10.0), (0, 0.0)])
def test_operator_capacity_counts_clusters(most: int | None, best: float) -> None:
    """Tests that P runs A (10) and B (4), or A alone, or nothing."""
    found = case(
        {("A", "S", "P"): [10, 9], ("B", "S", "P"): [4, 3]},
        one("A", fits=runs("P")),
        one("B", fits=runs("P")),
        more={"operators": (company("P", maximum_clusters=most),)},
    )
    assert found.best() == best


@pytest.mark.parametrize(("most", "best"), [(70.0, 14.0), (69.0, 10.0), (49.0, 4.0), (19.0, 0.0)])
def test_operator_capacity_adds_up_capital(most: float, best: float) -> None:
    """Tests that A calls 30 and 20, B 20: 70 together; an option above the limit is not used."""
    found = case(
        {("A", "S", "P"): [10, 9], ("B", "S", "P"): [4, 3]},
        one("A", fits=runs("P")),
        one("B", fits=runs("P")),
        calls={"A": [30.0, 20.0], "B": [20.0]},
        more={"operators": (company("P", maximum_capital_musd=most),)},
    )
    assert found.best() == best


def test_rules_count_a_cluster_whoever_runs_it() -> None:
    """Tests one start a period, one place at the site and power for one, each over operators.

    A and B can both be run by P and Q (A: 10 or 8, one period later 9 or 7; B: 4 or 3, 2 or 1).
    """
    values = {
        ("A", "S", "P"): [10, 9],
        ("A", "S", "Q"): [8, 7],
        ("B", "S", "P"): [4, 2],
        ("B", "S", "Q"): [3, 1],
    }
    more = {"operators": (company("P"), company("Q"))}
    free = [one(name, fits=runs("P", "Q"), use={"power": 6.0}) for name in "AB"]
    assert case(values, *free, more=more).best() == 14.0
    assert case(values, *free, more=more, maximum_starts=1).best() == 13.0  # B now, A later
    alone = [place("S", maximum_clusters=1)]
    assert case(values, *free, more=more, sites=alone).best() == 10.0
    weak = [place("S", supply={"power": 10.0})]
    assert case(values, *free, more=more, sites=weak).best() == 10.0
