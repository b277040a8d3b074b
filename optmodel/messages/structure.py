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
        "note that begins with EXAMPLE ROW. A workbook without them comes from "
        "`optmodel template FILE --blank`.",
        example=(
            "E118  Settings!D5:D10, 6 cells (setting Plan name to Discount rate, Source)  "
            "marks an example row, which solve refuses. Type your own value, then clear "
            "this note."
        ),
    ),
    Code(
        "E120",
        Stage.STRUCTURE,
        "a required sheet is missing or has no rows",
        why=("Without settings, clusters, sites and a funding source there is nothing to plan."),
        repair=(
            "Add the sheet under the name in the message, with its headers and at least one"
            " row. `optmodel template FILE` writes a workbook with every sheet."
        ),
        example="E120  Funding  the required sheet Funding is missing. Add it.",
    ),
    Code(
        "E121",
        Stage.STRUCTURE,
        "a sheet whose name looks misspelled",
        why=(
            "A sheet under another name is not read: its rows would be missing from the "
            "plan, and nobody would notice."
        ),
        repair=(
            "Rename the sheet as the message suggests. If it is a sheet of your own, give "
            "it a name that is less like one of the input."
        ),
        example='E121  Dependency  there is no sheet "Dependency". Did you mean "Dependencies"?',
    ),
    Code(
        "E122",
        Stage.STRUCTURE,
        "a sheet without a header row",
        why=(
            "Columns are found by their headers. Without them nobody can tell which figure "
            "is which."
        ),
        repair=(
            "Put the headers above the first record, spelled as in the template; its row 4 "
            "is the place for them."
        ),
        example=(
            'E122  Dependencies  no header row in the first 20 rows; expected "Cluster", '
            '"Needs", "Timing", …'
        ),
    ),
    Code(
        "E123",
        Stage.STRUCTURE,
        "a required column is missing",
        why="A required column says what has no default.",
        repair="Add the column with the header in the message, and fill it in every row.",
        example=(
            'E123  Sites (Land (acres))  the required column "Land (acres)" is missing. Add it.'
        ),
    ),
    Code(
        "E124",
        Stage.STRUCTURE,
        "a column whose header looks misspelled",
        why=(
            "A column under another header is not read: every row would get the default "
            "instead of its figure."
        ),
        repair=(
            "Spell the header as the message suggests. If it is a column of your own, give "
            "it a header that is less like one of the sheet."
        ),
        example=(
            'E124  Clusters!H4 (Capex (USD bn))  there is no column "Capex (USD bn)". Did '
            'you mean "Capex (USD m)"?'
        ),
    ),
    Code(
        "E125",
        Stage.STRUCTURE,
        "a sheet or column that is there twice",
        why=(
            "Two sheets or columns under one name can say two different things. The program"
            " does not choose."
        ),
        repair="Remove or rename one of the two.",
        example=(
            'E125  Clusters!Q4 (Land (acres))  "Land (acres)" stands in column P already. '
            "Remove one."
        ),
    ),
    Code(
        "E126",
        Stage.STRUCTURE,
        "merged cells in a table",
        why=(
            "Of merged cells only the first one holds the value, and the others are blank. "
            "It is open to which rows it belongs."
        ),
        repair="Select the cells, choose Unmerge Cells, and fill each cell with its own value.",
        example="E126  Clusters!C5:C6  is merged. Unmerge it and fill every cell.",
    ),
    Code(
        "E127",
        Stage.STRUCTURE,
        "too many rows",
        why=(
            "No program has that many candidates. Usually something was filled or pasted "
            "down too far, and the search would not end."
        ),
        repair=(
            "Delete the rows that are no records. Equal clusters are one row with a number "
            "under Copies."
        ),
        example="E127  Groups  20001 rows; expected at most 20000.",
    ),
    Code(
        "E128",
        Stage.STRUCTURE,
        "numbered columns with a gap",
        why="It is open to which period the figures to the right of the gap belong.",
        repair=(
            "Add the column that is missing, and enter 0 in it where nothing is meant; or "
            "number the columns to the right of the gap anew."
        ),
        example=(
            'E128  Profiles!M4 (Step 2)  there is "Step 12" but no "Step 2". Number the '
            "columns without gaps."
        ),
    ),
    Code(
        "W205",
        Stage.STRUCTURE,
        "hidden rows that are used",
        why=(
            "Hidden rows are read like all others, also those that a filter hides. A "
            "cluster or site that nobody sees may be in the plan."
        ),
        repair=(
            "Unhide the rows and look at them. Delete those that are not meant; the others "
            "may stay hidden."
        ),
        example="W205  Clusters!6:7  rows 6\u20137 are hidden and are used.",
    ),
    Code(
        "W206",
        Stage.STRUCTURE,
        "hidden columns that are used",
        why=(
            "Hidden columns are read like all others. A figure that nobody sees may decide "
            "the plan."
        ),
        repair=(
            "Unhide the column and look at it. Clear what is not meant; the column may stay hidden."
        ),
        example="W206  Clusters!K4  this column is hidden and is used.",
    ),
    Code(
        "W207",
        Stage.STRUCTURE,
        "a hidden sheet that is used",
        why=("Hidden sheets are read like all others. Rows that nobody sees may decide the plan."),
        repair=(
            "Unhide the sheet and look at it. Delete the rows that are not meant; the sheet"
            " may stay hidden."
        ),
        example="W207  Dependencies  this sheet is hidden and is used.",
    ),
    Code(
        "E129",
        Stage.STRUCTURE,
        "a total, a remark, or a row that has only just been begun",
        why=(
            "Every row of a table is a record. A total or a remark among them would be read as "
            "one more cluster, site or source."
        ),
        repair=(
            "Put totals and remarks on a sheet of your own or beside the table, not in its first "
            "column; `Control totals` checks sums. If the row is a record, fill in what it lacks."
        ),
        example=(
            'E129  Clusters!A8 (Cluster)  "--- Phase 2 ---" stands in a row without Capex '
            "(USD m) and Build (periods). Fill in the row; if it is a total or a remark, "
            "move it out of the table."
        ),
    ),
    Code(
        "W218",
        Stage.STRUCTURE,
        "example rows of the empty template",
        why="They show how a sheet is filled. `optmodel solve` refuses them (E118), so that "
        "invented figures never get into a plan.",
        repair="Overwrite each example row with your own figures, or delete it; then clear the "
        "note that begins with EXAMPLE ROW.",
        example=(
            "W218  Settings!D5:D10, 6 cells (setting Plan name to Discount rate, Source)  "
            "marks an example row, which solve refuses. Type your own value, then clear "
            "this note."
        ),
    ),
    Code(
        "W221",
        Stage.STRUCTURE,
        "a column that is not known",
        why="Nothing in this column has an effect on the plan.",
        repair=(
            "A column of your own may stay. If it was to be read, spell its header as in "
            "the template."
        ),
        example='W221  Sites!V4 (County)  the column "County" is not known and is not used.',
    ),
    Code(
        "W222",
        Stage.STRUCTURE,
        "a sheet that is not known",
        why="Nothing on this sheet has an effect on the plan.",
        repair=("A sheet of your own may stay. If it was to be read, name it as in the template."),
        example="W222  Scratch  this sheet is not known and is not used.",
    ),
    Code(
        "W223",
        Stage.STRUCTURE,
        "rows far below the table that are not read",
        why=(
            "A table ends where 200 rows in a row are blank. What stands below has no "
            "effect on the plan."
        ),
        repair="Move the rows up to the table, or delete them.",
        example="W223  Clusters!A300  what stands below 200 blank rows is not read.",
    ),
    Code(
        "W225",
        Stage.STRUCTURE,
        "values in a column without a header",
        why="A value that belongs to no column has no effect on the plan.",
        repair=("Put a header above it, move it into the column that it belongs to, or delete it."),
        example="W225  Sites!V5  stands in a column without a header, which is not used.",
    ),
)
