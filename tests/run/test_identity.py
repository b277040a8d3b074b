"""Tests of run ids and folder names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from optmodel.run.identity import run_id, safe_name, versions


def test_run_id_is_time_and_hash() -> None:
    """Tests that the id is the UTC time and the first eight characters of the hash."""
    created = datetime(2027, 1, 4, 9, 5, 6, tzinfo=UTC)
    assert run_id(created, "0123456789abcdef") == "20270104T090506Z-01234567"


@pytest.mark.parametrize(
    ("plan_name", "expected"),
    [
        ("US-Japan pledge", "US-Japan-pledge"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("../../etc", "etc"),
        (".hidden", "hidden"),
        ("日米投資", "日米投資"),
        ("?!", "plan"),
        ("x" * 200, "x" * 180),
        ("日" * 70, "日" * 60),
        ("=HYPERLINK(1)", "HYPERLINK-1"),
    ],
)
def test_a_plan_name_becomes_a_safe_name(plan_name: str, expected: str) -> None:
    """Tests that no plan name can leave the folder, hide a result or be too long."""
    assert safe_name(plan_name) == expected


def test_the_longest_folder_name_fits_a_file_system() -> None:
    """Tests that 180 bytes and everything around them stay within 255, never half a character."""
    name = f".partial-{safe_name(chr(0x20000) * 99)}-20270104T090506Z-01234567-99-contradicted"
    assert len(name.encode()) <= 255
    assert safe_name("x" + chr(0x20000) * 99) == "x" + chr(0x20000) * 44


def test_versions_name_what_can_change_a_result() -> None:
    """Tests that the libraries of the contract are all named."""
    assert set(versions()) == {
        "optmodel", "python", "pyomo", "highspy", "numpy", "pandas", "openpyxl", "XlsxWriter",
    }  # fmt: skip
