"""Dependencies that lead back to where they began."""

from __future__ import annotations

from optmodel.program.cycles import cycle_findings
from optmodel.program.program import Dependency


def needs(cluster: str, other: str, timing: str = "start", lag: int = 0) -> Dependency:
    """Make a dependency in row 5."""
    return Dependency(cluster, other, timing, lag, same_site=False, cell="Dependencies!B5")


BUILD = {"A": 2, "B": 0, "C": 1}


def test_chain_is_no_cycle() -> None:
    """Tests that A after B after C, and A after C, is fine."""
    chain = [needs("A", "B"), needs("B", "C"), needs("A", "C", lag=3)]
    assert cycle_findings(chain, BUILD) == []


def test_cycle_with_a_wait_is_an_error() -> None:
    """Tests that a cycle is found once, in words, at a cell."""
    (found,) = cycle_findings([needs("A", "B"), needs("B", "C", lag=1), needs("C", "A")], BUILD)
    assert (found.code, found.address) == ("E211", "Dependencies!B5")
    assert found.message.startswith("A needs B needs C needs A:")


def test_build_counts_as_a_wait() -> None:
    """Tests that waiting for the end of A's build of two periods is a wait, of B's none."""
    (slow,) = cycle_findings([needs("B", "A", "finish"), needs("A", "B")], BUILD)
    (instant,) = cycle_findings([needs("A", "B", "finish"), needs("B", "A")], BUILD)
    assert (slow.code, instant.code) == ("E211", "W212")


def test_cycle_without_a_wait_means_together() -> None:
    """Tests that A needs B needs A with no lag is a warning: they start together."""
    (found,) = cycle_findings([needs("A", "B"), needs("B", "A")], BUILD)
    assert found.code == "W212"


def test_two_cycles_are_two_findings() -> None:
    """Tests that cycles of different clusters are reported each."""
    two = [needs("A", "B", lag=1), needs("B", "A"), needs("B", "C", lag=1), needs("C", "B")]
    assert [it.code for it in cycle_findings(two, BUILD)] == ["E211", "E211"]
