"""Whether edits make a plan possible: the edited input is built anew and a plan is searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optmodel.conflict.known_options import OptionsOf
from optmodel.conflict.possible import any_plan, without_start
from optmodel.conflict.types import Edit
from optmodel.economics.options import build_options
from optmodel.formulation.decisions import NONE
from optmodel.formulation.model import decisions_of
from optmodel.program.build import build
from optmodel.search.columns import Columns
from optmodel.search.controls import Controls
from optmodel.search.existence import plan_exists
from optmodel.search.result import SolveResult
from optmodel.sense.sense import sense_findings
from optmodel.workbook.edit import edited
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of an edited input."""

    possible: bool | None
    """Whether there is a plan; None = not known within the time."""
    funded: int | None = None
    """Clusters that the plan found funds."""


def prove(
    tables: Tables,
    edits: Sequence[Edit],
    controls: Controls,
    options_of: OptionsOf = build_options,
) -> Proof:
    """Build the edited input and look for any plan; a wrong input has none."""
    changed = edited(tables, edits)
    program, findings = build(changed)
    if program is None:
        return Proof(False)
    wrong = (*findings, *sense_findings(changed, program))
    options = options_of(program)
    if any(it.is_error for it in wrong) or without_start(program, options):
        return Proof(False)
    model, result = any_plan(program, options, controls)
    answer = plan_exists(result)
    return Proof(answer, _funded(model, result) if answer else None)


def _funded(model: Any, result: SolveResult) -> int | None:
    """Count the clusters that have started in the end."""
    if result.x is None:
        return None
    decisions, position = decisions_of(model), Columns.of(model).position
    final = np.flatnonzero(decisions.next_x == NONE).tolist()
    if not final:
        return 0
    return round(sum(float(result.x[position[id(decisions.x[it])]]) for it in final))
