"""A session: random sequences, cuts, memory, and a worker that dies."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from random import Random

import pytest

from optmodel import reuse
from optmodel.errors import InfeasibleError, InputError
from optmodel.reuse.memory import Memory
from optmodel.reuse.session import Session
from optmodel.workbook.tables import Tables
from tests.cases import case, cluster, pledge, site, tiny_settings
from tests.oracle.generator import workbook
from tests.oracle.generator_rulebook import open_pools, rulebook, shared_sites
from tests.oracle.night import blocks
from tests.oracle.pipeline import EXACTLY, model_of, search_here

from .random_changes import program_with, random_change

GENERATORS = (workbook, rulebook, shared_sites, open_pools)
CHANGES = 6


def park() -> Tables:
    """Three clusters, two of which the pledge can pay for: A and B, worth 30 and 20."""
    return case(
        tiny_settings(Horizon_periods=4, Decision_periods=2),
        Clusters=[
            cluster("A", 30, **{"Revenue (USD m/year)": 20}),
            cluster("B", 30, **{"Revenue (USD m/year)": 18}),
            cluster("C", 30, **{"Revenue (USD m/year)": 15}),
        ],
        Sites=[site("S"), site("N", **{"Preparation cost (USD m)": 1})],
        Funding=[pledge(60.0)],
    )


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on the park."""
    with reuse.open_session(park()) as opened:
        yield opened


def funded(answer: reuse.Answer) -> set[str]:
    """Ids of what a plan funds."""
    plan = answer.plan
    return {plan.decisions[index].cluster for index in plan.funded}


@pytest.mark.parametrize("seed", blocks(4, 24))
def test_any_sequence_of_changes_is_worth_runs(seed: int) -> None:
    """Random programs, random changes; what a session remembers must never show in a value."""
    random = Random(seed)
    tables = GENERATORS[seed % len(GENERATORS)](9000 + seed).tables()
    try:
        opened = reuse.open_session(tables)
    except InputError:
        assert program_with(tables, reuse.UNCHANGED) is None
        return
    with opened:
        for _ in range(CHANGES):
            change = random_change(tables, random)
            if program_with(tables, change) is None:
                continue
            expected = search_here(model_of(opened.tables(change)).model, EXACTLY).value
            try:
                value = opened.solve(change, gap=0.0).plan.search.value
            except InfeasibleError:
                value = None
            if expected is None or value is None:
                assert value is expected, change
            else:
                assert value == pytest.approx(expected, rel=1e-6, abs=1e-5), change


def test_at_most_and_at_least(session: Session) -> None:
    """One of A and B, then C as well."""
    one = reuse.cut(reuse.AtMost(("A", "B"), 1))
    assert funded(session.solve(one, gap=0.0)) == {"A", "C"}
    assert "C" in funded(session.solve(reuse.cut(reuse.AtLeast(("C",), 1)), gap=0.0))
    assert funded(session.solve(gap=0.0)) == {"A", "B"}


def test_not_that_plan_again(session: Session) -> None:
    """The best plans one after the other, by what they fund; each is worth less."""
    change, found, values = reuse.UNCHANGED, [], []
    for _ in range(7):
        answer = session.solve(change, gap=0.0)
        found.append(frozenset(funded(answer)))
        values.append(answer.plan.value_musd)
        change += reuse.cut(reuse.Different(answer.plan, 1, "clusters"))
    assert found == [set("AB"), set("AC"), set("BC"), {"A"}, {"B"}, {"C"}, set()]
    assert values == sorted(values, reverse=True)
    with pytest.raises(InfeasibleError):
        session.solve(change, gap=0.0)


@pytest.mark.parametrize(("respect", "least"), [("sites", 1), ("starts", 2), ("clusters", 2)])
def test_as_different_as_asked_for(
    session: Session, respect: reuse.cuts.Respect, least: int
) -> None:
    """Another site, another two starts, another two clusters."""
    best = session.solve(gap=0.0).plan
    apart = reuse.Different(best, least, respect)
    other = session.solve(reuse.cut(apart), gap=0.0).plan
    assert not apart.holds(best)
    assert apart.holds(other)
    assert other.value_musd <= best.value_musd


def test_part_of_the_copies_cannot_be_excluded() -> None:
    """No row tells one of two copies from none and from both."""
    tables = case(
        tiny_settings(),
        Clusters=[cluster("A", 30, Copies=2, **{"Revenue (USD m/year)": 20})],
        Funding=[pledge(30.0)],
    )
    with reuse.open_session(tables) as opened:
        plan = opened.solve(gap=0.0).plan
        with pytest.raises(reuse.ChangeError, match=r"1 of 2 copies of A"):
            opened.solve(reuse.cut(reuse.Different(plan, 1, "clusters")))


def pledged(amount: float) -> reuse.Change:
    """Another pledge."""
    return reuse.cell("Funding", {"Source": "JPN"}, "Commitment (USD m)", amount)


def test_a_bound_holds_for_a_tighter_limit_and_not_for_a_looser_one(session: Session) -> None:
    """60 is proven; 45 has that bound, 100 has none, though nothing binds there."""
    first = session.solve(pledged(60.0), gap=0.0)
    tighter = session.solve(pledged(45.0), gap=0.0)
    looser = session.solve(pledged(100.0), gap=0.0)
    assert first.known_bound_musd is None
    assert tighter.known_bound_musd == pytest.approx(first.plan.value_musd)
    assert looser.known_bound_musd is None
    assert looser.plan.value_musd > first.plan.value_musd > tighter.plan.value_musd


def test_a_bound_is_not_taken_to_another_objective(session: Session) -> None:
    """Dearer money makes every plan worth less, yet a bound is only kept for the same costs."""
    session.solve(gap=0.0)
    assert session.solve(reuse.setting("Discount rate", 0.1), gap=0.0).known_bound_musd is None


def test_a_bound_under_a_cut_does_not_outlive_it(session: Session) -> None:
    """Without A nothing is worth as much as with it."""
    without = session.solve(reuse.cut(reuse.AtMost(("A",), 0)), gap=0.0)
    with_it = session.solve(gap=0.0)
    assert with_it.known_bound_musd is None
    assert with_it.plan.value_musd > without.plan.value_musd


def test_a_worker_that_was_killed_is_started_again(session: Session) -> None:
    """Between two searches; the second is answered all the same."""
    before = session.solve(gap=0.0).plan.value_musd
    searcher = session._searcher
    assert searcher._worker is not None
    os.kill(searcher._worker._process.pid, signal.SIGKILL)
    assert session.solve(gap=0.0).plan.value_musd == before
    assert searcher.started == 2


def test_a_wrong_bound_is_found_out(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that beats it shows the contradiction; the search is made again without it."""
    value = session.solve(gap=0.0).plan.value_musd
    monkeypatch.setattr(Memory, "bound", lambda *_: 0.999 * value)
    assert session.solve(gap=0.0).plan.value_musd == pytest.approx(value)


def test_asked_to_stop_at_once_there_is_a_plan_of_before(session: Session) -> None:
    """Nothing is searched any more, and what is known is given back."""
    value = session.solve(gap=0.0).plan.value_musd
    stop = threading.Event()
    stop.set()
    assert session.solve(gap=0.0, stop=stop).plan.value_musd == pytest.approx(value)


def test_one_worker_does_all_searches(session: Session) -> None:
    """And ends with the session."""
    for amount in (60.0, 45.0, 90.0):
        session.solve(pledged(amount), gap=0.0)
    searcher = session._searcher
    assert searcher.started == 1
    process = searcher._worker._process  # type: ignore[union-attr]
    session.close()
    assert process.poll() is not None
    assert not searcher._folder.exists()
