"""Live progress on a terminal: the stage, the best value, the bound, the gap, the time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text

from optmodel.plan.breaks import amount
from optmodel.run.colors import is_terminal, wants_color
from optmodel.run.stages import STAGES
from optmodel.search.progress import Progress

LARGEST_SHARE = 10.0
"""A gap of more than ten times the value is shown in money only."""

HINT = " (Ctrl-C keeps the best plan so far)"


class LiveProgress:
    """One line on a terminal; nothing at all where the output is piped.

    Parameters
    ----------
    console
        Where to show it; standard error unless given.
    quiet
        Whether nothing is shown but what an interrupt does.
    verbose
        Whether each stage with its seconds and each step of the search stays as a line.
    """

    def __init__(
        self, console: Console | None = None, *, quiet: bool = False, verbose: bool = False
    ) -> None:
        self._console = console or _console()
        self._quiet, self._verbose = quiet, verbose
        self._said = ""
        self._began = time.monotonic()
        self._stage = ""
        self._progress: Progress | None = None
        self._note = ""

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the line while the body runs; it is gone afterwards."""
        if self._quiet or not self._live:
            yield
        else:
            with Live(
                get_renderable=self._line,
                console=self._console,
                refresh_per_second=4,
                transient=True,
            ):
                yield
        self._end_stage()

    def stage(self, name: str) -> None:
        """Enter a stage."""
        self._end_stage()
        self._stage = name
        self._began = time.monotonic()

    def progress(self, progress: Progress) -> None:
        """Take note of where the search stands."""
        self._progress = progress
        words = progress_words(progress)
        if self._verbose and words != self._said:
            self._said = words
            self._tell(f"  {progress.seconds:>8,.1f} s  {words}")

    def note(self, words: str) -> None:
        """Say something until the end of the run; may be called while a signal is handled."""
        if self._live and not self._quiet:
            self._note = f"  ({words})"
            return
        # Python refuses to print where the signal came in the middle of printing.
        with suppress(RuntimeError, OSError):
            click.echo(words.capitalize() + ".", err=True)

    @property
    def _live(self) -> bool:
        """Whether a line can be drawn again and again."""
        return self._console.is_terminal and not self._console.is_dumb_terminal

    def _end_stage(self) -> None:
        """Say how long the stage took that ends."""
        if self._verbose and self._stage:
            words = STAGES.get(self._stage, self._stage)
            self._tell(f"{words.capitalize()}: {time.monotonic() - self._began:,.1f} s")
        self._stage = ""

    def _tell(self, line: str) -> None:
        """Print a line that stays, above the live one; a closed stream is no failure."""
        with suppress(OSError):
            self._console.print(Text(line), soft_wrap=True)

    def _line(self) -> Text:
        elapsed = time.monotonic() - self._began
        text = STAGES.get(self._stage, self._stage).capitalize()
        if self._stage == "solve":
            hint = HINT if not self._note else ""
            text += hint if self._progress is None else "  " + progress_words(self._progress)
        return Text(f"{text}  {elapsed:,.0f} s{self._note}", no_wrap=True, overflow="ellipsis")


def _console() -> Console:
    """Standard error; a terminal only where it is one, whatever the environment forces."""
    terminal = is_terminal(sys.stderr)
    return Console(stderr=True, force_terminal=terminal, no_color=not wants_color(sys.stderr))


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
