"""How much money is missing at least, where no plan is possible."""

from __future__ import annotations

import time
from datetime import date

import pytest

from optmodel.program.program import Program
from optmodel.search import shortfall as shortfall_module
from optmodel.search.controls import Controls
from optmodel.search.highs import solve_model
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.shortfall import at_least, shortfall
from tests.cases import cluster, pledge, program_of, tiny_settings

EXACT = Controls(time_limit_s=60.0, gap=0.0)


def short(program: Program) -> str:
    """The sentence about the money of a program without a plan."""
    return shortfall(program, EXACT).sentence


def must(name: str, capex: float, build: int = 1, **over: object) -> dict[str, object]:
    """Make a cluster that must be funded."""
    return cluster(name, capex, build, Decision="fund", **over)


def test_a_cluster_that_alone_exceeds_the_pledge_is_counted() -> None:
    """Tests that a cluster without any option for want of money counts: 200 against 100."""
    program = program_of(tiny_settings(), Clusters=[must("A", 200.0)], Funding=[pledge(100.0)])
    assert "short by at least 100.0 USD m (proven)" in short(program)


def test_pledge_that_is_short_says_by_how_much() -> None:
    """Tests that 60 + 70 = 130 against 100 - 10 = 90 are short by 40."""
    sentence = short(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0), must("B", 70.0)],
            Funding=[pledge(100.0, **{"Already committed (USD m)": 10.0})],
        )
    )
    assert "The pledge JPN is short by at least 40.0 USD m (proven)" in sentence
    assert "130.0 USD m" in sentence
    assert "90.0 USD m are left of the commitment (Funding!" in sentence


def test_needs_count_as_what_must_be_funded() -> None:
    """Tests that what a funded cluster needs is part of the shortfall: 60 + 70 - 100 = 30."""
    sentence = short(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0), cluster("B", 70.0)],
            Dependencies=[{"Cluster": "A", "Needs": "B"}],
            Funding=[pledge(100.0)],
        )
    )
    assert "short by at least 30.0 USD m" in sentence


def test_calls_that_come_too_early_are_named() -> None:
    """Tests that 60 + 70 in one period against 100 a period, three periods, is a choice.

    A and B may only start in 2027, when 100 can be called: 30 are missing, though 300 are
    committed.
    """
    only = {"Latest start": date(2027, 1, 1)}
    sentence = short(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0, **only), must("B", 70.0, **only)],
            Funding=[pledge(300.0)],
            Funding_calls=[
                {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 100.0}
            ],
        )
    )
    assert "what it can pay by period is short by at least 30.0 USD m (proven)" in sentence
    assert "Funding calls!" in sentence


def cut_short(bound: float | None = None) -> SolveResult:
    """A search that ran out of time without a plan."""
    return SolveResult(Outcome.NO_PLAN, "the time limit was reached", None, bound, None, 1.0, 0)


def short_by_period() -> Program:
    """A and B for 60 and 70 in 2027, when 100 can be called; 300 are committed: 30 missing."""
    only = {"Latest start": date(2027, 1, 1)}
    return program_of(
        tiny_settings(),
        Clusters=[must("A", 60.0, **only), must("B", 70.0, **only)],
        Funding=[pledge(300.0)],
        Funding_calls=[
            {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 100.0}
        ],
    )


@pytest.mark.parametrize("cut", [(1,), (2,), (1, 2)])
def test_enough_in_all_rests_on_a_plan_not_on_a_bound(
    monkeypatch: pytest.MonkeyPatch, cut: tuple[int, ...]
) -> None:
    """Tests that "enough in all" needs a plan within the commitment; the bound is said anyway.

    The first search is for the least commitment, the second for the least by period.
    """
    asked: list[int] = []

    def searched(model: object, controls: Controls) -> SolveResult:
        asked.append(1)
        if len(asked) not in cut:
            return solve_model(model, controls)
        return cut_short(bound=-130.0 if len(asked) == 1 else -20.0)

    monkeypatch.setattr(shortfall_module, "solve_model", searched)
    found = shortfall(short_by_period(), EXACT)
    missing = "20.0" if 2 in cut else "30.0"
    assert f"short by at least {missing} USD m (proven)" in found.sentence
    assert ("has enough in all" in found.sentence) == (2 not in cut)
    assert found.possible is (None if 2 in cut else True)


def test_a_bound_that_was_cut_short_still_proves_what_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tests that 320 at least against 300 are short by 20, though no plan was found."""
    monkeypatch.setattr(shortfall_module, "solve_model", lambda *_: cut_short(bound=-320.0))
    found = shortfall(short_by_period(), EXACT)
    assert "short by at least 20.0 USD m (proven)" in found.sentence


def test_a_city_on_one_site_is_explained_in_seconds() -> None:
    """Tests that 100 clusters of 10,000 against 550,000 are short by 450,000 at once."""
    program = program_of(
        tiny_settings(Decision_periods=12, Horizon_periods=40),
        Clusters=[must(f"C{i}", 10_000.0, 4) for i in range(100)],
        Funding=[pledge(550_000.0)],
    )
    begun = time.monotonic()
    sentence = short(program)
    assert "short by at least 450,000.0 USD m" in sentence
    assert time.monotonic() - begun < 30.0


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1234.5678, "1,234.5"),
        (50.0, "50.0"),
        (49.9999999999, "50.0"),  # the last figures of a computed 50
        (49.99, "49.9"),
        (0.3, "0.3"),
        (0.057, "0.05"),
        (0.0, "0.000000"),
    ],
)
def test_at_least_is_rounded_down(amount: float, words: str) -> None:
    """Tests that the shortfall that is printed is not more than the one that is proven."""
    assert at_least(amount) == words


def external(commitment: float, **over: object) -> dict[str, object]:
    """Make a second row of Funding."""
    return pledge(commitment, Source="EXT", **over)


def test_sources_that_are_short_together_say_by_how_much() -> None:
    """Tests that 60 + 70 = 130 against 50 + 30 = 80 are short by 50."""
    sentence = short(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0), must("B", 70.0)],
            Funding=[pledge(50.0), external(30.0)],
        )
    )
    assert sentence.startswith(
        "What must be funded is short by at least 50.0 USD m beyond what all sources can pay "
        "(proven): it calls at least 130.0 USD m, and 80.0 USD m are left of their commitments"
    )
    assert "Funding!" in sentence


def test_sources_that_are_short_by_period_say_by_how_much() -> None:
    """Tests that 130 in 2027 against 50 + 40 a period are short by 40, though 300 are there."""
    only = {"Latest start": date(2027, 1, 1)}
    limits = [
        {"Source": name, "From": date(2027, 1, 1), "Maximum call (USD m/period)": most}
        for name, most in (("JPN", 50.0), ("EXT", 40.0))
    ]
    sentence = short(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0, **only), must("B", 70.0, **only)],
            Funding=[pledge(200.0), external(100.0)],
            Funding_calls=limits,
        )
    )
    assert sentence.startswith(
        "All sources together have enough in all, but what they can pay by period is short by at "
        "least 40.0 USD m (proven); see Funding calls!"
    )
