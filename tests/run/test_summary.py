"""Tests of the summary on the terminal."""

from __future__ import annotations

from dataclasses import replace

from optmodel.plan.limit import Limit
from optmodel.run.finished import Run
from optmodel.run.summary import summary_lines
from optmodel.search.result import Outcome


def test_the_summary_of_a_proven_plan(finished: Run) -> None:
    """Tests that counts, values, calls and the folder are there, thousands separated."""
    lines = list(summary_lines(finished))
    assert lines[0] == "Tiny: a plan, proven within the requested gap and checked independently"
    assert lines[1] == "  Funded         1 of 2 clusters at 1 site"
    assert lines[2].startswith(
        "  Value          170.0 USD m program (United States 270.0, JPN -100"
    )
    assert lines[3] == "  Bound          170.0 USD m, gap 0 USD m (0.000%), Program view"
    assert lines[4] == "  JPN            100.0 USD m called, 900.0 left unspent"
    assert "never within the horizon for 1 of 1" in lines[5]
    assert lines[-1] == f"  Results        {finished.folder}"


def test_a_plan_that_is_not_proven_says_so(finished: Run) -> None:
    """Tests that the word stands in the first line and the gap in money in the fourth."""
    search = replace(
        finished.plan.search, outcome=Outcome.FEASIBLE, reason="the time limit", bound=5170.0
    )
    plan = replace(finished.plan, search=search, value_musd=170.0)
    lines = list(summary_lines(replace(finished, plan=plan)))
    assert "NOT PROVEN (the time limit)" in lines[0]
    assert "gap 5,000 USD m" in lines[3]
    unbounded = replace(finished, plan=replace(plan, search=replace(search, bound=None)))
    assert "  Bound          none proven" in list(summary_lines(unbounded))


def test_binding_limits_are_named_by_rule(finished: Run) -> None:
    """Tests that four of six full sites are named, the others counted, an unused one left out."""
    full = [Limit("clusters_per_site", f"S{i}", 1.0, 1.0, "clusters", "") for i in range(6)]
    idle = Limit("site_supply", "S9 power", 0.0, 0.0, "MW", "")
    plan = replace(finished.plan, limits=(*full, idle))
    lines = list(summary_lines(replace(finished, plan=plan)))
    assert "  Binding        Clusters at a site: S0, S1, S2, S3 and 2 more" in lines
    assert not [line for line in lines if "S9" in line]


def test_a_further_source_says_what_it_pays_beyond_the_pledge(shared: Run) -> None:
    """Tests the lines of two sources, of a pool's recovery and of a missed target.

    EXT's pool has 80 % of half of B's 30 a year: 12 a year repay its 50 in the fifth year, 2032.
    A repays JPN's 100 by 20 a year (2032), B's half its 50 by 7.5 a year (2034).
    """
    lines = list(summary_lines(shared))
    assert lines[2] == (
        "  Value          475.0 USD m program (United States 441.0, JPN 19.5, other 14.5)"
    )
    assert lines[3] == (
        "  Objective      465.0 USD m, Program view, of which -10.0 prices of missed targets"
    )
    at = lines.index("  EXT            50.0 USD m called, 450.0 left unspent")
    assert lines[at + 1] == "                 beyond the pledge: 50.0 USD m from EXT"
    assert lines[at + 2] == (
        "  Recovery       from 31 Dec 2032 to 31 Dec 2034; pool of EXT by 31 Dec 2032"
    )
    assert lines[at + 3] == "  Targets        1 of 2 missed, price 10.0 USD m"


def test_one_source_has_nothing_beyond_the_pledge(finished: Run) -> None:
    """Tests that the words do not come up where there is only the pledge."""
    assert not [line for line in summary_lines(finished) if "beyond" in line or "Targets" in line]
