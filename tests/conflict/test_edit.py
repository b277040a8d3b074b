"""Cells of an input changed, in tables and in files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from optmodel.workbook.edit import edited, write_edited
from optmodel.workbook.read import read
from optmodel.workbook.tables import Tables, Value

from ..cases import case, cluster, site, tiny_settings
from .files import write_plain


@dataclass(frozen=True)
class Typed:
    """One cell and what to type there."""

    sheet: str
    row: int
    header: str
    new: Value


CLUSTERS = [cluster("A", 100.0), cluster("B", 60.0, Decision="fund")]
DEPENDENCY = {"Cluster": "A", "Needs": "B", "Timing": "finish", "Notes": "why"}
EDITS = (
    Typed("Clusters", 6, "Decision", None),
    Typed("Clusters", 5, "Capex (USD m)", 90.5),
    Typed("Clusters", 5, "Latest start", date(2028, 1, 1)),
    Typed("Settings", 0, "Maximum sites", 1),
    Typed("Settings", 8, "Decision periods", 2),
)


def base() -> Tables:
    """Two clusters, one waiting for the other."""
    return case(tiny_settings(), Clusters=CLUSTERS, Dependencies=[DEPENDENCY])


def test_cells_are_changed_and_the_rest_stays() -> None:
    """Tests a figure, a date, a cleared cell and a setting that had no row."""
    tables = base()
    changed = edited(tables, EDITS)
    first, second = changed.rows("Clusters")
    assert (90.5, date(2028, 1, 1)) == (first["Capex (USD m)"], first["Latest start"])
    assert second["Decision"] == "free"
    assert "Decision" not in second.given
    assert (changed.setting("Maximum sites"), changed.setting("Decision periods")) == (1, 2)
    assert second["Capex (USD m)"] == 60.0
    assert tables.rows("Clusters")[0]["Capex (USD m)"] == 100.0
    assert (changed.sha256, changed.content) == ("", b"")


def test_row_in_which_nothing_is_left_is_gone() -> None:
    """Tests that a dependency whose cells are cleared is none, whatever its notes say."""
    headers = ("Cluster", "Needs", "Timing")
    cleared = [Typed("Dependencies", 5, header, None) for header in headers]
    assert edited(base(), cleared).rows("Dependencies") == ()
    assert len(edited(base(), cleared[2:]).rows("Dependencies")) == 1


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (Typed("Clusters", 99, "Decision", "free"), "got row 99"),
        (Typed("Clusters", 5, "Color", "red"), "got Color"),
        (Typed("Settings", 0, "Color", "red"), "got Color"),
    ],
)
def test_unknown_cell_is_refused(edit: Typed, message: str) -> None:
    """Tests that an edit of nothing is an error, not silence."""
    with pytest.raises(ValueError, match=message):
        edited(base(), [edit])


def test_file_and_tables_agree(tmp_path: Path) -> None:
    """Tests that the same cells changed in the file are read as in the tables."""
    path = tmp_path / "input.xlsx"
    sheets = {
        "Clusters": CLUSTERS,
        "Sites": [site("S")],
        "Funding": [{"Source": "JPN", "Commitment (USD m)": 10.0}],
        "Dependencies": [DEPENDENCY],
    }
    write_plain(path, tiny_settings(), sheets)
    before, findings = read(path)
    assert before is not None, [str(finding) for finding in findings]
    path.write_bytes(write_edited(path.read_bytes(), EDITS))
    after, findings = read(path)
    assert after is not None, [str(finding) for finding in findings]
    expected = edited(before, EDITS)
    assert {
        name: [dict(record.values) for record in rows] for name, rows in expected.sheets.items()
    } == {name: [dict(record.values) for record in rows] for name, rows in after.sheets.items()}
    names = ("Maximum sites", "Decision periods")
    assert [expected.setting(name) for name in names] == [after.setting(name) for name in names]
