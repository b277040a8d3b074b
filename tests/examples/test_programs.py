"""What the larger examples come to."""

from __future__ import annotations

from operator import mul

import pyomo.environ as pyo
import pytest

from optmodel.api import solve
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options
from optmodel.errors import InfeasibleError
from optmodel.examples import rows
from optmodel.formulation.model import build_model
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.workbook.rows import tables_from_rows


def case(name: str) -> tuple[Program, Options]:
    """Program and options of an example."""
    settings, sheets = rows(name)
    tables, findings = tables_from_rows(settings, sheets)
    assert tables is not None, findings
    program, findings = build(tables)
    assert program is not None, findings
    return program, build_options(program)


def ids_with_options(program: Program, options: Options) -> set[str]:
    """Cluster rows that can be funded at all."""
    return {program.clusters[index].id for index in options.cluster}


def test_crystal_land_costs_a_trillion() -> None:
    """Tests that the parts of the city add up to what the concept named."""
    _, sheets = rows("crystal_land")
    capex = [float(str(each["Capex (USD m)"])) for each in sheets["Clusters"]]
    copies = [int(str(each["Copies"])) for each in sheets["Clusters"]]
    assert sum(map(mul, capex, copies)) == 1_000_000


def test_crystal_land_needs_external_capital() -> None:
    """Tests that the pledge is used up first: 550,000 - 36,000 = 514,000, the rest is 486,000."""
    settings, sheets = rows("crystal_land")
    plan = solve({"Settings": settings, **sheets})
    assert plan.status == "optimal"
    assert all(each.funded for each in plan.decisions)
    calls = {source: sum(each) for source, each in plan.calls_musd.items()}
    assert calls == {"Japan": pytest.approx(514_000), "External": pytest.approx(486_000)}
    assert plan.values_musd["program"] == pytest.approx(
        plan.values_musd["united_states"] + plan.values_musd["japan"] + plan.values_musd["other"]
    )


def test_crystal_land_is_impossible_with_the_pledge_alone() -> None:
    """Tests that without the second row of Funding 1,000,000 - 514,000 = 486,000 are missing.

    The pledge and what must be funded are in conflict, and 486,000 more would do.
    """
    settings, sheets = rows("crystal_land")
    with pytest.raises(InfeasibleError) as refused:
        solve({"Settings": settings, **sheets, "Funding": sheets["Funding"][:1]})
    assert any("short by at least 486,000" in reason for reason in refused.value.reasons)
    assert refused.value.explanation is not None
    conflict = refused.value.explanation.conflict
    assert conflict is not None
    assert {item.rule for item in conflict.items} == {"decision", "commitment_limit"}
    assert (conflict.confirmed, conflict.irreducible) == (True, True)
    assert "pledge Japan +486,000 USD m" in {
        repair.words for repair in refused.value.explanation.repairs
    }


def test_the_pledge_is_a_program_of_workable_size() -> None:
    """Tests that pruning leaves what a solver can prove in minutes."""
    program, options = case("us_japan_pledge")
    assert len(program.clusters) == 114
    assert 3_000 < len(options) < 10_000


def test_the_pledge_has_the_terms_that_are_documented() -> None:
    """Tests the table of docs/examples.md: terms, limits by quarter, 37 rows and 27 sites."""
    program, _ = case("us_japan_pledge")
    assert len({cluster.id for cluster in program.clusters}) == 37
    assert len(program.sites) == 27
    calendar, settings, (japan,) = program.calendar, program.settings, program.sources
    assert (calendar.months, calendar.decision_periods, calendar.horizon_periods) == (3, 9, 100)
    assert (settings.discount_rate, settings.tax_rate) == (0.08, 0.21)
    assert (settings.maximum_sites, settings.maximum_starts) == (16, 30)
    assert settings.permit_confidence == 0.6
    assert (japan.commitment_musd, japan.already_committed_musd) == (550_000.0, 36_000.0)
    assert (japan.share_before, japan.share_after, japan.deemed_rate) == (0.5, 0.1, 0.055)
    assert (japan.recovery_target_years, japan.recovery_rule) == (20.0, "required")
    assert (japan.draw, japan.last_call, japan.vehicle) == ("at start", 8, "cluster")
    assert {limit.maximum_musd for limit in japan.call_limits} == {31_000.0}


def test_the_model_of_the_pledge_has_the_rules_that_are_documented() -> None:
    """Tests that each limit of the page is a rule with rows; no site limits its clusters.

    The sites' limit is one row, the commitment one, starts one for each quarter that can hold
    more than 30, and three group rules stand in the input: fabs, turbines and reactors.
    """
    program, options = case("us_japan_pledge")
    model = build_model(program, options, build_preparation(program))
    rules = {rule.name: len(rule) for rule in model.component_objects(pyo.Constraint)}
    assert (rules["sites_opened"], rules["commitment_limit"]) == (1, 1)
    assert len(program.group_rules) == rules["group_rule"] == 3
    assert rules["capital_calls"] == 9
    assert 0 < rules["starts_per_period"] <= 9
    assert 0 < rules["call_limit"] <= 9
    assert rules["site_supply"] > 100
    assert rules["dependency"] > 100
    assert rules["clusters_per_site"] == 0
    assert rules["operator_capacity"] > 0
    assert rules["builder_capacity"] > 0
    assert rules["market_limit"] > 0


def test_what_cannot_repay_japan_is_out() -> None:
    """Tests that recovery is what keeps reactors, smelters and today's fab out."""
    program, options = case("us_japan_pledge")
    out = {each.id for each in program.clusters} - ids_with_options(program, options)
    assert out == {"HVDC", "COP", "SMT", "LFP", "AMM", "SMRTN", "SMRAL", "APW", "FAB0", "DSP"}
    tested = {
        program.clusters[each.cluster].id
        for each in options.excluded
        if each.rule == "source_recovery"
    }
    assert out <= tested


def test_the_desert_comes_last() -> None:
    """Tests that the land north of Phoenix has its permit only in the last quarter."""
    program, options = case("us_japan_pledge")
    desert = next(index for index, site in enumerate(program.sites) if site.id == "BLMPHX")
    assert set(options.start[options.site == desert].tolist()) == {8}


def test_korea_takes_the_same_clusters() -> None:
    """Tests that Korea's terms alone, drawn as spent, leave no more out than Japan's."""
    japan = ids_with_options(*case("us_japan_pledge"))
    korea = ids_with_options(*case("korea_pledge"))
    assert japan <= korea


@pytest.mark.nightly
@pytest.mark.parametrize(("name", "gap"), [("us_japan_pledge", 0.01), ("korea_pledge", 0.02)])
def test_the_pledges_are_proven_in_five_minutes(name: str, gap: float) -> None:
    """Tests that the plan is proven, passes its checks, and that the split adds up."""
    settings, sheets = rows(name)
    plan = solve({"Settings": settings, **sheets}, time_limit=300, gap=gap)
    assert plan.status == "optimal", plan.search.reason
    assert plan.search.gap is not None
    assert plan.search.gap <= gap
    assert all(check.passed for check in plan.checks)
    assert plan.values_musd["program"] == pytest.approx(
        plan.values_musd["united_states"] + plan.values_musd["japan"]
    )
