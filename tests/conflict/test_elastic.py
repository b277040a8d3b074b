"""The least amounts on random workbooks, against trying every plan; and rounding."""

from __future__ import annotations

import pytest

import optmodel
from optmodel.conflict.amounts import rounded_up
from optmodel.conflict.elastic import least_slack
from optmodel.conflict.levers import levers_of
from optmodel.conflict.proof import prove
from optmodel.conflict.repairs import repairs_of
from optmodel.program.build import build
from optmodel.search.controls import Controls
from optmodel.workbook.edit import edited
from optmodel.workbook.tables import Tables

from ..oracle.enumerate_plans import best_plan, small_rulebook, small_workbook
from ..oracle.generator import Workbook
from ..oracle.space import space_of

QUICK = Controls(time_limit_s=20)
pytestmark = pytest.mark.usefixtures("search_in_this_process")


@pytest.mark.parametrize(
    ("need", "step", "shown"),
    [
        (486_000.0000001, 0.0, 486_000.0),
        (12_345.6, 0.0, 12_400.0),
        (12_301.0, 0.0, 12_400.0),
        (999.6, 0.0, 1_000.0),
        (0.012345, 0.0, 0.0124),
        (2.000000001, 1.0, 2.0),
        (2.1, 1.0, 3.0),
        (0.31, 0.25, 0.5),
    ],
)
def test_figures_that_a_person_would_type(need: float, step: float, shown: float) -> None:
    """Tests that a need is rounded up to three digits, or to the next step, and noise is not."""
    assert rounded_up(need, step)[0] == pytest.approx(shown, rel=1e-12)


def tightened(book: Workbook, seed: int) -> Tables | None:
    """Mark every cluster fund and cut the pledge; None where there is a plan all the same."""
    for row in book.sheets["Clusters"]:
        if row.get("Decision") != "skip":
            row["Decision"] = "fund"
    pledge = book.sheets["Funding"][0]
    already = float(str(pledge.get("Already committed (USD m)") or 0))
    asked = sum(float(str(row["Capex (USD m)"])) for row in book.sheets["Clusters"])
    pledge["Commitment (USD m)"] = already + round(asked * (0.3 + seed % 5 / 10), 1)
    tables = book.tables()
    return tables if best_plan(space_of(tables)).value is None else None


def commitment_repaired(tables: Tables, commitment: float) -> Tables:
    """The input with another commitment of the pledge."""
    program, _ = build(tables)
    assert program is not None
    lever = next(it for it in levers_of(tables, program) if it.kind == "commitment")
    return edited(tables, lever.edits(commitment))


def checked(book: Workbook, seed: int) -> tuple[int, int]:
    """Hold repairs against trying every plan; count the repairs and the commitments."""
    tables = tightened(book, seed)
    if tables is None:
        return 0, 0
    program, _ = build(tables)
    assert program is not None
    found, complete = repairs_of(tables, program, None, QUICK, lambda: False)
    assert complete, seed
    commitments = 0
    for repair in found:
        assert repair.proven, (seed, repair)
        changed = edited(tables, repair.edits)
        space = space_of(changed)
        if space.combinations < 3000:
            assert best_plan(space).value is not None, (seed, repair)
        if repair.lever == "commitment" and repair.least:
            amount = float(str(repair.edits[0].new)) - float(str(repair.edits[0].old))
            slightly_less = commitment_repaired(tables, amount * (1 - 0.011))
            assert best_plan(space_of(slightly_less)).value is None, (seed, repair)
            commitments += 1
    return len(found), commitments


def test_repairs_of_random_workbooks_are_possible_by_trying_every_plan() -> None:
    """Tests 10 workbooks: each repair leaves a plan, and a percent less of a pledge does not."""
    counts = [checked(small_workbook(seed)[0], seed) for seed in range(10)]
    assert sum(repairs for repairs, _ in counts) >= 8
    assert sum(commitments for _, commitments in counts) >= 1


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_repairs_of_random_workbooks_at_night(block: int) -> None:
    """Tests 1,000 more workbooks, half of them over the whole rulebook."""
    seeds = range(30_000 + 25 * block, 30_025 + 25 * block)
    counts = [checked(small_workbook(seed)[0], seed) for seed in seeds]
    for seed in seeds:
        book, _ = small_rulebook(seed)
        every_repair_is_possible(book, seed)
    assert sum(repairs for repairs, _ in counts) >= 5


def every_repair_is_possible(book: Workbook, seed: int) -> int:
    """Hold the repairs of a workbook over the whole rulebook against a search of their own."""
    for row in book.sheets["Clusters"]:
        if row.get("Decision") != "skip":
            row["Decision"] = "fund"
    tables = book.tables()
    program, _ = build(tables)
    assert program is not None
    if prove(tables, [], QUICK).possible is not False:
        return 0
    found, complete = repairs_of(tables, program, None, QUICK, lambda: False)
    assert complete, seed
    assert found, seed
    for repair in found:
        plan = optmodel.solve(edited(tables, repair.edits), time_limit=20.0)
        assert all(check.passed for check in plan.checks), (seed, repair)
    return len(found)


def test_repairs_over_the_whole_rulebook() -> None:
    """Tests 2 workbooks with operators, shares, pools and targets: there is always a repair."""
    assert sum(every_repair_is_possible(small_rulebook(seed)[0], seed) for seed in range(2)) >= 2


def test_slack_of_a_feasible_input_is_nothing() -> None:
    """Tests that no limit gives way where a plan is possible as it is."""
    for seed in range(12):
        tables = small_rulebook(seed)[0].tables()
        program, _ = build(tables)
        assert program is not None
        if prove(tables, [], QUICK).possible:
            levers = [lever for lever in levers_of(tables, program) if lever.by_rows]
            slack = least_slack(tables, levers, QUICK)
            assert slack.possible
            assert max(slack.amounts, default=0.0) == pytest.approx(0.0, abs=1e-6)
