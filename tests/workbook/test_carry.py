"""Tests of carrying old workbooks over: nothing is lost, and every guess is told."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.errors import InputError
from optmodel.run.carry_file import carry_over
from optmodel.workbook.carry import Carried
from optmodel.workbook.read import read
from optmodel.workbook.tables import Tables
from optmodel.workbook.template import write_template
from tests.workbook.conftest import SHEETS

INPUTS = sorted((Path(__file__).parents[2] / "inputs").glob("*.xlsx"))

Page = list[list[object]]
FIRST = datetime(2027, 1, 1)  # noqa: DTZ001 - cells have no zone
OLD: dict[str, Page] = {
    "settings": [
        ["Value", "Setting"],
        ["Plan A", "plan NAME"],
        [FIRST, "First period"],
        [12, "Months per period"],
        [3, "Decision periods"],
        [10, "Horizon periods"],
        [0.1, "Discount rates"],
        ["bold", "Risk appetite"],
    ],
    "Cluster": [
        ["Prepared by the treasury"],
        [],
        ["Notes", "Priority", "Capex", "Cluster", "Build (periods)"],
        ["first", 2, 300.123456789012, "FIB", 2],
        [None, 1, 120, "=CAB", 1],
    ],
    "Sites ": [["Land (acres)", "Site"], [640, "TX-03"], [900, "Oak Ridge"]],
    "Funding": [["Source", "Commitment (USD m)"], ["JPN", 1000]],
    "Scratch": [["anything", 1.5], [True, FIRST]],
}
"""Everything moved around: case, spacing, order of columns, header rows, near names."""

Change = Callable[[Workbook], object]


@pytest.fixture(autouse=True)
def few_spare_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write templates without many spare rows, which take most of the time."""
    monkeypatch.setattr("optmodel.workbook.template.write.SPARE_ROWS", 1)


def book_of(pages: dict[str, Page]) -> Workbook:
    """A workbook of plain cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                page.cell(row, column).value = value  # type: ignore[assignment]
                if isinstance(value, str):
                    page.cell(row, column).data_type = "s"
    return book


def carried(folder: Path, change: Change = lambda _: None) -> tuple[Carried, Workbook]:
    """The old workbook with a change, carried over: the report and the new workbook."""
    book = book_of(OLD)
    change(book)
    book.save(folder / "old.xlsx")
    report = carry_over(folder / "old.xlsx", folder / "new.xlsx")
    return report, load_workbook(folder / "new.xlsx")


def told(report: Carried, code: str) -> list[str]:
    """What is said under a code."""
    return [str(finding) for finding in report.findings if finding.code == code]


def rows_of(page: Worksheet) -> list[list[object]]:
    """Every row with something in it, without its blanks."""
    rows = ([value for value in row if value is not None] for row in page.values)
    return [row for row in rows if row]


def said(tables: Tables) -> dict[str, object]:
    """The typed values without blanks; how many steps a template offers is no value."""
    return {
        sheet: [
            {header: value for header, value in row.values.items() if value is not None}
            for row in rows
        ]
        for sheet, rows in {**tables.sheets, "Settings": tuple(tables.settings.values())}.items()
        if rows
    }


def test_a_workbook_with_everything_moved_around(tmp_path: Path) -> None:
    """Tests that the new workbook reads as it should, numbers unrounded, texts as texts."""
    carried(tmp_path, lambda book: book["settings"].delete_rows(8))
    tables, findings = read(tmp_path / "new.xlsx")
    assert [finding for finding in findings if finding.is_error] == []
    assert tables is not None
    assert [row["Cluster"] for row in tables.rows("Clusters")] == ["FIB", "=CAB"]
    assert [row["Capex (USD m)"] for row in tables.rows("Clusters")] == [300.123456789012, 120]
    assert [row["Notes"] for row in tables.rows("Clusters")] == ["first", None]
    assert [row["Land (acres)"] for row in tables.rows("Sites")] == [640, 900]
    assert tables.setting("Plan name") == "Plan A"
    assert tables.setting("Discount rate") == 0.1


def test_every_guess_is_told(tmp_path: Path) -> None:
    """Tests the remarks on near names, unknown columns, settings and sheets, and loose cells."""
    report, new = carried(tmp_path)
    assert told(report, "W250") == [
        'W250  Cluster  carried from the sheet "Cluster" into "Clusters".'
    ]
    assert told(report, "W251") == [
        f"W251  {place} check the unit."
        for place in (
            'Cluster!C3 (Capex (USD m))  carried from "Capex" into "Capex (USD m)":',
            (
                'settings!B7 (Discount rate)  carried from the setting "Discount rates" into '
                '"Discount rate":'
            ),
        )
    ]
    assert told(report, "W252") == [
        (
            'W252  Cluster!B3 (Priority)  the column "Priority" is not known; carried to the '
            'right as "Priority".'
        )
    ]
    assert told(report, "W253") == [
        'W253  Scratch  is not known; carried as plain values to the sheet "Scratch" at the end.'
    ]
    assert told(report, "W254") == [
        (
            "W254  Cluster!A1  1 value or note stands outside the table, the first one here; the "
            'sheet "Carried over" lists it.'
        )
    ]
    assert told(report, "W255") == [
        (
            "W255  settings!B8 (Risk appetite)  is not a setting that the program knows; carried "
            "below the settings."
        )
    ]
    assert rows_of(new["Scratch"]) == OLD["Scratch"]
    assert rows_of(new["Carried over"])[-1] == [
        "Cluster",
        "A1",
        "value",
        "Prepared by the treasury",
    ]
    assert ["Risk appetite", "bold"] in rows_of(new["Settings"])


@pytest.mark.parametrize(
    ("header", "carried_as"),
    [
        ("Capex (USD bn)", ""),
        ("Capex [USD bn]", ""),
        ("Capex USD bn", ""),
        ("Capex (EUR m)", ""),
        ("Capex (USD million)", "W251"),
        ("Capex USD m", "W251"),
        ("CAPEX", "W251"),
        ("capex  (usd M)", "same"),
    ],
)
def test_a_column_in_another_unit_is_not_taken_for_the_known_one(
    tmp_path: Path, header: str, carried_as: str
) -> None:
    """Tests that billions go to the right under their own header; a unit left out is only told."""

    def rename(book: Workbook) -> None:
        book["Cluster"]["C3"].value = header

    report, new = carried(tmp_path, rename)
    row = [cell.value for cell in new["Clusters"][5]]
    capex = row[[cell.value for cell in new["Clusters"][4]].index("Capex (USD m)")]
    near = [line for line in told(report, "W251") if "Capex" in line]
    assert bool(near) == (carried_as == "W251")
    assert capex == (300.123456789012 if carried_as else None)
    assert bool(report.not_filled) == (not carried_as)
    assert row[-1] == (2 if carried_as else 300.123456789012)


def test_another_unit_is_told_with_what_to_do(tmp_path: Path) -> None:
    """Tests the remark on billions, and on a setting in minutes."""

    def rename(book: Workbook) -> None:
        book["Cluster"]["C3"].value = "Capex (USD bn)"
        book["settings"]["A8"].value, book["settings"]["B8"].value = 30, "Time limit (minutes)"

    report, new = carried(tmp_path, rename)
    assert told(report, "W252")[-1] == (
        'W252  Cluster!C3 (Capex (USD bn))  the column "Capex (USD bn)" is not known; carried to '
        'the right as "Capex (USD bn)". "Capex (USD m)" has another unit (USD m): convert the '
        "numbers into it."
    )
    assert told(report, "W255") == [
        (
            "W255  settings!B8 (Time limit (minutes))  is not a setting that the program knows; "
            'carried below the settings. "Time limit" has another unit (seconds): convert the '
            "numbers into it."
        )
    ]
    assert ["Time limit (minutes)", 30] in rows_of(new["Settings"])


def test_near_names_are_suggested_and_what_stays_blank_is_listed(tmp_path: Path) -> None:
    """Tests that a rate and a horizon that stay at their defaults are named in the report."""

    def rename(book: Workbook) -> None:
        book["Funding"]["C1"].value, book["Funding"]["C2"].value = "Deemed interest rate", 0.04
        book["settings"]["B6"].value = "Horizon"

    report, _ = carried(tmp_path, rename)
    assert told(report, "W252")[0].endswith(
        'carried to the right as "Deemed interest rate". Did you mean "Deemed rate"?'
    )
    assert told(report, "W255")[0] == (
        "W255  settings!B6 (Horizon)  is not a setting that the program knows; carried below the "
        'settings. Did you mean "Horizon periods"?'
    )
    assert [*report.lines()][-3:] == [
        "Not filled, because only a near name was found:",
        '  Settings, "Horizon periods": look at "Horizon" in settings!B6',
        '  Funding, "Deemed rate": look at "Deemed interest rate" in Funding!C1',
    ]
    assert report.as_dict()["not_filled"] == [
        {
            "sheet": "Settings",
            "header": "Horizon periods",
            "near": "Horizon",
            "cell": "settings!B6",
        },
        {
            "sheet": "Funding",
            "header": "Deemed rate",
            "near": "Deemed interest rate",
            "cell": "Funding!C1",
        },
    ]


@pytest.mark.parametrize("inserted", [0, 2])
def test_the_words_of_the_template_are_not_listed(tmp_path: Path, inserted: int) -> None:
    """Tests that of About and Lists only a user's own notes are listed, wherever they stand."""
    write_template(tmp_path / "old.xlsx")
    book = load_workbook(tmp_path / "old.xlsx")
    for name in ("About", "Lists"):
        book[name].insert_rows(1, inserted or 0)
    book["Clusters"]["C1"].value = "'About'!A1"  # What some programs leave of a link.
    book.save(tmp_path / "old.xlsx")
    report = carry_over(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
    assert report.findings == ()

    about, lists = book["About"], book["Lists"]
    about["D7"].value, about["D8"].value = "ask Kenji", 3
    lists.cell(4 + inserted, 30).value = 12
    lists.cell(4 + inserted, 2).comment = Comment("end is not used", "Ann")
    book.save(tmp_path / "old.xlsx")
    carry_over(tmp_path / "old.xlsx", tmp_path / "again.xlsx")
    listed = rows_of(load_workbook(tmp_path / "again.xlsx")["Carried over"])
    assert listed[3:] == [
        ["About", "D7", "value", "ask Kenji"],
        ["About", "D8", "value", 3],
        ["Lists", f"AD{4 + inserted}", "value", 12],
        ["Lists", f"B{4 + inserted}", "note", "end is not used"],
    ]


def test_a_column_of_ones_own_belongs_to_the_table(tmp_path: Path) -> None:
    """Tests that it stands under its header, right of the last column, within the Excel table."""
    _, new = carried(tmp_path)
    page = new["Clusters"]
    last = page.max_column
    assert [page.cell(row, last).value for row in (4, 5, 6)] == ["Priority", 2, 1]
    (table,) = page.tables.values()
    assert [column.name for column in table.tableColumns][-2:] == ["Notes", "Priority"]


def test_two_near_names_are_not_chosen_from(tmp_path: Path) -> None:
    """Tests that of two columns that may be capex neither is taken for it."""

    def second(book: Workbook) -> None:
        book["Cluster"]["F3"].value = "Capex (EUR m)"
        book["Cluster"]["F4"].value = 250

    report, new = carried(tmp_path, second)
    assert not [line for line in told(report, "W251") if "Capex" in line]
    headers = [cell.value for cell in new["Clusters"][4]]
    assert headers[-3:] == ["Priority", "Capex", "Capex (EUR m)"]


def test_a_second_column_of_the_same_name_is_kept(tmp_path: Path) -> None:
    """Tests that both are there, the second under a name that the reader does not mistake."""

    def twice(book: Workbook) -> None:
        book["Funding"]["C1"].value, book["Funding"]["C2"].value = "SOURCE", "KOR"

    _, new = carried(tmp_path, twice)
    page = new["Funding"]
    assert page.cell(4, page.max_column).value == "Copy of SOURCE"
    assert page.cell(5, page.max_column).value == "KOR"


def test_formulas_are_carried_as_last_calculated(tmp_path: Path) -> None:
    """Tests that a calculated formula is its value, and that it is told."""
    book = book_of(OLD)
    book["Sites "]["A2"].value = "=600+40"
    book.save(tmp_path / "old.xlsx")
    calculated(tmp_path / "old.xlsx")
    report = carry_over(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
    assert report.formulas == 1
    assert told(report, "W257") == [
        "W257  Sites !A2  1 formula is carried as last calculated, the first one here."
    ]
    tables = load_workbook(tmp_path / "new.xlsx")["Sites"]
    assert 640 in [cell.value for cell in tables[5]]


def calculated(path: Path) -> None:
    """Put a value behind the only formula of a workbook, as Excel does when it saves."""
    draft = io.BytesIO()
    with ZipFile(path) as old, ZipFile(draft, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            formula = rb"(<f>600\+40</f>)<v ?/?>(</v>)?"
            new.writestr(name, re.sub(formula, rb"\1<v>640</v>", old.read(name)))
    path.write_bytes(draft.getvalue())


@pytest.mark.parametrize(
    ("cell", "value", "code"), [("A2", "=1+1", "E141"), ("A2", "#REF!", "E140")]
)
def test_a_cell_without_a_value_is_refused(
    tmp_path: Path, cell: str, value: str, code: str
) -> None:
    """Tests that formulas never calculated and errors are named, and nothing is written."""

    def broken(book: Workbook) -> None:
        book["Sites "][cell].value = value
        book["Scratch"][cell].value = value

    with pytest.raises(InputError) as caught:
        carried(tmp_path, broken)
    assert [(it.code, it.address) for it in caught.value.findings] == [
        (code, "Sites !A2"),
        (code, "Scratch!A2"),
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["old.xlsx"]


def test_hidden_and_merged_cells_and_notes(tmp_path: Path) -> None:
    """Tests that a hidden row is visible, merged cells are told, and a note stays on its cell."""

    def change(book: Workbook) -> None:
        book["Sites "].row_dimensions[3].hidden = True
        book["Funding"].merge_cells("A2:A3")
        book["Cluster"]["D4"].comment = Comment("ask Kenji", "Ann")
        book["Cluster"]["A1"].comment = Comment("a draft", "Ann")
        book["Scratch"].sheet_state = "hidden"

    report, new = carried(tmp_path, change)
    assert told(report, "W256") == [
        "W256  Scratch  this sheet was hidden; the new workbook shows it.",
        "W256  Sites !3:3  was hidden; the new workbook shows it.",
    ]
    assert len(told(report, "W258")) == 1
    assert not [row for row, it in new["Sites"].row_dimensions.items() if it.hidden]
    assert {page.sheet_state for page in new.worksheets} == {"visible"}
    (note,) = [cell.comment for cell in new["Clusters"][5] if cell.comment is not None]
    assert note.text == "ask Kenji"
    assert ["Cluster", "A1", "note", "a draft"] in rows_of(new["Carried over"])


def test_charts_and_links_are_said_to_be_left_out(tmp_path: Path) -> None:
    """Tests that what holds no value is named."""
    from openpyxl.chart import BarChart, Reference

    def change(book: Workbook) -> None:
        chart = BarChart()
        chart.add_data(Reference(book["Sites "], min_col=1, min_row=2, max_row=3))
        book["Scratch"].add_chart(chart, "F1")
        book["Funding"]["A2"].hyperlink = "https://example.com/pledge"

    report, _ = carried(tmp_path, change)
    assert told(report, "W259") == [
        "W259  Funding!A2  1 link is not carried, only the text that shows it; the first one here.",
        "W259  Scratch  1 chart or picture is not carried.",
    ]


def test_a_text_that_excel_cannot_hold_is_refused(tmp_path: Path) -> None:
    """Tests the proof: a text that is cut in the new workbook is noticed, nothing is kept."""
    book = book_of(OLD)
    book["Scratch"]["A1"]._value = "x" * 32_768
    book.save(tmp_path / "old.xlsx")
    with pytest.raises(InputError) as caught:
        carry_over(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
    assert [str(it) for it in caught.value.findings] == [
        "E196  Scratch!A1  cannot be carried unchanged; nothing is written."
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["old.xlsx"]


def test_an_escaped_control_character_is_refused_by_its_cell(tmp_path: Path) -> None:
    """Tests a text as spreadsheet programs escape it: the reader takes it, a workbook cannot."""
    book = book_of(OLD)
    book["Scratch"]["A1"] = "x_x0007_y"
    book.save(tmp_path / "old.xlsx")
    with pytest.raises(InputError) as caught:
        carry_over(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
    assert [str(it) for it in caught.value.findings] == [
        "E196  Scratch!A1  holds a control character, which cannot be carried. Type the cell again."
    ]


def test_a_sheet_with_a_title_that_excel_does_not_take(tmp_path: Path) -> None:
    """Tests that a sheet of another program is carried under a title that fits."""
    book = book_of(OLD)
    old = tmp_path / "old.xlsx"
    book.save(old)
    draft = io.BytesIO()
    with ZipFile(old) as archive, ZipFile(draft, "w", ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            part = archive.read(name)
            changed.writestr(name, part.replace(b'"Scratch"', b'"Scr/a:tch"'))
    old.write_bytes(draft.getvalue())
    carry_over(old, tmp_path / "new.xlsx")
    assert "Scr-a-tch" in load_workbook(tmp_path / "new.xlsx").sheetnames


def test_files_that_are_not_carried(tmp_path: Path) -> None:
    """Tests the same file, one that is there, one of another kind, and one from the future."""
    old = tmp_path / "old.xlsx"
    write_template(old)
    other = book_of({"Budget": [["a", "b"], [1, 2]]})
    other.save(tmp_path / "budget.xlsx")
    future = load_workbook(old)
    name = future.defined_names["Schema_version"].attr_text
    sheet, cell = name.replace("$", "").split("!")
    future[sheet][cell].value = 99
    future.save(tmp_path / "future.xlsx")
    cases = [("old", "old", "E193"), ("old", "budget", "E191"), ("budget", "new", "E195"),
             ("future", "new", "E194"), ("missing", "new", "E901")]  # fmt: skip
    for source, target, code in cases:
        with pytest.raises(InputError) as caught:
            carry_over(tmp_path / f"{source}.xlsx", tmp_path / f"{target}.xlsx")
        assert [it.code for it in caught.value.findings] == [code], (source, target)
    assert not (tmp_path / "new.xlsx").exists()


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_the_examples_carried_over_say_the_same(path: Path, tmp_path: Path) -> None:
    """Tests that a workbook and what is carried of it give equal tables."""
    carry_over(path, tmp_path / "new.xlsx")
    old, new = read(path)[0], read(tmp_path / "new.xlsx")[0]
    assert old is not None
    assert new is not None
    assert said(new) == said(old)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_layout_says_the_same(tmp_path: Path, written: bytes, data: st.DataObject) -> None:
    """Tests that moved rows and columns, other case and spaces, and remarks lose nothing."""
    source = load_workbook(io.BytesIO(written))
    pages: dict[str, Page] = {}
    for name in (*SHEETS, "Settings"):
        rows = [list(row) for row in source[name].iter_rows(min_row=4, values_only=True)]
        rows = [row for row in rows if any(value is not None for value in row)]
        order = data.draw(st.permutations(range(len(rows[0]))), label=f"columns of {name}")
        spell = data.draw(st.sampled_from([str.upper, str.lower, "  {} ".format]))
        above = data.draw(st.integers(0, 12), label=f"rows above {name}")
        moved = [[row[i] for i in order] for row in rows]
        moved[0] = [spell(str(header)) for header in moved[0]]
        remark: Page = [[f"remark on {name}"]] if above else []
        pages[spell(name)[:31]] = [*remark, *([[]] * max(0, above - 1)), *moved]
    book_of(pages).save(tmp_path / "old.xlsx")
    (tmp_path / "plain.xlsx").write_bytes(written)
    (tmp_path / "new.xlsx").unlink(missing_ok=True)
    report = carry_over(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
    old, new = read(tmp_path / "plain.xlsx")[0], read(tmp_path / "new.xlsx")[0]
    assert old is not None
    assert new is not None
    assert said(new) == said(old)
    assert {it.code for it in report.findings} <= {"W254"}
