"""The colored lines in the frozen header of every sheet: what the checks say, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from optmodel.live.term import Place
from optmodel.results.cells import cached
from optmodel.results.formats import Formats
from optmodel.results.layout import Live

COLUMNS = 3
"""How many cells a line fills."""


@dataclass(frozen=True, slots=True)
class Banner:
    """A line of the header."""

    line: str | Live
    good_word: str
    """What a line that changes says when all is well."""
    is_good: bool
    """Whether all is well as the workbook is written."""


def write_banner(page: Worksheet, formats: Formats, row: int, banner: Banner) -> None:
    """Write a line; the color of one that is a formula follows its words."""
    line = banner.line
    if isinstance(line, Live):
        look = formats.banner(good=None)
        text = "=" + line.term.text(Place(page.get_name(), line.index))
        page.write_formula(row, 0, text, look, cached(page, line.value))
        _color_by_words(page, formats, row, banner.good_word)
    else:
        look = formats.banner(good=banner.is_good)
        page.write_string(row, 0, line, look)
    for column in range(1, COLUMNS):
        page.write_blank(row, column, None, look)


def _color_by_words(page: Worksheet, formats: Formats, row: int, good_word: str) -> None:
    cell = xl_rowcol_to_cell(row, 0, row_abs=True, col_abs=True)
    # FIND and not SEARCH: NOT PROVEN is another word than Proven.
    holds = f'ISNUMBER(FIND("{good_word}",{cell}))'
    for condition, look in ((f"={holds}", formats.good), (f"=NOT({holds})", formats.bad)):
        page.conditional_format(
            row, 0, row, COLUMNS - 1, {"type": "formula", "criteria": condition, "format": look}
        )
