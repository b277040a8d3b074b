"""Finds for each row of an input sheet its partner in the other input, by key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from optmodel.workbook import schema
from optmodel.workbook.schema import folded
from optmodel.workbook.tables import Record, Value

IDENTITY = {
    "Dependencies": ("Cluster", "Needs"),
    "Group rules": ("Group", "Rule"),
    "Targets": ("Metric", "Filter by", "Filter", "Sense"),
}
"""What a row is about in the sheets that may have several rows about the same."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row in both inputs, or in one of them."""

    a: Record | None
    b: Record | None
    name: str
    """Its key in words, such as ``FAB / TX-03``."""


def row_pairs(sheet: schema.Sheet, a: Sequence[Record], b: Sequence[Record]) -> Iterator[Pair]:
    """Pair the rows of a sheet, in the order of ``a``, then those that only ``b`` has.

    Keys are compared without regard to case, spaces and width. Of several rows about the same,
    equal ones are paired first and the others in their order.
    """
    of_a, of_b = _by_key(sheet, a), _by_key(sheet, b)
    for key in dict.fromkeys((*of_a, *of_b)):
        found = list(_paired(of_a.get(key, []), of_b.get(key, [])))
        for number, (first, second) in enumerate(found, start=1):
            record = first or second
            words = _name(sheet, record) if record else ""
            yield Pair(first, second, f"{words} ({number})" if len(found) > 1 else words)


def words_of(value: Value) -> str:
    """Say a value as it would be typed."""
    if value is None or value == "":
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _headers(sheet: schema.Sheet) -> tuple[str, ...]:
    return sheet.key or IDENTITY[sheet.name]


def _by_key(sheet: schema.Sheet, records: Sequence[Record]) -> dict[Key, list[Record]]:
    grouped: dict[Key, list[Record]] = {}
    for record in records:
        key = tuple(folded(record.text(header)) for header in _headers(sheet))
        grouped.setdefault(key, []).append(record)
    return grouped


def _paired(
    a: Sequence[Record], b: Sequence[Record]
) -> Iterator[tuple[Record | None, Record | None]]:
    """Pair equal rows first, then what is left in its order."""
    left_a, left_b = list(a), list(b)
    for record in a:
        twin = next((other for other in left_b if other.values == record.values), None)
        if twin is not None:
            left_a.remove(record)
            left_b.remove(twin)
            yield record, twin
    yield from zip_longest(left_a, left_b)


def _name(sheet: schema.Sheet, record: Record) -> str:
    parts = [record[header] for header in _headers(sheet)]
    return " / ".join(words_of(part) for part in parts if part is not None) or f"row {record.row}"
