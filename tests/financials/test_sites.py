"""Openings, preparation, use and the rules of sites in the live model are those of the audit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest

from optmodel.audit.case import Case, case_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import facts_of
from optmodel.audit.rules import PLAN_RULES
from optmodel.economics.preparation import build_preparation
from optmodel.evaluation.edited import EditedOpening, EditedStart
from optmodel.evaluation.openings import settle_openings
from optmodel.financials.core import Core, core_of
from optmodel.financials.ground import ground_of
from optmodel.financials.opening_columns import sharing_sources
from optmodel.financials.sites import Sites, sites_of
from optmodel.live.term import NO_PERIOD
from optmodel.plan.plan import Opening as PlannedOpening
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.results.outline import ALL_STATES, CONTIGUOUS, outline
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables

from ..oracle.enumerate_plans import small_open_pools, small_rulebook, small_workbook
from ..oracle.generator import Workbook
from ..oracle.night import blocks
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import Shares, space_of
from .made import plan_of

RULES = (
    "stays_open",
    "open_before_start",
    "opening_used",
    "sites_opened",
    "clusters_per_site",
    "site_supply",
    "site_closed",
    "preparation",
)
"""What this part of the model looks at."""
MAKERS = (small_workbook, small_rulebook, small_open_pools)


def typed(
    program: Program, openings: tuple[Opening, ...], shares: Shares
) -> tuple[PlannedOpening, ...]:
    """Openings as a sheet says them."""
    return tuple(
        PlannedOpening(
            site=opening.site,
            period=opening.period,
            start=program.calendar.start_of(opening.period),
            preparation_musd=(),
            clusters=(),
            shares=tuple(shares[opening].get(source.id, 0.0) for source in program.sources),
        )
        for opening in openings
    )


def model_of(
    tables: Tables, starts: tuple[Start, ...], openings: tuple[Opening, ...], shares: Shares
) -> tuple[Core, Sites]:
    """The sites of a plan."""
    program, findings = build(tables)
    assert program is not None, [str(finding) for finding in findings]
    paid = {start: shares[start] for start in starts}
    plan = replace(plan_of(program, starts, paid), openings=typed(program, openings, shares))
    core = core_of(ground_of(plan, tables))
    return core, sites_of(core)


def settled(
    program: Program, starts: tuple[Start, ...], openings: tuple[Opening, ...]
) -> dict[str, int]:
    """Site to the period in which an edited plan opens it, without closed ones."""
    at = {site.id: index for index, site in enumerate(program.sites)}
    found = settle_openings(
        program,
        build_preparation(program),
        [EditedStart(0, 0, at[start.site], start.period, None) for start in starts],
        {at[opening.site]: EditedOpening(opening.period, None) for opening in openings},
    )
    return {
        program.sites[site].id: opening.period
        for site, opening in found.openings.items()
        if program.sites[site].decision != "closed"
    }


def opened(sites: Sites) -> dict[str, int]:
    """The same as the live model says it."""
    table = sites.openings
    ids, periods = table.field("site").values, table.field("period").values
    return {
        str(name): int(period) for name, period in zip(ids, periods, strict=True) if period >= 0
    }


def counts(sites: Sites) -> Counter[str]:
    """How often the model finds each rule broken."""
    found: Counter[str] = Counter()
    for check in sites.checks:
        numbers = np.ravel(check.broken.number(NO_PERIOD))
        found[check.rule] += int(numbers[check.index] if len(numbers) > 1 else numbers[0])
    return found


def parts_of(
    program: Program, sites: Sites, shares: Shares
) -> tuple[tuple[Opening, ...], dict[Opening, dict[str, float]]]:
    """The openings that follow, with who pays: as typed beside each site, else nobody."""
    by_site = {
        opening.site: paid for opening, paid in shares.items() if isinstance(opening, Opening)
    }
    openings = tuple(Opening(site, period) for site, period in opened(sites).items())
    if not sharing_sources(program):
        return openings, {}
    may = {program.sources[index].id for index in sharing_sources(program)}
    return openings, {
        opening: {
            source: part for source, part in by_site.get(opening.site, {}).items() if source in may
        }
        for opening in openings
    }


def compare(book: Workbook, seed: int, plans: int) -> Counter[str]:
    """Compare random plans of a workbook; count what was broken."""
    tables = book.tables()
    space = space_of(tables)
    program, _ = build(tables)
    assert program is not None
    random = Random(seed)
    seen: Counter[str] = Counter()
    for starts, openings in random_plans(random, space, plans):
        shares = random_shares(random, space, (starts, openings))
        core, sites = model_of(tables, starts, openings, shares)
        assert settled(program, starts, openings) == opened(sites), (seed, starts, openings)
        then, prepared = parts_of(program, sites, shares)
        paid = {start: shares[start] for start in starts}
        case = case_of(facts_of(tables), starts, then, shares=paid, preparation_shares=prepared)
        seen += agree(case, core, sites)
    return seen


def agree(case: Case, core: Core, sites: Sites) -> Counter[str]:
    """Hold the rules and the money beside the audit; return what it finds broken."""
    theirs = Counter(violation.rule for rule in RULES for violation in PLAN_RULES[rule].find(case))
    ours = counts(sites)
    closed = {site.id for site in core.base.program.sites if site.decision == "closed"}
    if any(start.site in closed for start in case.starts):
        # What is used where nothing may stand is not shown.
        del theirs["site_supply"], ours["site_supply"]
    assert +ours == theirs
    horizon = case.facts.calendar.horizon
    spent = np.array([[0.0] * horizon, *case.spending.values()]).sum(axis=0)
    assert sites.preparation.values[0] == pytest.approx(spent, rel=1e-12, abs=1e-12)
    for line, source in zip(sites.paid, case.facts.sources, strict=True):
        flows = [part * np.array(flow) for _, flow, part in case.paid_preparation(source)]
        expected = np.sum([np.zeros(horizon), *flows], axis=0)
        ours_paid = np.zeros(horizon) if line is None else line.values[0]
        assert ours_paid == pytest.approx(expected, rel=1e-12, abs=1e-12)
    return theirs


def with_narrow_calls(book: Workbook, seed: int) -> Workbook:
    """Let sources pay for costly preparation within few periods and small limits."""
    random = Random(f"calls {seed}")
    months = int(str(book.settings["Months per period"]))
    first = book.settings["First period"]
    assert isinstance(first, date)

    def day(period: int) -> date:
        passed = first.month - 1 + months * period
        return date(first.year + passed // 12, passed % 12 + 1, 1)

    for source in book.sheets["Funding"]:
        source["Pays for site preparation"] = random.choice([True, True, True, False])
        source["First call"] = random.choice([None, day(1), day(1)])
        source["Last call"] = random.choice([None, day(1), day(2)])
    name = book.sheets["Funding"][0]["Source"]
    book.sheets["Funding calls"] = [
        {"Source": name, "From": day(1), "Maximum call (USD m/period)": random.choice([2.0, 500.0])}
    ]
    for site in book.sheets["Sites"]:
        site["Preparation cost (USD m)"] = random.choice([0.0, 5.0, 40.0])
        site["Preparation (periods)"] = random.choice([0, 1, 1, 2])
    return book


BLOCKS = blocks(1, 8)
"""Five workbooks each; by day the first five."""


@pytest.mark.parametrize("block", BLOCKS)
def test_openings_wait_for_what_can_be_called(block: int) -> None:
    """Tests 5 workbooks in which calls for preparation are possible in few periods only."""
    limited = 0
    for seed in range(5 * block, 5 * block + 5):
        book, _ = MAKERS[seed % 3](seed)
        narrow = with_narrow_calls(book, seed)
        tables, findings = tables_from_rows(narrow.settings, narrow.sheets)
        assert tables is not None, [str(finding) for finding in findings]
        if build(tables)[0] is None:
            continue
        compare(narrow, seed, 6)
        _, sites = model_of(tables, (), (), {})
        limited += any(stack.has("allowed") for stack in sites.stacks)
    assert limited


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("block", BLOCKS)
def test_sites_of_random_plans(make, block: int) -> None:  # type: ignore[no-untyped-def]
    """Tests 5 random workbooks with 6 random plans each."""
    seen: Counter[str] = Counter()
    for seed in range(5 * block, 5 * block + 5):
        book, _ = make(seed)
        seen += compare(book, seed, 6)
    assert seen


def test_the_outline_fits_its_frames() -> None:
    """Tests that every point of the states lies in the frame in which it is drawn."""
    for frame in (CONTIGUOUS, ALL_STATES):
        lines = list(outline(frame.regions))
        assert sum(len(line) for line in lines) < 1500
        assert all(frame.holds(*point) for line in lines for point in line)
