"""What the larger examples come to."""

from __future__ import annotations

from operator import mul

import pytest

from optmodel.api import solve
from optmodel.economics.options import build_options
from optmodel.economics.types import Options
from optmodel.errors import InfeasibleError
from optmodel.examples import rows
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


def test_crystal_land_is_short_of_money() -> None:
    """Tests that the city fails on the pledge: 1,000,000 - (550,000 - 36,000) = 486,000."""
    settings, sheets = rows("crystal_land")
    capex = [float(str(each["Capex (USD m)"])) for each in sheets["Clusters"]]
    copies = [int(str(each["Copies"])) for each in sheets["Clusters"]]
    assert sum(map(mul, capex, copies)) == 1_000_000
    with pytest.raises(InfeasibleError) as refused:
        solve({"Settings": settings, **sheets})
    (reason,) = refused.value.reasons
    assert "short by at least 486,000" in reason


def test_the_pledge_is_a_program_of_workable_size() -> None:
    """Tests that pruning leaves what a solver can prove in minutes."""
    program, options = case("us_japan_pledge")
    assert len(program.clusters) == 114
    assert 3_000 < len(options) < 10_000


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
@pytest.mark.parametrize("name", ["us_japan_pledge", "korea_pledge"])
def test_the_pledges_are_proven_within_one_percent(name: str) -> None:
    """Tests that five minutes are enough, that the plan passes its checks and the split adds up."""
    settings, sheets = rows(name)
    plan = solve({"Settings": settings, **sheets}, time_limit=300, gap=0.01)
    assert plan.search.gap is not None
    assert plan.search.gap <= 0.01
    assert all(check.passed for check in plan.checks)
    assert plan.values_musd["program"] == pytest.approx(
        plan.values_musd["united_states"] + plan.values_musd["japan"]
    )
