"""Tests that the open-pit mine newman1, as sheets of the contract, is the published problem.

Data, source and published figures: benchmarks/data/README.md.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

import optmodel
from benchmarks.newman1 import (
    PUBLISHED_BOUND,
    PUBLISHED_PLAN,
    blocks,
    needs,
    settings,
    sheets,
)
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model
from optmodel.program.build import build
from optmodel.search.matrix import Matrix, hand_over
from optmodel.workbook.rows import tables_from_rows


def _relaxed(matrix: Matrix) -> float:
    """Maximum of a model whose whole-number columns may be fractions, by another door to a solver.

    The first year is undiscounted, and money is in thousands as in the publication.
    """
    rows = csr_array(
        (matrix.values, matrix.indices, matrix.starts),
        shape=(len(matrix.row_lower), matrix.columns),
    )
    found = milp(
        -matrix.cost,
        constraints=LinearConstraint(rows, matrix.row_lower, matrix.row_upper),
        bounds=Bounds(matrix.lower, matrix.upper),
        integrality=np.zeros(matrix.columns),
    )
    assert found.success
    return float(matrix.offset - found.fun)


def test_the_mine_has_its_published_size() -> None:
    """Tests 1,060 blocks, 3,922 dependencies, 5.6 million tons of which 3.0 are processed."""
    mine = blocks()
    assert len(mine) == 1_060
    assert len(needs(mine)) == 3_922
    assert sum(block.mined for block in mine.values()) == pytest.approx(5_619.378, abs=1e-3)
    assert sum(block.processed for block in mine.values()) == pytest.approx(3_019.345, abs=1e-3)


def test_the_relaxation_has_the_published_bound() -> None:
    """Tests that sheets, options and formulation give the linear program of the publication.

    Its optimum, 24,486.184, was found there by another method; a block value, a capacity, a
    dependency or a discount factor that differs would give another.
    """
    tables, findings = tables_from_rows(settings(), sheets())
    assert tables is not None, findings
    program, findings = build(tables)
    assert program is not None, findings
    options = build_options(program)
    assert len(options) == 6 * 1_060
    matrix = hand_over(build_model(program, options, build_preparation(program)))
    assert _relaxed(matrix) == pytest.approx(PUBLISHED_BOUND, abs=1e-3)


@pytest.mark.nightly
def test_the_mine_is_solved_to_two_percent() -> None:
    """Tests that five minutes give a plan within 2 % that is worth more than the published one."""
    plan = optmodel.solve({"Settings": settings(), **sheets()})
    assert plan.status == "optimal"
    assert PUBLISHED_PLAN < plan.value_musd < PUBLISHED_BOUND
    assert plan.search.gap is not None
    assert plan.search.gap <= 0.02
