"""A model that is changed in place is the model that is built from nothing, to the last digit."""

from __future__ import annotations

from random import Random
from typing import Any

import pyomo.environ as pyo
import pytest

from optmodel.conflict.known_options import KnownOptions
from optmodel.reuse.order import ordered_like
from optmodel.reuse.posed import Posed, posed, reposed
from optmodel.search.matrix import TriviallyInfeasibleError, hand_over
from tests.oracle.generator import workbook
from tests.oracle.generator_rulebook import open_pools, rulebook, shared_sites
from tests.oracle.night import blocks

from .random_changes import program_with, random_change

GENERATORS = (workbook, rulebook, shared_sites, open_pools)
CHANGES = 12


def by_name(problem: Posed) -> dict[str, Any]:
    """Columns, rows and objective of a problem, by the names of its columns and rows."""
    try:
        matrix = hand_over(problem.model)
    except TriviallyInfeasibleError:
        return {"impossible": True}
    variables = problem.model.component_data_objects(pyo.Var, active=True)
    columns = [variable.name for variable in variables]
    rows = {}
    for index, row in enumerate(matrix.rows):
        here = slice(matrix.starts[index], matrix.starts[index + 1])
        names = [columns[column] for column in matrix.indices[here]]
        terms = dict(zip(names, matrix.values[here].tolist(), strict=True))
        rows[row] = (matrix.row_lower[index], matrix.row_upper[index], terms)
    facts = zip(matrix.cost, matrix.lower, matrix.upper, matrix.integer, strict=True)
    return {
        "columns": dict(zip(columns, facts, strict=True)),
        "rows": rows,
        "offset": matrix.offset,
    }


@pytest.mark.parametrize("seed", blocks(30, 60))
def test_a_model_changed_in_place_is_the_one_built_from_nothing(seed: int) -> None:
    """Any sequence of changes, each compared with a model of its own."""
    random = Random(seed)
    tables = GENERATORS[seed % len(GENERATORS)](7000 + seed).tables()
    changes = (random_change(tables, random) for _ in range(CHANGES))
    programs = [it for it in (program_with(tables, change) for change in changes) if it]
    known = KnownOptions()
    problem = posed(programs[0], known)
    for changed in programs[1:]:
        program = ordered_like(changed, problem.program)
        problem = reposed(problem, program, known)
        assert by_name(problem) == by_name(posed(program, KnownOptions()))


def test_both_ways_are_taken() -> None:
    """Random changes are made in place often, and need a new model often."""
    rebuilt: list[bool] = []
    rewritten: set[str] = set()
    for seed in range(30):
        random = Random(seed)
        tables = rulebook(8000 + seed).tables()
        before = program_with(tables, random_change(tables, random))
        program = program_with(tables, random_change(tables, random))
        if before is not None and program is not None:
            first = posed(before, KnownOptions())
            second = reposed(first, ordered_like(program, before), KnownOptions())
            rebuilt.append(second.rebuilt)
            rewritten |= second.rewritten
    assert rebuilt.count(True) >= 5
    assert rebuilt.count(False) >= 5
    assert len(rewritten) >= 6
