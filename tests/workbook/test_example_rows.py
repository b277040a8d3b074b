"""Example rows of the empty template: shown, warned of, refused by a search."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel import api
from optmodel.errors import Finding, InputError
from optmodel.examples import names, rows
from optmodel.run import template_file
from optmodel.run.failure import exit_code_of
from optmodel.workbook.example_rows import MARK, SETTING_MARK, marks_example, refused
from optmodel.workbook.read import read
from optmodel.workbook.template import write_starter, write_template
from optmodel.workbook.template.starter import SETTINGS, SHEETS
from tests.cases import cluster, pledge, site, tiny_settings

WIDE = "\uff25\uff38\uff21\uff2d\uff30\uff2c\uff25"
"""EXAMPLE in full-width letters."""

PROGRAM = {
    "Clusters": [cluster("FIB", 300, 2), cluster("CAB", 120, 1)],
    "Sites": [site("TX-03", 640)],
    "Funding": [pledge(1000)],
}


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with its example rows."""
    path = tmp_path_factory.mktemp("starter") / "plan.xlsx"
    write_starter(path)
    return path


def _codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def test_the_template_passes_the_check(starter: Path) -> None:
    """Tests that nothing but the example rows is reported, and that the check ends with 0."""
    findings = api.check(starter)
    assert _codes(findings) == {"W218"}
    assert exit_code_of(findings) == 0
    sheets = ["Settings", "Clusters", "Profiles", "Sites", "Funding", "Dependencies"]
    assert list(dict.fromkeys(finding.sheet for finding in findings)) == sheets


def test_a_search_refuses_example_rows(starter: Path) -> None:
    """Tests that solving ends with 2 and every warning about examples is an error."""
    with pytest.raises(InputError) as caught:
        api.solve(starter)
    assert _codes(caught.value.findings) == {"E118"}
    assert exit_code_of(caught.value.findings) == 2


def test_a_finding_leads_to_the_note(starter: Path) -> None:
    """Tests that the cell is that of the note, of a setting that of its source."""
    _, findings = read(starter)
    assert [it.address for it in findings[:7]] == [
        *(f"Settings!D{row}" for row in range(5, 11)),
        "Clusters!AE5",
    ]
    book = load_workbook(starter)
    assert book["Settings"]["D5"].value == book["Settings"]["D10"].value == SETTING_MARK
    assert "elete" not in findings[0].message
    assert "Overwrite or delete the row" in findings[6].message
    page = book["Clusters"]
    assert page["AE5"].value == page["AE6"].value == MARK


def test_clearing_the_notes_makes_a_program() -> None:
    """Tests that the examples are a program that has a plan once its marks are gone."""
    plan = api.solve({"Settings": SETTINGS, **SHEETS})
    assert plan.status == "optimal"
    assert all(decision.funded for decision in plan.decisions)


def test_rows_given_as_mappings_are_found() -> None:
    """Tests one marked cluster among plain rows, and the cell that a template would have."""
    marked = {**cluster("NEW", 10, 1), "Notes": "Example row: mine"}
    program = {**PROGRAM, "Clusters": [*PROGRAM["Clusters"], marked]}
    source = {"Settings": tiny_settings(), **program}
    assert [(it.code, it.key) for it in api.check(source)] == [("W218", "cluster NEW")]
    with pytest.raises(InputError, match="E118"):
        api.solve(source)


def test_settings_given_as_rows_are_found() -> None:
    """Tests that the source of a setting marks it where settings come as rows."""
    marks = {"Discount rate": SETTING_MARK}
    settings = [
        {"Setting": name, "Value": value, "Source": marks.get(name)}
        for name, value in tiny_settings().items()
    ]
    findings = api.check({"Settings": settings, **PROGRAM})
    assert [(it.code, it.key) for it in findings] == [("W218", "setting Discount rate")]


def test_tables_read_before_are_found(starter: Path) -> None:
    """Tests that tables do not lose the marks of their rows."""
    tables, _ = read(starter)
    assert tables is not None
    with pytest.raises(InputError, match="E118"):
        api.solve(tables)


@pytest.mark.parametrize(
    ("value", "marks"),
    [
        (MARK, True),
        (SETTING_MARK, True),
        ("  Example row", True),
        (f"{WIDE} ROW", True),
        ("Example Corp annual report 2026", False),
        ("EXAMPLE", False),
        ("An example of care", False),
        ("", False),
        (None, False),
        (12, False),
    ],
)
def test_what_marks_a_row(value: object, marks: bool) -> None:
    """Tests that a note marks its row by its first two words, in any case and width."""
    assert marks_example(value) is marks


def test_a_funding_source_may_be_called_example() -> None:
    """Tests that only notes mark a row: in Funding, Source is a name."""
    program = {**PROGRAM, "Funding": [pledge(1000, Source="Example fund")]}
    assert api.check({"Settings": tiny_settings(), **program}) == ()


def test_other_findings_stay_as_they_are() -> None:
    """Tests that a search only refuses example rows."""
    others = (Finding("W205", "rows 5-6 are hidden and used."), Finding("E101", "is blank."))
    assert refused(others) == others


def test_a_blank_template_has_no_example_rows(tmp_path: Path) -> None:
    """Tests that the wish for a blank template is met, by the same bytes as an empty one."""
    template_file.write(tmp_path / "blank.xlsx", None, blank=True)
    template_file.write(tmp_path / "starter.xlsx", None)
    write_template(tmp_path / "empty.xlsx")
    write_starter(tmp_path / "again.xlsx")
    blank, starter = (tmp_path / name for name in ("blank.xlsx", "starter.xlsx"))
    assert blank.read_bytes() == (tmp_path / "empty.xlsx").read_bytes()
    assert starter.read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    assert MARK not in {
        cell.value
        for page in load_workbook(blank).worksheets
        for row in page.iter_rows()
        for cell in row
    }


@pytest.mark.parametrize("name", names())
def test_the_examples_have_no_example_rows(name: str) -> None:
    """Tests that the programs that come with the package are none of them marked."""
    settings, sheets = rows(name)
    assert _codes(api.check({"Settings": settings, **sheets})) & {"W218", "E118"} == set()
