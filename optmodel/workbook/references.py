"""Ids that occur twice, and references that lead nowhere."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.workbook.records import Typing, names_in, row_key
from optmodel.workbook.schema import SHEETS, Column, Kind, Sheet, folded
from optmodel.workbook.suggest import nearest
from optmodel.workbook.tables import Record


def add_duplicates(typing: Typing) -> None:
    """Find rows whose key occurs twice, also after normalizing case, spaces and characters."""
    for sheet in SHEETS:
        if not sheet.key:
            continue
        seen: dict[tuple[str, ...], Record] = {}
        for record in typing.records.get(sheet.name, ()):
            if any(_is_open(typing, record, header) for header in sheet.key):
                continue
            key = tuple(folded(record.text(header)) for header in sheet.key)
            if key in seen:
                typing.findings.append(_duplicate(sheet, seen[key], record))
                typing.wrong.add((sheet.name, record.row, sheet.key[0]))
            else:
                seen[key] = record


def add_unknown_references(typing: Typing) -> None:
    """Find references whose target does not exist, and suggest a near name."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind is Kind.REFERENCE and column.refers_to is not None:
                for record in typing.records.get(sheet.name, ()):
                    _check_reference(typing, sheet, column, record)


def _is_open(typing: Typing, record: Record, header: str) -> bool:
    """Whether a cell has nothing to compare: wrong already, or blank."""
    return (record.sheet, record.row, header) in typing.wrong or record[header] is None


def _duplicate(sheet: Sheet, first: Record, second: Record) -> Finding:
    words = " and ".join(f"{header} {second.text(header)}" for header in sheet.key)
    same = all(first.text(header) == second.text(header) for header in sheet.key)
    how = "" if same else " apart from case, spaces or the width of characters"
    message = f"{words} stands in row {first.row} already{how}. Keep one of the two."
    header = sheet.key[0]
    return Finding(
        "E115",
        message,
        sheet.name,
        second.cell(header),
        row_key(sheet, second.values),
        header,
    )


def _check_reference(typing: Typing, sheet: Sheet, column: Column, record: Record) -> None:
    if column.refers_to is None or _is_open(typing, record, column.header):
        return
    target, header = column.refers_to
    if not _resolvable(typing, target, header):
        return
    name = record.text(column.header)
    known = names_in(typing.records.get(target, ()), header)
    if name in known:
        return
    near = nearest(name, known)
    if near and folded(near) == folded(name):
        advice = f' It differs from "{near}" in case, spaces or the width of characters.'
    else:
        advice = f' Did you mean "{near}"?' if near else ""
    typing.wrong.add((sheet.name, record.row, column.header))
    typing.findings.append(
        Finding(
            "E114",
            f'"{name}" is not in {target}.{advice}',
            sheet.name,
            record.cell(column.header),
            row_key(sheet, record.values),
            column.header,
        )
    )


def _resolvable(typing: Typing, target: str, header: str) -> bool:
    """Whether every id of the target could be read, so that a missing one really is missing."""
    if (target, header) in typing.unread:
        return False
    return not any(
        (target, record.row, header) in typing.wrong and record[header] is None
        for record in typing.records.get(target, ())
    )
