"""Old workbooks that ``optmodel template --from`` carries with a remark, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from optmodel.errors import Finding, InputError
from optmodel.run.carry_file import carry_over
from tests.messages.case import Place, in_folder, put, replace_in
from tests.messages.good import load

OLD, NEW = Path("old.xlsx"), Path("new.xlsx")


def old() -> Workbook:
    """The good workbook, pasted together without the sheets that only explain."""
    book = load()
    del book["About"]
    del book["Lists"]
    book.defined_names.clear()
    return book


def carried(place: Place, book: Workbook | None = None, new: Path = NEW) -> Iterable[Finding]:
    """What is said when an old workbook is carried into a new one, with few spare rows."""
    place.patch.setattr("optmodel.workbook.template.write.SPARE_ROWS", 1)
    if book is not None:
        book.save(OLD)
    try:
        return carry_over(OLD, new).findings
    except InputError as error:
        return error.findings


@in_folder("E193")
def new_is_old(place: Place) -> Iterable[Finding]:
    """The same name is given twice."""
    return carried(place, load(), OLD)


@in_folder("E194")
def from_a_later_version(place: Place) -> Iterable[Finding]:
    """The workbook was written for a later version."""
    book = load()
    book["About"]["B5"] = 99
    return carried(place, book)


@in_folder("E195")
def from_another_workbook(place: Place) -> Iterable[Finding]:
    """The name of another workbook is given."""
    book = Workbook()
    book.worksheets[0]["A1"] = "Budget"
    return carried(place, book)


@in_folder("E196", "Sites!U5")
def text_that_is_too_long(place: Place) -> Iterable[Finding]:
    """A script wrote a note that is longer than a cell can hold."""
    book = old()
    put(book, "Sites", 5, {"Notes": "NOTE"})
    book.save(OLD)
    replace_in(OLD, "xl/worksheets/sheet4.xml", b"NOTE", b"x" * 40_000)
    return carried(place)


@in_folder("W250", "Dependency")
def sheet_under_another_name(place: Place) -> Iterable[Finding]:
    """The sheet Dependencies has another name."""
    book = old()
    book["Dependencies"].title = "Dependency"
    return carried(place, book)


@in_folder("W251", "Sites!H4")
def column_under_another_name(place: Place) -> Iterable[Finding]:
    """A column is without its unit."""
    book = old()
    book["Sites"]["H4"] = "Land"
    return carried(place, book)


@in_folder("W252", "Sites!I4")
def column_in_another_unit(place: Place) -> Iterable[Finding]:
    """Power is given in another unit."""
    book = old()
    book["Sites"]["I4"] = "Power (GW)"
    return carried(place, book)


@in_folder("W253", "Scratch")
def own_sheet(place: Place) -> Iterable[Finding]:
    """A sheet with side calculations was added."""
    book = old()
    book.create_sheet("Scratch")["A1"] = "Land per plant"
    return carried(place, book)


@in_folder("W254", "Sites!C2")
def text_above_the_table(place: Place) -> Iterable[Finding]:
    """A remark was typed beside the help text."""
    book = old()
    book["Sites"]["C2"] = "checked by Ito"
    return carried(place, book)


@in_folder("W255", "Settings!A9")
def own_setting(place: Place) -> Iterable[Finding]:
    """A setting has a name of one's own."""
    book = old()
    book["Settings"]["A9"] = "Horizon"
    return carried(place, book)


@in_folder("W256", "Clusters!6:6")
def hidden_row(place: Place) -> Iterable[Finding]:
    """A cluster is hidden."""
    book = old()
    book["Clusters"].row_dimensions[6].hidden = True
    return carried(place, book)


@in_folder("W257", "Sites!B5")
def formula(place: Place) -> Iterable[Finding]:
    """The land is calculated."""
    with xlsxwriter.Workbook(OLD) as book:
        page = book.add_worksheet("Sites")
        page.write_row("A4", ["Site", "Land (acres)"])
        page.write("A5", "TX-03")
        page.write_formula("B5", "=600+40", None, 640)
    return carried(place)


@in_folder("W258", "Clusters!C5:C6")
def merged_cells(place: Place) -> Iterable[Finding]:
    """The sector of two clusters was merged into one cell."""
    book = old()
    book["Clusters"].merge_cells("C5:C6")
    return carried(place, book)


@in_folder("W259", "Sites")
def chart(place: Place) -> Iterable[Finding]:
    """A sheet has a chart."""
    book = old()
    bars = BarChart()
    bars.add_data(Reference(book["Sites"], min_col=8, min_row=5, max_row=6))
    book["Sites"].add_chart(bars, "X5")
    return carried(place, book)
