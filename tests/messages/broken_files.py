"""Files that cannot be an input workbook, and what is wrongly typed on the command line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from optmodel import api
from optmodel.errors import Finding, InputError
from optmodel.run import template_file
from optmodel.run.wishes import Wishes
from tests.messages.case import INPUT, Place, in_folder
from tests.messages.good import complete, load

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
    Path(INPUT).write_bytes(complete())
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


@in_folder("E912")
def later_version(place: Place) -> Iterable[Finding]:
    """The workbook was written for a later version."""
    book = load()
    book["About"]["B5"] = 99
    book.save(INPUT)
    return api.check(INPUT)


@in_folder("E918")
def results_as_input(place: Place) -> Iterable[Finding]:
    """The results of a run are checked in place of their input."""
    return api.check(place.run() / "results.xlsx")


def packed(entries: dict[str, bytes]) -> bytes:
    """A zip archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return content.getvalue()
