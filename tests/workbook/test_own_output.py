"""What the program wrote itself is not taken for an input with mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from optmodel import api
from optmodel.run.report_file import write_report
from optmodel.workbook.grid import Grid
from optmodel.workbook.own_output import own_output


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("About", "Summary", "Conflict", "Repairs", "Edits", "Log"), "a workbook of conflicts"),
        (("Plan", "Timeline", "Sites", "Waterfall", "Not funded", "Checks"), "a results workbook"),
        (("About", "Summary", "Inputs changed", "Limits", "Values"), "a comparison of two runs"),
    ],
)
def test_the_kind_is_known_by_its_sheets(tmp_path: Path, names: tuple[str, ...], kind: str) -> None:
    """Tests one finding, with the place of the input, beside it or not."""
    file = tmp_path / "it.xlsx"
    grids = [Grid(name, {}) for name in names]
    (found,) = own_output(file, grids)
    assert str(found) == (
        f"E918  it.xlsx is {kind}, not an input workbook. Name the input that it is about; in the "
        "folder of a run that is input.xlsx."
    )
    (tmp_path / "input.xlsx").touch()
    (found,) = own_output(file, grids)
    assert found.message.endswith("The input that it is about stands beside it: input.xlsx.")


def test_an_input_may_have_such_sheets_as_well() -> None:
    """Tests that sheets of a user's own do not turn a workbook with Settings into a report."""
    names = ("Settings", "Clusters", "Summary", "Issues", "Codes")
    assert own_output(Path("it.xlsx"), [Grid(name, {}) for name in names]) == ()
    assert own_output(Path("it.xlsx"), [Grid(name, {}) for name in ("Summary", "Issues")]) == ()


def test_the_report_of_a_check_is_told_alone(tmp_path: Path) -> None:
    """Tests that nothing is said of the sheets and columns that a report does not have."""
    report = tmp_path / "issues.xlsx"
    write_report(report, tmp_path / "plan.xlsx", ())
    assert [it.code for it in api.check(report)] == ["E918"]
