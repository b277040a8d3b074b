"""One small case per rule of several sources, pools and targets; see ``rule_cases``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from optmodel.program.policy import SectorLimit, Target
from optmodel.program.program import Source
from tests.formulation.hand import Case, case, copies, money, no_cost, one


def with_sources(found: Case, *sources: Source, to_sources: Sequence[float] = ()) -> Case:
    """The case with other sources, all of which may pay for everything.

    ``to_sources`` is the part of each option's value that each source has if it pays for it all.
    """
    last = found.program.calendar.horizon_periods - 1
    inside = tuple(replace(each, last_call=min(each.last_call, last)) for each in sources)
    program = replace(found.program, sources=inside)
    shape = (len(found.options), len(sources))
    parts = np.array(to_sources or [0.0] * len(sources))
    options = replace(
        found.options,
        payable=np.ones(shape, dtype=np.bool_),
        npv_source_musd=found.options.npv_musd[:, None] * parts,
        recovery_years=np.zeros(shape),
    )
    return Case(program, options, no_cost(program))


def with_cash(found: Case, cash: Mapping[str, Sequence[float]]) -> Case:
    """The case with cash from operation by cluster id, and its first source pooled.

    Without discounting: an option is worth its cash less its calls, and to the pool minus its
    calls.
    """
    pool = replace(found.program.sources[0], vehicle="pooled")
    program = replace(found.program, sources=(pool, *found.program.sources[1:]))
    names = [program.clusters[k].id for k in found.options.cluster.tolist()]
    by_period = np.array([cash[name] for name in names], dtype=float)
    to_source = found.options.npv_source_musd.copy()
    to_source[:, 0] = -found.options.capital_musd
    options = replace(
        found.options,
        operating_cash_musd=by_period,
        npv_musd=by_period.sum(axis=1) - found.options.capital_musd,
        npv_source_musd=to_source,
    )
    return Case(program, options, found.preparation)


def funding_shares() -> Case:
    """JPN has 60 and EXT 30; A calls 60, B 50.

    Best: A, or a part of it, is paid by JPN: 10; both would call 110 of 90. Without the rule
    nobody pays for anything: 17.
    """
    found = case({("A", "S"): [10], ("B", "S"): [7]}, calls={"A": [60.0], "B": [50.0]})
    return with_sources(found, money(60.0), money(30.0, id="EXT"))


def maximum_share() -> Case:
    """JPN and EXT have 60 each, EXT pays a quarter of a cluster at most; A calls 100, B 80.

    Best: B, 60 from JPN and 20 from EXT, 7; A would need 75 from JPN. Without the rule A with
    more than a quarter from EXT: 10.
    """
    found = case({("A", "S"): [10], ("B", "S"): [7]}, calls={"A": [100.0], "B": [80.0]})
    return with_sources(found, money(60.0), money(60.0, id="EXT", maximum_share=0.25))


def sector_limit() -> Case:
    """Two copies of A are chips, 60 each, B is chips, 50, C is steel, 40, and loses 1.

    JPN pays at most 50 for chips and at least 40 for steel. Best: B and C, 7 - 1 = 6. Without
    the rule everything but C: 2 * 10 + 7 = 27.
    """
    limits = (
        SectorLimit("chips", 0.0, 50.0, {}),
        SectorLimit("steel", 40.0, None, {}),
    )
    return case(
        {("A", "S"): [10], ("B", "S"): [7], ("C", "S"): [-1]},
        *copies("A", 2, sector="chips"),
        one("B", sector="chips"),
        one("C", sector="steel"),
        pledge=money(sector_limits=limits),
        calls={"A": [60.0], "B": [50.0], "C": [40.0]},
    )


def pool() -> Case:
    """A calls 100 and earns 80 twice, B calls 20, loses 20 and earns 60; 10 %, half, then a tenth.

    The United States have the cash less what JPN receives. Both: 132 are owed in period 1, and
    60 earned; 30 are received, 102 left. In period 2 112.2 are owed and 140 earned: 70
    received. Best: 200 - 100 = 100, where A alone leaves 160 - 80 = 80. Without pooled_balance
    nothing is shared, 200. Without pooled_split 40 can be repaid in period 1 (half of A's 80), so
    92 are left and 101.2 owed in period 2; 59 repaid leave no more than 42.2, the bound. Of
    200 a tenth and eight tenths of the 99 repaid are received, 99.2: 100.8.
    """
    found = case(
        {("A", "S"): [0], ("B", "S"): [0]},
        pledge=money(deemed_rate=0.1),
        calls={"A": [100.0], "B": [20.0]},
        horizon=3,
        perspective="United States",
    )
    return with_cash(found, {"A": [0, 80, 80], "B": [0, -20, 60]})


def source_recovery() -> Case:
    """All of the cash repays JPN without interest, and has to within a year of the first call.

    A calls 100 and earns 80 twice (60 in all), B calls 20 and earns 100 at once (80), C calls 70
    and earns 100 in the end (30). A alone owes 20 after a year; A and B owe 120 and earn 180. With
    C it is 190 and too much. Best: A and B, 140. Without the rule all three: 170.
    """
    required = {"recovery_rule": "required", "recovery_target_years": 1.0}
    found = case(
        {("A", "S"): [0], ("B", "S"): [0], ("C", "S"): [0]},
        pledge=money(deemed_rate=0.0, share_before=1.0, **required),
        calls={"A": [100.0], "B": [20.0], "C": [70.0]},
        horizon=3,
    )
    return with_cash(found, {"A": [0, 80, 80], "B": [0, 100, 0], "C": [0, 0, 100]})


def target() -> Case:
    """100 jobs by period 1; A gives 40, is worth 10, and B gives 80 and loses 3.

    Best: both, 10 - 3 = 7. Without the rule A alone: 10.
    """
    found = case({("A", "S"): [10], ("B", "S"): [-3]}, one("A", jobs=40.0), one("B", jobs=80.0))
    return with_targets(found, jobs(100.0))


def with_targets(found: Case, *targets: Target) -> Case:
    """The case with targets."""
    return Case(replace(found.program, targets=targets), found.options, found.preparation)


def jobs(amount: float, by: int = 1, **terms: object) -> Target:
    """Make a target for jobs that must be reached, unless told."""
    plain = Target("jobs", "all", "", "at least", amount, by, False, None, "Targets!E5")
    return replace(plain, **terms)  # type: ignore[arg-type]


MONEY_CASES: dict[str, tuple[Callable[[], Case], float, float]] = {
    "funding_shares": (funding_shares, 10.0, 17.0),
    "maximum_share": (maximum_share, 7.0, 10.0),
    "sector_limit": (sector_limit, 6.0, 27.0),
    "pooled_balance": (pool, 100.0, 200.0),
    "pooled_split": (pool, 100.0, 100.8),
    "source_recovery": (source_recovery, 140.0, 170.0),
    "target": (target, 7.0, 10.0),
}
"""Rule to its case, the best value, and the best value without the rule."""
