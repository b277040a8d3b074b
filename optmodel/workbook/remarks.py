"""Rows that have a name and nothing else a record needs: totals, remarks, rows just begun."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

from optmodel.errors import Finding
from optmodel.workbook.raw import ERROR_VALUES, RawCell, RawRow, RawSheet
from optmodel.workbook.records import BLANK, Typing
from optmodel.workbook.schema import Sheet, folded

SHOWN = 40
"""Characters of a remark that a message shows."""

TOTALS = frozenset(
    {
        "total",
        "totals",
        "subtotal",
        "sum",
        "sums",
        "average",
        "grand",
        "\u5408\u8a08",
        "\u5c0f\u8a08",
        "\u8a08",
    }
)
"""First words of rows of sums, the last three Japanese: total, subtotal, sum."""


def without_remarks(typing: Typing, raw: RawSheet) -> RawSheet:
    """Say once of each such row what is wrong with it, instead of once for each missing cell.

    Returns
    -------
    RawSheet
        The sheet with nothing but the name left in these rows, whose cells count as wrong.
    """
    first = first_header(raw.sheet)
    if first not in raw.letters:
        return raw
    required = [it.header for it in raw.sheet.columns if it.required and it.plain]
    rows: list[RawRow] = []
    for row in raw.rows:
        missing = _missing(typing, raw, row, first)
        if missing:
            typing.findings.append(_finding(raw, row, first, missing))
            typing.wrong |= {(raw.sheet.name, row.number, header) for header in (first, *required)}
        rows.append(RawRow(row.number, {first: row.cells[first]}) if missing else row)
    return RawSheet(raw.sheet, raw.letters, tuple(rows))


def first_header(sheet: Sheet) -> str:
    """Header of the column in which the name of a row stands."""
    return sheet.key[0] if sheet.key else sheet.columns[0].header


def _missing(typing: Typing, raw: RawSheet, row: RawRow, first: str) -> tuple[str, ...]:
    """Headers of what a row lacks that has only its name, or is called a sum and has numbers.

    None where it lacks nothing, or has something else as well, or has a plain name and lacks one
    cell: then each cell speaks for itself.
    """
    name = row.cells.get(first, BLANK)
    if name.blank or not isinstance(name.value, str) or name.value.strip() in ERROR_VALUES:
        return ()
    others = {
        header: cell
        for header, cell in row.cells.items()
        if header != first and header not in raw.sheet.provenance and not cell.blank
    }
    total = _is_total(name.value) and all(_is_number(it) for it in others.values())
    if others and not total:
        return ()
    missing = tuple(
        column.header
        for column in raw.sheet.columns
        if column.required and column.plain and column.header in raw.letters
        if column.header != first and row.cells.get(column.header, BLANK).blank
        if (raw.sheet.name, row.number, column.header) not in typing.wrong
    )
    return missing if len(missing) > 1 or total or _is_remark(name.value) else ()


def _is_total(name: str) -> bool:
    """Whether a row is called a sum."""
    words = folded(name).replace(":", " ").split()
    return bool(words) and words[0] in TOTALS


def _is_number(cell: RawCell) -> bool:
    return isinstance(cell.value, Real) and not isinstance(cell.value, bool)


def _is_remark(name: str) -> bool:
    """Whether a text looks like no name: ``--- Phase 2 ---``, ``* preliminary``, ``To do:``."""
    text = name.strip()
    return not (text[0].isalnum() and (text[-1].isalnum() or text[-1] in ")]"))


def _finding(raw: RawSheet, row: RawRow, first: str, missing: Sequence[str]) -> Finding:
    """Say what the row lacks, and what to do if it is no record at all."""
    name = str(row.cells[first].value).strip()
    shown = name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}\u2026"
    message = (
        f'"{shown}" stands in a row without {" and ".join(missing)}. Fill in the row; if it is a '
        "total or a remark, move it out of the table."
    )
    return Finding("E129", message, raw.sheet.name, f"{raw.letters[first]}{row.number}", "", first)
