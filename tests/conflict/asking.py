"""Small inputs without a plan, and whether there is one, with the solver in this process."""

from __future__ import annotations

from optmodel.conflict.filter import smallest_conflict
from optmodel.conflict.items import items_of
from optmodel.conflict.possible import without_start
from optmodel.conflict.types import Conflict
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.search.existence import plan_exists
from tests.cases import cluster
from tests.oracle.pipeline import EXACTLY, search_here


def must(name: str, capex: float = 1.0, build: int = 1, **over: object) -> dict[str, object]:
    """Make a cluster that must be funded."""
    return cluster(name, capex, build, Decision="fund", **over)


def possible_here(program: Program) -> bool | None:
    """Whether there is a plan, without a process of its own for the search."""
    options = build_options(program)
    if without_start(program, options):
        return False
    model = build_model(program, options, build_preparation(program))
    model.value.set_value(0.0)
    return plan_exists(search_here(model, EXACTLY))


def conflict_of(program: Program) -> Conflict:
    """The smallest conflict of a program without a plan."""
    found = smallest_conflict(program, items_of(program), possible_here, lambda: False)
    assert found is not None
    return found
