"""Points 44 and 45: the printed page, charts and colors; see test_points."""

from __future__ import annotations

import re

from openpyxl.styles.colors import Color
from openpyxl.utils import range_boundaries

from tests.results.colors import contrast
from tests.results.written import Written, parts_of

READABLE = 4.5
"""Least contrast of words against what they stand on."""


def test_point_44_print(book: Written) -> None:
    """Tests landscape, repeated header rows, run id and page number.

    One page wide, but for the sheet Plan, whose columns break into pages of decisions, values and
    the rest.
    """
    for page in book.values:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage or page.title == "Plan"
        assert bool(page.col_breaks.brk) == (page.title == "Plan")
        assert page.print_title_rows.startswith("$1:")
        assert page.oddFooter.left.text == "Run 20270101T120000-abcdef12"
        assert page.oddFooter.right.text == "Page &P of &N"
        assert page.page_setup.fitToWidth in {None, 1}


def test_point_45_charts(book: Written) -> None:
    """Tests that every chart has words for who does not see it, and figures that one can read."""
    frames = "".join(parts_of(book.content, "xl/drawings/drawing").values())
    described = re.findall(r"<xdr:graphicFrame.*?<xdr:cNvPr ([^>]*)>", frames)
    charts = parts_of(book.content, "xl/charts/chart")
    assert len(described) == len(charts) >= 3
    assert all(re.search(r'descr="[^"]{40,}"', attributes) for attributes in described)
    for chart in charts.values():
        series = re.findall(r"<c:(?:val|yVal)><c:numRef><c:f>([^<]*)</c:f>", chart)
        assert series
        for reference in series:
            sheet, _, cells = reference.rpartition("!")
            left, top, right, bottom = range_boundaries(cells.replace("$", ""))
            page = book.values[sheet.strip("'")]
            for row in page.iter_rows(top, bottom, left, right, values_only=True):
                said = [value for value in row if not isinstance(value, int | float)]
                # Lines of the map break at blanks; what nothing limits has no share.
                assert set(said) <= {None, "no limit"}, reference


def test_point_45_contrast(book: Written) -> None:
    """Tests that every word and figure stands out from what it stands on."""
    looks = {
        (rgb(cell.font.color, "000000"), filled(cell.fill))
        for page in book.values
        for row in page
        for cell in row
        if cell.value is not None
    }
    assert len(looks) >= 4
    assert [look for look in looks if contrast(*look) < READABLE] == []


def rgb(color: Color | None, usual: str) -> str:
    """The color in six digits; nothing said is black on white."""
    said = color is not None and color.type == "rgb" and isinstance(color.rgb, str)
    return str(color.rgb)[-6:] if said else usual


def filled(fill: object) -> str:
    """What a cell stands on."""
    solid = getattr(fill, "fill_type", None) == "solid"
    return rgb(fill.fgColor, "FFFFFF") if solid else "FFFFFF"
