"""What ``optmodel template --from OLD.xlsx NEW.xlsx`` refuses, and what it carries with a remark.

Cells are those of the old workbook.
"""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

CARRY = (
    Code(
        "E193",
        Stage.COMMAND,
        "the old and the new workbook are the same file",
        why="The old workbook is only read, so that nothing in it can be lost.",
        repair="Give the new workbook a name of its own.",
        example=("E193  old.xlsx is the old workbook itself; choose another name for the new one."),
    ),
    Code(
        "E194",
        Stage.COMMAND,
        "the old workbook is newer than the program",
        why="This program does not know what its columns mean and would have to guess.",
        repair="Install a newer optmodel, or use the workbook as it is with the one it is for.",
        example=(
            "E194  old.xlsx is written for version 99 of the input workbook, this program "
            "for version 1. Install a newer optmodel."
        ),
    ),
    Code(
        "E195",
        Stage.COMMAND,
        "the old workbook has no table of an input workbook",
        why="The new workbook would be empty: probably it is another file than the one meant.",
        repair=(
            "Check the name. A sheet is known by its name and by at least two headers in one of "
            "its first 20 rows."
        ),
        example=(
            "E195  old.xlsx has no sheet with a table of the input workbook, such as "
            "Clusters. Check that it is the right file."
        ),
    ),
    Code(
        "E196",
        Stage.COMMAND,
        "a value that cannot be carried unchanged",
        why=(
            "After writing, both workbooks are read and compared, value by value and row by row. "
            "A workbook from which something is missing is not kept."
        ),
        repair="Retype the cell in the old workbook, for one shorten a text that is too long.",
        example="E196  Sites!U5  cannot be carried unchanged; nothing is written.",
    ),
    Code(
        "W250",
        Stage.COMMAND,
        "a sheet carried from another name",
        why="The name is near to that of an input sheet, and its headers fit; it is still a guess.",
        repair="Look at the sheet in the new workbook.",
        example='W250  Dependency  carried from the sheet "Dependency" into "Dependencies".',
    ),
    Code(
        "W251",
        Stage.COMMAND,
        "a column or setting carried from another name",
        why=(
            "The header is near to one of the input workbook and names no other unit, but may mean "
            "one; numbers are carried as they are."
        ),
        repair="Compare the units. Where they differ, convert the numbers in the new workbook.",
        example=(
            'W251  Sites!H4 (Land (acres))  carried from "Land" into "Land (acres)": check '
            "the unit."
        ),
    ),
    Code(
        "W252",
        Stage.COMMAND,
        "a column that is not known, or has another unit, carried to the right",
        why=(
            "The program does not use it; it is kept so that nothing is lost. A known column that "
            "is probably meant stays blank, and the report lists it."
        ),
        repair=(
            "Where it is a known column under another name or in another unit, move its values "
            "there, converted, and delete it; else leave it."
        ),
        example=(
            'W252  Sites!I4 (Power (GW))  the column "Power (GW)" is not known; carried to '
            'the right as "Power (GW)". "Power (MW)" has another unit (MW): convert the '
            "numbers into it."
        ),
    ),
    Code(
        "W253",
        Stage.COMMAND,
        "a sheet that is not known, carried to the end",
        why="The program does not use it; its values are kept, without formulas and charts.",
        repair="Delete it in the new workbook if nobody needs it.",
        example=(
            'W253  Scratch  is not known; carried as plain values to the sheet "Scratch" at the '
            "end."
        ),
    ),
    Code(
        "W254",
        Stage.COMMAND,
        "values or notes outside of a table",
        why=(
            "A remark above, below or beside a table has no place in the new one; the sheet "
            "Carried over lists it with the cell it stood in."
        ),
        repair="Read the list, move what is needed, and delete the sheet.",
        example=(
            "W254  Sites!C2  1 value or note stands outside the table, the first one here; "
            'the sheet "Carried over" lists it.'
        ),
    ),
    Code(
        "W255",
        Stage.COMMAND,
        "a row of Settings that is not known",
        why="Check refuses a setting that the program does not know, because it has no effect.",
        repair="Move its value to the setting that is meant, or delete the row.",
        example=(
            "W255  Settings!A9 (Horizon)  is not a setting that the program knows; carried "
            'below the settings. Did you mean "Horizon periods"?'
        ),
    ),
    Code(
        "W256",
        Stage.COMMAND,
        "something hidden that is visible now",
        why="Hidden rows, columns and sheets are used like any other; the new workbook hides none.",
        repair="Look at them, and delete what should not be used.",
        example="W256  Clusters!6:6  was hidden; the new workbook shows it.",
    ),
    Code(
        "W257",
        Stage.COMMAND,
        "formulas carried as values",
        why="Formulas would point to cells that stand elsewhere now; what they showed is carried.",
        repair="Enter a formula again in the new workbook where the value should go on changing.",
        example="W257  Sites!B5  1 formula is carried as last calculated, the first one here.",
    ),
    Code(
        "W258",
        Stage.COMMAND,
        "merged cells that are separate now",
        why="Of merged cells only the first has a value, and the others read as blank.",
        repair="Fill the other cells of the range in the new workbook.",
        example=(
            "W258  Clusters!C5:C6  was merged; only its first cell has a value now. Fill "
            "the others."
        ),
    ),
    Code(
        "W259",
        Stage.COMMAND,
        "charts, pictures or links that are not carried",
        why="They hold no value that the program reads; the text of a link is carried.",
        repair="Copy them from the old workbook in Excel where they are needed.",
        example="W259  Sites  1 chart or picture is not carried.",
    ),
)
