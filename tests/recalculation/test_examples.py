"""The examples' results workbooks, recalculated: as written, and with decisions changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from optmodel.api import run
from optmodel.audit.claim import Opening, Start
from optmodel.financials.model import financial_model
from optmodel.plan.plan import Plan
from optmodel.results.write import workbook_bytes
from optmodel.run.intake import tables_of
from optmodel.run.wishes import Wishes
from optmodel.workbook.tables import Tables

from .judge import changed_cells, disagreements, error_cells, opened
from .libreoffice import Calculator
from .plans import INFO, Given, settled, write_decisions

INPUTS = Path(__file__).parents[2] / "inputs"
LOOSE = Wishes(time_limit_s=60.0, gap=0.05)
"""The examples need not be solved to their end here."""
Change = Callable[[Given, Plan, Random], Given]


@dataclass(frozen=True, slots=True)
class Solved:
    """An example with a plan."""

    tables: Tables
    plan: Plan


def solved(name: str) -> Solved:
    """Solve an example."""
    tables, _ = tables_of(INPUTS / f"{name}.xlsx")
    assert tables is not None
    return Solved(tables, run(tables, wishes=LOOSE).plan)


def given_of(plan: Plan) -> Given:
    """The plan in the words of the audit."""
    sources = [source.id for source in plan.program.sources]
    payers = [source.id for source in plan.program.sources if source.pays_preparation]
    shares = {
        Start(it.cluster, it.copy, it.site, it.period, it.operator): dict(
            zip(sources, it.shares, strict=True)
        )
        for it in plan.decisions
        if it.funded
    }
    prepared = {
        Opening(it.site, it.period): {
            name: part for name, part in zip(sources, it.shares, strict=True) if name in payers
        }
        for it in plan.openings
    }
    return Given(tuple(shares), tuple(prepared), shares, prepared)


def moved(given: Given, plan: Plan, random: Random) -> Given:
    """Every fifth cluster starts in another period, every seventh stands at another site."""
    sites = [site.id for site in plan.program.sites if site.decision != "closed"]
    last = plan.program.calendar.decision_periods
    shares = {}
    for number, start in enumerate(given.starts):
        other = start
        if number % 5 == 0:
            other = replace(other, period=random.randrange(last))
        if number % 7 == 0:
            other = replace(other, site=random.choice(sites))
        shares[other] = given.shares[start]
    return replace(given, starts=tuple(shares), shares=shares)


def struck(given: Given, _: Plan, random: Random) -> Given:
    """A third of the clusters is not funded any more."""
    shares = {start: part for start, part in given.shares.items() if random.random() > 1 / 3}
    return replace(given, starts=tuple(shares), shares=shares)


def funded(given: Given, plan: Plan, random: Random) -> Given:
    """Up to ten more clusters are funded, somewhere, whether or not that breaks limits."""
    sites = [site.id for site in plan.program.sites if site.decision != "closed"]
    out = [it for it in plan.decisions if not it.funded][:10]
    pledge = plan.program.sources[0].id
    clusters = {(cluster.id, cluster.copy): cluster for cluster in plan.program.clusters}
    shares = dict(given.shares)
    for it in out:
        fits = clusters[it.cluster, it.copy].fits
        operators = [fit.operator for fit in fits] or [""]
        period = random.randrange(plan.program.calendar.decision_periods)
        start = Start(it.cluster, it.copy, random.choice(sites), period, random.choice(operators))
        shares[start] = {pledge: 1.0}
    return replace(given, starts=tuple(shares), shares=shares)


def everything(given: Given, plan: Plan, random: Random) -> Given:
    """All of it at once."""
    for change in (moved, struck, funded):
        given = change(given, plan, random)
    return given


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("tiny", (moved, struck, funded)),
        ("crystal_land", (everything,)),
        pytest.param("korea_pledge", (everything,), marks=pytest.mark.nightly),
        ("us_japan_pledge", ()),
        pytest.param("us_japan_pledge", (everything,), marks=pytest.mark.nightly),
    ],
)
def test_example(
    name: str, changes: tuple[Change, ...], calculator: Calculator, tmp_path: Path
) -> None:
    """Tests that nothing changes as written, and edits against the audit."""
    case, random = solved(name), Random(0)
    model = financial_model(case.plan, case.tables)
    written = tmp_path / f"{name}.xlsx"
    written.write_bytes(workbook_bytes(case.plan, case.tables, INFO, model))
    edits: dict[Path, Given] = {}
    for change in changes:
        path = tmp_path / f"{name}-{change.__name__}.xlsx"
        path.write_bytes(written.read_bytes())
        given = settled(case.tables, change(given_of(case.plan), case.plan, random))
        write_decisions(path, case.tables, given)
        edits[path] = given
    fresh, *others = calculator.recalculate([written, *edits])
    assert changed_cells(written, fresh) == []
    for path, (_, given) in zip(others, edits.items(), strict=True):
        found = opened(path, model)
        assert error_cells(found.book) == []
        assert list(disagreements(found, case.tables, given)) == []
