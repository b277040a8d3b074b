"""One worksheet, read in one pass: its filled cells, and what hides or joins them.

What spreadsheet programs never write is refused, not guessed at: rows or cells out of order, a
cell in the wrong row, elements that do not belong where they stand.
"""

from __future__ import annotations

from optmodel.workbook.package.address import area, column_number, row_number
from optmodel.workbook.package.formulas import Formulas
from optmodel.workbook.package.limits import (
    DEEPEST,
    LAST_COLUMN,
    MOST_CELLS,
    MOST_MERGED,
    MOST_ROWS_KEPT,
)
from optmodel.workbook.package.refusal import RefusedError, damaged, too_much
from optmodel.workbook.package.shared import TextBudget, plain
from optmodel.workbook.package.structure import (
    COL,
    COLS,
    DATA,
    IS,
    MERGE,
    ONLY_WITHIN,
    ROW,
    RPH,
    TABLE,
    WITHIN,
    WORKSHEET,
    YES,
    C,
    F,
    T,
    V,
    local,
    wrong_root,
)
from optmodel.workbook.package.values import Values
from optmodel.workbook.package.xml import LINK_ID, Attributes
from optmodel.workbook.raw import RawCell

Position = tuple[int, int]
"""Row and column, both from 1."""


class CellBudget:
    """Counts the cells of all sheets against what may be kept."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def spend(self) -> None:
        """Count a cell."""
        self._left -= 1
        if self._left < 0:
            raise too_much(f"more than {MOST_CELLS:,} filled cells")


class SheetListener:
    """Collects what a worksheet holds while it is read."""

    def __init__(
        self, name: str, values: Values, cells: CellBudget, texts: TextBudget, linked: bool
    ) -> None:
        self.name = name
        self.cells: dict[Position, RawCell] = {}
        self.merged: list[tuple[str, tuple[int, int, int, int]]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.table_links: list[str] = []
        self.linked: set[Position] = set()
        """Cells whose formula refers to another workbook."""
        self.cut = False
        """Whether there are more filled rows than are kept."""
        self._values, self._cell_budget, self._text_budget = values, cells, texts
        self._formulas = Formulas() if linked else None
        self._known: dict[tuple[str, int, str], RawCell] = {}
        self._stack: list[str] = []
        self._rows = 0
        self._widths = 0
        self._row = self._column = 0
        self._filled = self._hidden = False
        self._kind, self._style = "n", 0
        self._formula: Attributes | None = None
        self._formula_pieces: list[str] = []
        self._pieces: list[str] | None = None
        self._inline = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""
        stack = self._stack
        parent = stack[-1] if stack else ""
        allowed = WITHIN.get(parent)
        if allowed is not None and name not in allowed:
            raise self._damaged(f"<{local(name)}> stands in <{local(parent)}>")
        stack.append(name)
        if name == C and parent == ROW:
            self._start_cell(attributes)
        elif parent == C:
            self._start_within(name, attributes)
        elif name == ROW and parent == DATA:
            self._start_row(attributes)
        elif allowed is None:
            self._start_outside(name, parent, attributes)

    def end(self, name: str) -> None:
        """End an element."""
        self._stack.pop()
        if name == C and not self.cut and self._stack[-1] == ROW:
            self._end_cell()

    def text(self, data: str) -> None:
        """Give a piece of the text within an element."""
        name = self._stack[-1]
        if self._pieces is not None and (
            name == V or (name == T and self._inline and self._stack[-2] != RPH)
        ):
            self._pieces.append(data)
        elif name == F and self._formulas is not None:
            self._formula_pieces.append(data)

    def _damaged(self, what: str) -> RefusedError:
        where = f'sheet "{self.name}"' + (f", row {self._row}" if self._row else "")
        return damaged(f"in {where} {what}")

    def _start_row(self, attributes: Attributes) -> None:
        last, given = self._row, attributes.get("r")
        self._row = last + 1 if given is None else row_number(given)
        if not last < self._row:
            raise self._damaged(f"the number of a row is {given!r} after row {last}")
        self._column, self._filled = 0, False
        self._hidden = attributes.get("hidden") in YES

    def _start_cell(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        column = self._column + 1 if given is None else column_number(given, self._row)
        if not self._column < column <= LAST_COLUMN:
            raise self._damaged(f"the cell {(given or '')[:20]!r} stands in the wrong place")
        self._column = column
        self._kind = attributes.get("t", "n")
        style = attributes.get("s")
        try:
            self._style = 0 if style is None else self._values.style(style)
        except ValueError as error:
            raise self._damaged(f"column {column} {error}") from error
        self._formula, self._pieces, self._inline = None, None, False

    def _start_within(self, name: str, attributes: Attributes) -> None:
        """Begin a formula, a value or a text of a cell."""
        if name == F:
            if self._formula is not None:
                raise self._damaged("a cell has two formulas")
            self._formula, self._formula_pieces = attributes, []
        elif name in {V, IS}:
            if self._pieces is not None or (name == IS) != (self._kind == "inlineStr"):
                raise self._damaged("a cell has a value that does not fit its kind")
            self._pieces, self._inline = [], name == IS

    def _start_outside(self, name: str, parent: str, attributes: Attributes) -> None:
        """Begin an element that is no part of the table of cells."""
        if len(self._stack) > DEEPEST:
            raise self._damaged(f"elements are nested more than {DEEPEST} deep")
        if not parent and name != WORKSHEET:
            raise wrong_root(name)
        if ONLY_WITHIN.get(name, parent) != parent or (name == DATA and self._row):
            raise self._damaged(f"<{local(name)}> stands in the wrong place")
        if name == COL and parent == COLS:
            self._add_columns(attributes)
        elif name == MERGE:
            self.merged.append(area(attributes.get("ref", "")))
            if len(self.merged) > MOST_MERGED:
                raise too_much(f'more than {MOST_MERGED:,} merged cells on sheet "{self.name}"')
        elif name == TABLE:
            self.table_links.append(attributes.get(LINK_ID, ""))

    def _add_columns(self, attributes: Attributes) -> None:
        first, last = (row_number(attributes.get(key, "")) for key in ("min", "max"))
        self._widths += last - first + 1
        if not 0 < first <= last <= LAST_COLUMN or self._widths > LAST_COLUMN:
            raise self._damaged("columns are described twice or do not exist")
        if attributes.get("hidden") in YES:
            self.hidden_columns.update(range(first, last + 1))

    def _end_cell(self) -> None:
        place = self._row, self._column
        text = "".join(self._pieces) if self._pieces else ""
        formula = self._formula is not None
        if self._outside():
            self.linked.add(place)
        if not text and not (formula and self._kind != "str"):
            return
        cell = self._cell(text, uncalculated=not text)
        if cell.blank:
            return
        self._keep(place, cell)

    def _outside(self) -> bool:
        """Say whether the formula of the cell takes a value from another workbook."""
        if self._formulas is None or self._formula is None:
            return False
        return self._formulas.refers_outside(self._formula, "".join(self._formula_pieces))

    def _cell(self, text: str, *, uncalculated: bool) -> RawCell:
        """Make a cell; equal ones are one object."""
        key = self._kind, self._style, text
        if not uncalculated and (known := self._known.get(key)) is not None:
            return known
        number_format = self._values.number_format(self._style)
        if uncalculated:
            return RawCell(None, uncalculated=True, number_format=number_format)
        try:
            value = self._value(text)
        except ValueError as error:
            raise self._damaged(f"column {self._column} {error}") from error
        cell = RawCell(value, number_format=number_format)
        if len(text) <= SHORT and len(self._known) < MOST_KNOWN:
            self._known[key] = cell
        return cell

    def _value(self, text: str) -> object:
        if self._kind in {"inlineStr", "str"}:
            value = plain(text)
            self._text_budget.spend(value)
            return value
        return self._values.value(self._kind, text, self._style)

    def _keep(self, place: Position, cell: RawCell) -> None:
        if not self._filled:
            self._filled = True
            self._rows += 1
            if self._rows > MOST_ROWS_KEPT:
                self.cut = True
                return
            if self._hidden:
                self.hidden_rows.add(self._row)
        self._cell_budget.spend()
        self.cells[place] = cell


SHORT, MOST_KNOWN = 40, 20_000
"""Of texts of cells that are remembered, so that equal cells cost nothing."""
