"""Targets are reached, missed and priced in the live model as the audit says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np
import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.verdict import Verdict
from optmodel.financials.core import core_of
from optmodel.financials.funding import funding_of
from optmodel.financials.ground import ground_of
from optmodel.financials.sites import Sites, sites_of
from optmodel.financials.targets import Targets, targets_of
from optmodel.live.term import NO_PERIOD, Term
from optmodel.program.build import build
from optmodel.workbook.tables import Tables

from ..cases import case, cluster, site, tiny_settings
from ..oracle.chance import Chance
from ..oracle.enumerate_plans import small_open_pools, small_rulebook
from ..oracle.generator import Workbook
from ..oracle.generator_policy import add_targets
from ..oracle.night import blocks
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import space_of
from .made import Shares, plan_of

MAKERS = (small_rulebook, small_open_pools)
ALL = {"JPN": 1.0}


@dataclass(frozen=True, slots=True)
class Aimed:
    """Targets of a plan in the live model and by the audit."""

    targets: Targets
    verdict: Verdict
    size: float
    """Of the amounts, USD m."""

    def column(self, key: str) -> list[float]:
        """A column of the table of targets."""
        assert self.targets.table is not None
        found: list[float] = self.targets.table.field(key).values.tolist()
        return found


def shown(term: Term) -> float:
    """What a cell shows."""
    return float(np.asarray(term.number(NO_PERIOD)).reshape(-1)[0])


def aimed(tables: Tables, shares: Shares) -> Aimed:
    """Work a plan out both ways; sites open as late as the workbook opens them.

    The only source always pays for all: there is no column of shares then.
    """
    program, findings = build(tables)
    assert program is not None, [str(finding) for finding in findings]
    if len(program.sources) == 1:
        shares = {start: {program.sources[0].id: 1.0} for start in shares}
    starts = tuple(shares)
    core = core_of(ground_of(plan_of(program, starts, shares), tables))
    sites = sites_of(core)
    opened = dict(openings_of(sites, [source.id for source in program.sources]))
    verdict = evaluate(tables, starts, tuple(opened), shares, opened)
    size = sum(book.capex_musd for book in verdict.books.values())
    return Aimed(targets_of(core, funding_of(core, sites)), verdict, max(1.0, size))


def openings_of(sites: Sites, sources: list[str]) -> Iterator[tuple[Opening, dict[str, float]]]:
    """Yield what the workbook opens, and which part of it each source pays."""
    table = sites.openings
    keys = {field.key for field in table.fields}
    payers = {
        number: source
        for number, (source, paid) in enumerate(zip(sources, sites.paid, strict=True), 1)
        if paid is not None
    }
    for row, name in enumerate(table.field("site").values):
        if table.field("opens").values[row]:
            parts = {
                source: table.field(f"part{number}").values[row] if f"part{number}" in keys else 1.0
                for number, source in payers.items()
            }
            yield Opening(str(name), int(table.field("period").values[row])), parts


def with_targets(book: Workbook, seed: int) -> Workbook:
    """Give a workbook targets; more than the random ones have."""
    settings = book.settings
    chance = Chance(
        random=Random(f"targets {seed}"),
        first=settings["First period"],  # type: ignore[arg-type]
        months=int(str(settings["Months per period"])),
        decisions=int(str(settings["Decision periods"])),
        horizon=int(str(settings["Horizon periods"])),
        tightness=0.2,
    )
    for _ in range(4):
        add_targets(chance, book.sheets)
    return book


@pytest.mark.parametrize("block", blocks(1, 4))
def test_any_plan_reaches_what_the_audit_says(block: int) -> None:
    """Tests random plans with many targets: reached, required, missed, price and rule."""
    found: Counter[str] = Counter()
    for seed in range(8 * block, 8 * block + 8):
        tables = with_targets(MAKERS[seed % 2](seed)[0], seed).tables()
        random, space = Random(seed), space_of(tables)
        rows = tables.rows("Targets")
        found.update(row.text("Metric") for row in rows)
        found.update(row.text("Filter by") for row in rows)
        for starts, openings in random_plans(random, space, 4):
            shares = random_shares(random, space, (starts, openings))
            both = aimed(tables, {start: shares[start] for start in starts})
            _agree(both, seed)
            found["missed"] += shown(both.targets.checks[0].broken) > 0
            found["price"] += both.verdict.penalty_musd > 0.0
    metrics = ("clusters", "jobs", "output", "capex", "value", "receipts")
    filters = ("all", "sector", "product", "state", "site", "source")
    assert all(found[name] for name in (*metrics, *filters, "missed", "price")), found


def _agree(both: Aimed, seed: int) -> None:
    results, room = both.verdict.targets, 1e-9 * both.size
    said = seed, results
    for key, theirs in (
        ("reached", [result.actual for result in results]),
        ("required", [result.limit for result in results]),
        ("missed", [result.missed for result in results]),
    ):
        assert both.column(key) == pytest.approx(theirs, rel=1e-9, abs=room), (key, *said)
    prices = [result.penalty_musd for result in results]
    assert both.column("price") == pytest.approx(prices, rel=1e-9, abs=1e3 * room), said
    assert shown(both.targets.penalty) == pytest.approx(
        both.verdict.penalty_musd, rel=1e-9, abs=1e4 * room
    )
    broken = any(violation.rule == "target" for violation in both.verdict.violations)
    assert (shown(both.targets.checks[0].broken) > 0) == broken, said


def test_a_filter_is_compared_to_the_letter() -> None:
    """Tests jobs of sectors that differ by case or look like a pattern; one cluster is late."""
    sectors = {"A": "glass", "B": "Glass", "C": "gl*", "D": "glass"}
    target = {
        "Metric": "jobs",
        "Filter by": "sector",
        "Sense": "at least",
        "Amount": 100,
        "By": date(2028, 12, 31),
    }
    tables = case(
        tiny_settings(),
        Clusters=[cluster(name, 10.0, Sector=sector, Jobs=80) for name, sector in sectors.items()],
        Targets=[
            target | {"Filter": "glass", "Strength": "must"},
            target | {"Filter": "gl*", "Strength": 0.5},
            target | {"Filter": "Glass", "Sense": "at most", "Amount": 0.1, "Amount is": "share"},
        ],
    )
    starts = [Start(name, 1, "S", 1 if name == "D" else 0) for name in sectors]
    both = aimed(tables, dict.fromkeys(starts, ALL))
    assert both.column("reached") == [80.0, 80.0, 80.0]
    assert both.column("required") == [100.0, 100.0, pytest.approx(24.0)]
    assert both.column("missed") == [20.0, 20.0, pytest.approx(56.0)]
    assert both.column("price") == [0.0, 10.0, 0.0]
    assert shown(both.targets.penalty) == 10.0
    assert shown(both.targets.checks[0].broken) == 2.0
    assert [line.sense for line in both.targets.limits] == ["at least", "at most"]


def test_a_program_without_targets_has_none() -> None:
    """Tests that nothing is shown and nothing deducted."""
    tables = case(tiny_settings(), Clusters=[cluster("A", 10.0)], Sites=[site("S")])
    both = aimed(tables, {Start("A", 1, "S", 0): ALL})
    assert both.targets.table is None
    assert shown(both.targets.penalty) == 0.0
    assert both.targets.checks == ()
