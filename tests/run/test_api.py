"""Tests of the straight line as a library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import optmodel
from optmodel import api
from optmodel.errors import ExitCode
from optmodel.run.finished import Run
from optmodel.run.wishes import Wishes
from optmodel.search.result import Outcome, SolveResult

from .inputs import impossible, small


def test_the_best_plan_is_found_and_checked(finished: Run) -> None:
    """Tests that A is funded at S in 2027 for 170, proven, every check passed."""
    plan = finished.plan
    assert plan.status == "optimal"
    assert [(d.cluster, d.funded, d.site, d.period) for d in plan.decisions] == [
        ("A", True, "S", 0),
        ("B", False, "", -1),
    ]
    assert plan.value_musd == pytest.approx(170.0)
    assert plan.checks
    assert all(check.passed for check in plan.checks)


def test_the_folder_is_complete(finished: Run) -> None:
    """Tests that a run leaves its three files and nothing else beside its folder."""
    assert finished.folder is not None
    names = sorted(path.name for path in finished.folder.iterdir())
    assert names == ["results.xlsx", "run.json", "solver.log"]
    assert [path.name for path in finished.folder.parent.iterdir()] == [finished.folder.name]
    assert finished.folder.name == f"Tiny-{finished.info.run_id}"
    written = json.loads((finished.folder / "run.json").read_text(encoding="utf-8"))
    assert written["value"] == finished.plan.value_musd


def test_every_stage_is_timed(finished: Run) -> None:
    """Tests that the seconds of the contract are there."""
    assert set(finished.plan.seconds) >= {"read", "options", "build", "solve", "check", "write"}
    assert all(seconds >= 0.0 for seconds in finished.plan.seconds.values())


def test_without_an_output_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that the library writes only where it is told to."""
    monkeypatch.chdir(tmp_path)
    plan = optmodel.solve(small())
    assert plan.value_musd == pytest.approx(170.0)
    assert list(tmp_path.iterdir()) == []


def test_data_frames_are_inputs() -> None:
    """Tests that sheets as data frames, settings as rows and blanks as NaN give the same plan."""
    sheets = small()
    settings = [{"Setting": k, "Value": v} for k, v in dict(sheets.pop("Settings")).items()]
    frames = {name: pd.DataFrame(rows) for name, rows in sheets.items()}
    frames["Clusters"]["Life (years)"] = float("nan")
    plan = optmodel.solve(frames | {"Settings": settings})
    assert plan.value_musd == pytest.approx(170.0)


def test_wrong_input_carries_every_finding() -> None:
    """Tests that two mistakes are two findings, and nothing is solved."""
    wrong = small() | {
        "Clusters": [{"Cluster": "A", "Capex (USD m)": -1.0, "Build (periods)": "x"}]
    }
    with pytest.raises(optmodel.InputError) as caught:
        optmodel.solve(wrong)
    assert {finding.column for finding in caught.value.findings} == {
        "Capex (USD m)",
        "Build (periods)",
    }


def test_a_wish_that_cannot_be_met_is_an_input_error() -> None:
    """Tests that a time limit below zero stops before solving."""
    with pytest.raises(optmodel.InputError, match="time limit"):
        optmodel.solve(small(), time_limit=-1.0)


def test_check_returns_findings_and_raises_nothing() -> None:
    """Tests that a good input has no errors and a bad one has them."""
    assert not [finding for finding in optmodel.check(small()) if finding.is_error]
    assert [finding for finding in optmodel.check({"Settings": {}}) if finding.is_error]


def test_no_plan_possible_is_explained_and_recorded(output: Path) -> None:
    """Tests that 100 needed and 60 pledged is refused with 40 in the reason, and recorded."""
    with pytest.raises(optmodel.InfeasibleError) as caught:
        optmodel.solve(impossible(), output=output)
    error = caught.value
    assert error.exit_code is ExitCode.NO_PLAN_POSSIBLE
    assert error.reasons
    assert error.folder is not None
    document = json.loads((error.folder / "run.json").read_text(encoding="utf-8"))
    assert document["status"] == "infeasible"
    assert document["reasons"] == list(error.reasons)
    assert not (error.folder / "results.xlsx").exists()


def test_what_the_figures_prove_needs_no_answer_of_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tests that a search cut short does not hide that 100 cannot be paid from 60."""
    cut = SolveResult(Outcome.NO_PLAN, "the time was over", None, None, None, 0.0, 0)
    monkeypatch.setattr(api, "solve_model", lambda *_: cut)
    with pytest.raises(optmodel.InfeasibleError) as caught:
        optmodel.solve(impossible())
    assert [finding.code for finding in caught.value.findings] == ["E311"]


def test_options_of_the_search_and_where_they_came_from(finished: Run) -> None:
    """Tests that the settings are recorded as such and wishes as coming from the command."""
    assert finished.info.options["time_limit_s"] == 60.0
    assert finished.info.options["time_limit_s_from"] != "command"
    wished = api.run(small(), wishes=Wishes(time_limit_s=30.0)).info.options
    assert (wished["time_limit_s"], wished["time_limit_s_from"]) == (30.0, "command")


def test_the_library_function_survives_its_package() -> None:
    """Tests that ``optmodel.solve`` can be called although a package has the same name."""
    code = (
        "import optmodel; import optmodel.search.controls; "
        "assert callable(optmodel.solve); optmodel.check; assert callable(optmodel.solve)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_imports_nothing_heavy() -> None:
    """Tests that the package, and its audit, come without Pyomo, NumPy and the model."""
    code = (
        "import sys, optmodel, optmodel.audit.audit; "
        "heavy = {'pyomo', 'numpy', 'pandas', 'highspy', 'optmodel.economics', "
        "'optmodel.formulation'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
