"""The old workbook as it stands: values, formulas, notes, and what cannot be carried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from optmodel.errors import Finding, InputError
from optmodel.workbook.carry.behind import Behind, what_stands_behind
from optmodel.workbook.file import load_bytes
from optmodel.workbook.find import MOST_ROWS
from optmodel.workbook.grid import Grid, grids_of
from optmodel.workbook.guard.refusal import RefusedError
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.layout import column_letter
from optmodel.workbook.schema import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class OldSheet:
    """One worksheet of the old workbook."""

    grid: Grid
    behind: Behind

    @property
    def name(self) -> str:
        """Its title in the old workbook."""
        return self.grid.name

    @property
    def formulas(self) -> Mapping[Position, str]:
        """Cells with a formula, and the formula with its equals sign."""
        return self.behind.formulas

    @property
    def notes(self) -> Mapping[Position, tuple[str, str]]:
        """Text and author of the notes on cells."""
        return self.behind.notes


@dataclass(frozen=True, slots=True)
class OldBook:
    """The old workbook."""

    name: str
    sheets: tuple[OldSheet, ...]
    version: object
    """Version of the schema; None where none is stated."""


def read_old(path: Path) -> OldBook:
    """Read a workbook that is to be carried over, by the guards that every input passes.

    Raises
    ------
    InputError
        Where it is no workbook that can be read, or one for a newer version of the program.
    """
    content, findings = load_bytes(path)
    if findings:
        raise InputError(findings)
    try:
        grids, version = grids_of(content)
        behind = what_stands_behind(content)
    except RefusedError as refusal:
        message = f"{path.name} {refusal.reason}"
        raise InputError([Finding(refusal.code, message)]) from refusal
    if isinstance(version, int | float) and version > SCHEMA_VERSION:
        message = (
            f"{path.name} is written for version {version} of the input workbook, this program "
            f"for version {SCHEMA_VERSION}. Install a newer optmodel."
        )
        raise InputError([Finding("E194", message)])
    if cut := [grid for grid in grids if grid.cut]:
        message = f"has more rows than an input may have; expected at most {MOST_ROWS}."
        raise InputError([Finding("E127", message, grid.name) for grid in cut])
    sheets = tuple(OldSheet(grid, behind[grid.name]) for grid in grids)
    return OldBook(path.name, sheets, version)


def address(place: Position) -> str:
    """Address of a cell inside its sheet, such as ``F12``."""
    return f"{column_letter(place[1])}{place[0]}"
