"""Tests of dependencies whose wait is longer than the decision periods."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import cluster, tiny_settings

from .said import brief, findings_of

DECISIONS = int(str(tiny_settings()["Decision periods"]))


def said(lag: int, timing: str = "start", **needing: object) -> list[tuple[str, str]]:
    """What is said where B needs A, which takes one period to build."""
    return brief(
        findings_of(
            Clusters=[cluster("A", 100, **{"Build (periods)": 1}), cluster("B", 100) | needing],
            Dependencies=[{"Cluster": "B", "Needs": "A", "Timing": timing, "Lag (periods)": lag}],
        )
    )


@pytest.mark.parametrize(("timing", "build"), [("start", 0), ("finish", 1)])
def test_a_wait_that_no_start_can_meet(timing: str, build: int) -> None:
    """Tests that B may start in the last decision period, one period less than their number
    after the first, the build of A counted for *finish*.
    """
    longest = DECISIONS - 1 - build
    assert said(longest, timing) == []
    assert said(longest + 1, timing) == [("W245", "Dependencies!B5")]


def test_what_is_skipped_waits_for_nothing() -> None:
    """Tests that a cluster that is skipped anyway gives rise to no warning."""
    assert said(DECISIONS, Decision="skip") == []


def test_the_latest_start_ends_the_wait() -> None:
    """Tests that with a latest start in the first period a lag of 1 is too long."""
    first = tiny_settings()["First period"]
    assert isinstance(first, date)
    assert said(1, **{"Latest start": first}) == [("W245", "Dependencies!B5")]


EMPTY = {"Earliest start": date(2028, 1, 1), "Latest start": date(2027, 1, 1)}


@pytest.mark.parametrize("broken", ["A", "B"])
def test_an_empty_window_is_said_once(broken: str) -> None:
    """Tests that dates in the wrong order (E214) give no wait in vain as well."""
    clusters = [cluster(name, 100) | (EMPTY if name == broken else {}) for name in ("A", "B")]
    needs = [{"Cluster": "B", "Needs": "A", "Lag (periods)": DECISIONS - 1}]
    found = findings_of(Clusters=clusters, Dependencies=needs)
    assert [code for code, _ in brief(found)] == ["E214"]
