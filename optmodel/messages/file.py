"""The file as a whole: what is refused before a sheet is looked at."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

FILE = (
    Code(
        "E901",
        Stage.FILE,
        "the file does not exist",
        why="There is nothing to read under this name.",
        repair=(
            "Check the name and the folder. A name with spaces needs quotation marks around it."
        ),
        example='E901  inptu.xlsx does not exist. Did you mean "input.xlsx"?',
    ),
    Code(
        "E902",
        Stage.FILE,
        "the file is a folder",
        why=(
            "An input is one workbook; a folder may hold several, and the program does not choose."
        ),
        repair="Name the workbook inside the folder.",
        example="E902  inputs is a folder; expected a file.",
    ),
    Code(
        "E903",
        Stage.FILE,
        "the file cannot be read",
        why=(
            "The computer does not let the program read the file: the right to do so is "
            "missing, or a drive is out of reach."
        ),
        repair="Ask for the right to read the file, or copy it into a folder of your own.",
        example="E903  input.xlsx cannot be read: Permission denied.",
    ),
    Code(
        "E904",
        Stage.FILE,
        "the file is empty",
        why="The file has no content at all. Copying or downloading it has probably failed.",
        repair="Copy or download it again.",
        example="E904  input.xlsx is empty.",
    ),
    Code(
        "E905",
        Stage.FILE,
        "the file is too large",
        why=(
            "An input has well below 5 MB. What makes a workbook larger than 25 MB is "
            "pictures, formats or data that are no input, and opening it could take all of "
            "the memory."
        ),
        repair=(
            "Copy the sheets of the input into a new template, without pictures and other sheets."
        ),
        example="E905  input.xlsx is larger than 25 MB. Save it without pictures.",
    ),
    Code(
        "E906",
        Stage.FILE,
        "the file has a password",
        why="The content is encrypted, so that no figure in it can be read.",
        repair=(
            "Open it in Excel, remove the password under File, Info, Protect Workbook, "
            "Encrypt with Password, and save it."
        ),
        example="E906  input.xlsx has a password. Save it without one.",
    ),
    Code(
        "E907",
        Stage.FILE,
        "the file is an old .xls workbook",
        why=(
            "The format of Excel before 2007 is not read; its dates and texts would need "
            "another reader."
        ),
        repair=(
            "Open it in Excel and save it as Excel Workbook (.xlsx). Changing the name is "
            "not enough."
        ),
        example="E907  input.xls is an old .xls workbook. Save it as .xlsx.",
    ),
    Code(
        "E908",
        Stage.FILE,
        "the file is not an .xlsx workbook",
        why=(
            "The name may end in .xlsx, but the content is something else: a CSV file, a "
            "web page or a text document, for example."
        ),
        repair=(
            "Open the file in the program that it comes from and save it as Excel Workbook "
            "(.xlsx). Changing the name is not enough."
        ),
        example=(
            "E908  input.xlsx is a text file (such as CSV), not an .xlsx workbook. Open it "
            'in Excel and save it as "Excel Workbook (*.xlsx)".'
        ),
    ),
    Code(
        "E909",
        Stage.FILE,
        "the file is damaged",
        why=(
            "A part of the file is missing or has changed, so that no figure in it can be "
            "relied on."
        ),
        repair=(
            "Take the file from where it came from again. If that is not possible, let "
            "Excel repair it, look at what Excel has changed, and save it."
        ),
        example=(
            "E909  input.xlsx is damaged: it is cut off or not a whole archive. Open it in "
            "Excel and save it again."
        ),
    ),
    Code(
        "E910",
        Stage.FILE,
        "the file is built like an attack",
        why=(
            "The file would unpack into very much more than it shows, or outside of its "
            "place. Excel writes no such files; they are made to exhaust a computer."
        ),
        repair=(
            "Do not open it unless you know where it comes from. If you do, copy the sheets"
            " into a new template."
        ),
        example=(
            "E910  input.xlsx is built like an attack (zip bomb): xl/workbook.xml unpacks "
            "to more than 200 times its size. Save it again in Excel."
        ),
    ),
    Code(
        "E911",
        Stage.FILE,
        "the file has macros",
        why=(
            "Macros are programs that run on the computer of whoever opens the workbook. An"
            " input needs none, and none is accepted."
        ),
        repair="Save it as Excel Workbook (.xlsx): that leaves the macros out.",
        example="E911  input.xlsm has macros. Save it as .xlsx without macros.",
    ),
    Code(
        "E912",
        Stage.FILE,
        "the file is written for another version of the input workbook",
        why=(
            "Another version has other columns, or means something else by the same ones. "
            "Reading it as this version could change figures without a word."
        ),
        repair=(
            "If it is older, run `optmodel template --from OLD.xlsx NEW.xlsx`, which "
            "carries every row into a workbook of this version. If it is newer, install a "
            "newer optmodel."
        ),
        example=(
            "E912  input.xlsx is written for version 99 of the input workbook; this program"
            " reads version 1. Install a newer optmodel."
        ),
    ),
    Code(
        "E913",
        Stage.FILE,
        "the file holds more than can be read",
        why=(
            "Reading a workbook takes time and memory for every cell, text and format. This one "
            "holds more than any plan needs, usually because something was filled too far."
        ),
        repair="Delete the sheets, rows and columns that the plan does not need, and save again.",
        example=(
            'E913  input.xlsx has more than 10,000 merged cells on sheet "Sites". Remove '
            "what the plan does not need."
        ),
    ),
    Code(
        "E914",
        Stage.FILE,
        "the file declares an XML document type",
        why=(
            "A document type can make a small file unfold to gigabytes, or name other files. No "
            "spreadsheet program writes one."
        ),
        repair="Do not trust the file. Open it in Excel, look at it, and save it again.",
        example=(
            "E914  input.xlsx declares an XML document type, which no spreadsheet program writes. "
            "Save it again in Excel."
        ),
    ),
    Code(
        "E915",
        Stage.FILE,
        "a device or a pipe instead of a file",
        why="What comes out of a device or a pipe may never end, and cannot be read again.",
        repair="Save the workbook as a file and name that.",
        example="E915  input.xlsx is a device or a pipe; expected a file.",
    ),
    Code(
        "E916",
        Stage.FILE,
        "the file is saved as Strict Open XML",
        why=(
            "Excel has two kinds of .xlsx files. The strict one names and stores things "
            "differently, and is not read."
        ),
        repair='In Excel, choose File, Save As, and the type "Excel Workbook (*.xlsx)".',
        example=(
            'E916  input.xlsx is saved as "Strict Open XML". Save it as "Excel Workbook '
            '(*.xlsx)" instead.'
        ),
    ),
    Code(
        "E917",
        Stage.FILE,
        "the file changed while it was read",
        why="Half of what was read may be old and the other half new.",
        repair="Wait until the program that writes the file has saved it, then run again.",
        example=("E917  input.xlsx changed while it was read. Wait until it is saved, try again."),
    ),
    Code(
        "E918",
        Stage.FILE,
        "the file is a workbook that the program wrote, not an input",
        why=(
            "Results, conflicts, reports and comparisons are made from an input. Nothing that is "
            "changed in them changes the input."
        ),
        repair=(
            "Name the input itself. Beside results stands the copy that they were made from, "
            "`input.xlsx`. A plan that was edited in its results is judged by "
            "`optmodel evaluate`."
        ),
        example=(
            "E918  results.xlsx is a results workbook, not an input workbook. The input "
            "that it is about stands beside it: input.xlsx."
        ),
    ),
    Code(
        "W226",
        Stage.FILE,
        "links to other workbooks",
        why=(
            "Somebody's other files stand behind some cells. The program never opens them, and "
            "an input whose formula takes its value from there is an error (E919)."
        ),
        repair="In Excel, choose Data, Edit Links, Break Link, or leave them where no input is.",
        example="W226  input.xlsx has links to another workbook. They are never opened.",
    ),
)
