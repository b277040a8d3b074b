"""Faults of a run: each ends with its exit code and one sentence, and loses nothing."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner, Result

from optmodel import api
from optmodel.cli import main
from optmodel.conflict import explain
from optmodel.plan.plan import Plan
from optmodel.run import command as command_frame
from optmodel.run import write as writing
from optmodel.search.result import Outcome, SolveResult
from optmodel.workbook.template import write_template
from tests.run.inputs import impossible, small

Invoke = Callable[..., Result]
KILLS = 20
"""As many random moments as the list of faults asks for."""


@pytest.fixture
def small_file(tmp_path: Path) -> str:
    """The small program as a workbook."""
    sheets = small()
    settings = sheets.pop("Settings")
    path = tmp_path / "small.xlsx"
    write_template(path, settings, sheets)  # type: ignore[arg-type]
    return str(path)


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return call


def runs(folder: Path) -> list[str]:
    """Names in a folder of runs; none where it is missing."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_input_missing_or_a_folder(invoke: Invoke, tmp_path: Path) -> None:
    """Tests that both end with 2 and one sentence, and no folder is made."""
    (tmp_path / "folder.xlsx").mkdir()
    for name in ("missing.xlsx", "folder.xlsx"):
        result = invoke("solve", name)
        assert result.exit_code == 2
        assert name in result.stderr
        assert "Traceback" not in result.stderr
    assert not (tmp_path / "outputs").exists()


def test_output_that_cannot_be_written_is_found_before_solving(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a file in place of the folder ends with 7 before the solver runs.

    A read-only folder would not stop the administrator, who may run the tests.
    """
    (tmp_path / "outputs").write_text("a file")
    monkeypatch.setattr(api, "solve_model", lambda *_: pytest.fail("it was solved"))
    result = invoke("solve", small_file)
    assert (result.exit_code, result.stdout) == (7, "")
    assert "Cannot write results" in result.stderr
    printed = json.loads(invoke("solve", small_file, "--json").stdout)
    assert (printed["status"], printed["exit_code"]) == ("cannot_write", 7)


def test_a_disk_that_fills_up_leaves_nothing(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a full disk while writing ends with 7, and the older run stays."""
    assert invoke("solve", small_file).exit_code == 0
    before = runs(tmp_path / "outputs")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("optmodel.run.write.write_results", full)
    result = invoke("solve", small_file)
    assert result.exit_code == 7
    assert "No space left" in result.stderr
    assert runs(tmp_path / "outputs") == before


def test_a_workbook_that_reads_back_wrong_leaves_nothing(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that half a workbook ends with 7."""
    monkeypatch.setattr(
        "optmodel.run.write.write_results", lambda *args: args[3].write_bytes(b"half")
    )
    result = invoke("solve", small_file)
    assert result.exit_code == 7
    assert "cannot be read back" in result.stderr
    assert runs(tmp_path / "outputs") == []


def found(outcome: Outcome, value: float | None = None) -> SolveResult:
    """A search that ends without the solver."""
    x = None if value is None else np.zeros(1)
    return SolveResult(outcome, "the worker was killed", value, None, x, 0.1, 0, log="the log")


@pytest.mark.parametrize("outcome", [Outcome.CRASHED, Outcome.NO_PLAN])
def test_a_search_without_a_plan_ends_with_5(
    invoke: Invoke,
    small_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    outcome: Outcome,
) -> None:
    """Tests that the sentence says why, and run.json and the log are kept."""
    monkeypatch.setattr(api, "solve_model", lambda *_: found(outcome))
    result = invoke("solve", small_file)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "the worker was killed" in result.stderr
    (name,) = runs(tmp_path / "outputs")
    folder = tmp_path / "outputs" / name
    assert runs(folder) == ["run.json", "solver.log"]
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["status"] == "no_plan"


def test_a_plan_that_is_not_proven_ends_with_4(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a plan from a search that was cut short is written and marked."""
    solve_model = api.solve_model

    def cut_short(*arguments: object) -> SolveResult:
        done = solve_model(*arguments)  # type: ignore[arg-type]
        return SolveResult(
            Outcome.FEASIBLE, "the time limit was reached", done.value, 180.0, done.x, 0.1, 0
        )

    monkeypatch.setattr(api, "solve_model", cut_short)
    result = invoke("solve", small_file)
    assert result.exit_code == 4
    assert "NOT PROVEN (the time limit was reached)" in result.stdout
    (name,) = runs(tmp_path / "outputs")
    written = json.loads((tmp_path / "outputs" / name / "run.json").read_text(encoding="utf-8"))
    assert (written["status"], written["proven"]) == ("feasible", False)
    assert written["gap_musd"] == pytest.approx(10.0)


def test_a_failed_audit_ends_with_6_and_a_dossier(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a plan whose value is a million off is not written, but its dossier is."""
    build_plan = api.build_plan

    def planted(*arguments: object) -> object:
        from dataclasses import replace

        plan = build_plan(*arguments)  # type: ignore[arg-type]
        return replace(plan, value_musd=plan.value_musd + 1.0)

    monkeypatch.setattr(api, "build_plan", planted)
    result = invoke("solve", small_file)
    assert (result.exit_code, result.stdout) == (6, "")
    assert "contradicts" in result.stderr
    (name,) = runs(tmp_path / "outputs")
    assert name.endswith("-contradicted")
    folder = tmp_path / "outputs" / name
    assert runs(folder) == ["dossier.json"]
    dossier = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
    assert "value" in [check["name"] for check in dossier["checks_failed"]]
    assert dossier["claim"]["value"] == pytest.approx(171.0)


def test_a_value_that_is_no_decision_ends_with_6(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a binary of 0.4 is a contradiction, with a dossier without a claim."""
    solve_model = api.solve_model

    def fractional(*arguments: object) -> SolveResult:
        done = solve_model(*arguments)  # type: ignore[arg-type]
        assert done.x is not None
        return SolveResult(Outcome.OPTIMAL, "proven", 1.0, 1.0, done.x * 0.4, 0.1, 0)

    monkeypatch.setattr(api, "solve_model", fractional)
    result = invoke("solve", small_file)
    assert result.exit_code == 6
    (name,) = runs(tmp_path / "outputs")
    text = (tmp_path / "outputs" / name / "dossier.json").read_text(encoding="utf-8")
    assert json.loads(text)["claim"] is None


def test_an_internal_fault_is_one_line(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a bug ends with 1, one line and a file, never a traceback."""
    monkeypatch.setattr(api, "build_model", lambda *_: {}["missing"])
    result = invoke("solve", small_file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert "internal fault: KeyError" in result.stderr
    log = Path(result.stderr.split()[-1])
    assert "Traceback" in log.read_text(encoding="utf-8")
    log.unlink()
    assert runs(tmp_path / "outputs") == []


def test_developers_may_see_the_traceback(
    invoke: Invoke, small_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that OPTMODEL_DEBUG lets the exception through."""
    monkeypatch.setenv("OPTMODEL_DEBUG", "1")
    monkeypatch.setattr(api, "build_model", lambda *_: {}["missing"])
    assert isinstance(invoke("solve", small_file).exception, KeyError)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("stage", ["reading_of", "build_model"])
def test_an_interrupt_before_solving_ends_with_5(
    invoke: Invoke,
    small_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    number: signal.Signals,
) -> None:
    """Tests that reading and building stop at once and leave nothing."""

    def interrupted(*_: object) -> None:
        signal.raise_signal(number)
        pytest.fail("the interrupt had no effect")

    monkeypatch.setattr(api, stage, interrupted)
    result = invoke("solve", small_file)
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.startswith("Stopped by the user")
    assert len(result.stderr.splitlines()) == 1
    assert runs(tmp_path / "outputs") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("stage", ["build_plan", "audit", "write_plan"])
def test_one_interrupt_after_solving_keeps_the_plan(
    invoke: Invoke,
    small_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    number: signal.Signals,
) -> None:
    """Tests that a finished search is worth its seconds of checking and writing."""
    original = getattr(api, stage)

    def interrupted(*arguments: object) -> object:
        signal.raise_signal(number)
        return original(*arguments)

    monkeypatch.setattr(api, stage, interrupted)
    result = invoke("solve", small_file)
    assert result.exit_code == 0
    assert result.stderr.startswith("Finishing; ")
    assert len(result.stderr.splitlines()) == 1
    assert len(runs(tmp_path / "outputs")) == 1


@pytest.mark.parametrize("presses", [1, 2, 3])
def test_interrupts_while_the_folder_is_filled_leave_no_half_folder(
    invoke: Invoke,
    small_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    presses: int,
) -> None:
    """Tests that between the workbook and run.json a second Ctrl-C removes the partial folder.

    The third comes while the folder is removed.
    """
    verify, clear = writing.verify_workbook, shutil.rmtree

    def interrupted(workbook: Path, plan: Plan) -> None:
        for _ in range(min(presses, 2)):
            signal.raise_signal(signal.SIGINT)
        verify(workbook, plan)

    def disturbed(folder: str | Path, **names: bool) -> None:
        if (
            presses == 3
            and Path(folder).name.startswith(".partial-")
            and "probe" not in str(folder)
        ):
            signal.raise_signal(signal.SIGINT)
        clear(folder, **names)

    monkeypatch.setattr(writing, "verify_workbook", interrupted)
    monkeypatch.setattr("optmodel.run.folder.shutil.rmtree", disturbed)
    result = invoke("solve", small_file)
    names = runs(tmp_path / "outputs")
    if presses == 1:
        assert (result.exit_code, len(names)) == (0, 1)
        assert not names[0].startswith(".partial")
    else:
        assert (result.exit_code, names) == (5, [])
        assert "Stopped by the user while writing the results" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "moment", ["optmodel.run.folder.flush", "optmodel.run.summary.summary_lines"]
)
def test_an_interrupt_of_a_folder_that_stands_changes_nothing(
    invoke: Invoke,
    small_file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    number: signal.Signals,
) -> None:
    """Tests that right after the naming, and while the summary is printed, the run ends with 0."""
    module, name = moment.rsplit(".", 1)
    original = getattr(importlib.import_module(module), name)
    hits = []

    def late(subject: object) -> object:
        if name == "summary_lines" or subject == Path("outputs"):
            hits.append(subject)
            signal.raise_signal(number)
            signal.raise_signal(number)
        return original(subject)

    monkeypatch.setattr(moment, late)
    result = invoke("solve", small_file)
    assert len(hits) == 1
    assert (result.exit_code, result.stderr) == (0, "")
    (folder,) = runs(tmp_path / "outputs")
    assert folder in result.stdout


def test_an_interrupt_of_the_naming_of_a_refusal_keeps_its_exit_code(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that a proven "impossible" whose run.json stands ends with 3, also while printing."""
    sheets = impossible()
    settings = sheets.pop("Settings")
    write_template(tmp_path / "impossible.xlsx", settings, sheets)  # type: ignore[arg-type]
    report = command_frame._report

    def late(*arguments: object, **names: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return report(*arguments, **names)  # type: ignore[arg-type]

    monkeypatch.setattr(command_frame, "_report", late)
    assert invoke("solve", "impossible.xlsx").exit_code == 3
    assert len(runs(tmp_path / "outputs")) == 1


def test_an_interrupt_while_solving_keeps_the_plan(
    invoke: Invoke, small_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that the first Ctrl-C asks the search to stop, and what it has is written."""
    solve_model = api.solve_model

    def stopped(model: object, controls: object, _: object, stop: SimpleNamespace) -> SolveResult:
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        done = solve_model(model, controls)  # type: ignore[arg-type]
        return SolveResult(Outcome.FEASIBLE, "the user asked to stop", 170.0, None, done.x, 0.1, 0)

    monkeypatch.setattr(api, "solve_model", stopped)
    result = invoke("solve", small_file)
    assert result.exit_code == 4
    assert "NOT PROVEN (the user asked to stop)" in result.stdout
    assert len(runs(tmp_path / "outputs")) == 1


def test_an_interrupt_of_the_diagnosis_keeps_the_proof(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests that "impossible" stands, with exit code 3, where only the reasons were cut short."""
    sheets = impossible()
    settings = sheets.pop("Settings")
    write_template(tmp_path / "impossible.xlsx", settings, sheets)  # type: ignore[arg-type]
    monkeypatch.setattr(explain, "possible", lambda *_: signal.raise_signal(signal.SIGINT))
    result = invoke("solve", "impossible.xlsx")
    assert result.exit_code == 3
    assert "the user stopped the search for reasons" in result.stderr


def command(*arguments: str) -> list[str]:
    """The command as a process."""
    return [sys.executable, "-m", "optmodel", *arguments]


def test_two_runs_at_once_get_a_folder_each(small_file: str, tmp_path: Path) -> None:
    """Tests that two processes on one input, started together, both end with 0."""
    here = tmp_path / "outputs"
    started = [
        subprocess.Popen(command("solve", small_file, "-o", str(here)), stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(timeout=120) for process in started] == [0, 0]
    assert len(runs(here)) == 2
    assert all((here / name / "run.json").exists() for name in runs(here))


WRITER = """
import sys
from pathlib import Path
from optmodel.run.folder import new_folder, write_durably

while True:
    with new_folder(Path(sys.argv[1]), "plan", "id") as draft:
        for name in ("results.xlsx", "solver.log", "run.json"):
            write_durably(draft.partial / name, b"x" * 200_000)
    print("done", flush=True)
"""
"""Writes folders without end, so that a kill hits any moment of writing."""


@pytest.fixture
def moments() -> Iterator[float]:
    """Random moments, the same in every run of the tests."""
    chance = random.Random(20290119)
    return iter([chance.uniform(0.0, 0.05) for _ in range(KILLS)])


def test_a_kill_while_writing_leaves_no_half_result(
    tmp_path: Path, moments: Iterator[float]
) -> None:
    """Tests that after a kill -9 at 20 random moments every named folder is complete."""
    here = tmp_path / "outputs"
    for moment in moments:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(here)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait(timeout=30)
    complete = [path for path in here.iterdir() if not path.name.startswith(".partial-")]
    assert len(complete) >= KILLS
    sizes = {file.stat().st_size for path in complete for file in path.iterdir()}
    assert {len(list(path.iterdir())) for path in complete} == {3}
    assert sizes == {200_000}


@pytest.mark.parametrize(("count", "words"), [(1, "left-0."), (5, "left-2 and 2 more.")])
def test_what_a_killed_run_left_is_named_and_not_touched(
    invoke: Invoke, small_file: str, tmp_path: Path, count: int, words: str
) -> None:
    """Tests that the next run says so in one line, at most three by name, and deletes nothing."""
    left = [f".partial-left-{number}" for number in range(count)]
    for name in left:
        (tmp_path / "outputs" / name).mkdir(parents=True)
    result = invoke("solve", small_file)
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("Warning: no results in outputs: .partial-left-0")
    assert words in line
    assert set(left) < set(runs(tmp_path / "outputs"))
    assert len(runs(tmp_path / "outputs")) == count + 1
