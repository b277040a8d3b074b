"""The core gives the figures of the audit's books, line by line, for any plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from optmodel.audit.claim import Start
from optmodel.financials.core import core_of
from optmodel.financials.ground import ground_of
from optmodel.program.build import build

from ..oracle.enumerate_plans import small_open_pools, small_rulebook, small_workbook
from ..oracle.generator import Workbook
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import Space
from .against import differences
from .hard import any_plan, hard_workbook
from .made import Shares, made, plan_of

Make = Callable[[int], tuple[Workbook, Space]]


def agree(make: Make, seeds: range, plans: int) -> int:
    """Hold the core beside the audit on plans of small workbooks; count the vehicles."""
    vehicles = 0
    for seed in seeds:
        book, space = make(seed)
        tables, random = book.tables(), Random(seed)
        for starts, openings in random_plans(random, space, plans):
            paid = random_shares(random, space, (starts, openings))
            # A negative part cannot be typed: the workbook and the reader refuse it.
            shares = {start: _positive(paid[start]) for start in starts}
            model = made(tables, starts, shares)
            assert list(differences(tables, model, shares)) == [], (seed, starts)
            vehicles += len(model.starts)
    return vehicles


def _positive(shares: dict[str, float]) -> dict[str, float]:
    return {source: max(0.0, part) for source, part in shares.items()}


def agree_on_hard(seeds: range, plans: int) -> int:
    """Likewise on workbooks in which the corners of the cash flow meet."""
    vehicles = 0
    for seed in seeds:
        tables, random = hard_workbook(seed).tables(), Random(seed)
        for _ in range(plans):
            starts, shares = any_plan(random, tables)
            model = made(tables, starts, shares)
            assert list(differences(tables, model, shares)) == [], (seed, starts)
            vehicles += len(model.starts)
    return vehicles


@pytest.mark.parametrize("make", [small_workbook, small_rulebook, small_open_pools])
def test_every_figure_is_the_audits(make: Make) -> None:
    """Tests 8 workbooks of each kind with 3 plans, good and bad ones."""
    assert agree(make, range(8), 3) >= 20


def test_every_figure_is_the_audits_in_the_corners() -> None:
    """Tests builds of 0, rows of nothing, long rows, short lives, late starts and more."""
    assert agree_on_hard(range(20), 1) >= 40


@pytest.mark.nightly
@pytest.mark.parametrize("make", [small_workbook, small_rulebook, small_open_pools])
def test_every_figure_is_the_audits_at_night(make: Make) -> None:
    """Tests 300 workbooks of each kind with 5 plans."""
    assert agree(make, range(1_000, 1_300), 5) >= 1_000


@pytest.mark.nightly
def test_every_figure_is_the_audits_in_the_corners_at_night() -> None:
    """Tests 600 workbooks with 4 plans."""
    assert agree_on_hard(range(10_000, 10_600), 4) >= 5_000


@pytest.mark.parametrize(
    "wrong", [{"site": "nowhere"}, {"site": ""}, {"start": None}, {"period": -1, "start": None}]
)
def test_what_cannot_be_worked_out_has_no_vehicle(wrong: dict[str, object]) -> None:
    """Tests a funded row without a known site or a start: it counts nowhere, the rest does."""
    tables = hard_workbook(1).tables()
    rows = [row.text("Cluster") for row in tables.rows("Clusters")]
    site = tables.rows("Sites")[0].text("Site")
    starts = tuple(Start(cluster, 1, site, 0) for cluster in rows)
    shares: Shares = {start: {"JPN": 1.0} for start in starts}
    program, _ = build(tables)
    assert program is not None
    plan = plan_of(program, starts, shares)
    first = plan.funded[0]
    decisions = list(plan.decisions)
    decisions[first] = replace(decisions[first], **wrong)  # type: ignore[arg-type]
    core = core_of(ground_of(replace(plan, decisions=tuple(decisions)), tables))
    labels = [label for label in core.vehicles.field("label").values if label != "(free)"]
    assert len(labels) == len(starts) - 1
    assert not core.cash.free.values[len(labels) :].any()
    assert not core.vehicles.field("npv").values[len(labels) :].any()


def test_free_vehicles_are_worth_nothing() -> None:
    """Tests a plan that funds nothing: every line of every vehicle is 0, and no rate is found."""
    core = made(hard_workbook(3).tables(), ()).core
    assert not core.cash.free.values.any()
    assert not core.vehicles.field("npv_host").values.any()
    assert set(core.vehicles.field("irr").values.tolist()) == {"none"}
    assert set(core.vehicles.field("label").values.tolist()) == {"(free)"}
