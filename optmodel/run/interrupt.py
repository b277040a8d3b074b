"""Ctrl-C and SIGTERM during a run: while solving they keep the best plan, else they end it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """What an interrupt does, depending on the stage that the run is in."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        """Set by the first interrupt while solving; the search ends with its best plan."""
        self.stage = ""
        """Name of the stage, set as the run enters it."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Handle both signals in the body; outside the main thread nothing changes."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._handle) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        if self.stage == "solve" and not self.stop.is_set():
            self.stop.set()
            return
        raise KeyboardInterrupt
