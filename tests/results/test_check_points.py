"""Points 40 to 43 and 46: the sheets Checks and Log; see test_points."""

from __future__ import annotations

import pytest

from optmodel.audit.rules import PLAN_RULES
from tests.results.tables import table_rows
from tests.results.written import Written


def test_point_40_columns_of_checks(book: Written) -> None:
    """Tests the columns, PASS or FAIL, and that the master check counts the FAILs."""
    rows = table_rows(book.values, "Checks", "Checks")
    roles = ["Id", "Check", "Description", "Unit", "Expected", "Actual", "Difference", "Tolerance",
             "Result"]  # fmt: skip
    assert [header.split(" (")[0] for header in rows[0]][: len(roles)] == roles
    assert {row["Result"] for row in rows} <= {"PASS", "FAIL"}
    for row in rows:
        expected, actual, difference, tolerance = list(row.values())[4:8]
        assert difference == pytest.approx(actual - expected)
        judged = abs(difference) > tolerance and row["Judged (1 or 0)"] == 1
        assert row["Result"] == ("FAIL" if judged else "PASS"), row
    failed = sum(row["Result"] == "FAIL" for row in rows)
    master = book.values["Checks"].tables["MasterCheck"].ref
    assert failed in [cell.value for line in book.values["Checks"][master] for cell in line]


def test_point_41_and_43_master_check_in_every_header(book: Written, crowded: Written) -> None:
    """Tests that A3 of each sheet says how many checks fail, in words that a color follows."""
    rows = table_rows(book.values, "Checks", "Checks")
    failed = sum(row["Result"] == "FAIL" for row in rows)
    said = f"Master check: {'FAIL' if failed else 'PASS'} ({failed} of {len(rows)} checks fail)"
    assert {page["A3"].value for page in book.values} == {said}
    assert crowded.values["Plan"]["A3"].value.startswith("Master check: FAIL (")
    for page in book.formulas:
        areas_of_color = [str(found.sqref) for found in page.conditional_formatting]
        assert "A3:C3" in areas_of_color


AT_LEAST = {
    "sources_uses", "commitment_limit", "call_limit", "value", "site_supply", "cluster_payback",
    "program_identity",
}  # fmt: skip
"""Sources are uses; calls within commitment and limits; workbook and solver; sites; paybacks;
program = United States + Japan + other."""
ACCOUNTS = {"cash_split", "corkscrew"}, {"pooled_split", "pooled_balance"}
"""Shares of the source and the host are all of the cash; opening + in - out = closing: of sources
that each cluster repays, and of pools."""


def test_point_42_at_least_these_checks(book: Written) -> None:
    """Tests that every rule of a plan and every sum has its check."""
    names = {row["Check"] for row in table_rows(book.values, "Checks", "Checks")}
    assert names >= AT_LEAST | set(PLAN_RULES)
    pooled = {source.is_pooled for source in book.plan.program.sources}
    assert all(names >= ACCOUNTS[is_pooled] for is_pooled in pooled)


def test_point_46_log(book: Written) -> None:
    """Tests that the last sheet says which run it was, with which versions and options."""
    items = {row["Item"]: row["Content"] for row in table_rows(book.values, "Log", "LogRun")}
    assert items["Run id"] == "20270101T120000-abcdef12"
    assert {"Input SHA-256", "Outcome", "Why it ended", "Version of optmodel"} <= set(items)
    tables = set(book.values["Log"].tables)
    assert {"LogOptions", "LogSeconds", "LogWarnings", "LogSolver"} <= tables
