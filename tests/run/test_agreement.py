"""Tests that a workbook whose formulas disagree with the plan is never written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from optmodel.errors import ContradictionError
from optmodel.plan.plan import Plan
from optmodel.run.finished import Run
from optmodel.run.intake import tables_of
from optmodel.run.write import write_plan

from .rulebook import two_sources


def refused(shared: Run, plan: Plan, output: Path) -> ContradictionError:
    """Write another plan than the one that the formulas give."""
    tables, _ = tables_of(two_sources())
    assert tables is not None
    with pytest.raises(ContradictionError) as caught:
        write_plan(output, plan, tables, shared.info)
    return caught.value


def test_another_value_leaves_only_a_dossier(shared: Run, output: Path) -> None:
    """Tests that a dollar more in the plan ends as a contradiction, with a dossier of its own."""
    plan = replace(shared.plan, value_musd=shared.plan.value_musd + 1e-6)
    error = refused(shared, plan, output)
    assert any("value in the chosen perspective" in line for line in error.disagreements)
    assert error.folder is not None
    assert error.folder.name.endswith("-contradicted")
    assert [path.name for path in error.folder.iterdir()] == ["dossier.json"]
    assert list(output.iterdir()) == [error.folder]


def test_another_figure_of_a_cluster_is_named(shared: Run, output: Path) -> None:
    """Tests that the cluster and the column are named where a payback differs."""
    first, *others = shared.plan.decisions
    plan = replace(shared.plan, decisions=(replace(first, payback_years=99.0), *others))
    (line,) = refused(shared, plan, output).disagreements
    assert line.startswith(f"{first.cluster}, Payback, measured from first spend: ")


def test_other_calls_are_named_with_their_period(shared: Run, output: Path) -> None:
    """Tests that a call on the pledge in another year is named."""
    calls = dict(shared.plan.calls_musd)
    calls["JPN"] = (0.0, *calls["JPN"][:-1])
    (line,) = refused(shared, replace(shared.plan, calls_musd=calls), output).disagreements
    assert line.startswith("calls on JPN in 2027: ")


def test_another_verdict_on_a_rule_is_named(shared: Run, output: Path) -> None:
    """Tests that a rule which the check finds broken and the workbook kept is a contradiction."""
    checks = tuple(
        replace(check, passed=check.name != "site_supply") for check in shared.plan.checks
    )
    lines = refused(shared, replace(shared.plan, checks=checks), output).disagreements
    assert any("the rule site_supply" in line for line in lines)
