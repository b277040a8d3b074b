"""The worker process as its parent sees it: started, listened to, stopped, killed."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from optmodel.search.environment import worker_environment
from optmodel.search.exchange import ERROR_FILE, STOP, decode_message

LONGEST_LINE = 1 << 20
"""A message is a few hundred bytes; a worker that sends more in a line sends garbage."""
EXIT_GRACE_S = 10.0
"""A worker that has sent its result ends within milliseconds."""

NEW_GROUP = 0x00000200
"""CREATE_NEW_PROCESS_GROUP of Windows, where there are no sessions."""

WORKER_COMMAND = (sys.executable, "-P", "-m", "optmodel.search.worker")
"""``-P`` keeps the current folder off the import path: nothing in it is ever run."""


@dataclass(frozen=True, slots=True)
class Garbage:
    """A line from the worker that is no message."""

    line: bytes


@dataclass(frozen=True, slots=True)
class Ended:
    """The worker's output has come to its end."""


Heard = dict[str, Any] | Garbage | Ended


class Child:
    """One worker; leaving the ``with`` block kills it if it is still there."""

    def __init__(self, folder: Path, command: Sequence[str] | None = None) -> None:
        self._folder = folder
        self._errors = (folder / ERROR_FILE).open("wb")
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                [*(command or WORKER_COMMAND), str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=worker_environment(),
                # A session of its own, so that Ctrl-C on the terminal reaches only the parent.
                start_new_session=True,
                creationflags=NEW_GROUP if sys.platform == "win32" else 0,
            )
        except OSError:
            self._errors.close()
            raise
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()
        self._process.wait()
        self._reader.join(EXIT_GRACE_S)
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            _close(stream)

    def hear(self, timeout_s: float) -> Heard | None:
        """The next message, or None where there is none within the time."""
        try:
            return self._heard.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def ask_to_stop(self) -> None:
        """Ask for the best plan so far; a worker that is gone already needs no asking."""
        stream = self._process.stdin
        if stream is None:
            return
        try:
            stream.write(STOP)
            stream.flush()
        except OSError:
            return

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def exit_in_words(self) -> str:
        """How it ended, for people."""
        try:
            code = self._process.wait(EXIT_GRACE_S)
        except subprocess.TimeoutExpired:
            return "it did not end"
        if code < 0:
            killed = " (perhaps out of memory)" if code == -9 else ""
            return f"it was ended by signal {-code}{killed}"
        return f"it ended with code {code}"

    def complaints(self) -> str:
        """The last that it wrote to standard error."""
        text = (self._folder / ERROR_FILE).read_bytes()[-4000:].decode(errors="replace")
        return text.strip()

    def _listen(self) -> None:
        """Read messages until the output ends or turns into garbage."""
        stream = self._process.stdout
        if stream is None:
            return
        while line := stream.readline(LONGEST_LINE):
            message = decode_message(line)
            if message is None:
                self._heard.put(Garbage(line[:200]))
                return
            self._heard.put(message)
        self._heard.put(Ended())


def _close(stream: IO[bytes] | None) -> None:
    """Close a stream whose other end may be gone."""
    try:
        if stream is not None:
            stream.close()
    except OSError:
        return
