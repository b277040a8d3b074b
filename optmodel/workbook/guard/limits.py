"""How much a workbook may hold, so that reading it is bounded in time and memory."""

from __future__ import annotations

MEGABYTE = 1_000_000

LARGEST_FILE = 25 * MEGABYTE
MOST_ENTRIES = 2_000
LARGEST_EXPANDED = 200 * MEGABYTE
HIGHEST_RATIO = 200
"""Sheets compress about 10 to 30 times; repeated blanks somewhat more. Only above 1 MB."""

MOST_CELLS = 1_000_000
"""Filled cells of all sheets together: reading as many needs some 400 MB, and less than 1 GB
at the other limits."""
MOST_ROWS_KEPT = 20_100
"""Filled rows of one sheet: the 20,000 that a table may have, and what stands above them."""
MOST_ROWS_LISTED = 500_000
"""Rows of all sheets, with blank ones: openpyxl keeps what each says of itself, a kilobyte."""
WIDEST = 20_000_000
"""Cells from the left border to the last one of each row, blank or not: openpyxl fills them up."""
MOST_IN_ROW = 200_000
"""Elements in a row or in a text: openpyxl takes each as a whole."""
MOST_ELEMENTS = 200_000
"""Elements outside the tables of cells and the shared texts, which become objects at once."""
MOST_TEXTS = 1_000_000
MOST_CHARACTERS = 50_000_000
"""Of all texts together; a character takes up to four bytes."""
MOST_STYLES = 66_000
"""Excel itself stops at 65,490 cell formats."""
LONGEST_FORMAT = 1_000
"""Characters of a number format; Excel allows 255."""
MOST_MERGED = 10_000
MOST_TAGS = 10_000_000
"""Opening and closing tags of all parts together: some seconds of reading."""
LONGEST_TAG = 2 * MEGABYTE
"""The parser looks at a tag again with every piece of it that arrives."""
DEEPEST = 64
"""Nesting; what Excel writes is less than 20 deep."""
LONGEST_SHEET_NAME = 255
"""Excel allows 31 characters; other programs more."""

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
"""XFD."""
