"""What kind of thing stands in a cell."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

TYPES = (
    Code(
        "E101",
        Stage.TYPES,
        "a required cell or setting is blank",
        why=(
            "The plan cannot do without it, and any value that the program took instead "
            "would be a guess."
        ),
        repair="Fill the cell. If the row is not meant at all, clear all of it.",
        example=(
            "E101  Clusters!H6 (cluster CAB-1, Capex (USD m))  is blank; Capex (USD m) is required."
        ),
    ),
    Code(
        "E102",
        Stage.TYPES,
        "a text (or nan, inf) where a number is expected",
        why=(
            "Excel leaves a text out of every sum, and a program can only guess what it "
            "means: 1,200 is 1200 to one reader and 1.2 to another."
        ),
        repair=(
            "Type the plain number, without separators, currency, unit or brackets; a "
            "negative one with a minus. If it stays a text, set the format of the cell to "
            "Number and type it again."
        ),
        example=(
            "E102  Sites!H5 (site TX-03, Land (acres))  expected a number of acres, got the"
            ' text "\uff11\uff0c\uff12\uff10\uff10" (full-width digits). Type 1200.'
        ),
    ),
    Code(
        "E103",
        Stage.TYPES,
        "something that is not a date where a date is expected",
        why=(
            "A date decides in which period something happens, and a text such as "
            "03/04/2027 is the third of April to one reader and the fourth of March to "
            "another."
        ),
        repair=("Set the format of the cell to Date and type the date again, such as 2027-01-31."),
        example=(
            'E103  Settings!B6 (First period)  expected a date, got the text "01.04.2027". '
            "Type it as a date such as 2027-01-31, so that Excel stores a date."
        ),
    ),
    Code(
        "E104",
        Stage.TYPES,
        "a date, a time or TRUE/FALSE where a number is expected",
        why=(
            "Excel has turned what was typed into a date, a time or a truth value. Which "
            "number was meant is lost."
        ),
        repair="Set the format of the cell to Number and type the number again.",
        example=(
            "E104  Clusters!S5 (cluster FIB-1, Workers)  expected a number of people, got "
            "the date 2027-02-03. Type a number and set the cell's format to Number."
        ),
    ),
    Code(
        "E105",
        Stage.TYPES,
        "a number that is not whole where a whole one is expected",
        why="Periods, copies and other counts cannot be divided. Rounding would be a guess.",
        repair=(
            "Type a whole number. Spans are counted in periods: with quarters a year and a "
            "half is 6."
        ),
        example=(
            "E105  Clusters!I5 (cluster FIB-1, Build (periods))  expected a whole number of"
            " periods, got 2.5."
        ),
    ),
    Code(
        "E110",
        Stage.TYPES,
        "a name that is a date, has control characters or is too long",
        why=(
            "Other sheets find a row by its name, character by character. A date or a "
            "number may show something else than the cell holds, and line breaks and "
            "control characters are not seen at all."
        ),
        repair=(
            "Set the format of the cell to Text and type the name again, in one line of at "
            "most 255 characters."
        ),
        example=(
            "E110  Clusters!A7 (Cluster)  expected a name, got the date 2026-03-01. Set the"
            " cell's format to Text and type the name again."
        ),
    ),
    Code(
        "E111",
        Stage.TYPES,
        "not one of the choices",
        why="Only these words have a meaning here. Any other could mean anything.",
        repair=(
            "Choose from the drop-down list of the cell, or type one of the words that the "
            "message names."
        ),
        example=(
            'E111  Clusters!F7 (cluster TUR-1, Decision)  "funded" is not one of free, '
            'fund, skip. Did you mean "fund"?'
        ),
    ),
    Code(
        "E112",
        Stage.TYPES,
        "neither yes nor no",
        why="Only yes and no have a meaning here. Any other word could mean either.",
        repair="Type yes or no, or clear the cell for the default.",
        example=(
            "E112  Funding!R5 (source JPN, Pays for site preparation)  expected yes or no, "
            'got the text "perhaps".'
        ),
    ),
    Code(
        "E140",
        Stage.TYPES,
        "a cell that shows an error",
        why=(
            "The formula of the cell has failed, so that there is no figure to read. #REF! "
            "says that a cell that it needs was deleted."
        ),
        repair="Repair the formula, or type the value.",
        example="E140  Sites!H6 (site Oak Ridge, Land (acres))  shows #REF!. Paste the value.",
    ),
    Code(
        "E141",
        Stage.TYPES,
        "a formula that was never calculated",
        why=(
            "A program has written the formula without calculating it. The file holds no "
            "value for the cell."
        ),
        repair="Open the file in Excel, save it, and run again; or type the value.",
        example=(
            "E141  Sites!H6 (site Oak Ridge, Land (acres))  is a formula that was never "
            "calculated. Open the file in Excel, save, run again."
        ),
    ),
    Code(
        "W210",
        Stage.TYPES,
        "spaces around a name",
        why=("Names are compared without the spaces at their ends, and results show them without."),
        repair="Nothing has to be done. Type the name again to be rid of the warning.",
        example='W210  Clusters!A7 (Cluster)  has spaces around it; "TUR-1" is read.',
    ),
    Code(
        "W211",
        Stage.TYPES,
        "a number that is read as a name",
        why=(
            "The cell holds a number, which has no leading zeros: 007 is stored as 7, "
            "whatever its format shows."
        ),
        repair=(
            "If the name in the message is the right one, nothing has to be done. Otherwise"
            " set the format of the cell to Text and type the name again."
        ),
        example='W211  Clusters!A7 (Cluster)  is a number; the text "7" is read as its name.',
    ),
    Code(
        "E919",
        Stage.TYPES,
        "a value from another workbook",
        why=(
            "The value was true when the other workbook was last open; nobody who checks the plan "
            "can see where it comes from."
        ),
        repair="Copy the cell and paste it as a value, with the source in the column Source.",
        example=(
            "E919  Clusters!H5 (Capex (USD m))  takes its value from another workbook. "
            "Paste the value."
        ),
    ),
)
