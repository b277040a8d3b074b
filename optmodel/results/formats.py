"""The named formats of the workbook: number formats by unit, colors by meaning."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from optmodel.results.layout import Kind, Tone
from optmodel.results.words import NOTHING_TO_USE

FONT = "Calibri"
FIXED_FONT = "Courier New"
INK = "#1F2933"
NAVY = "#1F3864"
BLUE = "#0033A0"
"""Of typed inputs; 10:1 against white."""
GREEN, GREEN_INK = "#E2F0D9", "#1E5631"
RED, RED_INK = "#FBE0DD", "#8B1A10"
AMBER = "#FFF2CC"
GRAY = "#EEF1F5"
LINE = "#C9D1DB"

# Negatives stand in brackets, never in red alone; zero is a dash, so that a small figure
# shown as 0.0 is not taken for nothing.
NUMBER_FORMATS = {
    Kind.MONEY: '#,##0.0_);(#,##0.0);"-"_);@_)',
    Kind.QUANTITY: '#,##0.0_);(#,##0.0);"-"_);@_)',
    Kind.WHOLE: "#,##0_);(#,##0);0_);@_)",
    Kind.SHARE: "0.00%_);(0.00%);0.00%_);@_)",
    Kind.YEARS: "0.00_);(0.00);0.00_);@_)",
    Kind.FACTOR: "0.000000_);(0.000000);0.000000_);@_)",
    Kind.EXACT: "#,##0.000000_);(#,##0.000000);0_);@_)",
    Kind.GIVEN: "General",
    Kind.DATE: "yyyy-mm-dd_);yyyy-mm-dd_);yyyy-mm-dd_);@_)",
}
STAMP_COLORS = {
    "S": ("#D9C7A3", INK),
    "B": ("#F4B183", INK),
    "O": ("#9DC3E6", INK),
    "R": ("#375623", "#FFFFFF"),
}
"""Letters of the Gantt chart: site preparation, build, operation, recovery."""
PAINTED = (Kind.VERDICT, Kind.STAMP)
"""Kinds whose colors follow their words."""
GOOD_WORDS = frozenset({"PASS", "no", "met", NOTHING_TO_USE})
BAD_WORDS = frozenset({"FAIL", "broken", "missed"})


class Formats:
    """Formats of one workbook, made on first use and shared from then on."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._cells: dict[tuple[Kind, Tone, str | None, bool], Format] = {}

    def _format(self, **properties: Any) -> Format:
        full = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
        return self._made_of(full | properties)

    def _made_of(self, full: dict[str, Any]) -> Format:
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(full)
        return self._made[key]

    @property
    def title(self) -> Format:
        """The title in A1."""
        return self._format(bold=True, font_size=16, font_color=NAVY)

    @property
    def description(self) -> Format:
        """The line in A2."""
        return self._format(italic=True, font_color="#44546A", valign="bottom")

    @property
    def line(self) -> Format:
        """A sentence of its own."""
        return self._format(font_size=11)

    @property
    def block_title(self) -> Format:
        """The name of a block above its table."""
        return self._format(bold=True, font_size=12, font_color=NAVY)

    @property
    def period_end(self) -> Format:
        """Period end dates above the header row."""
        return self._format(num_format="yyyy-mm-dd", align="right", font_color="#44546A")

    @property
    def narrow_period_end(self) -> Format:
        """The same in the Gantt chart, upright."""
        return self._format(
            num_format="yyyy-mm-dd", rotation=90, valign="bottom", font_color="#44546A"
        )

    def banner(self, *, good: bool | None) -> Format:
        """The master check and the proof line of the frozen header; None = colored by its words."""
        if good is None:
            return self._format(bold=True)
        fill, ink = (GREEN, GREEN_INK) if good else (RED, RED_INK)
        return self._format(bold=True, bg_color=fill, font_color=ink)

    def painted(self, fill: str, ink: str) -> Format:
        """Return the colors that a condition gives a cell."""
        return self._made_of({"bg_color": fill, "font_color": ink, "bold": True})

    @property
    def good(self) -> Format:
        """Colors of what holds."""
        return self.painted(GREEN, GREEN_INK)

    @property
    def bad(self) -> Format:
        """Colors of what does not hold."""
        return self.painted(RED, RED_INK)

    @property
    def noted(self) -> Format:
        """Colors of what is worth a look."""
        return self.painted(AMBER, INK)

    def header(self, *, numeric: bool, upright: bool = False) -> Format:
        """A column header."""
        look: dict[str, Any] = {
            "bold": True,
            "bg_color": NAVY,
            "font_color": "#FFFFFF",
            "text_wrap": True,
            "valign": "bottom",
            "align": "right" if numeric else "left",
            "indent": 1 if numeric else 0,
        }
        if upright:
            look |= {"rotation": 90, "text_wrap": False, "align": "center", "indent": 0}
        return self._format(**look)

    def link(self) -> Format:
        """A link within the workbook."""
        return self._format(font_color=BLUE, underline=1, bottom=1, bottom_color=LINE)

    def cell(
        self, kind: Kind, tone: Tone, text: str | None = None, *, among_words: bool = False
    ) -> Format:
        """Return the look of a cell by what it is and why it is there.

        Parameters
        ----------
        kind, tone
            What it is, and why it is there.
        text
            What it says, where words decide the color for good; None where a condition does.
        among_words
            Whether it stands in a column of words, where figures are aligned left.
        """
        if text is not None and kind not in PAINTED:
            text = "words"
        key = (kind, tone, text, among_words)
        if key not in self._cells:
            self._cells[key] = self._cell(kind, tone, text, among_words=among_words)
        return self._cells[key]

    def _cell(self, kind: Kind, tone: Tone, text: str | None, *, among_words: bool) -> Format:
        look: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
        look |= _look_of_kind(kind, text)
        if among_words and kind not in PAINTED:
            look["align"] = "left"
        look |= _look_of_tone(tone)
        if kind in PAINTED and text:
            look |= _look_of_words(kind, text)
        return self._format(**look)


def _look_of_kind(kind: Kind, text: str | None) -> dict[str, Any]:
    if kind in NUMBER_FORMATS:
        return {"num_format": NUMBER_FORMATS[kind], "align": "right"}
    if kind == Kind.VERBATIM:
        return {"font_name": FIXED_FONT, "font_size": 9}
    if kind == Kind.NOTE:
        return {"text_wrap": True}
    if kind in PAINTED:
        return {"align": "center"}
    return {} if text is None else {"align": "left"}


def _look_of_tone(tone: Tone) -> dict[str, Any]:
    looks: dict[Tone, dict[str, Any]] = {
        Tone.PLAIN: {},
        Tone.SOLVER: {"bg_color": AMBER, "bold": True},
        Tone.INPUT: {"font_color": BLUE},
        Tone.TOTAL: {"bg_color": GRAY, "bold": True},
    }
    return looks[tone]


def _look_of_words(kind: Kind, text: str) -> dict[str, Any]:
    if kind == Kind.STAMP:
        fill, ink = STAMP_COLORS.get(text, ("#FFFFFF", INK))
        return {"bg_color": fill, "font_color": ink, "bold": True}
    if text in GOOD_WORDS:
        return {"bg_color": GREEN, "font_color": GREEN_INK, "bold": True}
    if text in BAD_WORDS:
        return {"bg_color": RED, "font_color": RED_INK, "bold": True}
    return {"bg_color": AMBER, "bold": True}
