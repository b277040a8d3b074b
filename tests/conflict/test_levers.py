"""Every lever: the least amount as worked out by hand, proven, and less does not do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from optmodel.conflict.filter import smallest_conflict
from optmodel.conflict.items import items_of
from optmodel.conflict.possible import possible
from optmodel.conflict.proof import prove
from optmodel.conflict.repairs import repairs_of
from optmodel.conflict.types import Repair
from optmodel.program.build import build
from optmodel.search.controls import Controls

from .lever_cases import CASES

QUICK = Controls(time_limit_s=10)


pytestmark = pytest.mark.usefixtures("search_in_this_process")


@cache
def repair_of(name: str) -> Repair:
    """The repair that a case is about, among those that touch the smallest conflict."""
    case = CASES[name]
    tables = case.tables()
    program, _ = build(tables)
    assert program is not None
    conflict = smallest_conflict(
        program, items_of(program), lambda it: possible(it, QUICK), lambda: False
    )
    assert conflict is not None
    assert conflict.confirmed
    found, complete = repairs_of(tables, program, conflict, QUICK, lambda: False)
    assert complete
    by_words = {repair.words: repair for repair in found}
    assert case.words in by_words, list(by_words)
    return by_words[case.words]


@pytest.mark.parametrize("name", CASES)
def test_least_amount_of_a_lever(name: str) -> None:
    """Tests words, cells and figures of the repair against what was worked out by hand.

    The conflict that is found first leaves levers out, and must not leave out this one.
    """
    case = CASES[name]
    repair = repair_of(name)
    changes = [(edit.header, edit.old, edit.new) for edit in repair.edits]
    assert changes == list(case.changes)
    assert repair.proven
    assert repair.least
    assert all("!" in edit.cell or edit.row == 0 for edit in repair.edits)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.less is not None])
def test_slightly_less_does_not_do(name: str) -> None:
    """Tests that the repair with a little less in its first cell leaves no plan."""
    case = CASES[name]
    first, *others = repair_of(name).edits
    less = replace(first, new=case.less)
    assert prove(case.tables(), [less, *others], QUICK).possible is False
