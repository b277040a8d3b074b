"""The sheets About and Lists: how to begin, the legend, the contents, the fixed lists."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW
from optmodel.workbook.schema import SCHEMA_VERSION, SETTINGS_SHEET, SHEETS
from optmodel.workbook.template.lists import LISTS, MEANING, fixed_lists
from optmodel.workbook.template.page import (
    ABOUT,
    add_note,
    add_table,
    link,
    open_sheet,
    put,
    set_up_print,
)
from optmodel.workbook.template.sheet import HEADER_LINE
from optmodel.workbook.template.style import HEADER, HEADING, HELP, LABEL, LEGEND, LINK, TITLE
from optmodel.workbook.template.widths import PLAIN, lines_of

VERSION_CELL = "About!$B$5"

WIDTHS = {"A": 26.0, "B": 110.0, "C": 14.0}

TITLE_TEXT = "optmodel input workbook"
HELP_TEXT = "What the program reads: one table on each sheet. Three sheets and Settings are needed."

FACTS: tuple[tuple[str, str | int], ...] = (
    ("Schema version", SCHEMA_VERSION),
    (
        "Purpose",
        (
            "To find which clusters a pledge funds, at which sites and when, so that the "
            "discounted value is largest under every limit in this workbook."
        ),
    ),
    (
        "Money",
        (
            "Currency: US dollars. Unit: millions (USD m). Price base: the first period. Only land "
            "rent is in dollars, as its header says."
        ),
    ),
    (
        "Signs",
        (
            "Type amounts without a sign: capex, cost, revenue, use and supply are all 0 or more. "
            "Negative amounts are taken only in Cash flows, and for a use of power, water, workers "
            "or a further resource that is in truth a supply."
        ),
    ),
    ("Rates", "Are percentages: type 8% (0.08 is the same)."),
    (
        "Dates and periods",
        (
            "Type real dates such as 2027-01-31. A period is named by any date inside it. Settings "
            "say when the first one begins and how long each is."
        ),
    ),
    (
        "Blank cells",
        "Stand for what is written above the header. Only columns marked required must be filled.",
    ),
    (
        "Names",
        (
            "Clusters, sites, profiles and sources are called by the names you give them. Other "
            "sheets offer these names in drop-downs."
        ),
    ),
    (
        "Rows",
        (
            "Type the next record directly below the last one. Further rows may be added without "
            "end: copy the formats down."
        ),
    ),
    (
        "Changes",
        (
            "Nothing is locked. Keep the names of sheets and the headers; sheets and columns may "
            "be moved, and optional ones left out."
        ),
    ),
)

STEPS = (
    "Fill Settings, Clusters, Sites and Funding. Leave empty whatever else you have no use for.",
    "Run: optmodel check FILE.xlsx. Every problem is named with its cell and its repair.",
    "Run: optmodel solve FILE.xlsx. The plan is written to a new folder, as a workbook.",
)


def write_about(target: Worksheet) -> None:
    """Write purpose and conventions, how to begin, the legend and the contents."""
    target.title = ABOUT
    put(target, "A1", TITLE_TEXT, TITLE)
    put(target, "A2", HELP_TEXT, HELP)
    for letter, width in WIDTHS.items():
        target.column_dimensions[letter].width = width
    put(target, "A4", "About this workbook", HEADING)
    row = 5
    for label, text in FACTS:
        row = _line(target, row, label, text, LABEL)
    put(target, f"A{row + 1}", "How to begin", HEADING)
    row += 2
    for number, text in enumerate(STEPS, start=1):
        row = _line(target, row, number, text, LABEL)
    put(target, f"A{row + 1}", "Colors", HEADING)
    row += 2
    for style, word, text in LEGEND:
        row = _line(target, row, word, text, style)
    put(target, f"A{row + 1}", "Contents", HEADING)
    _write_contents(target, row + 2)
    set_up_print(target, len(WIDTHS))
    # Its lines are many and long: on one page they would be too small to read.
    target.page_setup.fitToHeight = 0


def write_lists(target: Worksheet) -> None:
    """Write every fixed list, one column each, as one table."""
    open_sheet(target, LISTS, MEANING)
    lists = fixed_lists()
    longest = max(len(it.items) for it in lists)
    for fixed in lists:
        put(target, f"{fixed.letter}{HEADER_ROW}", fixed.header, HEADER)
        words = [len(str(it)) for it in (*fixed.items, *fixed.header.split())]
        target.column_dimensions[fixed.letter].width = max(11.0, max(words) + 4.0)
        for row in range(FIRST_DATA_ROW, FIRST_DATA_ROW + longest):
            target[f"{fixed.letter}{row}"].style = LABEL
        for row, item in enumerate(fixed.items, start=FIRST_DATA_ROW):
            target[f"{fixed.letter}{row}"].value = item
        add_note(target[f"{fixed.letter}{HEADER_ROW}"], f"What {fixed.header} may be.")
    target.row_dimensions[HEADER_ROW].height = 3 * HEADER_LINE
    add_table(target, LISTS, len(lists), HEADER_ROW + longest, HEADER_ROW)
    set_up_print(target, len(lists))


def _write_contents(target: Worksheet, row: int) -> None:
    """Write one line per sheet, with a link to it."""
    first = row
    for letter, header in zip(WIDTHS, ("Sheet", "What it is for", "Needed"), strict=True):
        put(target, f"{letter}{row}", header, HEADER)
    lines = [(it.name, it.meaning, it.required) for it in (SETTINGS_SHEET, *SHEETS)]
    for name, meaning, required in (*lines, (LISTS, MEANING, False)):
        row += 1
        _line(target, row, name, meaning, LINK)
        link(target[f"A{row}"], name, name)
        need = "required" if required else "leave as it is" if name == LISTS else "optional"
        put(target, f"C{row}", need, LABEL)
    add_table(target, "Contents", len(WIDTHS), row, first)


def _line(target: Worksheet, row: int, label: str | int, text: str | int, style: str) -> int:
    """Write a label and its text; give the next row."""
    put(target, f"A{row}", label, style)
    put(target, f"B{row}", text, LABEL)
    for letter in "AB":
        target[f"{letter}{row}"].alignment = Alignment("left", "top", wrap_text=True)
    lines = max(lines_of(str(text), PLAIN * WIDTHS["B"]), lines_of(str(label), WIDTHS["A"] - 2))
    target.row_dimensions[row].height = HEADER_LINE * lines + 2
    return row + 1
