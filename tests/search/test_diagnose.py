"""Why no plan is possible, in words."""

from __future__ import annotations

import time
from datetime import date

import pytest

from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.search.diagnose import diagnose
from optmodel.search.highs import solve_model
from optmodel.search.result import Outcome
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
    assert "The pledge JPN is short by at least 40.000000 USD m (proven)" in sentence
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
    assert "short by at least 30.000000 USD m" in sentence


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
    assert "what it can pay by period is short by at least 30.000000 USD m (proven)" in sentence
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
    ("amount", "words"), [(1234.5678, "1,234.5"), (99.9999999, "99.999999"), (0.05, "0.050000")]
)
def test_at_least_is_rounded_down(amount: float, words: str) -> None:
    """Tests that the shortfall that is printed is never more than the one that is proven."""
    assert at_least(amount) == words
