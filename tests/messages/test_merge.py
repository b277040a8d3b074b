"""Findings about cells next to each other are told as one, and in order."""

from __future__ import annotations

from dataclasses import replace

from optmodel.errors import Finding
from optmodel.messages.merge import merged

LAND = "Land (acres)"


def text_in(cell: str, text: str, key: str = "", column: str = LAND) -> Finding:
    """A text where a number of acres is expected."""
    message = f'expected a number of acres, got the text "{text}" (a separator).'
    return Finding("E102", message, "Sites", cell, key, column, "a number", f'the text "{text}"')


def test_one_finding_stays_as_it_is() -> None:
    """Tests that nothing is merged with nothing."""
    assert merged([text_in("F12", "1,200")]) == (text_in("F12", "1,200"),)


def test_consecutive_rows_are_one_finding() -> None:
    """Tests range, cells, keys and what stands there, and a sentence that is true of all."""
    rows = [text_in(f"F{row}", f"1,{row}00", f"site TX-{row}") for row in (12, 13, 14)]
    (found,) = merged(rows)
    assert found.cell == "F12:F14"
    assert found.cells == ("F12", "F13", "F14")
    assert found.key == "site TX-12 to TX-14"
    assert found.expected == "a number"
    assert found.got == 'the text "1,1200"; the text "1,1300"; the text "1,1400"'
    assert str(found) == (
        "E102  Sites!F12:F14, 3 cells (site TX-12 to TX-14, Land (acres))  "
        'F12: expected a number of acres, got the text "1,1200" (a separator). '
        'The 2 other cells hold the text "1,1300"; the text "1,1400".'
    )


def test_the_same_message_is_told_unchanged() -> None:
    """Tests that a message without a value of its own stands for all."""
    (found,) = merged([Finding("E140", "shows #REF!.", "Sites", f"G{row}") for row in (7, 8)])
    assert (found.address, found.message) == ("Sites!G7:G8", "shows #REF!.")


def test_only_neighbors_are_merged() -> None:
    """Tests that a gap, another column, another code and another cause part a run."""
    findings = [
        text_in("F5", "1,200"),
        text_in("F7", "1,200"),
        text_in("G8", "1,200", column="Power (MW)"),
        replace(text_in("F8", "x"), message='expected a number of acres, got the text "x".'),
        Finding("E130", "got -1.", "Sites", "F9", "", LAND),
    ]
    assert [it.cell for it in merged(findings)] == ["F5", "F7", "F8", "G8", "F9"]


def test_suggestions_are_told_one_by_one() -> None:
    """Tests that two misspellings keep their own suggestions."""
    names = [
        Finding("E114", f'"{name}" is not in Sites. Did you mean "{name}X"?', "Clusters", cell)
        for cell, name in (("C9", "A"), ("C10", "B"))
    ]
    assert merged(names) == tuple(names)


def test_pasted_rows_are_one_finding_with_every_earlier_cell() -> None:
    """Tests that two rows that repeat two others are told once, and name where both stood."""
    doubled = [
        Finding(
            "E115",
            f"Cluster X{row} stands in A{row} already.",
            "Clusters",
            f"A{row + 2}",
            involved=(f"Clusters!A{row}",),
        )
        for row in (5, 6)
    ]
    (found,) = merged(doubled)
    assert (found.cell, found.involved) == ("A7:A8", ("Clusters!A5", "Clusters!A6"))


def test_other_findings_that_involve_cells_stay_apart() -> None:
    """Tests that two control totals, each about a column of its own, are told one by one."""
    totals = [
        Finding("W301", "is 5.", "Control totals", f"C{row}", involved=(f"Sites!F{row}",))
        for row in (5, 6)
    ]
    assert merged(totals) == tuple(totals)


def test_numbered_columns_and_blocks() -> None:
    """Tests that Step 1 to Step 3 of two rows, as pasted from a text, are one finding."""
    block = [
        replace(text_in(f"{letter}{row}", "0,5", column=f"Step {step}"), sheet="Profiles")
        for row in (5, 6)
        for step, letter in enumerate("CDE", start=1)
    ]
    (found,) = merged(block)
    assert (found.address, found.column) == ("Profiles!C5:E6", "Step 1 to 3")
    assert found.cells == ("C5", "D5", "E5", "C6", "D6", "E6")


def test_columns_of_different_kinds_are_not_merged() -> None:
    """Tests that land and power side by side stay two findings."""
    findings = [text_in("F5", "1,200"), text_in("G5", "1,200", column="Power (MW)")]
    assert merged(findings) == tuple(findings)


def test_order_of_stages_sheets_columns_and_rows() -> None:
    """Tests that a reader goes from the file to the sense of it, through each sheet in order."""
    ordered = [
        Finding("E909", "is damaged."),
        Finding("E120", "is missing.", "Funding"),
        Finding("W205", "rows are hidden.", "Funding", "5:6"),
        Finding("E102", "a", "Settings", "B9"),
        Finding("E102", "b", "Clusters", "H10"),
        Finding("E102", "c", "Clusters", "AA2"),
        Finding("E102", "d", "Sites", "B5"),
        Finding("E131", "e", "Settings", "B5"),
        Finding("E114", "f", "Clusters", "C5"),
        Finding("E214", "g", "Clusters", "B5"),
    ]
    assert list(merged(reversed(ordered))) == ordered


def test_many_findings_are_merged_quickly_and_none_is_lost() -> None:
    """Tests 20,000 cells of one column, every second with another code."""
    findings = [
        Finding("E140" if row % 2 else "E141", "a", "Sites", f"F{row}") for row in range(5, 20_005)
    ]
    assert len(merged(findings)) == 20_000
    same = [Finding("E140", "a", "Sites", f"F{row}") for row in range(5, 20_005)]
    (found,) = merged(same)
    assert (found.cell, len(found.cells)) == ("F5:F20004", 20_000)
