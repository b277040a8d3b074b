"""Words of the workbook, made comparable."""

from __future__ import annotations

import unicodedata

from optmodel.workbook.tables import Record


def word(record: Record, column: str) -> str:
    """A choice in small letters; ``""`` where blank or where there is no such column."""
    value = record.values.get(column)
    return "" if value is None else str(value).casefold()


def folded(text: str) -> str:
    """Text for comparing names of resources: normalized, small letters, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
