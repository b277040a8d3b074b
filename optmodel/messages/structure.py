"""Sheets, tables, header rows and columns."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

STRUCTURE = (
    Code("E120", Stage.STRUCTURE, "a required sheet is missing or has no rows"),
    Code("E121", Stage.STRUCTURE, "a sheet whose name looks misspelled"),
    Code("E122", Stage.STRUCTURE, "a sheet without a header row"),
    Code("E123", Stage.STRUCTURE, "a required column is missing, or numbered columns have a gap"),
    Code("E124", Stage.STRUCTURE, "a column whose header looks misspelled"),
    Code("E125", Stage.STRUCTURE, "a sheet or column that is there twice"),
    Code("E126", Stage.STRUCTURE, "merged cells in a table"),
    Code("E127", Stage.STRUCTURE, "too many rows"),
    Code("W205", Stage.STRUCTURE, "hidden rows that are used"),
    Code("W206", Stage.STRUCTURE, "hidden columns that are used"),
    Code("W207", Stage.STRUCTURE, "a hidden sheet that is used"),
    Code("W221", Stage.STRUCTURE, "a column that is not known"),
    Code("W222", Stage.STRUCTURE, "a sheet that is not known"),
    Code("W223", Stage.STRUCTURE, "rows far below the table that are not read"),
    Code("W225", Stage.STRUCTURE, "values in a column without a header"),
)
