"""Ids that occur twice, and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from optmodel.errors import Finding
from optmodel.workbook.records import Typing, row_key
from optmodel.workbook.schema import SHEETS, Column, Kind, Sheet, folded
from optmodel.workbook.suggest import NearNames
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
    ids = _ids_by_sheet(typing)
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind is Kind.REFERENCE and column.refers_to is not None:
                known = _known_names(typing, *column.refers_to)
                if known is not None:
                    _check_references(typing, sheet, column, known, ids)


def _is_open(typing: Typing, record: Record, header: str) -> bool:
    """Whether a cell has nothing to compare: wrong already, or blank."""
    return (record.sheet, record.row, header) in typing.wrong or record[header] is None


def _duplicate(sheet: Sheet, first: Record, second: Record) -> Finding:
    words = " and ".join(f"{header} {second.text(header)}" for header in sheet.key)
    same = all(first.text(header) == second.text(header) for header in sheet.key)
    how = "" if same else " apart from case, spaces or the width of characters"
    header = sheet.key[0]
    where = first.cell(header)
    message = f"{words} stands in {where} already{how}. Keep one of the two."
    return Finding(
        "E115",
        message,
        sheet.name,
        second.cell(header),
        row_key(sheet, second.values),
        header,
        involved=(first.address(header),),
    )


def _known_names(typing: Typing, target: str, header: str) -> frozenset[str] | None:
    """Every id of the target; None where one could not be read, so that none can be missed."""
    if (target, header) in typing.unread:
        return None
    records = typing.records.get(target, ())
    if any((target, it.row, header) in typing.wrong and it[header] is None for it in records):
        return None
    return frozenset(it.text(header) for it in records if it[header] is not None)


def _check_references(
    typing: Typing,
    sheet: Sheet,
    column: Column,
    known: frozenset[str],
    ids: Mapping[str, frozenset[str]],
) -> None:
    """Say once of every unknown name which cells have it."""
    lost: dict[str, list[Record]] = {}
    for record in typing.records.get(sheet.name, ()):
        name = record.text(column.header)
        if name not in known and not _is_open(typing, record, column.header):
            lost.setdefault(name, []).append(record)
    names = NearNames(known)
    for name, records in lost.items():
        near = names.nearest(name)
        typing.wrong |= {(sheet.name, it.row, column.header) for it in records}
        first, *others = records
        typing.findings.append(
            Finding(
                "E114",
                f"{_unknown(name, near, column, ids)}{_more(others, column)}",
                sheet.name,
                first.cell(column.header),
                row_key(sheet, first.values),
                column.header,
                involved=(*_place_of(typing, near, column), *_addresses(others, column)),
            )
        )


def _addresses(records: list[Record], column: Column) -> tuple[str, ...]:
    return tuple(it.address(column.header) for it in records)


def _place_of(typing: Typing, name: str, column: Column) -> tuple[str, ...]:
    """Address of the near name that is suggested, where there is one."""
    if not name or column.refers_to is None:
        return ()
    sheet, header = column.refers_to
    found = (it.address(header) for it in typing.records[sheet] if it.text(header) == name)
    return tuple(islice(found, 1))


def _more(others: list[Record], column: Column) -> str:
    """Say how many further cells have the name."""
    if not others:
        return ""
    next_cell = others[0].cell(column.header)
    if len(others) == 1:
        return f" {next_cell} has it as well."
    return f" {len(others)} further cells have it as well, the next is {next_cell}."


def _unknown(name: str, near: str, column: Column, ids: Mapping[str, frozenset[str]]) -> str:
    """Say that a name is not known, and which one is near or where it stands instead."""
    target = column.refers_to[0] if column.refers_to is not None else ""
    if near and folded(near) == folded(name):
        return (
            f'"{name}" is not in {target}. It differs from "{near}" in case, spaces or the '
            "width of characters."
        )
    elsewhere = next((it for it, own in ids.items() if it != target and name in own), "")
    if elsewhere:
        return f'"{name}" is in {elsewhere}, not in {target}.'
    return f'"{name}" is not in {target}.' + (f' Did you mean "{near}"?' if near else "")


def _ids_by_sheet(typing: Typing) -> dict[str, frozenset[str]]:
    """Collect the names that each sheet gives its rows."""
    return {
        sheet.name: frozenset(
            record.text(it.header)
            for it in sheet.columns
            if it.kind is Kind.ID and it.header in sheet.key
            for record in typing.records.get(sheet.name, ())
        )
        for sheet in SHEETS
    }
