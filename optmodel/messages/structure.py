"""Sheets, tables, header rows and columns."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

STRUCTURE = (
    Code(
        "E118",
        Stage.STRUCTURE,
        "example rows of the empty template, on the way into a plan",
        why="Example rows hold invented figures. A plan that counts them is wrong, and nothing in "
        "it shows that.",
        repair="Overwrite each example row with your own figures, or delete it; then clear the "
        "note that begins with EXAMPLE. A workbook without them comes from "
        "`optmodel template FILE --blank`.",
    ),
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
    Code(
        "W218",
        Stage.STRUCTURE,
        "example rows of the empty template",
        why="They show how a sheet is filled. `optmodel solve` refuses them (E118), so that "
        "invented figures never get into a plan.",
        repair="Overwrite each example row with your own figures, or delete it; then clear the "
        "note that begins with EXAMPLE.",
    ),
    Code("W221", Stage.STRUCTURE, "a column that is not known"),
    Code("W222", Stage.STRUCTURE, "a sheet that is not known"),
    Code("W223", Stage.STRUCTURE, "rows far below the table that are not read"),
    Code("W225", Stage.STRUCTURE, "values in a column without a header"),
)
