"""Names of the elements of a worksheet."""

from __future__ import annotations

from optmodel.workbook.guard.refusal import RefusedError, damaged
from optmodel.workbook.guard.xml import MAIN, STRICT

YES = {"1", "true"}
WORKSHEET, DATA, ROW, C, F, V, IS, EXT, COL, MERGE, TABLE = (
    f"{MAIN}{name}"
    for name in (
        "worksheet",
        "sheetData",
        "row",
        "c",
        "f",
        "v",
        "is",
        "extLst",
        "col",
        "mergeCell",
        "tablePart",
    )
)
KINDS = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
"""Of cells: number, shared text, text of a formula, own text, truth value, error, date."""


def local(name: str) -> str:
    """Give the name of an element as a message shows it."""
    return name.rpartition(" ")[2][:20]


def wrong_root(name: str) -> RefusedError:
    """Say why a sheet is refused that begins with another element."""
    if name.startswith(STRICT):
        return RefusedError(
            "E916", 'is saved as "Strict Open XML". Save it as "Excel Workbook (*.xlsx)" instead.'
        )
    return damaged(f"a sheet begins with <{local(name)}>")
