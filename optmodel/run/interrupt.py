"""Ctrl-C and SIGTERM during a run: while solving they keep the best plan, else they end it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STANDS = "name"
"""The stage from which on the results stand: nothing may end the run as if they did not."""


class Interrupts:
    """What an interrupt does, depending on the stage that the run is in."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        """Set by the first interrupt while solving; the search ends with its best plan."""
        self.stage = ""
        """Name of the stage, set as the run enters it."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Handle both signals in the body; outside the main thread nothing changes.

        Once the results stand, the handlers stay, so that there is no moment before the end of
        the command in which an interrupt could be taken for a run without results; whoever
        calls restores them (``restored_handlers``).
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._handle) for number in SIGNALS}
        try:
            yield
        finally:
            if self.stage != STANDS:
                _restore(before)

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        if self.stage == STANDS:
            return
        if self.stage == "solve" and not self.stop.is_set():
            self.stop.set()
            return
        raise KeyboardInterrupt


@contextmanager
def restored_handlers() -> Iterator[None]:
    """Put the handlers of both signals back at the end, whatever the body leaves."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        _restore(before)


def _restore(handlers: dict[signal.Signals, object]) -> None:
    """Install handlers as they were; one that was not set from Python cannot be."""
    for number, handler in handlers.items():
        if handler is not None:
            signal.signal(number, handler)  # type: ignore[arg-type]
