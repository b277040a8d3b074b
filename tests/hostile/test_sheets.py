"""What surrounds the cells of a sheet: ranges without end, hidden things, links, other sheets."""

from __future__ import annotations

import time
from pathlib import Path

import openpyxl
import pytest

from optmodel.workbook import grid as reader
from optmodel.workbook.grid import open_workbook
from optmodel.workbook.guard import budget, limits, sheet
from optmodel.workbook.guard.refusal import RefusedError
from optmodel.workbook.read import read

from .parts import LINKS, MAIN, TYPES, changed, relations, small, unpacked

EVERYTHING = "A1:XFD1048576"
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def code_of(content: bytes) -> str:
    """Code of the refusal."""
    with pytest.raises(RefusedError) as caught:
        open_workbook(content)
    return caught.value.code


@pytest.mark.parametrize(
    "after",
    [
        f'<mergeCells><mergeCell ref="{EVERYTHING}"/></mergeCells>',
        f'<hyperlinks><hyperlink ref="{EVERYTHING}" location="x"/></hyperlinks>',
        f'<conditionalFormatting sqref="{EVERYTHING}"><cfRule/></conditionalFormatting>',
        f'<dataValidations><dataValidation sqref="{EVERYTHING}"/></dataValidations>',
        f'<autoFilter ref="{EVERYTHING}"/>',
        f'<protectedRanges><protectedRange sqref="{EVERYTHING}"/></protectedRanges>',
    ],
)
def test_ranges_without_end(after: str) -> None:
    """Tests that a range of seventeen billion cells takes no time."""
    start = time.perf_counter()
    (grid,) = open_workbook(
        small(ONE, after=after, before=f'<dimension ref="{EVERYTHING}"/>')
    ).grids
    assert time.perf_counter() - start < 1
    assert {place: cell.value for place, cell in grid.cells.items()} == {(1, 1): 1}
    assert [bounds for _, bounds in grid.merged] == [(1, 1, 16_384, 1_048_576)] * (
        "mergeCell" in after
    )


def test_parts_at_another_place() -> None:
    """Tests that openpyxl never opens another part than the one that was judged."""
    types = TYPES.replace("/xl/workbook.xml", "/xl/other.xml")
    assert code_of(changed(small(ONE), {"[Content_Types].xml": types})) == "E909"
    types = TYPES.replace("/xl/sharedStrings.xml", "/xl/other.xml")
    assert code_of(changed(small(ONE), {"[Content_Types].xml": types})) == "E909"
    links = unpacked(small(ONE))["xl/_rels/workbook.xml.rels"].replace(b"styles.xml", b"other.xml")
    assert code_of(changed(small(ONE), {"xl/_rels/workbook.xml.rels": links})) == "E909"


def test_safe_parser() -> None:
    """Tests that openpyxl reads with the parser that refuses entities."""
    assert openpyxl.DEFUSEDXML
    assert not openpyxl.LXML


def test_a_link_fills_no_cell() -> None:
    """Tests that the target of a link on a blank cell does not become its value."""
    after = '<hyperlinks><hyperlink ref="B1" location="Sites!A1"/></hyperlinks>'
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row>'
    (grid,) = open_workbook(small(cells, after=after)).grids
    assert set(grid.cells) == {(1, 1)}


def test_merged_cells_keep_their_values() -> None:
    """Tests that what a merged range hides is still read, so that nothing is lost unsaid."""
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    (grid,) = open_workbook(small(cells, after='<mergeCell ref="A1:B1"/>')).grids
    assert [cell.value for cell in grid.cells.values()] == [1, 2]


def test_far_cell() -> None:
    """Tests that a cell in the last corner is one cell."""
    cells = (
        ONE + '<row r="1048576"><c r="XFD1048576"><f t="array" ref="A1:XFD9"/><v>2</v></c></row>'
    )
    (grid,) = open_workbook(small(cells)).grids
    assert set(grid.cells) == {(1, 1), (1_048_576, 16_384)}


def test_hidden() -> None:
    """Tests that hidden rows, columns and sheets are known; blank hidden rows are not kept."""
    cells = '<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" hidden="true"/>'
    before = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="16384"/></cols>'
    (grid,) = open_workbook(small(cells, before=before)).grids
    assert grid.hidden_rows == {1}
    assert grid.hidden_columns == {2, 3}


@pytest.mark.parametrize(
    "around",
    [
        {"before": '<cols><col min="0" max="3"/></cols>'},
        {"before": '<cols><col min="1" max="16385"/></cols>'},
        {"before": '<cols><col min="1" max="16384"/><col min="1" max="16384"/></cols>'},
        {"after": "<sheetData/>"},
        {"after": '<row r="5"/>'},
        {"after": '<mergeCells><mergeCell ref="A0:B2"/></mergeCells>'},
        {"after": '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>'},
        {"after": '<tableParts><tablePart r:id="rId9"/></tableParts>'},
        {"after": "<x>" * 100 + "</x>" * 100},
    ],
)
def test_broken_surroundings(around: dict[str, str]) -> None:
    """Tests columns, ranges, tables and nesting that no program writes."""
    assert code_of(small(ONE, **around)) == "E909"


def test_totals_row_of_a_table() -> None:
    """Tests that the row of totals of an Excel table is known."""
    further = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "table", "../tables/table1.xml")),
        "xl/tables/table1.xml": f'<table xmlns="{MAIN}" ref="A4:B9" totalsRowCount="1"/>',
    }
    after = '<tableParts><tablePart r:id="rId1"/></tableParts>'
    (grid,) = open_workbook(small(ONE, after=after, further=further)).grids
    assert grid.totals_rows == {9}


def test_strict_workbook() -> None:
    """Tests that a workbook of the strict kind is refused with what to save it as."""
    strict = {
        name: part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        for name, part in unpacked(small(ONE)).items()
    }
    with pytest.raises(RefusedError) as caught:
        open_workbook(changed(small(ONE), strict))
    assert caught.value.code == "E916"
    assert 'Save it as "Excel Workbook (*.xlsx)"' in caught.value.reason


def test_chart_sheets_and_odd_names() -> None:
    """Tests that a sheet that is a chart is left out, and that any name is a name."""
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Chart" sheetId="1" r:id="rId2"/>'
        '<sheet name="&lt;&quot; &#127981; &amp;" sheetId="2" state="veryHidden" r:id="rId1"/>'
        "</sheets></workbook>"
    )
    links = relations(
        ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"),
        ("rId2", "chartsheet", "chartsheets/sheet1.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
    )
    further = {
        "xl/chartsheets/_rels/sheet1.xml.rels": relations(),
        "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}"/>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": links,
    }
    (grid,) = open_workbook(small(ONE, further=further)).grids
    assert (grid.name, grid.hidden) == ('<" \U0001f3ed &', True)


@pytest.mark.parametrize(
    ("formula", "linked"),
    [
        ("[1]Rates!B2", True),
        ("1+'[2]My rates'!B2", True),
        ("SUM('C:\\files\\[3]x'!A1)", True),
        ("Plan[2027]", False),
        ('A2&amp;"[1]x!"', False),
        ("Data!B2", False),
    ],
)
def test_links_to_other_workbooks(formula: str, linked: bool) -> None:
    """Tests that a formula that looks into another workbook is known, its value as well."""
    cells = f'<row r="1"><c r="A1"><f>{formula}</f><v>3</v></c></row>'
    book = "<externalReferences><externalReference r:id='rId9'/></externalReferences>"
    opened = open_workbook(small(cells, book=book))
    assert opened.other_files == 1
    assert opened.grids[0].linked == ({(1, 1)} if linked else set())
    assert opened.grids[0].cells[1, 1].value == 3


def test_too_many_rows(workbook: Path) -> None:
    """Tests that a sheet filled down to the last row is refused before all of it is read."""
    sheet_name, part = next(
        (name, part)
        for name, part in unpacked(workbook.read_bytes()).items()
        if name.startswith("xl/worksheets/sheet") and b">Clusters<" in part[:4000]
    )
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>'
        for number in range(100, 60_000)
    )
    body = part.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    workbook.write_bytes(changed(workbook.read_bytes(), {sheet_name: body}))
    _, findings = read(workbook)
    assert [str(it) for it in findings if it.is_error] == [
        "E127  Clusters  more than 20000 rows; expected at most 20000."
    ]


def test_rows_far_below_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that rows that are not kept are told from those that end a table."""
    monkeypatch.setattr(reader, "MOST_ROWS_KEPT", 3)
    cells = "".join(f'<row r="{number}"><c><v>1</v></c></row>' for number in (1, 2, 3, 900, 901))
    (grid,) = open_workbook(small(cells)).grids
    assert set(grid.cells) == {(1, 1), (2, 1), (3, 1)}
    assert grid.cut


@pytest.mark.parametrize(
    ("limit", "cells", "after", "words"),
    [
        (
            "MOST_CELLS",
            "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>",
            "",
            "filled cells",
        ),
        ("MOST_MERGED", ONE, '<mergeCell ref="A1:B1"/>' * 3, "merged cells"),
        ("MOST_ROWS_LISTED", "<row/><row/><row/>", "", "blank ones with a format counted"),
        ("MOST_ELEMENTS", "", "<x/>", "formats, rules and links"),
        ("WIDEST", '<row r="2"><c r="A2"/></row>', "", "blank ones"),
        (
            "MOST_IN_ROW",
            '<row><c t="inlineStr"><is><r><t/></r><t/></is></c></row>',
            "",
            "pieces",
        ),
    ],
)
def test_limits_of_sheets(
    limit: str, cells: str, after: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that what is beyond a limit is refused, and what is at the limit is read."""
    count = getattr(limits, limit)
    module = next(it for it in (reader, sheet, budget) if hasattr(it, limit))
    monkeypatch.setattr(module, limit, 3)
    open_workbook(small(cells, after=after))
    monkeypatch.setattr(module, limit, 2)
    with pytest.raises(RefusedError) as caught:
        open_workbook(small(cells, after=after))
    assert caught.value.code == "E913"
    assert words in caught.value.reason
    assert count > 2
