"""The tiny example edited by hand.

Six years from 2027, nothing discounted. The plan that was found: FIBER at NORTH from 2027 costs 80
and earns 45 in 2028 to 2032, 145; TEST at SOUTH from 2028 costs 55 and earns 16 in four years, 9;
PACK at NORTH from 2029 costs 60 and earns 60 in three years, 120; preparing NORTH costs 10: 264.
The pledge has 240, and 90 a year that is carried forward. PACK needs TEST a year before it.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.evaluation.evaluate import Evaluation, evaluate
from tests.evaluation.sheets import edit, row_of


def broken(evaluation: Evaluation) -> list[tuple[str, float, str, str]]:
    """Rule, excess, unit and cell of every broken limit."""
    return [(one.rule, one.excess, one.unit, one.cell) for one in evaluation.broken]


def edits(evaluation: Evaluation) -> list[str]:
    """What was edited, in words."""
    assert evaluation.record.edits is not None
    return [str(one) for one in evaluation.record.edits]


def test_an_untouched_plan_is_the_plan_that_was_found(tiny: Path) -> None:
    """Tests that nothing is edited or broken, and that value and distance are those of the run."""
    found = evaluate(tiny)
    assert (found.value_musd, found.from_found_musd, found.from_bound_musd) == (264, 0, 0)
    assert (found.broken, edits(found), found.record.notes) == ((), [], ())
    assert found.plan.status == "evaluated"


def test_a_later_start_has_its_price(tiny: Path) -> None:
    """Tests FIBER from any day of 2028: a year of 45 less, 219, and every limit kept."""
    edit(tiny, {"FIBER": {"Start": date(2028, 7, 19)}})
    found = evaluate(tiny)
    assert (found.value_musd, found.from_found_musd, found.from_bound_musd) == (219, -45, 45)
    assert found.keeps_every_limit
    assert edits(found) == ["FIBER: start 2027 -> 2028"]
    assert [opening.period for opening in found.plan.openings] == [0, 1]


def test_a_site_that_is_too_small_is_named(tiny: Path) -> None:
    """Tests PACK at SOUTH: 30 + 50 of 60 acres, and 6 more of capex: 258."""
    edit(tiny, {"PACK": {"Site": "SOUTH"}})
    found = evaluate(tiny)
    assert broken(found) == [("site_supply", 20, "acres", "Sites!H6")]
    assert found.value_musd == pytest.approx(258)
    assert "land at SOUTH" in found.broken[0].where
    assert [check.name for check in found.plan.checks if not check.passed] == ["site_supply"]


def test_a_plan_that_breaks_limits_may_beat_the_bound(tiny: Path) -> None:
    """Tests PACK from 2028: 60 more, 324; a year before TEST is ready; 205 called of 180."""
    edit(tiny, {"PACK": {"Start": date(2028, 1, 1)}})
    found = evaluate(tiny)
    assert broken(found) == [
        ("call_limit", pytest.approx(25), "USD m", "Funding calls!C5"),
        ("dependency", 1, "periods", "Dependencies!D5"),
    ]
    assert (found.value_musd, found.from_bound_musd) == (324, -60)


def test_what_the_solver_left_out_can_be_funded(tiny: Path) -> None:
    """Tests POWER at SOUTH from 2027 for TEST and PACK: 145 - 10 + 4 x 70 - 132 = 283.

    Called are 80 and 10 in 2027 and 66 a year in 2027 and 2028: 156 of 90, later 222 of 180.
    """
    edit(
        tiny,
        {
            "POWER": {"Fund": "yes", "Site": "SOUTH", "Start": date(2027, 1, 1)},
            "TEST": {"Fund": "no"},
            "PACK": {"Fund": "no"},
        },
    )
    found = evaluate(tiny)
    assert found.value_musd == pytest.approx(283)
    assert [(rule, round(over, 6)) for rule, over, *_ in broken(found)] == [
        ("call_limit", 66), ("call_limit", 42),
    ]  # fmt: skip
    assert edits(found) == [
        "TEST: fund yes, at SOUTH from 2028 -> no",
        "PACK: fund yes, at NORTH from 2029 -> no",
        "POWER: fund no -> yes, at SOUTH from 2027",
        "site SOUTH: opened 2028 -> 2027",
    ]
    words = "SOUTH is opened in 2027, the latest that is in time: 2028, as the sheet Sites says"
    assert found.record.notes == (f"{words}, is not.",)


def test_a_deleted_row_is_not_funded(tiny: Path) -> None:
    """Tests that the plan without the row of PACK is worth 120 less."""
    book = load_workbook(tiny)
    book["Plan"].delete_rows(row_of(book["Plan"], "PACK"))
    book.save(tiny)
    found = evaluate(tiny)
    assert (found.value_musd, found.keeps_every_limit) == (144, True)


def test_a_site_without_clusters_is_not_opened(tiny: Path) -> None:
    """Tests that without FIBER and PACK nobody prepares NORTH: TEST alone, 9."""
    edit(tiny, {"FIBER": {"Fund": "no"}, "PACK": {"Fund": "no"}})
    found = evaluate(tiny)
    assert found.value_musd == pytest.approx(9)
    assert [opening.site for opening in found.plan.openings] == ["SOUTH"]
    assert "NORTH is not opened: nothing stands there any more." in found.record.notes


def test_nothing_funded_is_a_plan(tiny: Path) -> None:
    """Tests a value of 0 and no broken limit."""
    edit(tiny, {name: {"Fund": "no"} for name in ("FIBER", "TEST", "PACK")})
    found = evaluate(tiny)
    assert (found.value_musd, found.keeps_every_limit, found.plan.funded) == (0, True, ())


@pytest.mark.parametrize(("typed", "opened"), [(2028, 2028), (2029, 2028)])
def test_an_opening_is_read_from_the_sheet_while_it_is_in_time(
    tiny: Path, typed: int, opened: int
) -> None:
    """Tests NORTH with FIBER from 2028: opened when typed, or in 2028 where that is too late."""
    book = load_workbook(tiny)
    page = book["Sites"]
    listed = [row[0] for row in page.iter_rows(max_col=1) if row[0].value == "NORTH"]
    (cell,) = [
        found
        for found in (page.cell(north.row, 4) for north in listed)
        if isinstance(found.value, datetime)
    ]
    cell.value = date(typed, 3, 5)
    book.save(tiny)
    edit(tiny, {"FIBER": {"Start": date(2028, 1, 1)}})
    found = evaluate(tiny)
    (north,) = [one for one in found.plan.openings if one.site == "NORTH"]
    assert north.start == date(opened, 1, 1)
    assert any("NORTH is opened in 2028" in note for note in found.record.notes) == (typed > 2028)


def test_a_start_that_no_rule_allows_is_judged_all_the_same(tiny: Path, tmp_path: Path) -> None:
    """Tests TEST at a closed site: 16 x 4 - 50 = 14 there, so 269, and site_closed is broken."""
    book = load_workbook(tiny.parent / "input.xlsx")
    page = book["Sites"]
    headers = [cell.value for cell in page[4]]
    row = page.max_row
    while page.cell(row, 1).value != "SOUTH":
        row -= 1
    for header, value in {"Site": "WEST", "Land (acres)": 500, "Decision": "closed"}.items():
        page.cell(row + 1, headers.index(header) + 1).value = value
    other = tmp_path / "other.xlsx"
    book.save(other)
    edit(tiny, {"TEST": {"Site": "WEST"}})
    found = evaluate(tiny, other)
    assert {one.rule for one in found.broken} == {"site_closed"}
    assert all(one.cell.startswith("Sites!") for one in found.broken)
    assert found.value_musd == pytest.approx(269)
