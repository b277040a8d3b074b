"""Write docs/inputs.md from the schema: ``python -m optmodel.workbook.reference``."""

from __future__ import annotations

from pathlib import Path

from optmodel.workbook.schema import SETTINGS, SETTINGS_SHEET, SHEETS, Column, Kind, Sheet

INPUTS_PAGE = Path(__file__).resolve().parents[2] / "docs" / "inputs.md"

INTRODUCTION = """\
# The input workbook

This page is generated from the schema (`python -m optmodel.workbook.reference`); the template,
the reader and the messages come from the same definition.

Every sheet has its title in A1, one line of help in A2 and one Excel table whose header row is
row 4; each row below is a record. The reader finds the header row by its headers among the first
20 rows, so a sheet pasted without the table object reads as well. `optmodel template FILE` writes
an empty workbook, `optmodel check FILE` reports every problem at once, each with its cell.

- A blank optional cell, or a missing optional column, stands for its default.
- Money is in millions of US dollars (USD m) at first-period prices. Rates are fractions shown as
  percent. Dates are real dates; a period is named by any date inside it.
- Amounts are 0 or more, 0 included, except in Cash flows and for the use of power, water, workers
  and further resources, where a negative use is a supply.
- Names (ids) are compared as typed. Two names that differ only in case, spaces or the width of
  characters are refused. A text such as `NA` or `None` is a name like any other.
- Every table ends with a column for where its figures come from and one for notes. The first is
  called `Source`; in the sheets where `Source` is the funding source, it is `Source note`.
- A row is blank where nothing but source and notes is filled. 200 blank rows end a table.
- Where a sheet has a column `From`, a row holds from its period until the next row for the same
  thing. A date before the first period counts as the first; two rows for one period are refused.
"""


MESSAGES = """\
## Messages

What `optmodel check` says about a workbook, message by message, with examples and repairs:
[Messages about the input](messages.md).
"""


def inputs_page() -> str:
    """The whole page as Markdown."""
    parts = [INTRODUCTION, _settings_section()]
    parts += [_sheet_section(sheet) for sheet in SHEETS]
    parts.append(MESSAGES)
    return "\n".join(parts)


def _settings_section() -> str:
    rows = [_row((f"`{it.header}`", _accepts(it), _blank(it), it.meaning)) for it in SETTINGS]
    columns = ", ".join(f"`{column.header}`" for column in SETTINGS_SHEET.columns)
    return "\n".join(
        [
            "## Settings",
            "",
            f"{SETTINGS_SHEET.meaning} Columns: {columns}.",
            "",
            *_table(("Setting", "Accepts", "Blank means", "Meaning"), rows),
        ]
    )


def _sheet_section(sheet: Sheet) -> str:
    notes = ["Required." if sheet.required else "Optional."]
    if sheet.key:
        notes.append(f"No two rows alike in {' and '.join(f'`{it}`' for it in sheet.key)}.")
    rows = [
        _row((f"`{_header(it)}`", _accepts(it), _blank(it), it.meaning)) for it in sheet.columns
    ]
    return "\n".join(
        [
            f"## {sheet.name}",
            "",
            f"{sheet.meaning} {' '.join(notes)}",
            "",
            *_table(("Column", "Accepts", "Blank means", "Meaning"), rows),
        ]
    )


def _table(headers: tuple[str, ...], rows: list[str]) -> list[str]:
    return [_row(headers), _row(("---",) * len(headers)), *rows, ""]


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _header(column: Column) -> str:
    if column.numbered:
        return f"{column.numbered_header(0)}`, `{column.numbered_header(1)}`, `…"
    return f"{column.header} NAME" if column.named else column.header


def _accepts(column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return ", ".join(column.choices)
    if column.allowed:
        return ", ".join(str(number) for number in column.allowed)
    if column.refers_to is not None:
        return f"a `{column.refers_to[1]}` of {column.refers_to[0]}"
    if column.kind is Kind.ID:
        return "name"
    words = f"{column.kind.value} ({column.unit})" if column.unit else column.kind.value
    return f"{words}{_span(column)}"


def _span(column: Column) -> str:
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return f", {low:.10g} to {high:.10g}"
    return f", {low:g} or more" if low is not None else ""


def _blank(column: Column) -> str:
    if column.required:
        return "**required**"
    if column.blank:
        return column.blank
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    if isinstance(column.default, float):
        return f"{column.default:g}"
    return "" if column.default is None else str(column.default)


def main() -> None:
    """Write the page."""
    INPUTS_PAGE.write_text(inputs_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
