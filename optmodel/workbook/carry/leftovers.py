"""The sheet ``Carried over``: every value of the old workbook that has no place in the new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl import Workbook

from optmodel.errors import Finding
from optmodel.workbook.carry.old import OldSheet, address
from optmodel.workbook.guard.sheet import Position
from optmodel.workbook.template.style import HEADER, HELP, TITLE

SHEET = "Carried over"
HEADERS = ("Sheet", "Cell", "What", "Content")
_ROW = 4


@dataclass(frozen=True, slots=True)
class Loose:
    """A value or a note, and where it stood."""

    sheet: str
    place: Position
    what: str
    """``value`` or ``note``."""
    content: object
    number_format: str = "General"


@dataclass(slots=True)
class Leftovers:
    """What is listed on the sheet."""

    listed: list[Loose] = field(default_factory=list)

    title: str = SHEET
    """Name of the sheet; another one where the old workbook has a sheet of this name."""

    def add_notes(self, page: OldSheet, places: Iterable[Position]) -> None:
        """List notes on cells that are not carried."""
        self.listed += [Loose(page.name, at, "note", page.notes[at][0]) for at in places]

    def findings(self) -> list[Finding]:
        """Say of every sheet how much of it is listed."""
        by_sheet: dict[str, list[Loose]] = {}
        for loose in self.listed:
            by_sheet.setdefault(loose.sheet, []).append(loose)
        return [
            Finding(
                "W254",
                f"{_count(len(of_sheet))} outside the table, the first one here; the sheet "
                f'"{self.title}" lists {"it" if len(of_sheet) == 1 else "them"}.',
                sheet,
                address(of_sheet[0].place),
            )
            for sheet, of_sheet in by_sheet.items()
        ]

    def write(self, workbook: Workbook) -> None:
        """Add the sheet where there is something to list."""
        if not self.listed:
            return
        page = workbook.create_sheet(SHEET)
        self.title = page.title
        page["A1"], page["A1"].style = SHEET, TITLE
        page["A2"] = "What the old workbook says outside its tables. Delete this sheet when read."
        page["A2"].style = HELP
        for column, header in enumerate(HEADERS, start=1):
            page.cell(_ROW, column, header).style = HEADER
        for row, loose in enumerate(self.listed, start=_ROW + 1):
            said = (loose.sheet, address(loose.place), loose.what, loose.content)
            for column, value in enumerate(said, start=1):
                cell = page.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
            page.cell(row, len(HEADERS)).number_format = loose.number_format
        for letter, width in zip("ABCD", (20, 10, 10, 60), strict=True):
            page.column_dimensions[letter].width = width
        page.freeze_panes = f"A{_ROW + 1}"


def _count(number: int) -> str:
    return "1 value or note stands" if number == 1 else f"{number} values and notes stand"
