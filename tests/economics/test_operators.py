"""Who may run a cluster: an option per operator, and one reason where none is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optmodel.economics.operators import NOBODY, candidates, fit_of
from optmodel.economics.options import build_options
from optmodel.economics.types import Exclusion
from optmodel.program.capacity import OperatorFit
from optmodel.program.program import Program
from tests.economics.programs import calendar, cluster, fit, operator, program, source


def run_by(*fits: OperatorFit, horizon: int = 11, decisions: int = 1, **changes: object) -> Program:
    """The plain cluster with three operators in the program, the last of which has declined."""
    asked = cluster(fits=fits, **changes)
    given = program(asked, when=calendar(horizon=horizon, decisions=decisions))
    who = (operator("ACME"), operator("BETA", "in talks"), operator("COGEN", "declined"))
    return replace(given, operators=who)


def test_candidates_are_those_that_have_not_declined():
    """Tests fits with COGEN, BETA and ACME: ACME (0) and BETA (1), in the program's order."""
    given = run_by(fit("COGEN"), fit("BETA", 2.0), fit("ACME", 1.0))
    found = candidates(given, given.clusters[0])
    assert [(one.operator, one.fit) for one in found] == [
        (0, fit("ACME", 1.0)),
        (1, fit("BETA", 2.0)),
    ]


def test_nobody_has_to_be_chosen_without_fits():
    """Tests that a cluster without fits has one candidate, nobody, at no extra cost."""
    given = run_by()
    (found,) = candidates(given, given.clusters[0])
    assert (found.operator, found.fit) == (NOBODY, None)
    assert fit_of(given, given.clusters[0], NOBODY) is None


def test_an_operator_that_was_never_asked_is_refused():
    """Tests that BETA, without a row in the fits, cannot run the cluster."""
    given = run_by(fit("ACME"))
    assert fit_of(given, given.clusters[0], 0) == fit("ACME")
    with pytest.raises(KeyError):
        fit_of(given, given.clusters[0], 1)


def test_an_option_for_each_operator():
    """Tests 100 out and 10 * 30 in: 200 with ACME; with BETA 50 and 10 * 2 less: 130.

    Sorted by operator before start: two starts of ACME, then two of BETA; the second start of
    each has one year less, 30 and 28 less.
    """
    found = build_options(run_by(fit("BETA", 50.0, 2.0), fit("ACME"), decisions=2))
    assert found.operator.tolist() == [0, 0, 1, 1]
    assert found.start.tolist() == [0, 1, 0, 1]
    assert found.npv_musd == pytest.approx([200.0, 170.0, 130.0, 102.0])
    assert found.capital_musd.tolist() == [100.0, 100.0, 150.0, 150.0]
    assert found.excluded == ()


def test_copies_have_the_operators_of_their_row():
    """Tests two copies and two operators: cluster, then operator."""
    given = run_by(fit("ACME"), fit("BETA"))
    copies = tuple(replace(given.clusters[0], copy=i, copies=2) for i in (1, 2))
    found = build_options(replace(given, clusters=copies))
    assert found.cluster.tolist() == [0, 0, 1, 1]
    assert found.operator.tolist() == [0, 1, 0, 1]


def test_a_start_possible_with_one_operator_is_not_excluded():
    """Tests a payback target of 5: 1 + 100 / 30 with ACME, 1 + 200 / 30 with BETA."""
    given = run_by(fit("ACME"), fit("BETA", 100.0), maximum_payback_years=5.0)
    found = build_options(given)
    assert found.operator.tolist() == [0]
    assert found.excluded == ()


def test_one_reason_where_every_operator_misses_the_target():
    """Tests a target of 4: 4.33 years with ACME, 5 with BETA (120 at 30 a year): the best."""
    given = run_by(fit("BETA", 20.0), fit("ACME"), maximum_payback_years=4.0)
    words = "its payback is 4.33 years, the target is 4 years"
    found = build_options(given)
    assert len(found) == 0
    assert found.excluded == (Exclusion(0, -1, 0, 0, "cluster_payback", words),)


def test_the_reason_is_that_of_the_operator_that_came_closest():
    """Tests 130 of commitment: BETA needs 150; ACME needs 100 and only misses the target of 4."""
    given = run_by(fit("ACME"), fit("BETA", 50.0), maximum_payback_years=4.0)
    found = build_options(replace(given, sources=(source(commitment_musd=130.0),)))
    assert [one.rule for one in found.excluded] == ["cluster_payback"]


def test_every_start_is_an_option_of_an_operator_or_in_one_exclusion():
    """Tests a horizon that ends the payback of late starts with BETA before those with ACME."""
    given = run_by(
        fit("ACME"), fit("BETA", 60.0), horizon=8, decisions=6, maximum_payback_years=9.0
    )
    found = build_options(given)
    seen = np.zeros(6, dtype=int)
    for start in np.unique(found.start):
        seen[start] += 1
    for one in found.excluded:
        seen[one.first : one.last + 1] += 1
    assert found.start[found.operator == 0].tolist() == [0, 1, 2, 3]
    assert found.start[found.operator == 1].tolist() == [0, 1]
    assert seen.tolist() == [1] * 6
