"""Files that are refused before anything opens them, each with one sentence."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from optmodel.workbook.read import read


def code_of(path: Path) -> str:
    """Code of the only finding about a file that cannot be read."""
    tables, (finding,) = read(path)
    assert tables is None
    assert path.name in finding.message or str(path) in finding.message
    return finding.code


def test_missing_folder_and_empty(tmp_path: Path) -> None:
    """Tests that what is not a file with content is refused."""
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert code_of(tmp_path / "missing.xlsx") == "E901"
    assert code_of(tmp_path) == "E902"
    assert code_of(empty) == "E904"


def test_unreadable(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a file that the system will not give is refused with its reason."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    _, (finding,) = read(workbook)
    assert finding.code == "E903"
    assert "Permission denied" in finding.message


def test_too_large(tmp_path: Path) -> None:
    """Tests that more than 25 MB are not even read."""
    path = tmp_path / "large.xlsx"
    with path.open("wb") as stream:
        stream.truncate(25_000_001)
    assert code_of(path) == "E905"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Cluster,Capex\nA,1\n", "E908"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "E907"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "E906",
        ),
        (b"PK\x03\x04 and then nothing", "E909"),
    ],
)
def test_other_formats(tmp_path: Path, content: bytes, code: str) -> None:
    """Tests a renamed CSV, an old .xls, a workbook with a password and a damaged archive."""
    path = tmp_path / "input.xlsx"
    path.write_bytes(content)
    assert code_of(path) == code


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_truncated(workbook: Path, part: float) -> None:
    """Tests that a cut-off file is refused wherever it was cut."""
    content = workbook.read_bytes()
    workbook.write_bytes(content[: int(len(content) * part)])
    assert code_of(workbook) == "E909"


def test_damaged_sheet(workbook: Path) -> None:
    """Tests that an archive with a broken sheet inside is refused without a traceback."""
    rewrite(workbook, {"xl/worksheets/sheet2.xml": b"<worksheet><sheetData><row"})
    assert code_of(workbook) == "E909"


@pytest.mark.parametrize("seed", range(10))
def test_flipped_bytes(workbook: Path, seed: int) -> None:
    """Tests that a file with fifty random bytes changed is refused or read, never a traceback."""
    content = bytearray(workbook.read_bytes())
    chance = random.Random(seed)
    for _ in range(50):
        content[chance.randrange(len(content))] = chance.randrange(256)
    workbook.write_bytes(content)
    tables, findings = read(workbook)
    assert (tables is None) == any(it.is_error for it in findings)


def test_macros(workbook: Path, tmp_path: Path) -> None:
    """Tests that macros are refused by their part and by the suffix."""
    renamed = tmp_path / "input.xlsm"
    renamed.write_bytes(workbook.read_bytes())
    rewrite(workbook, {"xl/vbaProject.bin": b"code"})
    assert code_of(workbook) == "E911"
    assert code_of(renamed) == "E911"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/media/zeros.bin": b"\0" * 5_000_000},
        {"../outside.txt": b"x"},
        {"/absolute.txt": b"x"},
        {f"xl/media/{i}": b"" for i in range(2000)},
    ],
)
def test_attacks(workbook: Path, parts: dict[str, bytes]) -> None:
    """Tests that bombs, too many parts and names that leave the folder are refused."""
    rewrite(workbook, parts)
    assert code_of(workbook) == "E910"


def test_entities(workbook: Path) -> None:
    """Tests that XML entities are not expanded."""
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>'
    )
    rewrite(workbook, {"xl/worksheets/sheet2.xml": bomb})
    assert code_of(workbook) == "E914"


def test_other_zip(tmp_path: Path) -> None:
    """Tests that an archive that is no workbook is refused."""
    path = tmp_path / "input.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert code_of(path) == "E908"


def rewrite(path: Path, parts: dict[str, bytes]) -> None:
    """Replace or add parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (old | parts).items():
            archive.writestr(name, content)
