"""Tests of the live line."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from optmodel.run.live import LiveProgress, progress_words
from optmodel.search.progress import Progress


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(None, None, 1.0, 0), "no plan yet"),
        (Progress(None, 1234.5, 1.0, 0), "no plan yet, bound 1,234.5 USD m"),
        (Progress(90.0, None, 1.0, 0), "best 90.0 USD m"),
        (Progress(-0.0, None, 1.0, 0), "best 0.0 USD m"),
        (Progress(0.0, 100.0, 1.0, 0), "best 0.0, bound 100.0, gap 100 USD m"),
        (Progress(9000.0, 10000.0, 1.0, 0),
         "best 9,000.0, bound 10,000.0, gap 11.11% (1,000 USD m)"),
    ],
)  # fmt: skip
def test_where_a_search_stands(progress: Progress, words: str) -> None:
    """Tests that (10,000 - 9,000) / 9,000 is shown as 11.11 % and as 1,000 USD m."""
    assert progress_words(progress) == words


@pytest.mark.parametrize("terminal", [True, False])
def test_only_a_terminal_shows_the_line(terminal: bool) -> None:
    """Tests that stage, value and time appear on a terminal and nothing at all in a pipe."""
    screen = io.StringIO()
    live = LiveProgress(Console(file=screen, force_terminal=terminal, width=120))
    with live.shown():
        live.stage("solve")
        live.progress(Progress(90.0, 100.0, 1.0, 0))
        time.sleep(0.6)  # two turns of the line
    shown = screen.getvalue()
    assert ("best 90.0, bound 100.0" in shown) is terminal
    assert bool(shown) is terminal
