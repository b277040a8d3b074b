"""What was carried over, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from optmodel.errors import Finding
from optmodel.workbook.carry.near import NotFilled


@dataclass(frozen=True, slots=True)
class CarriedSheet:
    """What was carried onto one sheet of the new workbook."""

    sheet: str
    old_sheet: str
    rows: int
    values: int
    """Cells that hold something, headers of the table not counted."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A workbook that was carried over without losing a value."""

    sheets: tuple[CarriedSheet, ...]
    formulas: int
    """Formulas that are their last values now."""
    findings: tuple[Finding, ...]
    """What is to be looked at: renamed, not known, hidden, not carried."""
    not_filled: tuple[NotFilled, ...] = ()
    """Columns and settings that stay blank, or at their default, though a near name is there."""

    @property
    def values(self) -> int:
        """Values in all."""
        return sum(sheet.values for sheet in self.sheets)

    def lines(self) -> Iterator[str]:
        """Say what was carried, one line for each sheet with something on it."""
        filled = [sheet for sheet in self.sheets if sheet.values]
        width = max((len(sheet.sheet) for sheet in filled), default=0) + 2
        for sheet in filled:
            counted = f"{_count(sheet.rows, 'row')}, {_count(sheet.values, 'value')}"
            renamed = "" if sheet.sheet == sheet.old_sheet else f', from "{sheet.old_sheet}"'
            yield f"  {sheet.sheet:<{width}}{counted}{renamed}"
        replaced = f", {_count(self.formulas, 'formula')} as last values" if self.formulas else ""
        yield f"Carried over: {_count(self.values, 'value')}{replaced}; none is lost."
        if self.not_filled:
            yield "Not filled, because only a near name was found:"
            yield from (f"  {it}" for it in self.not_filled)

    def as_dict(self) -> dict[str, object]:
        """Plain data for ``--json``."""
        return {
            "sheets": [asdict(sheet) for sheet in self.sheets],
            "values": self.values,
            "formulas": self.formulas,
            "not_filled": [asdict(it) for it in self.not_filled],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
