"""Tests of trajectories, of what is read from logs, and of the figures in the tables."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from benchmarks.speed import cpsat, highs_log
from benchmarks.speed.measures import measured, ratio, seconds_of_ours, slope
from benchmarks.speed.process import Job
from benchmarks.speed.record import Recorder, read_record
from benchmarks.speed.report import report
from benchmarks.speed.schedule import Selection, extended, jobs
from benchmarks.speed.store import Store
from benchmarks.speed.trajectory import (
    Event,
    gap_at,
    improving,
    seconds_to_gap,
    seconds_to_value,
    thinned,
)


def test_trajectory_keeps_the_best_of_both() -> None:
    """Tests that a worse plan or bound later changes nothing, and order is by time."""
    events = improving([(3.0, 90.0, 120.0), (1.0, 80.0, None), (4.0, 85.0, 101.0)])
    assert events == [(1.0, 80.0, None), (3.0, 90.0, 120.0), (4.0, 90.0, 101.0)]


def test_times_and_gaps_of_a_trajectory() -> None:
    """Tests value 100 with bounds 110, 101, 100.1 after 2, 5 and 9 seconds."""
    events = [Event(1, 95, None), Event(2, 100, 110), Event(5, 100, 101), Event(9, 100, 100.1)]
    assert seconds_to_gap(events, 0.01) == 5
    assert seconds_to_gap(events, 0.001) == 9
    assert seconds_to_gap(events, 0.0) is None
    assert seconds_to_value(events, 95) == 1
    assert gap_at(events, 4) == pytest.approx(0.10)
    assert gap_at(events, 0.5) == math.inf


def test_negative_values_have_the_published_gap() -> None:
    """Tests costs as negative values: -100 with a bound of -99 is 1 % short."""
    assert Event(1, -100, -99).gap == pytest.approx(0.01)


def test_thinning_keeps_levels_and_the_end() -> None:
    """Tests that small steps go, but not the one at which 1 % is reached, nor the last."""
    bounds = [101.5, 101.4999, 101.0001, 101.0, 100.9999, 100.9998]
    events = [Event(second, 100.0, bound) for second, bound in enumerate(bounds)]
    assert [event.seconds for event in thinned(events)] == [0, 2, 3, 5]


def test_lines_of_highs() -> None:
    """Tests lines with a letter, with infinities, and a line that is none."""
    log = """
 J       0       0         0   0.00%   inf             0                  Large        0      0      0         0     0.2s
 L       0       0         0   0.00%   20930.12        19614.70           6.70%     2500    300      0     12000     4.5s
        10       4         4  75.00%   20800.141716    19805.02884        5.02%      185     57    823     67556    20.0s
  Status            Time limit reached
"""  # noqa: E501
    assert list(highs_log.events_of(log)) == [
        (0.2, 0.0, None),
        (4.5, 19614.70, 20930.12),
        (20.0, 19805.02884, 20800.141716),
    ]


def test_lines_of_cpsat() -> None:
    """Tests lines of a minimization of -value: before a plan, with one, and at the end."""
    log = """
#Bound   0.88s best:inf   next:[-194858.305,84239.4261] initial_domain
#Model   0.88s var:1907/1907 constraints:2090/2090
#14      9.59s best:-14149.1536 next:[-26755.9766,-14149.1536] rnd_var_lns (d=8.73e-01)
#Done   12.00s default_lp
"""
    assert list(cpsat.events_of(log, 5.0)) == [
        (0.88, None, pytest.approx(194863.305)),
        (9.59, pytest.approx(14154.1536), pytest.approx(26760.9766)),
    ]


def test_record_survives_a_torn_line(tmp_path: Path) -> None:
    """Tests that what a killed worker wrote is read up to its last whole line."""
    path = tmp_path / "record"
    record = Recorder(path)
    record.event(1.0, math.inf, 2.0)
    record.facts(status="running")
    record.close()
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"event": [3.0, 1')
    found = read_record(path)
    assert found.events == [[2.0, 1.0, None]]
    assert found.facts == {"status": "running"}


def _run(solver: str, events: list[tuple[float, float, float]], **facts: Any) -> dict[str, Any]:
    return {
        "case": "30x16x12-1",
        "solver": solver,
        "limit_s": 60.0,
        "gap": 0.001,
        "ended": "done",
        "peak_mb": 100.0,
        "phases": {},
        "facts": facts,
        "versions": {},
        "events": events,
    }


def test_ratio_counts_a_peer_that_did_not_get_there_with_its_limit() -> None:
    """Tests 60 s against 6 s: at least ten times."""
    runs = [_run("ours", [(6.0, 100, 101)]), _run("plain", [(6.0, 100, 120)])]
    found = ratio(measured(runs), "plain", {"30x16x12-1"})
    assert found is not None
    assert (found.cases, found.at_least, found.missed) == (1, 1, 0)
    assert found.mean == pytest.approx(10.0)


def test_a_plan_that_breaks_the_model_is_no_plan() -> None:
    """Tests that a value from a broken plan neither counts nor becomes the best known."""
    runs = [
        _run("ours", [(6.0, 100, 101)]),
        _run("cpsat", [(1.0, 200, 200)], worst_violation=0.5, status="optimal"),
    ]
    ours, theirs = measured(runs)
    assert ours.to_best_s == 6.0
    assert theirs.value is None
    assert theirs.gap_60 == math.inf
    assert "breaks the model" in theirs.status


def test_slope_of_a_square() -> None:
    """Tests that seconds which grow fourfold with twice the size have the exponent 2."""
    assert slope([(10, 1.0), (20, 4.0), (40, 16.0)]) == pytest.approx(2.0)
    assert slope([(10, 1.0)]) is None


def test_tables_name_limit_and_ratio() -> None:
    """Tests the words for a search that did not get there."""
    runs = [_run("ours", [(6.0, 100, 101)]), _run("plain", [(6.0, 100, 120)])]
    content = {
        "machine": {"processor": "P", "cores": 2, "memory_gb": 8, "python": "3.11"},
        "date": "2026-11-23",
        "command": "c",
        "runs": runs,
    }
    text = report(content)
    assert "| plain | 30x16x12 | 1 | at least 10.0 (the peer did not get there in 1) |" in text
    assert "> 60" in text
    assert "smaller on 1, equal on 0, larger on 0" in text


def test_selection_by_size_seed_and_solver() -> None:
    """Tests that a selection names exactly its runs, and the limit of the plain transcription."""
    asked = Selection(sizes=["30x16x12"], seeds=[2], solvers=["ours", "plain"], plain_limit_s=9)
    assert [(job.solver, job.case, job.limit_s) for job in jobs(asked)] == [
        ("ours", "30x16x12-2", 60),
        ("plain", "30x16x12-2", 9),
    ]


def test_peers_get_the_time_that_a_ratio_needs() -> None:
    """Tests five times our 40.2 s, rounded up, where we proved 1 %, and not where we did not."""
    ours_s = seconds_of_ours([_run("ours", [(7.0, 100, 120), (40.2, 100, 101)])], "30x16x12-1")
    assert ours_s == 40.2
    assert seconds_of_ours([_run("ours", [(7.0, 100, 120)])], "30x16x12-1") is None
    asked, plain = Selection(), Job("plain", "60x20x36-1", 60, 0.01, 2)
    assert extended(plain, ours_s, asked).limit_s == 201
    assert extended(plain, None, asked) == plain
    assert extended(plain, 5.0, asked) == plain
    assert extended(plain, ours_s, Selection(plain_limit_s=60)) == plain
    assert extended(Job("scip", "60x20x36-1", 30, 0.01, 2), ours_s, asked).limit_s == 41
    ours = Job("ours", "60x20x36-1", 120, 0.01, 2)
    assert extended(ours, 400.0, asked) == ours
    other_gap = Job("plain", "400x60x20-1", 60, 0.02, 2)
    assert extended(other_gap, ours_s, asked) == other_gap


def test_store_does_not_run_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a stored run stands for one on the same terms, and not for others or changes."""
    from benchmarks.speed import store as module

    monkeypatch.setattr(module, "_code", lambda _folder: "abc")
    store, job = Store(tmp_path / "a.json"), Job("ours", "tiny", 10, 0.001, 2)
    store.add(job, {"events": [], "facts": {}})
    again = Store(tmp_path / "a.json")
    assert again.has(job)
    assert not again.has(Job("ours", "tiny", 20, 0.001, 2))
    assert not again.has(Job("ours", "tiny", 5, 0.001, 2))
    peer = Job("plain", "tiny", 10, 0.001, 2)
    store.add(peer, {"events": [], "facts": {}})
    assert store.has(Job("plain", "tiny", 5, 0.001, 2))
    assert not store.has(Job("plain", "tiny", 20, 0.001, 2))
    store.add(peer, {"events": [[3.0, 100.0, 100.1]], "facts": {}})
    assert store.has(Job("plain", "tiny", 20, 0.001, 2))
    monkeypatch.setattr(module, "_code", lambda _folder: "abc+changes")
    assert not again.has(job)
