"""What the workbook of a run without a plan is made from."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.conflict.types import Edit, Explanation
from optmodel.results.layout import Cell, Link
from optmodel.run.info import RunInfo

EXACT_VALUES = (int, float)


@dataclass(frozen=True, slots=True)
class Case:
    """An explanation, the run that it belongs to, and the copy of the input beside it."""

    explanation: Explanation
    info: RunInfo
    plan_name: str
    input_copy: str
    """Name of the copy of the input in the folder of the run; ``""`` where the input was no
    file."""

    def at(self, address: str) -> Cell:
        """Show an address such as ``Sites!H7``, as a link into the copy where there is one."""
        sheet, sign, cell = address.rpartition("!")
        if not (self.input_copy and sign):
            return address or None
        return Link(address, sheet, cell, self.input_copy)

    def old(self, edit: Edit) -> Cell:
        """Show what stands in a cell that is to be edited."""
        return shown(edit.old)


def shown(value: object) -> Cell:
    """Show a typed value: words for yes and no, figures as typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "blank"
    return float(value) if isinstance(value, EXACT_VALUES) else str(value)
