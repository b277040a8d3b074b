"""The workbook of a run without a plan."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook, load_workbook

from optmodel.conflict.preference import RULES
from optmodel.conflict.types import Conflict, Edit, Explanation, Item, Repair
from optmodel.errors import Finding
from optmodel.program.rule_words import EXPLAINED as NAMES
from optmodel.results.conflicts.case import Case
from optmodel.results.conflicts.sheets import WORDS
from optmodel.results.conflicts.workbook import workbook_bytes
from optmodel.run.info import RunInfo

FUND = Item("decision", ("cluster", "FAB"), "FAB must be funded", ("Clusters!F8", "Clusters!G8"))
MONEY = Item("commitment_limit", ("JPN",), "the commitment of JPN, 90 USD m", ("Funding!C5",))
MORE = Repair(
    lever="commitment",
    words="pledge JPN +12,400 USD m",
    edits=(Edit("Funding", 5, "Commitment (USD m)", "Funding!C5", "source JPN", 90.0, 12_490.0),),
    price_musd=12_400.0,
    proven=True,
    least=True,
    funded=3,
)
RELEASE = Repair(
    lever="release",
    words="release FAB (marked fund)",
    edits=(Edit("Clusters", 8, "Decision", "Clusters!F8", "cluster FAB", "fund", "free"),),
    price_musd=20_000.0,
    proven=True,
    least=False,
)
EXPLAINED = Explanation(
    reasons=("These cannot all be kept: FAB and the money.", "=1+1 is short."),
    conflict=Conflict((FUND, MONEY), irreducible=True, confirmed=True),
    repairs=(MORE, RELEASE),
    findings=(Finding("E315", "too little money.", "Funding", "C5"),),
)
CASE = Case(
    EXPLAINED,
    RunInfo(
        run_id="20270104T090000Z-1f2e3d4c",
        created=datetime(2027, 1, 4, 9, tzinfo=UTC),
        input_file="plan.xlsx",
        input_sha256="1f2e3d4c",
        versions={"optmodel": "1"},
        options={"gap": 0.01},
        warnings=("W205  Sites!40:44  hidden.",),
    ),
    "parks",
    "input.xlsx",
)


def opened(case: Case) -> Workbook:
    """The workbook of a case as a program that calculates nothing sees it."""
    return load_workbook(io.BytesIO(workbook_bytes(case)), data_only=True)


def table(book: Workbook, sheet: str, name: str) -> list[list[object]]:
    """The records of a table."""
    page = book[sheet]
    _, *rows = page[page.tables[name].ref]
    return [[cell.value for cell in row] for row in rows]


def test_the_sheets_in_their_order() -> None:
    """Tests the names of the sheets, that none is hidden, and title and help on each."""
    book = opened(CASE)
    assert book.sheetnames == [
        "About", "Summary", "Conflict", "Repairs", "Edits", "Before the search", "Log",
    ]  # fmt: skip
    assert {page.sheet_state for page in book} == {"visible"}
    assert all(page["A1"].value and page["A2"].value for page in book)


def test_conflict_names_every_cell_and_links_to_it() -> None:
    """Tests that a limit with two cells has two rows, each with a link into the input's copy."""
    book = opened(CASE)
    assert table(book, "Conflict", "Conflict") == [
        [1, "FAB must be funded", "Clusters!F8", "Marked in the input", "decision"],
        [1, "FAB must be funded", "Clusters!G8", "Marked in the input", "decision"],
        [2, "the commitment of JPN, 90 USD m", "Funding!C5", "Commitment", "commitment_limit"],
    ]
    page = book["Conflict"]
    links = {
        cell.value: f"{cell.hyperlink.target}#{cell.hyperlink.location}"
        for row in page.iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }
    assert links["Funding!C5"] == "input.xlsx#'Funding'!C5"


def test_repairs_stand_with_price_and_proof_and_their_edits_apart() -> None:
    """Tests the rows of repairs and of the cells that they change."""
    book = opened(CASE)
    assert table(book, "Repairs", "Repairs") == [
        [1, "pledge JPN +12,400 USD m", "commitment", 12_400, 1, "yes", "yes", 3],
        [2, "release FAB (marked fund)", "release", 20_000, 1, "yes", "no", None],
    ]
    assert [row[:6] for row in table(book, "Edits", "Edits")] == [
        [1, "Funding!C5", "source JPN", "Commitment (USD m)", 90, 12_490],
        [2, "Clusters!F8", "cluster FAB", "Decision", "fund", "free"],
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    """Tests the second reason, which begins with an equals sign."""
    book = load_workbook(io.BytesIO(workbook_bytes(CASE)))
    page = book["Summary"]
    cells = {cell.value: cell.data_type for row in page.iter_rows() for cell in row}
    assert cells["=1+1 is short."] == "s"


@pytest.mark.parametrize(
    ("conflict", "expected"),
    [
        (EXPLAINED.conflict, "None can be left out"),
        (Conflict((FUND,), irreducible=False, confirmed=True), "perhaps not even fewer"),
        (None, "The time did not suffice"),
    ],
)
def test_how_sure_the_conflict_is(conflict: Conflict | None, expected: str) -> None:
    """Tests the sentence above the conflict."""
    book = opened(replace(CASE, explanation=replace(EXPLAINED, conflict=conflict)))
    said = [str(row[0].value) for row in book["Conflict"].iter_rows(max_row=8)]
    assert any(expected in line for line in said)


def test_without_repairs_and_without_a_copy_of_the_input() -> None:
    """Tests that empty tables say so, and that nothing links to a file that is not there."""
    bare = Explanation(("No plan.",), None, (), complete=False)
    book = opened(replace(CASE, explanation=bare, input_copy=""))
    assert table(book, "Repairs", "Repairs")[0][0] == "None found."
    assert not any(
        cell.hyperlink is not None and cell.hyperlink.target
        for page in book
        for row in page.iter_rows()
        for cell in row
    )


def test_the_same_case_gives_the_same_bytes() -> None:
    """Tests that nothing but the case goes into the file."""
    assert workbook_bytes(CASE) == workbook_bytes(CASE)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_a_conflict_has_plain_words(rule: str) -> None:
    """Tests that no kind of limit is only the name of its rule with spaces."""
    assert rule in WORDS or rule in NAMES
