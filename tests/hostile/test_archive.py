"""The archive around the parts: bombs, names, overlaps, lies, and what is no workbook at all."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from optmodel.workbook.file import load_bytes
from optmodel.workbook.grid import open_workbook
from optmodel.workbook.guard import archive, shared, xml
from optmodel.workbook.guard.refusal import RefusedError
from optmodel.workbook.read import read

from .parts import SHEET, changed, packed, small, unpacked

GOOD = small('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts="<si><t>abc</t></si>")


def refusal(content: bytes, folder: Path, name: str = "input.xlsx") -> str:
    """Code and sentence of the refusal of a file."""
    path = folder / name
    path.write_bytes(content)
    tables, (finding,) = read(path)
    assert tables is None
    assert finding.message.startswith(name)
    return str(finding)


def test_the_good_one() -> None:
    """Tests that what the tests below break is read."""
    (grid,) = open_workbook(GOOD).grids
    assert grid.cells[1, 1].value == "abc"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_another_packing_is_the_same(method: int, written: bytes, tmp_path: Path) -> None:
    """Tests that the order and the packing of the parts change nothing that is read."""
    before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
    before.write_bytes(written)
    after.write_bytes(packed(dict(reversed(unpacked(written).items())), method))
    first, _ = read(before)
    second, findings = read(after)
    assert first is not None
    assert second is not None
    assert first.sheets == second.sheets
    assert first.settings == second.settings
    assert findings == read(before)[1]


def test_bomb(tmp_path: Path) -> None:
    """Tests that a part of zeros is refused before it is unpacked."""
    bomb = changed(GOOD, {SHEET: bytes(30_000_000)})
    assert "unpacks to more than 200 times its size" in refusal(bomb, tmp_path)


def test_total_size(tmp_path: Path) -> None:
    """Tests the bound of what all parts unpack to."""
    noise = bytes(range(256)) * 4
    parts = {f"xl/media/{i}": noise * 1000 for i in range(200)}
    found = refusal(changed(GOOD, parts), tmp_path)
    assert found.startswith("E910")
    assert "unpacks to more than 200 MB" in found


def test_lying_size() -> None:
    """Tests that a part that declares fewer bytes than it has never gives more than it says."""
    content = bytearray(changed(GOOD, {SHEET: b"<a>" + bytes(50_000_000) + b"</a>"}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.find(signature)
        while start >= 0:
            size = struct.unpack_from("<I", content, start + offset)[0]
            if size > 40_000_000:
                struct.pack_into("<I", content, start + offset, 1_000)
            start = content.find(signature, start + 4)
    with pytest.raises(RefusedError) as caught:
        open_workbook(bytes(content))
    assert caught.value.code == "E909"


def test_counted_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that unpacked bytes and tags are counted, whatever the directory says."""
    monkeypatch.setattr(archive, "MOST_TAGS", 10)
    with pytest.raises(RefusedError) as caught:
        open_workbook(GOOD)
    assert caught.value.code == "E913"
    monkeypatch.undo()
    with archive.Archive(GOOD) as opened, pytest.raises(RefusedError) as caught:
        opened.spend(bytes(200_000_001))
    assert caught.value.code == "E910"


@pytest.mark.parametrize("name", ["../x", "xl/../../x", "/x", "C:/x", "..\\x"])
def test_names_outside(name: str, tmp_path: Path) -> None:
    """Tests names that would leave the folder if anybody unpacked the file."""
    found = refusal(changed(GOOD, {name: b""}), tmp_path)
    assert found.startswith("E910")
    assert "lies outside the file" in found


def test_names_twice(tmp_path: Path) -> None:
    """Tests that of two parts with one name none is chosen."""
    assert "is there 2 times" in refusal(changed(GOOD, {SHEET.upper(): b""}), tmp_path)


def test_too_many_parts(tmp_path: Path) -> None:
    """Tests the bound of the number of parts."""
    parts = {f"xl/media/{i}": b"" for i in range(2_000)}
    assert "more than 2,000 parts" in refusal(changed(GOOD, parts), tmp_path)


def test_overlap(tmp_path: Path) -> None:
    """Tests that two entries that share their bytes are refused."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as opened:
        entries = opened.infolist()
    content = bytearray(GOOD)
    start = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, start + 42, entries[0].header_offset)
    assert "overlaps another part" in refusal(bytes(content), tmp_path)


def test_password_of_the_archive(tmp_path: Path) -> None:
    """Tests that an encrypted entry is a password."""
    content = bytearray(GOOD)
    start = content.find(b"PK\x01\x02")
    content[start + 8] |= 1
    assert refusal(bytes(content), tmp_path).startswith("E906")


def test_other_packing(tmp_path: Path) -> None:
    """Tests that packings that can ask for gigabytes are refused."""
    found = refusal(packed(unpacked(GOOD), zipfile.ZIP_LZMA), tmp_path)
    assert "packed in a way that Excel does not use" in found


@pytest.mark.parametrize(
    "missing", ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", SHEET]
)
def test_missing_parts(missing: str, tmp_path: Path) -> None:
    """Tests that a workbook without one of its parts is damaged."""
    parts = unpacked(GOOD)
    del parts[missing]
    assert refusal(packed(parts), tmp_path).startswith("E909")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Cluster;Capex\nA;1\n", "a text file (such as CSV)"),
        ("Größe;1\n".encode("utf-8-sig"), "a text file (such as CSV)"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"<html><table><tr>", "a web page (HTML)"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "an XML spreadsheet of Excel 2003"),
        (b"\x1f\x8b\x08\x00", "a packed archive (.gz)"),
        (b"\x00\x01\x02\xff\xfe", "another kind of file"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
         "an OpenDocument file (.ods)"),
        (packed({"xl/workbook.bin": b""}), "a binary workbook (.xlsb)"),
        (packed({"word/document.xml": b""}), "a Word document"),
        (packed({"notes.txt": b""}), "another kind of archive"),
    ],
)  # fmt: skip
def test_other_kinds(content: bytes, words: str, tmp_path: Path) -> None:
    """Tests that what is no workbook is called what it is, with what to do."""
    assert refusal(content, tmp_path) == (
        f"E908  input.xlsx is {words}, not an .xlsx workbook. "
        'Open it in Excel and save it as "Excel Workbook (*.xlsx)".'
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/vbaProject.bin": b""},
        {"xl/macrosheets/sheet1.xml": b""},
        {"[Content_Types].xml": '<Types><Override PartName="/a" ContentType="application/'
         'vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'},
        {"[Content_Types].xml": '<Types><Override PartName="/a" ContentType="application/'
         'vnd.ms-excel.intlmacrosheet+xml"/></Types>'},
        {"xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" '
         'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
         'Target="other.bin"/></Relationships>'},
    ],
)  # fmt: skip
def test_macros(parts: dict[str, bytes | str], tmp_path: Path) -> None:
    """Tests macros by their part, their type and their relationship."""
    found = refusal(changed(GOOD, parts), tmp_path)
    assert found == "E911  input.xlsx has macros. Save it as .xlsx without macros."


@pytest.mark.parametrize("root", ["sst", "sheets", "document"])
def test_another_root(root: str, tmp_path: Path) -> None:
    """Tests that a part that is no workbook is not taken for one."""
    part = f'<{root} xmlns="{xml.MAIN.strip()}"><a/></{root}>'
    assert "is not a workbook" in refusal(changed(GOOD, {"xl/workbook.xml": part}), tmp_path)


BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "aaaaaaaaaa"}">' for i in range(10))


@pytest.mark.parametrize("declaration", [BOMB, '<!ENTITY a9 SYSTEM "file:///etc/hostname">', ""])
@pytest.mark.parametrize("part", sorted(unpacked(GOOD)))
def test_document_types(declaration: str, part: str, tmp_path: Path) -> None:
    """Tests that entities that unfold or name files are refused in every part that is read."""
    body = unpacked(GOOD)[part].replace(b"</t>", b"&a9;</t>" if declaration else b"</t>")
    doctype = f"<!DOCTYPE x [{declaration}]>".encode()
    assert refusal(changed(GOOD, {part: doctype + body}), tmp_path).startswith("E914")


def test_long_tag() -> None:
    """Tests that a tag of megabytes is refused, and a long text is read."""
    tag = b'<worksheet xmlns:a="%s"/>' % (b"x" * 5_000_000)
    with pytest.raises(RefusedError) as caught:
        open_workbook(packed(unpacked(GOOD) | {SHEET: tag}, zipfile.ZIP_STORED))
    assert "is longer than 2,000,000 bytes" in caught.value.reason
    text = b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (
        xml.MAIN.strip().encode(),
        b"y" * 5_000_000,
    )
    content = packed(unpacked(GOOD) | {"xl/sharedStrings.xml": text}, zipfile.ZIP_STORED)
    value = open_workbook(content).grids[0].cells[1, 1].value
    assert value == "y" * 5_000_000


@pytest.mark.parametrize(
    ("limit", "words"),
    [("MOST_TEXTS", "different texts"), ("MOST_CHARACTERS", "characters of text")],
)
def test_limits_of_texts(limit: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that texts are counted."""
    monkeypatch.setattr(shared, limit, 2)
    texts = "<si><t>a</t></si>" * 3
    with pytest.raises(RefusedError) as caught:
        open_workbook(small("", texts=texts))
    assert (caught.value.code, words in caught.value.reason) == ("E913", True)


def test_limit_of_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that cell formats are counted."""
    monkeypatch.setattr(shared, "MOST_STYLES", 3)
    open_workbook(small("", formats="1 2"))
    with pytest.raises(RefusedError) as caught:
        open_workbook(small("", formats="1 2 3"))
    assert caught.value.code == "E913"


def test_other_part_of_the_archive_is_not_unpacked(tmp_path: Path) -> None:
    """Tests that pictures and the like cannot do harm: nothing opens them."""
    path = tmp_path / "input.xlsx"
    path.write_bytes(changed(GOOD, {"xl/media/x.svg": "<!DOCTYPE x><x/>"}))
    content, findings = load_bytes(path)
    assert findings == ()
    assert open_workbook(content).grids[0].cells[1, 1].value == "abc"
