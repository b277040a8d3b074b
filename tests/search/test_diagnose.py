"""Why no plan is possible, in words."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.search import relax
from optmodel.search import shortfall as shortfall_module
from optmodel.search.controls import Controls
from optmodel.search.diagnose import diagnose
from optmodel.search.highs import solve_model
from optmodel.search.relax import standing_in_the_way
from optmodel.search.result import Outcome, SolveResult
from optmodel.search.shortfall import at_least
from tests.cases import cluster, pledge, program_of, site, tiny_settings

EXACT = Controls(time_limit_s=60.0, gap=0.0)


def reasons(program: Program) -> tuple[str, ...]:
    """Sentences about a program without a plan."""
    options, preparation = build_options(program), build_preparation(program)
    result = solve_model(build_model(program, options, preparation), EXACT)
    assert result.outcome is Outcome.INFEASIBLE, result
    return diagnose(program, options, preparation, EXACT)


def must(name: str, capex: float, build: int = 1, **over: object) -> dict[str, object]:
    """Make a cluster that must be funded."""
    return cluster(name, capex, build, Decision="fund", **over)


def test_pledge_that_is_short_says_by_how_much() -> None:
    """Tests that 60 + 70 = 130 against 100 - 10 = 90 are short by 40."""
    (sentence,) = reasons(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0), must("B", 70.0)],
            Funding=[pledge(100.0, **{"Already committed (USD m)": 10.0})],
        )
    )
    assert "The pledge JPN is short by at least 40.0 USD m (proven)" in sentence
    assert "130.0 USD m" in sentence
    assert "90.0 USD m are left of the commitment (Funding!" in sentence


def test_cluster_that_alone_exceeds_the_pledge_is_counted() -> None:
    """Tests that a cluster without any option for want of money counts: 200 against 100."""
    money, stuck = reasons(
        program_of(tiny_settings(), Clusters=[must("A", 200.0)], Funding=[pledge(100.0)])
    )
    assert "short by at least 100.0 USD m (proven)" in money
    assert stuck.startswith("A must be funded (Clusters!")


def test_needs_count_as_what_must_be_funded() -> None:
    """Tests that what a funded cluster needs is part of the shortfall: 60 + 70 - 100 = 30."""
    (sentence,) = reasons(
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
    (sentence,) = reasons(
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


def test_cluster_that_cannot_start_is_named_with_the_reason() -> None:
    """Tests that 70 acres do not fit 50 at S1, and S2 is closed."""
    (sentence,) = reasons(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0, **{"Land (acres)": 70.0})],
            Sites=[site("S1", 50.0), site("S2", 500.0, Decision="closed")],
        )
    )
    assert sentence.startswith("A must be funded (Clusters!")
    assert "has no possible start: at S1: " in sentence
    assert "at S2: the site is closed" in sentence


@pytest.mark.parametrize(
    ("settings", "sheets", "words"),
    [
        ({"Maximum_starts_per_period": 1, "Decision_periods": 1}, {}, "rule starts_per_period"),
        ({}, {"Sites": [site("S", Decision="free", **{"Maximum clusters": 1})]},
         "rule clusters_per_site"),
        ({"Maximum_sites": 1}, {
            "Clusters": [must("A", 1.0, Site="X"), must("B", 1.0, Site="Y")],
            "Sites": [site("X"), site("Y")],
        }, "rule sites_opened: Settings!"),
        ({}, {
            "Clusters": [must("A", 1.0, **{"Land (acres)": 60.0}),
                         must("B", 1.0, **{"Land (acres)": 60.0})],
            "Sites": [site("S", 100.0)],
        }, "rule site_supply: Sites!"),
        ({}, {"Groups": [{"Group": "G", "Cluster": "A"}, {"Group": "G", "Cluster": "B"}],
              "Group_rules": [{"Group": "G", "Rule": "at most", "Count": 1}]},
         "rule group_rule: Group rules!"),
        ({"Decision_periods": 1}, {
            "Dependencies": [{"Cluster": "A", "Needs": "B", "Lag (periods)": 1}]},
         "rule dependency: Dependencies!"),
        ({}, {
            "Clusters": [must("A", 1.0, **{"Use: Steam": 60.0}),
                         must("B", 1.0, **{"Use: Steam": 60.0})],
            "Site_supply": [{"Site": "S", "Resource": "Steam", "From": date(2027, 1, 1),
                             "Available": 100.0}],
        }, "rule site_supply: Site supply!"),
        ({"Decision_periods": 1}, {
            "Construction": [{"Resource": "Crews", "From": date(2027, 1, 1), "Capacity": 10.0}],
            "Construction_use": [{"Cluster": "A", "Resource": "Crews", "Step 1": 6.0},
                                 {"Cluster": "B", "Resource": "Crews", "Step 1": 6.0}],
        }, "rule builder_capacity: Construction!"),
        ({}, {
            "Clusters": [
                must("A", 1.0, **{"Product": "Steel", "Output (units/year)": 60.0}),
                must("B", 1.0, **{"Product": "Steel", "Output (units/year)": 60.0})],
            "Markets": [{"Product": "Steel", "From": date(2027, 1, 1),
                         "Maximum output (units/year)": 100.0}],
        }, "rule market_limit: Markets!"),
        ({}, {
            "Operators": [{"Operator": "P", "Maximum clusters": 1}],
            "Operator_fit": [{"Cluster": "A", "Operator": "P"}, {"Cluster": "B", "Operator": "P"}],
        }, "rule operator_capacity: Operators!"),
        ({}, {
            "Targets": [{"Metric": "clusters", "Sense": "at most", "Amount": 1}],
        }, "rule target: Targets!"),
    ],
)  # fmt: skip
def test_rule_in_the_way_is_named(
    settings: dict[str, object], sheets: dict[str, list[dict[str, object]]], words: str
) -> None:
    """Tests that the rule without which A and B could both be funded is named with its cell."""
    both = {"Clusters": [must("A", 1.0), must("B", 1.0)]}
    (sentence,) = reasons(program_of(tiny_settings(**settings), **(both | sheets)))
    assert words in sentence
    assert sentence.endswith("a plan would be possible.")


def test_rules_that_are_in_the_way_together_are_named_together() -> None:
    """Tests that A and B, one start a period in the only period, at sites for one: both give."""
    (sentence,) = reasons(
        program_of(
            tiny_settings(Decision_periods=1, Maximum_starts_per_period=1),
            Clusters=[must("A", 1.0), must("B", 1.0)],
            Sites=[site("S", **{"Maximum clusters": 1})],
        )
    )
    assert "starts_per_period" in sentence
    assert "clusters_per_site" in sentence
    assert "together" in sentence


def test_a_rule_that_rules_starts_out_is_relaxed_for_them_as_well() -> None:
    """Tests that 10 acres at S2 are named: with more, B could stand there and A at S1.

    A and B take 50 acres each; S1 takes one cluster. Either limit alone can give way.
    """
    land = {"Land (acres)": 50.0}
    supply, count = sorted(
        reasons(
            program_of(
                tiny_settings(),
                Clusters=[must("A", 1.0, **land), must("B", 1.0, **land)],
                Sites=[site("S1", 1000.0, **{"Maximum clusters": 1}), site("S2", 10.0)],
            )
        ),
        reverse=True,
    )
    assert "rule site_supply" in supply
    assert "rule clusters_per_site" in count


def cut_short(bound: float | None = None) -> SolveResult:
    """A search that ran out of time without a plan."""
    return SolveResult(Outcome.NO_PLAN, "the time limit was reached", None, bound, None, 1.0, 0)


def two_limits() -> Program:
    """A and B, one start a period in the only period, at a site for one, with land for both."""
    return program_of(
        tiny_settings(Decision_periods=1, Maximum_starts_per_period=1),
        Clusters=[must("A", 1.0), must("B", 1.0)],
        Sites=[site("S", **{"Maximum clusters": 1})],
    )


def in_the_way(program: Program, *, late: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
    """Sentences about the rules of a program."""
    options, preparation = build_options(program), build_preparation(program)
    return standing_in_the_way(program, options, preparation, EXACT, late)


@pytest.mark.parametrize("cut", [1, 2])
def test_what_is_not_proven_is_not_called_the_only_way(
    monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    """Tests that "no single limit" is not said where the search without one limit was cut short.

    The two rules must give way together; the first or the second search, each without one of
    them, has no answer.
    """
    asked: list[int] = []

    def searched(model: object, controls: Controls) -> SolveResult:
        asked.append(1)
        return cut_short() if len(asked) == cut else solve_model(model, controls)

    monkeypatch.setattr(relax, "solve_model", searched)
    (sentence,) = in_the_way(two_limits())
    assert sentence.startswith("At least without the maximum of starts per period (rule ")
    assert "clusters_per_site" in sentence
    assert "No single" not in sentence
    assert "together" not in sentence


def test_rules_that_could_not_be_put_back_for_want_of_time_are_not_called_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tests that rules are not called needed where putting them back was cut short.

    Each limit alone was proven not to be enough; after the search without all of them, which
    finds a plan, every search is cut short.
    """
    program = two_limits()
    count = len(reasons_of_rules(program))
    asked: list[int] = []

    def searched(model: object, controls: Controls) -> SolveResult:
        asked.append(1)
        return cut_short() if len(asked) > count + 1 else solve_model(model, controls)

    monkeypatch.setattr(relax, "solve_model", searched)
    (sentence,) = in_the_way(program)
    assert sentence.startswith("At least without ")
    assert "No single" not in sentence


def reasons_of_rules(program: Program) -> list[str]:
    """Rules of a program that could be relaxed."""
    model = build_model(program, build_options(program), build_preparation(program))
    return [rule for rule in relax.WORDS if len(model.component(rule))]


@pytest.mark.parametrize("outcome", [Outcome.NO_PLAN, Outcome.CRASHED])
def test_searches_without_an_answer_say_nothing(
    monkeypatch: pytest.MonkeyPatch, outcome: Outcome
) -> None:
    """Tests that neither a rule nor all of them are blamed, and the same where time is over."""
    stub = replace(cut_short(), outcome=outcome)
    monkeypatch.setattr(relax, "solve_model", lambda *_: stub)
    assert in_the_way(two_limits()) == ()
    assert in_the_way(two_limits(), late=lambda: True) == ()


def test_a_rule_that_was_found_is_said_where_time_runs_out_after_it() -> None:
    """Tests that an answer is not lost: without the maximum of starts A and B both fit."""
    program = program_of(
        tiny_settings(Decision_periods=1, Maximum_starts_per_period=1),
        Clusters=[must("A", 1.0), must("B", 1.0)],
    )
    clock = iter([False])
    (sentence,) = in_the_way(program, late=lambda: next(clock, True))
    assert "rule starts_per_period" in sentence


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
    found = shortfall_module.shortfall(short_by_period(), EXACT)
    missing = "20.0" if 2 in cut else "30.0"
    assert f"short by at least {missing} USD m (proven)" in found.sentence
    assert ("has enough in all" in found.sentence) == (2 not in cut)
    assert found.possible is (None if 2 in cut else True)


def test_a_bound_that_was_cut_short_still_proves_what_is_short(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tests that 320 at least against 300 are short by 20, though no plan was found."""
    monkeypatch.setattr(shortfall_module, "solve_model", lambda *_: cut_short(bound=-320.0))
    found = shortfall_module.shortfall(short_by_period(), EXACT)
    assert "short by at least 20.0 USD m (proven)" in found.sentence


def test_a_city_on_one_site_is_explained_in_seconds() -> None:
    """Tests that 100 clusters of 10,000 against 550,000 are short by 450,000 at once."""
    program = program_of(
        tiny_settings(Decision_periods=12, Horizon_periods=40),
        Clusters=[must(f"C{i}", 10_000.0, 4) for i in range(100)],
        Funding=[pledge(550_000.0)],
    )
    begun = time.monotonic()
    (sentence,) = reasons(program)
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
