"""A problem as it is posed to the solver, and the next one, made from it where that will do."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyomo.environ as pyo

from optmodel.conflict.known_options import KnownOptions
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options, Preparation
from optmodel.formulation.copies import Merged, merge_copies
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.model import build_model, decisions_of, funding_of, pools_of
from optmodel.formulation.openings import OpeningTerms
from optmodel.formulation.watched import watched
from optmodel.program.program import Program
from optmodel.reuse.families import COLUMNS, VALUE, Scene, reached, rewrite

STRUCTURE = (
    "cluster",
    "operator",
    "site",
    "start",
    "payable",
    "capital_musd",
    "capital_steps_musd",
    "capex_steps_musd",
)
"""Arrays of the options that columns and rows outside of the objective rest on."""
FIGURES = ("npv_musd", "npv_source_musd", "receipts_by_musd")
"""Arrays that the objective, and targets, rest on."""


@dataclass(frozen=True, slots=True)
class Posed:
    """One program with its options and its model."""

    program: Program
    options: Options
    preparation: Preparation
    merged: Merged
    model: pyo.ConcreteModel
    lineage: object
    """The same for problems whose columns are the same."""
    rebuilt: bool
    rewritten: frozenset[str] = frozenset()
    """Families that were written anew."""

    @property
    def decisions(self) -> Decisions:
        """Look-ups over the columns."""
        return decisions_of(self.model)


def posed(program: Program, known: KnownOptions) -> Posed:
    """Pose a program from nothing."""
    options, preparation = known.of(program), build_preparation(program)
    model = build_model(program, options, preparation)
    merged = merge_copies(program, options)
    return Posed(program, options, preparation, merged, model, object(), rebuilt=True)


def reposed(before: Posed, program: Program, known: KnownOptions) -> Posed:
    """Pose a program, in the order of the one before, in its model if that will do.

    The model of ``before`` is changed in place, so ``before`` is of no use afterwards. Where
    columns, or rows that cannot be written one rule at a time, are different, a new model is built.
    """
    options, preparation = known.of(program), build_preparation(program)
    merged = merge_copies(program, options)
    families = _families(before, merged, preparation)
    if families is None:
        model = build_model(program, options, preparation)
        return Posed(program, options, preparation, merged, model, object(), rebuilt=True)
    model = before.model
    funding = replace(
        funding_of(model),
        program=merged.program,
        options=merged.options,
        preparation=preparation,
    )
    model.funding = funding
    model.opening_terms = OpeningTerms(merged.program, merged.options, preparation)
    had = _own_columns(model, families)
    rewrite(Scene(model, funding), families)
    same = not (had or _own_columns(model, families))
    lineage = before.lineage if same else object()
    return Posed(program, options, preparation, merged, model, lineage, False, families)


def _own_columns(model: pyo.ConcreteModel, families: frozenset[str]) -> int:
    """Number of columns that some families bring with them."""
    return sum(len(model.component(it)) for name in families for it in COLUMNS.get(name, ()))


def _families(before: Posed, merged: Merged, preparation: Preparation) -> frozenset[str] | None:
    """Families to be written anew; None where a new model has to be built."""
    was, now = before.merged, merged
    found = reached(was.program, now.program)
    if found is None or not _same_columns(before, merged, preparation):
        return None
    if watched(was.program) != watched(now.program):
        return None
    same_worth = _same(was.options, now.options, FIGURES) and np.array_equal(
        before.preparation.npv_musd, preparation.npv_musd
    )
    if not same_worth:
        found |= {VALUE}
    # A pool's columns rest on its terms, on calls, on cash and on the objective's factors.
    money = found & {VALUE, "commitment_limit", "call_limit", "sector_limit"}
    return None if pools_of(before.model) and money else found


def _same_columns(before: Posed, merged: Merged, preparation: Preparation) -> bool:
    """Whether both problems have the same columns, and rows that hold the same figures."""
    was, now = before.merged, merged
    names = STRUCTURE if not watched(was.program) else (*STRUCTURE, "operating_cash_musd")
    return (
        _same(was.options, now.options, names)
        and np.array_equal(was.copies, now.copies)
        and np.array_equal(was.most, now.most)
        and all(map(np.array_equal, was.first_option, now.first_option))
        and all(
            np.array_equal(getattr(before.preparation, name), getattr(preparation, name))
            for name in ("allowed", "payable", "spend_musd")
        )
    )


def _same(one: Options, other: Options, names: tuple[str, ...]) -> bool:
    """Whether some arrays of the options are equal."""
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
