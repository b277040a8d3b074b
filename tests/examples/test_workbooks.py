"""The workbooks in inputs/ are what the code writes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from optmodel.api import check
from optmodel.examples import names, rows, write
from optmodel.examples.__main__ import main

INPUTS = Path(__file__).resolve().parents[2] / "inputs"


def cells(path: Path) -> dict[str, dict[str, object]]:
    """Sheet to address to value of every cell that is not blank."""
    workbook = openpyxl.load_workbook(path)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None
        }
        for sheet in workbook.worksheets
    }


@pytest.mark.parametrize("name", names())
def test_the_workbook_is_in_step(name: str, tmp_path: Path) -> None:
    """Tests that inputs/ holds what the code writes; if not: python -m optmodel.examples inputs."""
    write(name, tmp_path / "again.xlsx")
    assert cells(INPUTS / f"{name}.xlsx") == cells(tmp_path / "again.xlsx")


def test_no_other_workbook_is_there() -> None:
    """Tests that inputs/ holds the examples and nothing that code does not keep in step."""
    assert {path.stem for path in INPUTS.glob("*.xlsx")} == set(names())


NEVER_FUNDED = {"us_japan_pledge": (
    "HVDC, COP, SMT, LFP, AMM, SMRTN, SMRAL, APW, FAB0 and DSP cannot be funded anywhere, all for "
    "the same reason, such as HVDC at JBMDL: "
)}  # fmt: skip
"""Clusters that never repay Japan within 20 years, wherever they stand: `check` says so, once."""


@pytest.mark.parametrize("name", names())
def test_the_workbook_has_no_finding(name: str) -> None:
    """Tests that nothing is said of an example but which clusters cannot be funded."""
    found = check(INPUTS / f"{name}.xlsx")
    expected = [NEVER_FUNDED[name]] if name in NEVER_FUNDED else []
    assert [it.code for it in found] == ["W312" for _ in expected]
    assert [it.message[: len(words)] for it, words in zip(found, expected, strict=True)] == expected


def test_the_module_writes_all(tmp_path: Path) -> None:
    """Tests the command that docs/examples.md names, also into a folder that is not there."""
    assert main([str(tmp_path / "new")]) == 0
    assert {path.stem for path in (tmp_path / "new").iterdir()} == set(names())


def test_the_module_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    """Tests that a call without a folder ends with 2 and a usage line."""
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("Usage: python -m optmodel.examples")


def test_an_unknown_example() -> None:
    """Tests that a name that is none of the examples is refused."""
    with pytest.raises(KeyError):
        rows("atlantis")
