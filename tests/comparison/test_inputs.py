"""What counts as a change of the input: by key, in meaning, with the cell of each side."""

from __future__ import annotations

from optmodel.comparison.inputs import InputChanges, input_changes
from optmodel.comparison.result import Comparison
from optmodel.comparison.row_pairs import IDENTITY
from optmodel.workbook.schema import SHEETS
from tests.cases import case, cluster, tiny_settings


def changes(a: dict[str, object], b: dict[str, object]) -> InputChanges:
    """Compare two cases that have the clusters A and B and these sheets."""
    rows = [cluster("A", 1), cluster("B", 2)]
    given = [{"Clusters": rows} | sheets for sheets in (a, b)]
    return input_changes(*(case(tiny_settings(), **sheets) for sheets in given))  # type: ignore[arg-type]


def test_the_changes_of_the_pair(compared: Comparison) -> None:
    """Tests sheet, cell of each side, row, column, old and new; rows in reverse order are none."""
    assert compared.inputs is not None
    found = [
        (change.sheet, change.cell_a, change.cell_b, change.row, change.column)
        for change in compared.inputs.values
    ]
    # X stands in the first row before and in the fourth after; the headers are in row 4.
    assert ("Clusters", "K5", "K8", "X", "Revenue (USD m/year)") in found
    told = {(change.row, change.column): (change.old, change.new)
            for change in compared.inputs.values}  # fmt: skip
    assert told["X", "Revenue (USD m/year)"] == (40.0, 45.0)
    assert told["Y", "Decision"] == ("free", "skip")
    assert told["Plan name", "Value"] == ("Before", "After")
    assert told["S", "Preparation cost (USD m)"] == (10.0, 15.0)
    assert told["clusters / all / at least", "Strength"] == (3.0, 5.0)
    assert len(told) == 7
    assert compared.inputs.rows == ()


def test_rows_are_matched_by_key_not_by_position() -> None:
    """Tests that exchanged rows change nothing, and that a key in other letters is the same."""
    swapped = changes({}, {"Clusters": [cluster("B", 2), cluster("A", 1)]})
    assert swapped == InputChanges()
    renamed = changes({}, {"Clusters": [cluster("a", 1), cluster("B", 2)]})
    assert [(change.old, change.new) for change in renamed.values] == [("A", "a")]


def test_rows_that_come_and_go() -> None:
    """Tests that a new key is a row removed and a row added, with what is typed in it."""
    found = changes({}, {"Clusters": [cluster("A", 1), cluster("C", 3)]})
    assert [(row.sheet, row.row, row.change) for row in found.rows] == [
        ("Clusters", "B", "removed"),
        ("Clusters", "C", "added"),
    ]
    assert found.rows[1].content == "Capex (USD m): 3; Build (periods): 1"


def test_a_blank_is_its_default() -> None:
    """Tests that a typed default differs in nothing, and that a blank limit differs from 0."""
    typed = [cluster("A", 1, Copies=1, Decision="free"), cluster("B", 2)]
    assert changes({}, {"Clusters": typed}) == InputChanges()
    closed = changes({}, {"Sites": [{"Site": "S", "Land (acres)": 1000.0, "Power (MW)": 0}]})
    assert [(change.column, change.old, change.new) for change in closed.values] == [
        ("Power (MW)", None, 0.0)
    ]


def test_notes_stand_apart() -> None:
    """Tests that a source is no figure."""
    found = changes({}, {"Clusters": [cluster("A", 1, Source="a letter"), cluster("B", 2)]})
    assert found.values == ()
    assert [(note.row, note.column, note.new) for note in found.notes] == [
        ("A", "Source", "a letter")
    ]


def test_several_rows_about_the_same() -> None:
    """Tests that equal dependencies find each other first, and that the rest is one change."""
    start = {"Cluster": "A", "Needs": "B", "Lag (periods)": 1}
    finish = {"Cluster": "A", "Needs": "B", "Timing": "finish"}
    found = changes(
        {"Dependencies": [start, finish]},
        {"Dependencies": [finish, start | {"Lag (periods)": 2}]},
    )
    assert [(change.row, change.column, change.old, change.new) for change in found.values] == [
        ("A / B (2)", "Lag (periods)", 1, 2)
    ]
    assert found.rows == ()


def test_numbered_columns_of_one_side_only() -> None:
    """Tests that a third step was blank where there were two."""
    two = {"Profile": "P", "Kind": "capex", "Step 1": 0.5, "Step 2": 0.5}
    three = two | {"Step 2": 0.3, "Step 3": 0.2}
    found = changes({"Profiles": [two]}, {"Profiles": [three]})
    assert [(change.column, change.old, change.new) for change in found.values] == [
        ("Step 2", 0.5, 0.3),
        ("Step 3", None, 0.2),
    ]


def test_every_sheet_says_what_its_rows_are_about() -> None:
    """Tests that no sheet is without a key to match its rows by, and each header exists."""
    for sheet in SHEETS:
        assert sheet.key or all(sheet.find(header) for header in IDENTITY[sheet.name])
    assert set(IDENTITY) == {sheet.name for sheet in SHEETS if not sheet.key}
