"""The issues workbook: one row a problem, each with a link to its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from optmodel import api
from optmodel.errors import Finding, InputError, WriteError
from optmodel.run.report_file import write_report
from optmodel.workbook.template import write_template
from tests.cases import cluster, pledge, site, tiny_settings


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An input with a space and a number sign in its name, and four mistakes."""
    folder = tmp_path / "my inputs"
    folder.mkdir()
    file = folder / "plan #1.xlsx"
    sheets = {
        "Clusters": [cluster("=A1", 5, Site="Oak Rige"), cluster("B", 5)],
        "Sites": [site("Oak Ridge", "1,200"), site("T", "1,300")],
        "Funding calls": [{"Source": "JPN", "From": "soon"}],
        "Funding": [pledge()],
    }
    write_template(file, tiny_settings(), sheets)
    return file


def rows_of(page: Worksheet) -> list[dict[str, object]]:
    """The rows of the table below the header in row 4."""
    lines = page.iter_rows(min_row=4, values_only=True)
    headers = [str(it) for it in next(lines)]
    return [dict(zip(headers, line, strict=True)) for line in lines]


def test_one_row_for_each_finding(tmp_path: Path, source: Path) -> None:
    """Tests the whole record of a merged run, and that names stay texts."""
    report = tmp_path / "report.xlsx"
    findings = api.check(source)
    write_report(report, source, findings)
    page = load_workbook(report)["Issues"]
    rows = rows_of(page)
    assert [(it["Code"], it["Sheet"], it["Cell"]) for it in rows] == [
        ("E102", "Sites", "H5:H6"),
        ("E103", "Funding calls", "B5"),
        ("E114", "Clusters", "Z5"),
    ]
    first = rows[0]
    assert (first["No."], first["Severity"], first["Stage"]) == (1, "error", "types")
    assert (first["Row"], first["Column"]) == ("site Oak Ridge to T", "Land (acres)")
    assert first["Expected"] == "a number of acres of at least 0"
    assert str(first["Found"]).startswith('the text "1,200"')
    assert first["Message"] == findings[0].message
    assert first["Why it matters"] == findings[0].entry.why
    assert first["What to do"] == findings[0].entry.repair
    assert rows[2]["Row"] == "cluster =A1"
    assert not any(cell.data_type == "f" for line in page.iter_rows() for cell in line)


def test_cells_are_links_relative_to_the_report(tmp_path: Path, source: Path) -> None:
    """Tests the links to cells of the input, which stand even if both folders are moved."""
    (tmp_path / "reports").mkdir()
    report = tmp_path / "reports" / "report.xlsx"
    write_report(report, source, api.check(source))
    page = load_workbook(report)["Issues"]
    links = [page[f"F{row}"].hyperlink for row in (5, 6, 7)]
    assert {it.target for it in links} == {"..\\my%20inputs\\plan%20%231.xlsx"}
    assert [it.location for it in links] == ["'Sites'!H5:H6", "'Funding calls'!B5", "'Clusters'!Z5"]


def test_the_table_can_be_filtered_and_printed(tmp_path: Path, source: Path) -> None:
    """Tests table, filter, frozen header, and one landscape page wide."""
    report = tmp_path / "report.xlsx"
    write_report(report, source, api.check(source))
    book = load_workbook(report)
    assert book.sheetnames == ["Summary", "Issues", "Codes"]
    page = book["Issues"]
    table = page.tables["Issues"]
    assert table.ref == "A4:N7"
    assert table.autoFilter.ref == "A4:N7"
    assert page.freeze_panes == "A5"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.print_title_rows == "$1:$4"


def test_summary_and_codes(tmp_path: Path, source: Path) -> None:
    """Tests the verdict in words, the counts by stage, and what the codes mean."""
    report = tmp_path / "report.xlsx"
    write_report(
        report, source, [*api.check(source), Finding("W210", "has spaces.", "Sites", "A5")]
    )
    book = load_workbook(report)
    page = book["Summary"]
    assert page["A1"].value == "Issues of plan #1.xlsx"
    assert (
        page["A3"].value
        == "Not ready to solve: 3 errors to repair first. There is 1 warning as well."
    )
    facts = {line[0]: line[1:] for line in page.iter_rows(min_row=5, values_only=True)}
    assert len(str(facts["SHA-256 of the file"][0])) == 64
    assert facts["Types"][1:] == (2, 1)
    assert facts["All stages"][1:] == (3, 1)
    codes = rows_of(book["Codes"])
    assert [(it["Code"], it["Times"]) for it in codes] == [
        ("E102", 1),
        ("E103", 1),
        ("W210", 1),
        ("E114", 1),
    ]
    assert all(it["Meaning"] and it["What to do"] for it in codes)


def test_a_report_without_findings_says_so(tmp_path: Path, source: Path) -> None:
    """Tests that nothing found is words, not an empty file."""
    report = tmp_path / "report.xlsx"
    write_report(report, source, ())
    book = load_workbook(report)
    assert book["Summary"]["A3"].value == "Ready to solve: no problem was found."
    assert rows_of(book["Issues"])[0]["Message"] == "No problem was found."


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([Finding("W210", "has spaces.")], "Ready to solve, with 1 warning: read them first."),
        (
            [Finding("E310", "needs 640.")],
            "No plan can meet all limits: 1 reason proven before any search.",
        ),
    ],
)
def test_verdicts(tmp_path: Path, source: Path, findings: list[Finding], words: str) -> None:
    """Tests what is said of warnings alone and of what is impossible."""
    report = tmp_path / "report.xlsx"
    write_report(report, source, findings)
    assert load_workbook(report)["Summary"]["A3"].value == words


def test_a_source_that_cannot_be_opened(tmp_path: Path) -> None:
    """Tests that a missing file has its report, linked to where it should be."""
    missing, report = tmp_path / "gone.xlsx", tmp_path / "report.xlsx"
    write_report(report, missing, api.check(missing))
    (row,) = rows_of(load_workbook(report)["Issues"])
    assert (row["Code"], row["Cell"]) == ("E901", "file")
    summary = load_workbook(report)["Summary"]
    assert "the file could not be read" in [line[1].value for line in summary.iter_rows()]


def test_nothing_is_overwritten(tmp_path: Path, source: Path) -> None:
    """Tests that a file that is there stays as it is, exit code 2."""
    report = tmp_path / "report.xlsx"
    report.write_bytes(b"mine")
    with pytest.raises(InputError, match="is there already") as caught:
        write_report(report, source, ())
    assert int(caught.value.exit_code) == 2
    assert report.read_bytes() == b"mine"
    with pytest.raises(InputError, match=r"ends in \.xlsx"):
        write_report(tmp_path / "report.csv", source, ())


def test_a_folder_that_is_not_there(tmp_path: Path, source: Path) -> None:
    """Tests the message, exit code 7, and that nothing is left."""
    with pytest.raises(WriteError, match="Cannot write") as caught:
        write_report(tmp_path / "no" / "report.xlsx", source, ())
    assert int(caught.value.exit_code) == 7
    assert not list(tmp_path.glob("**/*partial*"))


def test_hostile_texts_stay_texts(tmp_path: Path, source: Path) -> None:
    """Tests formulas, control characters, ready XML and texts longer than a cell."""
    report = tmp_path / "report.xlsx"
    texts = ["=1+1", "\x01", "<r>x</r>", "x" * 40_000, "http://x.example", "{=1}"]
    findings = [Finding("E110", it, "It's", "A5", it, it, it, it, involved=(it,)) for it in texts]
    write_report(report, source, findings)
    rows = rows_of(load_workbook(report)["Issues"])
    assert [str(it["Message"])[:4] for it in rows] == ["=1+1", "?", "<r>x", "xxxx", "http", "{=1}"]
    page = load_workbook(report)["Issues"]
    assert page["F5"].hyperlink.location == "'It''s'!A5"
