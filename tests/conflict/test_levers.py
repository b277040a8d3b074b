"""Every lever: the least amount as worked out by hand, proven, and less does not do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.conflict.possible import possible
from optmodel.conflict.proof import prove
from optmodel.conflict.repairs import repairs_of
from optmodel.conflict.types import Repair
from optmodel.program.build import build
from optmodel.search.controls import Controls
from optmodel.workbook.tables import Tables

from .lever_cases import CASES, Case

QUICK = Controls(time_limit_s=10)


pytestmark = pytest.mark.usefixtures("search_in_this_process")


def repairs(tables: Tables) -> tuple[Repair, ...]:
    """Every repair of an input without a plan."""
    program, _ = build(tables)
    assert program is not None
    assert possible(program, QUICK) is False
    found, complete = repairs_of(tables, program, None, QUICK, lambda: False)
    assert complete
    return found


def repair_of(case: Case) -> Repair:
    """The repair that the case is about."""
    found = {repair.words: repair for repair in repairs(case.tables())}
    assert case.words in found, list(found)
    return found[case.words]


@pytest.mark.parametrize("name", CASES)
def test_least_amount_of_a_lever(name: str) -> None:
    """Tests words, cells and figures of the repair against what was worked out by hand."""
    case = CASES[name]
    repair = repair_of(case)
    changes = [(edit.header, edit.old, edit.new) for edit in repair.edits]
    assert changes == list(case.changes)
    assert repair.proven
    assert repair.least
    assert all("!" in edit.cell or edit.row == 0 for edit in repair.edits)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.less is not None])
def test_slightly_less_does_not_do(name: str) -> None:
    """Tests that the repair with a little less in its first cell leaves no plan."""
    case = CASES[name]
    first, *others = repair_of(case).edits
    less = replace(first, new=case.less)
    assert prove(case.tables(), [less, *others], QUICK).possible is False
