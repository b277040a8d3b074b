"""Wide sheets that are printed on several pages side by side, labels repeated on each."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from optmodel.results.layout import Sheet

INCHES = 14.2
"""Between the margins of an A3 page in landscape, less what other programs need for letters."""
PIXELS_A_LETTER, PIXELS_BESIDE, PIXELS_AN_INCH = 7, 5, 96
"""How wide a column of so many characters is."""
LARGEST, SMALLEST = 100, 30
"""Percent of the size on the screen."""


def break_pages(page: Worksheet, sheet: Sheet, widths: Sequence[float]) -> None:
    """Begin a page at each of the given columns, as large as the widest of the pages allows."""
    if not sheet.page_breaks:
        return
    page.set_v_pagebreaks(list(sheet.page_breaks))
    page.repeat_columns(0, sheet.frozen_columns - 1)
    pixels = [PIXELS_A_LETTER * width + PIXELS_BESIDE for width in widths]
    labels = sum(pixels[: sheet.frozen_columns])
    ends = (*sheet.page_breaks, len(widths))
    starts = (sheet.frozen_columns, *sheet.page_breaks)
    widest = max(labels + sum(pixels[a:b]) for a, b in zip(starts, ends, strict=True))
    percent = int(100 * INCHES * PIXELS_AN_INCH / widest)
    page.set_print_scale(max(SMALLEST, min(LARGEST, percent)))
