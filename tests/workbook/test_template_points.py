"""The empty template against the numbered points that a trusted workbook has to meet.

The points are those for templates: 1 to 8, 10, 13 to 21, 23 to 31 and 44. That
nothing shows as #### (21) is seen here as room for every entry; tests/recalculation looks at
what LibreOffice shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.workbook.cells import typed
from optmodel.workbook.layout import FIRST_DATA_ROW, HEADER_ROW
from optmodel.workbook.raw import RawCell
from optmodel.workbook.read import read
from optmodel.workbook.schema import SETTINGS, SETTINGS_SHEET, SHEETS, Column, Kind
from optmodel.workbook.template import write_starter, write_template
from optmodel.workbook.template.page import NOTE_LINE, NOTE_WIDTH
from optmodel.workbook.template.style import INPUT, LABEL, LEGEND
from optmodel.workbook.template.write import CHECKED_ROWS, SPARE_ROWS

INPUT_SHEETS = (SETTINGS_SHEET, *SHEETS)
REPEATED = {("Groups", "Group"), ("Construction", "Resource")}
"""Sheets with several rows of one name, and the header of the names."""
LAST_CHECKED = FIRST_DATA_ROW + CHECKED_ROWS - 1


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with its example rows."""
    path = tmp_path_factory.mktemp("template") / "plan.xlsx"
    write_starter(path)
    return path


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    """The template, opened."""
    return load_workbook(file)


def _columns(book: Workbook) -> Iterator[tuple[Worksheet, str, Column]]:
    """Yield sheet, column letter and column of every header but those of Settings."""
    for sheet in SHEETS:
        page = book[sheet.name]
        for cell in page[HEADER_ROW]:
            yield page, cell.column_letter, sheet.column(str(cell.value))


def _validations(page: Worksheet) -> dict[str, DataValidation]:
    """First cell of a validation to the validation."""
    found = page.data_validations.dataValidation
    return {str(it.sqref).split(":", maxsplit=1)[0]: it for it in found}


def _checked(book: Workbook) -> Iterator[tuple[Column, DataValidation | None]]:
    """Yield every column and setting with the validation of its first cell."""
    for page, letter, column in _columns(book):
        yield column, _validations(page).get(f"{letter}{FIRST_DATA_ROW}")
    settings = _validations(book["Settings"])
    for row, setting in enumerate(SETTINGS, start=FIRST_DATA_ROW):
        yield setting, settings.get(f"B{row}")


def test_points_1_to_3_sheets_are_in_order_and_well_named(book: Workbook) -> None:
    """Tests that About comes first, then the inputs, then Lists, by names Excel takes."""
    assert book.sheetnames == ["About", *(it.name for it in INPUT_SHEETS), "Lists"]
    for name in book.sheetnames:
        assert len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name != "History"


def test_point_2_about_says_what_one_must_know(book: Workbook) -> None:
    """Tests purpose, version, money and price base, signs, and the three steps."""
    said = {row[0].value: str(row[1].value) for row in book["About"]["A1:B60"]}
    assert "which clusters a pledge funds" in said["Purpose"]
    assert said["Schema version"] == "1"
    assert all(word in said["Money"] for word in ("US dollars", "millions", "Price base"))
    assert "Negative amounts are taken only in" in said["Signs"]
    assert "Fill Settings, Clusters, Sites and Funding" in said[1]
    assert "optmodel check" in said[2]
    assert "optmodel solve" in said[3]


def test_points_2_and_23_the_legend_uses_the_styles_of_the_cells(book: Workbook) -> None:
    """Tests that each look is shown in its own named style, and cells for typing have it."""
    shown = {(str(row[0].value), row[0].style) for row in book["About"]["A1:A60"]}
    assert {(word, style) for style, word, _ in LEGEND} <= shown
    for cell in ("A5", "A7"):
        assert book["Clusters"][cell].style == INPUT
    for cell in ("B5", "B20", "D5"):
        assert book["Settings"][cell].style == INPUT
    assert book["Settings"]["E5"].style == LABEL


def test_point_28_a_row_looks_like_an_example_as_long_as_its_note_says_so(book: Workbook) -> None:
    """Tests that the look is a condition on the notes of the row: an overwritten row loses it."""
    for sheet in INPUT_SHEETS:
        (formats,) = book[sheet.name].conditional_formatting
        (rule,) = formats.rules
        letters = [
            cell.column_letter
            for cell in book[sheet.name][HEADER_ROW]
            if cell.value in sheet.provenance
        ]
        tests = [f'LEFT(TRIM(${letter}5),11)="example row"' for letter in letters]
        assert rule.formula == [f"OR({','.join(tests)})"]
        assert rule.dxf.font.i
        assert rule.dxf.fill.bgColor.rgb == "00FBE5D6"
    assert [str(it.sqref) for it in book["Clusters"].conditional_formatting] == ["A5:AE56"]
    assert [str(it.sqref) for it in book["Settings"].conditional_formatting] == ["B5:B24 D5:D24"]


def test_points_4_and_15_nothing_is_hidden_merged_or_locked(book: Workbook) -> None:
    """Tests that sheets, rows and columns are visible, no cells merged, no sheet protected."""
    for page in book.worksheets:
        assert page.sheet_state == "visible"
        assert not any(it.hidden for it in page.row_dimensions.values())
        assert not any(it.hidden for it in page.column_dimensions.values())
        assert page.merged_cells.ranges == set()
        assert not page.protection.sheet


def test_point_5_no_macros_external_links_or_connections(file: Path) -> None:
    """Tests that the package holds no such part and refers to nothing outside."""
    with ZipFile(file) as package:
        names = package.namelist()
        relations = [package.read(it).decode() for it in names if it.endswith(".rels")]
    assert not [it for it in names if re.search(r"vba|externalLink|connection|query", it)]
    assert not [it for it in relations if "External" in it]


def test_point_6_title_and_one_line_of_help(book: Workbook) -> None:
    """Tests that every sheet is titled in A1 and explained in A2."""
    for sheet in INPUT_SHEETS:
        assert book[sheet.name]["A1"].value == sheet.name
        assert str(book[sheet.name]["A2"].value).startswith(sheet.meaning)
    assert book["About"]["A2"].value
    assert book["Lists"]["A2"].value


def test_point_7_contents_lead_to_every_sheet_and_back(book: Workbook) -> None:
    """Tests that each sheet stands in the contents with a link, and has one back to About."""
    about = book["About"]
    first, last = (range_boundaries(about.tables["Contents"].ref)[i] for i in (1, 3))
    assert isinstance(first, int)
    assert isinstance(last, int)
    rows = [about[row] for row in range(first + 1, last + 1)]
    assert [str(row[0].value) for row in rows] == [it for it in book.sheetnames if it != "About"]
    needed = [str(row[2].value) for row in rows]
    assert needed[:-1] == ["required" if it.required else "optional" for it in INPUT_SHEETS]
    for row in rows:
        assert row[0].hyperlink is not None
        assert row[0].hyperlink.location == f"'{row[0].value}'!A1"
        back = book[str(row[0].value)]["C1"]
        assert (back.value, back.hyperlink and back.hyperlink.location) == (
            "Back to About",
            "'About'!A1",
        )


def test_point_8_properties_of_the_document(book: Workbook) -> None:
    """Tests that title, author, subject and description are set and the dates fixed."""
    properties = book.properties
    assert properties.title == "optmodel input workbook"
    assert properties.creator == properties.lastModifiedBy == "optmodel"
    assert properties.subject
    assert "optmodel check" in str(properties.description)
    assert properties.created == properties.modified
    assert str(properties.created).startswith("2026-01-01")


def test_point_10_the_version_stands_in_a_named_cell(book: Workbook) -> None:
    """Tests that the name leads to the cell beside the words."""
    (name,) = book.defined_names.values()
    ((sheet, address),) = name.destinations
    row = book[sheet][address.replace("$", "")].row
    assert [cell.value for cell in book[sheet][row][:2]] == ["Schema version", 1]


def test_point_13_headers_and_labels_are_frozen(book: Workbook) -> None:
    """Tests that the header row and the first column stay on every sheet but About."""
    assert {page.freeze_panes for page in book.worksheets[1:]} == {"B5"}


def test_point_14_every_number_has_a_unit(book: Workbook) -> None:
    """Tests that the unit stands above or in each header of numbers, and beside each setting."""
    for page, letter, column in _columns(book):
        if column.is_numeric:
            rule = str(page[f"{letter}{HEADER_ROW - 1}"].value).split("\n", maxsplit=1)[0]
            assert rule == column.unit
            assert rule
    for row, setting in enumerate(SETTINGS, start=FIRST_DATA_ROW):
        assert book["Settings"][f"C{row}"].value == (setting.unit or None)
        assert setting.unit or not setting.is_numeric


def test_points_16_and_17_one_table_a_sheet(book: Workbook) -> None:
    """Tests that each table is named after its sheet and has unique texts for headers."""
    names = {sheet.name: sheet.table_name for sheet in INPUT_SHEETS}
    names |= {"About": "Contents", "Lists": "Lists"}
    for page in book.worksheets:
        (table,) = page.tables.values()
        assert table.displayName == names[page.title]
        headers = [cell.value for cell in page[table.ref][0]]
        assert all(isinstance(header, str) for header in headers)
        assert len(set(headers)) == len(headers)


def test_points_18_and_19_number_formats_follow_the_kind(book: Workbook) -> None:
    """Tests the format of cells down to the last spare row; none shows a sign by color alone."""
    formats = {
        Kind.FRACTION: {"0.0%"},
        Kind.DATE: {"yyyy-mm-dd"},
        Kind.WHOLE: {"0"},
        Kind.NUMBER: {"#,##0.0##", "0.0000"},
        Kind.MUST_OR_NUMBER: {"General"},
    }
    for page, letter, column in _columns(book):
        (table,) = page.tables.values()
        last_record = int(str(table.ref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for row in (FIRST_DATA_ROW, last_record + SPARE_ROWS):
            assert page[f"{letter}{row}"].number_format in formats.get(column.kind, {"@"})
    assert book["Settings"]["B10"].number_format == "0.0%"
    assert book["Settings"]["B10"].value == pytest.approx(0.08)


def test_point_21_no_entry_is_wider_than_its_column(book: Workbook) -> None:
    """Tests that headers and numbers have room: a number that has not shows as ####."""
    for page, letter, _ in _columns(book):
        width = page.column_dimensions[letter].width
        words = str(page[f"{letter}{HEADER_ROW}"].value).split()
        assert max(map(len, words)) < width
        for row in (FIRST_DATA_ROW, FIRST_DATA_ROW + 1):
            value = page[f"{letter}{row}"].value
            if isinstance(value, int | float):
                assert len(f"{value:,.3f}") < width


def test_point_24_each_header_has_a_note(book: Workbook) -> None:
    """Tests that notes say meaning, unit, what is taken, and what a blank stands for."""
    for page, letter, column in _columns(book):
        note = page[f"{letter}{HEADER_ROW}"].comment
        assert note is not None
        assert note.author == "optmodel"
        assert note.text.startswith(column.meaning)
        assert "Takes " in note.text
        assert re.search(r"Required\.|Blank = |May stay blank", note.text)
        assert not column.unit or column.unit in note.text
    for row, setting in enumerate(SETTINGS, start=FIRST_DATA_ROW):
        note = book["Settings"][f"A{row}"].comment
        assert note is not None
        assert note.text.startswith(setting.meaning)


def test_point_24_notes_are_large_enough_to_read(file: Path) -> None:
    """Tests that every note of Clusters is wide and has the height of its lines."""
    with ZipFile(file) as package:
        # Settings has the first drawing of notes, Clusters the second.
        shapes = package.read("xl/drawings/commentsDrawing2.vml").decode()
        notes = len(load_workbook(file)["Clusters"][HEADER_ROW])
    heights = [float(it) for it in re.findall(r"height:([0-9.]+)px", shapes)]
    assert len(heights) == shapes.count(f"width:{NOTE_WIDTH}px") == notes
    # The shortest note has three lines: its meaning, what it takes, what a blank stands for.
    assert min(heights) >= 3 * NOTE_LINE


def test_point_24_a_note_reads_like_this(book: Workbook) -> None:
    """Tests one note as a user reads it."""
    note = book["Funding"]["L4"].comment
    assert note is not None
    assert note.text == (
        "Annual interest on the deemed balance.\n"
        "Unit: a year.\n"
        "Takes a percentage from 0% to 30% (a year).\n"
        "Blank = 0%.\n"
        "Example: 8%"
    )


def test_point_25_fixed_lists_stand_in_lists(book: Workbook) -> None:
    """Tests that the drop-down of every choice leads to exactly its choices in Lists."""
    lists = book["Lists"]
    for column, validation in _checked(book):
        choices = column.choices or column.allowed or column.offered
        if column.kind is Kind.FLAG:
            choices = ("yes", "no")
        if choices:
            assert validation is not None
            assert validation.type == "list"
            sheet, address = str(validation.formula1).split("!")
            assert sheet == "Lists"
            assert tuple(row[0].value for row in lists[address.replace("$", "")]) == choices


def test_point_25_ids_are_picked_from_their_own_table(book: Workbook) -> None:
    """Tests that a site in Clusters comes from Sites, and every other id from its sheet."""
    seen = 0
    for column, validation in _checked(book):
        source = column.refers_to or column.offers
        if source is None or source in REPEATED:
            continue
        seen += 1
        sheet, header = source
        letter = next(it.column_letter for it in book[sheet][HEADER_ROW] if it.value == header)
        whole = f"${letter}$5:${letter}${LAST_CHECKED}"
        assert validation is not None
        assert validation.type == "list"
        assert str(validation.formula1).startswith(f"OFFSET('{sheet}'!${letter}$5,0,0,")
        assert f"'{sheet}'!{whole}" in str(validation.formula1)
        assert validation.showErrorMessage == (column.refers_to is not None)
    assert seen == 20


def test_point_25_names_that_repeat_are_checked_but_not_listed(book: Workbook) -> None:
    """Tests that the group of a rule has no list, which would name it once for every member."""
    seen = []
    for column, validation in _checked(book):
        if column.refers_to not in REPEATED:
            continue
        assert validation is not None
        seen.append((validation.type, validation.formula1, validation.error))
    assert seen == [
        (
            "custom",
            "SUMPRODUCT(--('Groups'!$A$5:$A$504=A5))>0",
            "Group: a Group of the sheet Groups.",
        ),
        (
            "custom",
            "SUMPRODUCT(--('Construction'!$A$5:$A$504=B5))>0",
            "Resource: a Resource of the sheet Construction. For example Electricians.",
        ),
    ]
    note = book["Group rules"]["A4"].comment
    assert note is not None
    assert "Type the name as it stands in the column Group of the sheet Groups." in note.text


def test_point_26_numbers_and_dates_are_checked_while_typing(book: Workbook) -> None:
    """Tests that bounds are those of the schema, and that the error says what is expected."""
    for column, validation in _checked(book):
        if column.allowed or not (column.is_numeric or column.kind is Kind.DATE):
            continue
        assert validation is not None
        assert validation.imeMode == "disabled"
        if column.kind is Kind.DATE:
            assert (validation.type, validation.formula1, validation.formula2) == (
                "date",
                "DATE(1990,1,1)",
                "DATE(2200,12,31)",
            )
            continue
        assert validation.type == ("whole" if column.kind is Kind.WHOLE else "decimal")
        low = -1e300 if column.minimum is None else column.minimum
        assert float(str(validation.formula1)) == low
        assert (validation.formula2 is None) == (column.maximum is None)
        assert column.maximum is None or float(str(validation.formula2)) == column.maximum


def test_point_26_errors_fit_into_excel_and_help(book: Workbook) -> None:
    """Tests that title and text are within Excel's lengths, name the column, prompt nothing."""
    for column, validation in _checked(book):
        if validation is None:
            assert column.kind in {Kind.TEXT, Kind.ID}
            continue
        assert 0 < len(str(validation.errorTitle)) <= 32
        # Excel stores 255 characters, but shows no more than 225.
        assert len(str(validation.error)) <= 225
        assert str(validation.error).startswith(f"{column.header}: ")
        assert len(str(validation.formula1)) <= 255
        assert not validation.showInputMessage
    errors = {column.header: str(it.error) for column, it in _checked(book) if it is not None}
    assert errors["Discount rate"] == (
        "Discount rate: a percentage from 0% to 30% (a year). For example 8%."
    )
    assert errors["First call"] == (
        "First call: a date between 1990 and 2200. For example 2027-01-31. "
        "A blank cell stands for the first period."
    )


def test_points_24_and_26_every_example_is_one_that_the_column_takes(book: Workbook) -> None:
    """Tests that what notes and errors give as an example is read without a remark."""
    told = [(it, str(v.error)) for it, v in _checked(book) if v is not None]
    for page, letter, column in _columns(book):
        told.append((column, page[f"{letter}{HEADER_ROW}"].comment.text))  # type: ignore[union-attr]
    for row, setting in enumerate(SETTINGS, start=FIRST_DATA_ROW):
        told.append((setting, book["Settings"][f"A{row}"].comment.text))  # type: ignore[union-attr]
    wrong = []
    for column, text in told:
        found = re.search(r"Example: (.+)|For example (.+?)\.( |$)", text)
        entry = EXPLAINED.sub("", found[1] or found[2]) if found else ""
        may_lack = {Kind.TEXT, Kind.ID, Kind.REFERENCE}
        if not (found or column.kind in may_lack or text.endswith(": see Lists.")):
            wrong.append((column.header, "no example"))
        if found and typed(column, RawCell(_as_excel_stores(column, entry))).note is not None:
            wrong.append((column.header, entry))
        if column.unit == "people":
            assert entry == "1,200"
    assert wrong == []
    examples = {column.header: text for column, text in told}
    assert examples["Permit confidence"].endswith("Example: 80%")
    note = book["Clusters"]["AD4"].comment
    assert note is not None
    assert note.text.endswith("Example: Study of May 2026, page 12")


EXPLAINED = re.compile(r" \(.*\)$| for USD .*$")
"""What an example means, behind it."""


def _as_excel_stores(column: Column, entry: str) -> object:
    """What Excel makes of a text that is typed."""
    if column.kind is Kind.DATE:
        return datetime.fromisoformat(entry)
    if re.fullmatch(r"-?[\d,.]+%?", entry):
        number = float(entry.rstrip("%").replace(",", ""))
        return number / 100 if entry.endswith("%") else number
    return entry


def test_names_in_examples_are_those_of_the_example_rows(book: Workbook) -> None:
    """Tests that a note never sends a user to a cluster, site, profile or source not there."""
    for page, letter, column in _columns(book):
        if column.refers_to is None or column.refers_to[0] in {"Construction", "Operators"}:
            continue
        note = page[f"{letter}{HEADER_ROW}"].comment
        assert note is not None
        example = re.search(r"Example: (.+)", note.text)
        if example:
            sheet, _ = column.refers_to
            names = [book[sheet][f"A{row}"].value for row in (5, 6)]
            assert example[1] in names


def test_the_note_on_a_capex_profile_says_which_and_how_it_fits(book: Workbook) -> None:
    """Tests that the kind is named, for the list offers all, and how it fits another build."""
    note = book["Clusters"]["J4"].comment
    assert note is not None
    assert note.text.split("\n")[1] == (
        "The list offers all profiles: take one of the kind capex. A profile of 4 steps is "
        "stretched over a build of 10 periods, 2.5 periods a step."
    )
    ramp = book["Clusters"]["N4"].comment
    assert ramp is not None
    assert "take one of the kind ramp." in ramp.text


def test_point_26_a_price_or_must(book: Workbook) -> None:
    """Tests that the strength of a target takes must or a number."""
    validation = _validations(book["Targets"])["H5"]
    assert validation.type == "custom"
    assert validation.formula1 == 'OR(H5="must",AND(ISNUMBER(H5),N(H5)>=0))'


def test_point_27_validation_reaches_far_below_the_spare_rows(book: Workbook) -> None:
    """Tests that the last spare row is checked, and 500 rows are."""
    for sheet in SHEETS:
        for validation in book[sheet.name].data_validations.dataValidation:
            assert str(validation.sqref).endswith(str(LAST_CHECKED))
    assert LAST_CHECKED == 504
    assert FIRST_DATA_ROW + SPARE_ROWS < LAST_CHECKED


def test_point_29_required_columns_say_so(book: Workbook) -> None:
    """Tests that the word stands above the header of every required column and no other."""
    for page, letter, column in _columns(book):
        rule = str(page[f"{letter}{HEADER_ROW - 1}"].value)
        assert rule.endswith("required") == column.required
    for row, setting in enumerate(SETTINGS, start=FIRST_DATA_ROW):
        assert str(book["Settings"][f"E{row}"].value).endswith("Required.") == setting.required


def test_point_30_defaults_are_shown_and_nothing_is_computed(book: Workbook) -> None:
    """Tests that no cell holds a formula, and each optional setting shows its default."""
    for page in book.worksheets:
        assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    for row, setting in enumerate(SETTINGS, start=FIRST_DATA_ROW):
        if not setting.required:
            assert book["Settings"][f"B{row}"].value == setting.default


def test_provenance_comes_last(book: Workbook) -> None:
    """Tests that the last two columns are for source and notes."""
    for sheet in SHEETS:
        headers = [str(cell.value) for cell in book[sheet.name][HEADER_ROW]]
        assert headers[-2:] == [column.header for column in sheet.columns[-2:]]


def test_point_31_the_reader_takes_the_template(file: Path) -> None:
    """Tests that only example rows are to be said of the template."""
    tables, findings = read(file)
    assert tables is not None
    assert {finding.code for finding in findings} == {"W218"}


def test_point_44_print_layout(book: Workbook) -> None:
    """Tests landscape, one page wide, repeated headers, sheet and page on every page."""
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        # An empty sheet is one page, its spare rows included; About has more to read.
        height = 0 if page.title == "About" else 1
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, height)
        assert page.oddHeader.left.text == "&A"
        assert page.oddFooter.right.text == "Page &P of &N"
        if page.title != "About":
            assert page.print_title_rows == "$4:$4"


def test_point_44_only_the_table_is_printed(book: Workbook) -> None:
    """Tests that notes that run on beyond the table make no page wider, and spare rows print."""
    assert book["Clusters"].print_area == "'Clusters'!$A$1:$AE$55"
    assert all(page.print_area for page in book.worksheets)


def test_point_44_a_long_sheet_prints_its_rows_and_few_blank_ones(tmp_path: Path) -> None:
    """Tests that 200 sites take several pages, of which none is blank."""
    sites = [{"Site": f"S-{number}", "Land (acres)": 1} for number in range(200)]
    write_template(tmp_path / "long.xlsx", {}, {"Sites": sites})
    page = load_workbook(tmp_path / "long.xlsx")["Sites"]
    assert page.print_area == "'Sites'!$A$1:$U$214"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)


def test_columns_that_may_be_added_are_explained(book: Workbook) -> None:
    """Tests that the help of Clusters says how a further resource is given."""
    assert "add a column Use: NAME before the last two" in str(book["Clusters"]["A2"].value)
    assert get_column_letter(book["Clusters"].max_column) == "AE"
