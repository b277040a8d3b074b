"""Tests that what was written is compared with what was meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from optmodel.errors import ContradictionError, WriteError
from optmodel.run.finished import Run
from optmodel.run.verify import verify_json, verify_workbook


def results(finished: Run) -> Path:
    """The results workbook of a run."""
    assert finished.folder is not None
    return finished.folder / "results.xlsx"


def test_a_faithful_workbook_passes(finished: Run) -> None:
    """Tests that the workbook of a run says what its plan says."""
    verify_workbook(results(finished), finished.plan)


def test_another_value_is_noticed(finished: Run) -> None:
    """Tests that a dollar more in the plan than in the workbook is a contradiction."""
    other = replace(finished.plan, value_musd=finished.plan.value_musd + 1e-6)
    with pytest.raises(ContradictionError, match="Value in the chosen perspective"):
        verify_workbook(results(finished), other)


def test_another_site_is_noticed(finished: Run) -> None:
    """Tests that a decision that differs from its row is refused."""
    a, b = finished.plan.decisions
    other = replace(finished.plan, decisions=(replace(a, site="R"), b))
    with pytest.raises(ContradictionError, match="Plan, A, Site: S, not R"):
        verify_workbook(results(finished), other)


def test_a_missing_sheet_is_noticed(finished: Run, tmp_path: Path) -> None:
    """Tests that a workbook with one sheet less is refused."""
    workbook = openpyxl.load_workbook(results(finished))
    del workbook["Limits"]
    workbook.save(tmp_path / "results.xlsx")
    with pytest.raises(WriteError, match="not complete: its sheets are"):
        verify_workbook(tmp_path / "results.xlsx", finished.plan)


def test_half_a_workbook_is_noticed(finished: Run, tmp_path: Path) -> None:
    """Tests that a truncated file is refused."""
    half = tmp_path / "results.xlsx"
    content = results(finished).read_bytes()
    half.write_bytes(content[: len(content) // 2])
    with pytest.raises(WriteError, match="cannot be read back"):
        verify_workbook(half, finished.plan)


@pytest.mark.parametrize(("content", "words"), [("{", "cannot be read back"), ("{}", "differs")])
def test_another_json_is_noticed(tmp_path: Path, content: str, words: str) -> None:
    """Tests that half a document, or another one, is refused."""
    path = tmp_path / "run.json"
    path.write_text(content)
    with pytest.raises(WriteError, match=words):
        verify_json(path, '{"a": 1}')
