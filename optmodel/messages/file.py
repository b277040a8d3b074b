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
        example="E901  inptu.xlsx does not exist.",
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
            "Run `optmodel template --from OLD.xlsx NEW.xlsx`, which carries every row into"
            " a workbook of this version."
        ),
        example=(
            "E912  input.xlsx is written for version 99 of the input workbook; this program"
            " reads version 1. Install a newer optmodel."
        ),
    ),
)
