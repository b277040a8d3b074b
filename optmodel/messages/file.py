"""The file as a whole: what is refused before a sheet is looked at."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

FILE = (
    Code("E901", Stage.FILE, "the file does not exist"),
    Code("E902", Stage.FILE, "the file is a folder"),
    Code("E903", Stage.FILE, "the file cannot be read"),
    Code("E904", Stage.FILE, "the file is empty"),
    Code("E905", Stage.FILE, "the file is too large"),
    Code("E906", Stage.FILE, "the file has a password"),
    Code("E907", Stage.FILE, "the file is an old .xls workbook"),
    Code("E908", Stage.FILE, "the file is not an .xlsx workbook"),
    Code("E909", Stage.FILE, "the file is damaged"),
    Code("E910", Stage.FILE, "the file is built like an attack"),
    Code("E911", Stage.FILE, "the file has macros"),
    Code("E912", Stage.FILE, "the file is written for another version of the input workbook"),
)
