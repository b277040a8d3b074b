"""Which elements stand in which, in the part of a worksheet."""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.workbook.package.refusal import RefusedError, damaged
from optmodel.workbook.package.xml import MAIN, STRICT

YES = {"1", "true"}
WORKSHEET, DATA, ROW, C, F, V, IS, R, T, RPH, EXT = (
    f"{MAIN}{name}"
    for name in (
        "worksheet",
        "sheetData",
        "row",
        "c",
        "f",
        "v",
        "is",
        "r",
        "t",
        "rPh",
        "extLst",
    )
)
RPR, PHONETIC = f"{MAIN}rPr", f"{MAIN}phoneticPr"
COLS, COL, MERGE, TABLE = (f"{MAIN}{name}" for name in ("cols", "col", "mergeCell", "tablePart"))

WITHIN: Mapping[str, frozenset[str]] = {
    DATA: frozenset({ROW}),
    ROW: frozenset({C, EXT}),
    C: frozenset({F, V, IS, EXT}),
    IS: frozenset({T, R, RPH, PHONETIC}),
    R: frozenset({T, RPR}),
    RPH: frozenset({T}),
    F: frozenset(),
    V: frozenset(),
    T: frozenset(),
}
"""What may stand in what, from the table of cells downwards; in the others anything may."""
ONLY_WITHIN: Mapping[str, str] = {DATA: WORKSHEET, ROW: DATA, C: ROW, F: C, V: C, IS: C}


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
