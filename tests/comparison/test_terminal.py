"""The comparison on the terminal: short, plain and no wider than 80 columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from optmodel.comparison.result import Comparison
from optmodel.comparison.terminal import _width, lines_of, shortened


def test_what_is_said_about_the_pair(compared: Comparison) -> None:
    """Tests the lines that a reader looks for: counts, the moved cluster, the sum of the bridge."""
    text = "\n".join(lines_of(compared))
    assert "7 values changed, 0 rows added, 0 removed, 0 notes changed" in text
    assert "Clusters!K5 40 -> 45: X, Revenue (USD m/year)" in text
    assert "1 only in A, 1 only in B, 1 moved, 1 as before" in text
    assert "W: 2027-01-01 -> 2028-01-01 at S" in text
    assert any(line.split() == ["B", "less", "A", "-73.0"] for line in lines_of(compared))
    assert any(line.split()[:2] == ["Objective", "556.0"] for line in lines_of(compared))


def test_no_line_is_wider_than_the_terminal(compared: Comparison) -> None:
    """Tests names of 200 letters, Latin ones and Japanese ones of two columns each."""
    for letter in ("x", "光"):
        long = replace(
            compared,
            a=replace(compared.a, folder=Path(letter * 200)),
            b=replace(compared.b, sources=(letter * 200,)),
            cautions=("word " * 60,),
            clusters=tuple(replace(c, cluster=letter * 99) for c in compared.clusters),
        )
        lines = list(lines_of(long))
        assert max(map(_width, lines)) <= 80
        assert all(line == line.rstrip("\n") and "\x1b" not in line for line in lines)


def test_a_cut_text_says_so() -> None:
    """Tests that a text that fits stays, and that one column too many costs two letters."""
    assert shortened("abcd", 4) == "abcd"
    assert shortened("abcde", 4) == "abc…"
    assert shortened("光光光", 4) == "光…"


def test_a_bridge_that_does_not_hold_is_shouted(compared: Comparison) -> None:
    """Tests that steps that do not add up are named on the terminal."""
    assert "DO NOT ADD UP" in "\n".join(lines_of(replace(compared, adds_up=False)))


def test_inputs_that_were_not_compared(compared: Comparison) -> None:
    """Tests that nothing known is not taken for nothing changed."""
    lines = list(lines_of(replace(compared, inputs=None)))
    assert "  Inputs         not compared" in lines
