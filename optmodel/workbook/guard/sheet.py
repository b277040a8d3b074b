"""One worksheet, judged in one pass; what openpyxl does not tell of it is taken down.

What spreadsheet programs never write is refused, not guessed at: rows or cells out of order, a
cell in the wrong row, elements that do not belong where they stand. Values are looked at only as
far as openpyxl would take ``-1`` for the last shared text or ``1_000`` for a thousand.
"""

from __future__ import annotations

import re

from openpyxl.utils import get_column_letter

from optmodel.workbook.guard.address import area, column_number, row_number
from optmodel.workbook.guard.budget import Budget
from optmodel.workbook.guard.formulas import Formulas
from optmodel.workbook.guard.limits import DEEPEST, LAST_COLUMN, MOST_IN_ROW, MOST_MERGED
from optmodel.workbook.guard.refusal import RefusedError, damaged, too_much
from optmodel.workbook.guard.structure import (
    COL,
    DATA,
    EXT,
    IS,
    KINDS,
    MERGE,
    ROW,
    TABLE,
    WORKSHEET,
    YES,
    C,
    F,
    V,
    local,
    wrong_root,
)
from optmodel.workbook.guard.xml import LINK_ID, Attributes

Position = tuple[int, int]
"""Row and column, both from 1."""

TABLE_DEPTH, ROW_DEPTH, CELL_DEPTH, WITHIN_DEPTH = 2, 3, 4, 5
"""How deep the table of cells stands, its rows, their cells, and what is in them."""

SEQUENTIAL = 702
NAMES = ("", *map(get_column_letter, range(1, SEQUENTIAL + 1)))
"""Letters of the first columns."""

NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)


class SheetListener:
    """Judges a worksheet while it is read."""

    def __init__(self, name: str, budget: Budget, *, linked: bool) -> None:
        self.name = name
        self.merged: list[tuple[str, tuple[int, int, int, int]]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.table_links: list[str] = []
        self.formulas: set[Position] = set()
        """Cells with a formula."""
        self.linked: set[Position] = set()
        """Cells whose formula refers to another workbook."""
        self._budget, self._styles = budget, budget.styles
        self._of_links = Formulas() if linked else None
        self._depth = self._row = self._column = 0
        self._digits = ""
        self._in_table = self._table_seen = False
        self._elements = self._widths = 0
        self._kind = "n"
        self._formula: Attributes | None = None
        self._value = ""
        # Lists take the ends and the texts down without a step of Python for each.
        self._ends: list[object] = []
        self._texts: list[str] = []
        self.end = self._ends.append
        self.text = self._texts.append

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""
        ends = self._ends
        depth = self._depth
        if ends:
            depth -= len(ends)
            ends.clear()
        self._depth = depth = depth + 1
        if not self._in_table or depth <= TABLE_DEPTH:
            self._start_outside(name, depth, attributes)
        elif depth == CELL_DEPTH:
            if name != C:
                raise self._damaged(f"<{local(name)}> stands in <row>")
            self._start_cell(attributes)
        elif depth == WITHIN_DEPTH:
            self._start_within(name, attributes)
        elif depth == ROW_DEPTH:
            if name != ROW:
                raise self._damaged(f"<{local(name)}> stands in <sheetData>")
            self._start_row(attributes)
        else:
            self._start_deeper(name, depth)

    def finish(self) -> None:
        """Judge what comes last; to be called at the end."""
        self._end_cell()
        self._budget.spread(self._row + self._column)

    def _damaged(self, what: str) -> RefusedError:
        where = f'sheet "{self.name}"' + (f", row {self._row}" if self._row else "")
        return damaged(f"in {where} {what}")

    def _start_row(self, attributes: Attributes) -> None:
        self._end_cell()
        self._budget.row(self._column)
        last, given = self._row, attributes.get("r")
        self._row = last + 1 if given is None else row_number(given)
        if not last < self._row:
            raise self._damaged(f"the number of a row is {given!r} after row {last}")
        self._digits = str(self._row)
        self._column = self._elements = 0
        if attributes.get("hidden") in YES:
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        if self._value or self._formula is not None:
            self._end_cell()
        get = attributes.get
        given = get("r")
        self._column = column = self._column + 1
        # Most cells follow the one before; only the others are looked at in full.
        if given is not None and (column > SEQUENTIAL or given != NAMES[column] + self._digits):
            self._column = column_number(given, self._digits)
            if not column <= self._column <= LAST_COLUMN:
                raise self._damaged(f"the cell {given[:20]!r} stands in the wrong place")
        elif column > LAST_COLUMN:
            raise self._damaged("there are too many cells")
        self._kind = kind = get("t", "n")
        if kind not in KINDS:
            raise self._damaged(f'column {column} there is no kind of cell "{kind[:20]}"')
        style = get("s", "0")
        if style not in self._styles:
            raise self._damaged(f'column {column} there is no cell format "{style[:20]}"')

    def _start_within(self, name: str, attributes: Attributes) -> None:
        """Begin a formula, a value or a text of a cell."""
        if name in (V, IS):
            if self._value or (name == IS) != (self._kind == "inlineStr"):
                raise self._damaged("a cell has a value that does not fit its kind")
            if self._formula is not None:
                self._end_formula()
            self._value = name
            self._texts.clear()
        elif name == F:
            if self._formula is not None or self._value:
                raise self._damaged("a cell has two formulas or one behind its value")
            self._formula = attributes
            self._texts.clear()
            self.formulas.add((self._row, self._column))
        elif name != EXT:
            raise self._damaged(f"<{local(name)}> stands in <c>")

    def _start_deeper(self, name: str, depth: int) -> None:
        """Begin an element of a text: openpyxl takes a row for a row wherever it stands."""
        self._elements += 1
        if depth > DEEPEST:
            raise self._damaged(f"elements are nested more than {DEEPEST} deep")
        if self._elements > MOST_IN_ROW:
            raise too_much(f"a row of more than {MOST_IN_ROW:,} pieces of text")
        if name in {ROW, C, DATA} or (self._value != IS and self._kind == "inlineStr"):
            raise self._damaged(f"<{local(name)}> stands in the wrong place")
        if self._value == V or (self._formula is not None and not self._value):
            raise self._damaged(f"<{local(name)}> stands in a value or a formula")

    def _start_outside(self, name: str, depth: int, attributes: Attributes) -> None:
        """Begin an element that is no part of the table of cells."""
        self._budget.element()
        if depth > DEEPEST:
            raise self._damaged(f"elements are nested more than {DEEPEST} deep")
        if depth == 1 and name != WORKSHEET:
            raise wrong_root(name)
        if self._in_table:
            self._end_cell()
        self._in_table = name == DATA
        self._texts.clear()
        if name == COL:
            self._add_columns(attributes)
        elif name == MERGE:
            self.merged.append(area(attributes.get("ref", "")))
            if len(self.merged) > MOST_MERGED:
                raise too_much(f'more than {MOST_MERGED:,} merged cells on sheet "{self.name}"')
        elif name == TABLE:
            self.table_links.append(attributes.get(LINK_ID, ""))
        elif name in {ROW, C} or (name == DATA and (depth != TABLE_DEPTH or self._table_seen)):
            raise self._damaged(f"<{local(name)}> stands in the wrong place")
        self._table_seen = self._table_seen or self._in_table

    def _add_columns(self, attributes: Attributes) -> None:
        first, last = (row_number(attributes.get(key, "")) for key in ("min", "max"))
        self._widths += last - first + 1
        if not 0 < first <= last <= LAST_COLUMN or self._widths > LAST_COLUMN:
            raise self._damaged("columns are described twice or do not exist")
        if attributes.get("hidden") in YES:
            self.hidden_columns.update(range(first, last + 1))

    def _end_formula(self) -> None:
        if self._of_links is not None and self._formula is not None:
            text = "".join(self._texts)
            if self._of_links.refers_outside(self._formula, text):
                self.linked.add((self._row, self._column))
        self._formula = None

    def _end_cell(self) -> None:
        """Judge the value of the cell before."""
        texts, value = self._texts, self._value
        if self._formula is not None:
            self._end_formula()
        if value and texts:
            text = texts[0] if len(texts) == 1 else "".join(texts)
            kind = self._kind
            if kind == "n":
                fits = NUMBER.fullmatch(text) is not None or not text.strip()
            elif kind == "s":
                fits = text in self._budget.texts or not text.strip()
            else:
                fits = self._other_fits(kind, text)
            if not fits and not self._other_fits(kind, text.strip()):
                raise self._damaged(
                    f'column {self._column} "{text[:40]}" is stored as {WORDS[kind]}'
                )
        self._value = ""
        texts.clear()

    def _other_fits(self, kind: str, text: str) -> bool:
        """Judge a value of another kind, or one among white space."""
        match kind:
            case "n":
                return NUMBER.fullmatch(text) is not None
            case "s":
                return text in self._budget.texts
            case "b":
                return text in {"0", "1"}
        self._budget.spend(text)
        return True


WORDS = {"n": "a number", "s": "a shared text", "b": "a truth value"}
