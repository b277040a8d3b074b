"""Ctrl-C, SIGTERM, a closed terminal: what was found is kept, unless the user insists."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from optmodel.run.streams import leave_closed_terminal

HANG_UP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""A terminal was closed or a connection was lost; Windows has no such signal."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, *([HANG_UP] if HANG_UP is not None else []))
STANDS = "name"
"""The stage from which on the results stand: nothing may end the run as if they did not."""

FINISHING = frozenset({"plan", "check", "write"})
"""Stages after a search that found a plan; they take seconds and end by themselves."""
STOPPING_WORDS = "stopping; the best plan so far is kept"
FINISHING_WORDS = "finishing; the plan that was found is kept unless you interrupt once more"


class Interrupts:
    """What an interrupt does, depending on the stage that the run is in.

    While solving the first one stops the search and keeps the best plan; one more, there or in
    the stages that turn it into results, only says so, because a search may take a while to
    stop. The next one ends the run, as does the first one in any other stage.

    A closed terminal stops a search as well, but never ends a run that has a plan to keep:
    shell and system may both report it, and nobody insists by it.

    Parameters
    ----------
    say
        Called with a few words about an interrupt that does not end the run.
    """

    def __init__(self, say: Callable[[str], None] | None = None) -> None:
        self._say = say
        self._warned_in: set[str] = set()
        self._ended_in: str | None = None
        self.stop = threading.Event()
        """Set by the first interrupt while solving; the search ends with its best plan."""
        self.stage = ""
        """Name of the stage, set as the run enters it."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Handle the signals in the body; outside the main thread nothing changes.

        Once the results stand, the handlers stay, so that there is no moment before the end of
        the command in which an interrupt could be taken for a run without results; whoever
        calls restores them (``restored_handlers``).
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        # Whoever starts a command with nohup wants it to outlive the terminal.
        heard = [
            number
            for number in SIGNALS
            if number != HANG_UP or signal.getsignal(number) is not signal.SIG_IGN
        ]
        before = {number: signal.signal(number, self._handle) for number in heard}
        try:
            yield
        finally:
            if self.stage != STANDS:
                _restore(before)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        stage = self.stage
        if number == HANG_UP:
            leave_closed_terminal()
        # Clearing away a half-filled folder is not to be interrupted itself.
        if stage in {STANDS, self._ended_in}:
            return
        if stage == "solve" and not self.stop.is_set():
            self.stop.set()
            self._tell(STOPPING_WORDS)
            return
        kept = "finishing" if stage in FINISHING else stage
        if kept in {"solve", "finishing"} and number == HANG_UP:
            return
        if kept in {"solve", "finishing"} and kept not in self._warned_in:
            self._warned_in.add(kept)
            self._tell(FINISHING_WORDS)
            return
        self._ended_in = stage
        raise KeyboardInterrupt

    def _tell(self, words: str) -> None:
        if self._say is not None:
            self._say(words)


@contextmanager
def restored_handlers() -> Iterator[None]:
    """Put the handlers of the signals back at the end, whatever the body leaves."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        _restore(before)


def _restore(handlers: Mapping[signal.Signals, object]) -> None:
    """Install handlers as they were; one that was not set from Python cannot be."""
    for number, handler in handlers.items():
        if handler is not None:
            signal.signal(number, handler)  # type: ignore[arg-type]
