"""What all sheets together may still hold, and what their cells may refer to."""

from __future__ import annotations

from optmodel.workbook.guard.limits import (
    MOST_ELEMENTS,
    MOST_ROWS_LISTED,
    WIDEST,
)
from optmodel.workbook.guard.refusal import too_much
from optmodel.workbook.guard.shared import TextBudget


class Numbers:
    """The whole numbers from 0 below a count, as a file spells them."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __contains__(self, text: str) -> bool:
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            return False
        return int(text) < self._count


class Budget:
    """Counts rows, elements, characters and distances of all sheets.

    Parameters
    ----------
    texts, styles
        How many shared texts and cell formats there are.
    characters
        What is left for texts of cells.
    """

    def __init__(self, texts: int, styles: int, characters: TextBudget) -> None:
        self.texts, self.styles = Numbers(texts), frozenset(map(str, range(styles)))
        self.spend = characters.spend
        self._rows, self._elements, self._spread = MOST_ROWS_LISTED, MOST_ELEMENTS, WIDEST

    def row(self, width: int) -> None:
        """Count a row, and the cells up to the last one of the row before."""
        self._rows -= 1
        if self._rows < 0:
            raise too_much(f"more than {MOST_ROWS_LISTED:,} rows, blank ones with a format counted")
        self.spread(width)

    def spread(self, cells: int) -> None:
        """Count cells that openpyxl fills up."""
        self._spread -= cells
        if self._spread < 0:
            raise too_much(f"cells that span more than {WIDEST:,} blank ones")

    def element(self) -> None:
        """Count an element outside the tables of cells."""
        self._elements -= 1
        if self._elements < 0:
            raise too_much(f"more than {MOST_ELEMENTS:,} formats, rules and links of sheets")
