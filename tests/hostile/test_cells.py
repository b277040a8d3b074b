"""What a file may store in a cell: read right, or refused with the place."""

# ruff: noqa: DTZ001, E501, RUF001 - cells have no time zone; the cells are to be seen in a line

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

import pytest

from optmodel.workbook.grid import Grid, open_workbook
from optmodel.workbook.guard.refusal import RefusedError

from .parts import small


def grid(content: bytes) -> Grid:
    """The only sheet of a workbook."""
    (found,) = open_workbook(content).grids
    return found


def value(cell: str, **more: str) -> object:
    """What is read of the only cell of a workbook; None where it counts as blank."""
    cells = grid(small(f'<row r="1">{cell}</row>', **more)).cells
    return cells[1, 1].value if cells else None


def refusal(cells: str, **more: str) -> str:
    """Why a workbook with these rows is refused."""
    with pytest.raises(RefusedError) as caught:
        open_workbook(small(cells, **more))
    assert caught.value.code == "E909"
    return caught.value.reason


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>42</v></c>', 42),
        ('<c><v>-0.5</v></c>', -0.5),
        ('<c r="A1" t="n"><v>1E3</v></c>', 1000.0),
        ('<c r="A1"><v>99999999999999999999</v></c>', 1e20),
        ('<c r="A1"><v>1e999</v></c>', math.inf),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="e"><v>#PYTHON!</v></c>', "#UNKNOWN!"),
        ('<c r="A1" t="d"><v>2027-01-31</v></c>', date(2027, 1, 31)),
        ('<c r="A1" t="d"><v>2027-01-31T12:30:00</v></c>', datetime(2027, 1, 31, 12, 30)),
        ('<c r="A1" t="str"><f>A2</f><v>abc</v></c>', "abc"),
        ('<c r="A1" t="inlineStr"><is><t>abc</t></is></c>', "abc"),
        ('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t> b</t></r></is></c>', "a b"),
        ('<c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>', "東京"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000A_b_x005F_x000A_</t></is></c>', "a\nb_x000A_"),
        ('<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_ _xD83D_</t></is></c>', "\U0001f600 _xD83D_"),
        ('<c r="A1"><v></v></c>', None),
        ('<c r="A1" t="inlineStr"/>', None),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A1" t="inlineStr"><is><t>  </t></is></c>', None),
    ],
)  # fmt: skip
def test_values(cell: str, expected: object) -> None:
    """Tests numbers, truth values, errors, dates and texts of every kind."""
    assert value(cell) == expected
    assert type(value(cell)) is type(expected)


def test_shared_texts() -> None:
    """Tests rich and plain shared texts; furigana is no part of a text."""
    texts = "<si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
    cells = '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    found = grid(small(cells, texts=texts)).cells
    assert [found[1, column].value for column in (1, 2, 3)] == ["rich", "plain", "rich"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("46388", datetime(2027, 1, 1)),
        ("46388.5", datetime(2027, 1, 1, 12)),
        ("0.25", time(6)),
        ("1e10", "#VALUE!"),
        ("-1e10", "#VALUE!"),
    ],
)
def test_dates(number: str, expected: object) -> None:
    """Tests days since 1900; a day that no calendar has is an error, as Excel shows ####."""
    assert value(f'<c r="A1" s="1"><v>{number}</v></c>', formats="14") == expected


def test_dates_from_1904() -> None:
    """Tests the calendar of old workbooks from a Mac, four years and a day later."""
    cell = '<c r="A1" s="1"><v>44926</v></c>'
    mac = value(cell, formats="14", book='<workbookPr date1904="1"/>')
    assert mac == datetime(2027, 1, 1)
    windows = value(cell, formats="14")
    assert isinstance(windows, datetime)
    assert windows.date() == date(2022, 12, 31)


def test_durations() -> None:
    """Tests that a duration is no date."""
    assert value('<c r="A1" s="1"><v>1.5</v></c>', formats="46") == timedelta(days=1.5)


def test_formula_without_value() -> None:
    """Tests that a formula that was never calculated is told from a blank."""
    cells = grid(small('<row><c><f>A2</f></c><c><f/></c><c t="str"><f>B1</f></c></row>')).cells
    assert {place: cell.uncalculated for place, cell in cells.items()} == {
        (1, 1): True,
        (1, 2): True,
    }


def test_places_without_addresses() -> None:
    """Tests that rows and cells without an address follow the one before."""
    cells = '<row><c><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c><c><v>3</v></c></row>'
    found = grid(small(cells)).cells
    assert {place: cell.value for place, cell in found.items()} == {(1, 1): 1, (5, 3): 2, (5, 4): 3}


def test_prefixed_names() -> None:
    """Tests that elements with a prefix, as some libraries write them, are the same elements."""
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    found = grid(small("", further={"xl/worksheets/sheet1.xml": sheet}))
    assert {place: cell.value for place, cell in found.cells.items()} == {(2, 2): 7}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ('<row r="0"/>', "the number of a row is '0' after row 0"),
        ('<row r="-1"/>', "the number of a row is '-1'"),
        ('<row r="1048577"/>', "the number of a row is '1048577'"),
        ('<row r="2"/><row r="2"/>', "the number of a row is '2' after row 2"),
        ('<row r="2"/><row r="1"/>', "the number of a row is '1' after row 2"),
        ('<row r="1"><c r="A1"/><c r="A1"/></row>', "the cell 'A1' stands in the wrong place"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "the cell 'A1' stands in the wrong place"),
        ('<row r="1"><c r="A2"/></row>', "the cell 'A2' stands in the wrong place"),
        ('<row r="1"><c r="XFE1"/></row>', "the cell 'XFE1' stands in the wrong place"),
        ('<row r="1"><c r="1"/></row>', "the cell '1' stands in the wrong place"),
        ('<row r="1"><c t="s"><v>1</v></c></row>', '"1" is stored as a shared text'),
        ('<row r="1"><c t="s"><v>-1</v></c></row>', '"-1" is stored as a shared text'),
        ('<row r="1"><c s="9"/></row>', 'there is no cell format "9"'),
        ('<row r="1"><c t="x"><v>1</v></c></row>', 'there is no kind of cell "x"'),
        ('<row r="1"><c><v>1_000</v></c></row>', '"1_000" is stored as a number'),
        ('<row r="1"><c><v>１２</v></c></row>', '"１２" is stored as a number'),
        ('<row r="1"><c t="b"><v>2</v></c></row>', '"2" is stored as a truth value'),
        ('<row r="1"><c t="b"><v>false</v></c></row>', '"false" is stored as a truth value'),
        (
            '<row r="1"><c t="d"><v>soon</v></c></row>',
            "cannot be opened as a workbook (ValueError)",
        ),
        ('<row r="1"><c><v>NaN</v></c></row>', '"NaN" is stored as a number'),
        ('<row r="1"><c><v>INF</v></c></row>', '"INF" is stored as a number'),
        ('<row r="1"><c><v>1<c r="B1"/></v></c></row>', "stands in the wrong place"),
        ('<row r="1"><c><v>1<x/>2</v></c></row>', "stands in a value or a formula"),
        (
            '<row r="1"><c t="inlineStr"><is><t>a</t><row r="9"/></is></c></row>',
            "stands in the wrong place",
        ),
        ('<row r="1"><extLst/></row>', "stands in <row>"),
        ('<row r="1"><c><v>1</v><v>2</v></c></row>', "does not fit its kind"),
        ('<row r="1"><c t="inlineStr"><v>1</v></c></row>', "does not fit its kind"),
        ('<row r="1"><c><f>A2</f><f>A3</f></c></row>', "a cell has two formulas"),
        ('<row r="1"><row r="2"/></row>', "&lt;row> stands in &lt;row>"),
        ('<row r="1"><cell/></row>', "&lt;cell> stands in &lt;row>"),
        ("<c/>", "&lt;c> stands in &lt;sheetData>"),
        ("<row>", "cannot be read"),
    ],
)
def test_what_no_program_writes(cells: str, words: str) -> None:
    """Tests that a table of cells that leaves something to guess is refused, with the place."""
    reason = refusal(cells)
    assert words.replace("&lt;", "<") in reason
    assert reason.endswith("Open it in Excel and save it again.")
