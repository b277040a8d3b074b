"""What a sheet is, before anything is formatted: blocks of typed columns and rows of values."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from optmodel.plan.plan import Plan
from optmodel.run.info import RunInfo
from optmodel.workbook.tables import Tables

if TYPE_CHECKING:
    from optmodel.financials.model import FinancialModel
    from optmodel.live.term import Term


EPOCH = date(1899, 12, 30)
"""Day 0 of dates in a workbook."""
FIRST_PERIOD_COLUMN = 5
"""Zero-based; the periods start in column F on every time sheet."""


class Kind(StrEnum):
    """What a value is; decides its number format and alignment, never its figure."""

    TEXT = "text"
    NOTE = "note"
    """Long text, wrapped."""
    VERBATIM = "verbatim"
    """Lines of a program, in letters of one width."""
    MONEY = "money"
    """USD m, one decimal."""
    QUANTITY = "quantity"
    """Acres, megawatts and the like, up to one decimal."""
    WHOLE = "whole"
    """A count."""
    SHARE = "share"
    """A fraction shown as percent."""
    YEARS = "years"
    FACTOR = "factor"
    """A factor with six decimals."""
    EXACT = "exact"
    """A figure shown with all that matters for a comparison."""
    GIVEN = "given"
    """A figure shown with the digits that were typed."""
    DATE = "date"
    STAMP = "stamp"
    """A letter in a narrow cell of the Gantt chart, filled by letter."""
    VERDICT = "verdict"
    """PASS or FAIL, yes or no, in words and color."""
    BY_ROW = "by row"
    """The row says which kind its figures are (time sheets mix units)."""


class Tone(StrEnum):
    """Why a cell looks the way it does; the color legend of the sheet About."""

    PLAIN = "plain"
    SOLVER = "solver"
    """A decision of the solver."""
    INPUT = "input"
    """Typed in the input workbook."""
    TOTAL = "total"
    """A sum of rows above it or of the row's periods."""


Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that jumps to another sheet of the workbook, or of a file beside it."""

    text: str
    sheet: str
    cell: str = "A1"
    file: str = ""
    """Name of a workbook in the same folder; ``""`` = this workbook."""

    @property
    def target(self) -> str:
        """Where it leads, as XlsxWriter takes it."""
        place = "'{}'!{}".format(self.sheet.replace("'", "''"), self.cell)
        return f"external:{self.file}#{place}" if self.file else f"internal:{place}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A value whose kind or tone differs from its column's and row's."""

    value: Value
    kind: Kind | None = None
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure with the formula that gives it.

    ``{row}`` in the formula stands for the row of the cell, ``{first}`` and ``{last}`` for the
    first and the last data row of its block, as the spreadsheet counts them.
    """

    text: str
    value: float
    kind: Kind | None = None
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """A figure or words with the formula that gives them, as ``optmodel.live`` has it."""

    term: Term
    index: int
    """Record or block that the formula is written for."""
    value: Any
    kind: Kind | None = None
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Periods:
    """The cells of a row along the periods: one formula for all of them, or given values."""

    term: Term | None
    index: int
    values: tuple[Any, ...]


Cell = Value | Link | Shown | Formula | Live


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block."""

    name: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    width: float | None = None
    """In characters; None = as wide as its content."""
    tone: Tone = Tone.PLAIN

    @property
    def header(self) -> str:
        """The name with its unit, such as ``Capex (USD m)``."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a block, a cell per column."""

    cells: tuple[Cell, ...]
    kind: Kind | None = None
    """The kind of the cells in columns of kind ``BY_ROW``."""
    tone: Tone = Tone.PLAIN
    periods: Periods | None = None
    """What stands in the columns after those of ``cells``, one per period."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be typed into the cells of a column: one of a list, a day, or a part of 1."""

    column: int
    title: str
    """At most 32 characters; stands above the help, and above what is said of anything else."""
    help: str
    """At most 255 characters."""
    source: str | tuple[str, ...] | None = None
    """Words, or a formula such as ``=ls_id``; None = a day between ``days``."""
    days: tuple[date, date] | None = None
    """Both ends included; None as well = a part from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """One Excel table with a stable name, and the sums below it."""

    table: str
    """Name of the Excel table, unique in the workbook."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    """Written one row below the table, so that the table holds records only."""
    empty: str = "none"
    """What the first cell says where there is no row."""
    filters: bool = True
    settle: Callable[[int], None] | None = None
    """Told the row of the first record, as the spreadsheet counts, before formulas are written."""
    choices: tuple[Choice, ...] = ()
    """What may be typed into cells of it."""
    left: int = 0
    """First column, from 0. The first block of a further column stands beside the last block
    before it that begins in column 0; the next ones below it."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of a chart: a run of cells in a row or a column of a block on some sheet."""

    sheet: str
    table: str
    first: tuple[int, int]
    """Row of the block (0 = first data row) and column, from 0."""
    last: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart; its figures stand in a visible table."""

    shape: str
    """``column``, ``bar`` or ``line``."""
    title: str
    alt: str
    """Alternative text for people who do not see it."""
    labels: Series
    figures: tuple[tuple[str, Series], ...]
    """Name and figures of each series."""
    unit: str
    row: int
    """Zero-based row of its top left corner."""
    column: int
    fills: tuple[str, ...] = ()
    """Color of each series of a stacked chart, ``""`` for one that only carries the others. Of
    several with one color the legend names the first. None = side by side."""
    size: tuple[int, int] = (620, 250)
    """Width and height in pixels."""
    number_format: str = "#,##0"
    """Of the axis of figures."""


@dataclass(frozen=True, slots=True)
class Points:
    """A series of a chart of points: markers of one size, or a line."""

    name: str
    across: Series
    up: Series
    color: str
    size: int = 0
    """Of the markers, in points; 0 = a line without markers, which breaks at blank cells."""
    labels: tuple[str, ...] = ()
    """What stands beside each marker."""


@dataclass(frozen=True, slots=True)
class PointChart:
    """A native chart of points by two figures, such as a map; its figures stand in tables."""

    title: str
    alt: str
    points: tuple[Points, ...]
    """Drawn in this order; the legend leaves lines out."""
    frame: tuple[float, float, float, float]
    """Left, right, bottom and top end of the axes; what lies outside is not drawn."""
    steps: tuple[float, float]
    """Between the figures along and up."""
    row: int
    column: int
    size: tuple[int, int]
    """Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a title, a line that says what it shows, and its blocks from top to bottom."""

    name: str
    title: str
    description: str
    blocks: tuple[Block, ...]
    period_ends: tuple[date, ...] = ()
    """Time sheets only: last days of the periods, shown above the period columns."""
    lines: tuple[str, ...] = ()
    """Sentences between the header and the first block."""
    charts: tuple[Chart | PointChart, ...] = ()
    frozen_columns: int = 1
    one_page: bool = False
    """Whether the sheet prints on a single page."""
    narrow_periods: bool = False
    """Whether period columns hold a single letter (the Gantt chart)."""
    page_breaks: tuple[int, ...] = ()
    """Columns that begin a new printed page, from 0; none = the sheet prints one page wide."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a sheet is made from."""

    plan: Plan
    tables: Tables
    info: RunInfo
    model: FinancialModel

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of all periods."""
        calendar = self.plan.program.calendar
        return tuple(calendar.label(period) for period in range(calendar.horizon_periods))


def finite_or(value: float | None, word: str) -> Value:
    """Return a figure, or a word where there is none or it is not finite."""
    return value if value is not None and math.isfinite(value) else word


def total_of(values: Sequence[float]) -> float:
    """Sum without the rounding of a running total."""
    return math.fsum(values)
