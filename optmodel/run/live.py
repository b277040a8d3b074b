"""Live progress on a terminal: the stage, the best value, the bound, the gap, the time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text

from optmodel.plan.breaks import amount
from optmodel.run.stages import STAGES
from optmodel.search.progress import Progress

LARGEST_SHARE = 10.0
"""A gap of more than ten times the value is shown in money only."""

HINT = " (Ctrl-C keeps the best plan so far)"


class LiveProgress:
    """One line on a terminal; nothing at all where the output is piped."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._began = time.monotonic()
        self._stage = ""
        self._progress: Progress | None = None
        self._note = ""

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the line while the body runs; it is gone afterwards."""
        if not self._console.is_terminal:
            yield
            return
        with Live(
            get_renderable=self._line, console=self._console, refresh_per_second=4, transient=True
        ):
            yield

    def stage(self, name: str) -> None:
        """Enter a stage."""
        self._stage = name
        self._began = time.monotonic()

    def progress(self, progress: Progress) -> None:
        """Take note of where the search stands."""
        self._progress = progress

    def note(self, words: str) -> None:
        """Say something until the end of the run; may be called while a signal is handled."""
        if self._console.is_terminal:
            self._note = f"  ({words})"
            return
        # Python refuses to print where the signal came in the middle of printing.
        with suppress(RuntimeError, OSError):
            click.echo(words.capitalize() + ".", err=True)

    def _line(self) -> Text:
        elapsed = time.monotonic() - self._began
        text = STAGES.get(self._stage, self._stage).capitalize()
        if self._stage == "solve":
            hint = HINT if not self._note else ""
            text += hint if self._progress is None else "  " + progress_words(self._progress)
        return Text(f"{text}  {elapsed:,.0f} s{self._note}", no_wrap=True, overflow="ellipsis")


def progress_words(progress: Progress) -> str:
    """Say where a search stands: ``best 90.0, bound 100.0, gap 11.11% (10 USD m)``."""
    value, bound = progress.value, progress.bound
    if value is None:
        return "no plan yet" + ("" if bound is None else f", bound {bound:,.1f} USD m")
    if bound is None or progress.gap is None:
        return f"best {value + 0.0:,.1f} USD m"
    distance = f"{amount(max(0.0, bound - value))} USD m"
    # Measured against a value near nothing, a share says nothing.
    gap = f"{progress.gap:.2%} ({distance})" if progress.gap < LARGEST_SHARE else distance
    return f"best {value + 0.0:,.1f}, bound {bound:,.1f}, gap {gap}"
