"""Files that cannot be an input workbook, and what is wrongly typed on the command line."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from optmodel import api
from optmodel.errors import Finding, InputError
from optmodel.run import template_file
from optmodel.run.wishes import Wishes
from tests.messages.case import INPUT, Place, in_folder, replace_in
from tests.messages.good import complete, load

SHEET, SITES = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet5.xml"
"""Parts with the sheets Clusters and Sites."""

OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How old workbooks, and those with a password, begin."""


def checked(content: bytes, name: str = INPUT) -> Iterable[Finding]:
    """What is said about a file of this content."""
    Path(name).write_bytes(content)
    return api.check(name)


@in_folder("E191")
def unknown_example(place: Place) -> Iterable[Finding]:
    """The name of an example is misspelled."""
    try:
        template_file.write(Path(INPUT), "tinny")
    except InputError as error:
        return error.findings
    return ()


@in_folder("E192")
def gap_as_percentage(place: Place) -> Iterable[Finding]:
    """The gap is typed as 5 where 5% is meant."""
    Path(INPUT).write_bytes(complete())
    try:
        api.run(INPUT, wishes=Wishes(gap=5))
    except InputError as error:
        return error.findings
    return ()


@in_folder("E901")
def no_such_file(place: Place) -> Iterable[Finding]:
    """The name is misspelled."""
    return api.check("inptu.xlsx")


@in_folder("E902")
def folder(place: Place) -> Iterable[Finding]:
    """The folder is named instead of the workbook in it."""
    Path("inputs").mkdir()
    return api.check("inputs")


@in_folder("E903")
def no_right_to_read(place: Place) -> Iterable[Finding]:
    """The file belongs to somebody else."""

    def refuse(path: Path, *flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    Path(INPUT).write_bytes(complete())
    place.patch.setattr("os.open", refuse)
    return api.check(INPUT)


@in_folder("E904")
def empty_file(place: Place) -> Iterable[Finding]:
    """The download broke off at once."""
    return checked(b"")


@in_folder("E905")
def large_file(place: Place) -> Iterable[Finding]:
    """The workbook is full of pictures."""
    with Path(INPUT).open("wb") as stream:
        stream.truncate(25_000_001)
    return api.check(INPUT)


@in_folder("E906")
def password(place: Place) -> Iterable[Finding]:
    """The workbook is protected by a password."""
    return checked(OLD_OFFICE + bytes(500) + "EncryptedPackage".encode("utf-16-le"))


@in_folder("E907")
def old_workbook(place: Place) -> Iterable[Finding]:
    """The workbook was saved in the format of Excel 2003."""
    return checked(OLD_OFFICE + bytes(500), "input.xls")


@in_folder("E908")
def renamed_csv(place: Place) -> Iterable[Finding]:
    """A CSV file was given the name of a workbook."""
    return checked(b"Cluster,Capex (USD m)\nFIB-1,300\n")


@in_folder("E909")
def cut_off(place: Place) -> Iterable[Finding]:
    """The copy broke off half way."""
    return checked(complete()[: len(complete()) // 2])


@in_folder("E910")
def zip_bomb(place: Place) -> Iterable[Finding]:
    """A file of a few kilobytes unpacks to fifty megabytes."""
    return checked(packed({"xl/workbook.xml": bytes(50_000_000)}))


@in_folder("E911")
def macros(place: Place) -> Iterable[Finding]:
    """The workbook has macros."""
    return checked(packed({"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), "input.xlsm")


@in_folder("E913")
def thousands_of_merged_cells(place: Place) -> Iterable[Finding]:
    """A script merged ten thousand pairs of cells."""
    pairs = "".join(f'<mergeCell ref="X{row}:Y{row}"/>' for row in range(1, 10_002))
    merged = f"</sheetData><mergeCells>{pairs}</mergeCells>"
    return changed(SHEET, b"</sheetData>", merged.encode())


@in_folder("E914")
def document_type(place: Place) -> Iterable[Finding]:
    """The file declares entities, which could unfold to gigabytes."""
    return changed("xl/workbook.xml", b"<workbook", b"<!DOCTYPE workbook []><workbook")


@in_folder("E915")
def pipe(place: Place) -> Iterable[Finding]:
    """The name is that of a pipe."""
    os.mkfifo(INPUT)
    return api.check(INPUT)


@in_folder("E916")
def strict_open_xml(place: Place) -> Iterable[Finding]:
    """The workbook was saved as Strict Open XML."""
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return changed("xl/workbook.xml", usual, b"http://purl.oclc.org/ooxml/spreadsheetml/main")


@in_folder("E917")
def saved_meanwhile(place: Place) -> Iterable[Finding]:
    """Excel saves the workbook while it is read."""
    Path(INPUT).write_bytes(complete())
    judge, seen = os.fstat, []

    def save_then_judge(descriptor: int) -> os.stat_result:
        if seen:
            Path(INPUT).write_bytes(complete() + b"more")
        seen.append(descriptor)
        return judge(descriptor)

    place.patch.setattr("os.fstat", save_then_judge)
    return api.check(INPUT)


@in_folder("E919", "Sites!H5")
def land_from_another_workbook(place: Place) -> Iterable[Finding]:
    """The land is a formula that points into another workbook."""
    linked().save(INPUT)
    replace_in(Path(INPUT), SITES, b"<v>640</v>", b"<f>[1]Plan!$A$1</f><v>640</v>")
    return api.check(INPUT)


@in_folder("W226")
def links_to_another_workbook(place: Place) -> Iterable[Finding]:
    """Something in the workbook, but no input, points into another one."""
    linked().save(INPUT)
    return api.check(INPUT)


@in_folder("E912")
def later_version(place: Place) -> Iterable[Finding]:
    """The workbook was written for a later version."""
    book = load()
    book["About"]["B5"] = 99
    book.save(INPUT)
    return api.check(INPUT)


def changed(part: str, before: bytes, after: bytes) -> Iterable[Finding]:
    """What is said about the good workbook with a part written otherwise."""
    load().save(INPUT)
    replace_in(Path(INPUT), part, before, after)
    return api.check(INPUT)


def linked() -> Workbook:
    """The good workbook with a link to another one."""
    book = load()
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(
        type="externalLinkPath", Target="budget.xlsx", TargetMode="External"
    )
    book._external_links.append(link)
    return book


def packed(entries: dict[str, bytes]) -> bytes:
    """A zip archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()
