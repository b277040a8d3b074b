"""The worker: runs HiGHS on a folder that its parent filled, and can be killed at any time.

``python -m optmodel.search.worker FOLDER``; see ``exchange`` for what it reads and writes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

from optmodel.search.controls import Levers
from optmodel.search.exchange import REQUEST_FILE, Event, encode, read_model
from optmodel.search.solver import OptionError
from optmodel.search.stages import Search
from optmodel.search.standing import Found

ORPHANED = 3
"""Exit code of a worker whose parent is gone."""


class Channel:
    """The way to the parent: the original standard output, which nothing else may write to."""

    def __init__(self) -> None:
        self._descriptor = os.dup(1)
        os.dup2(2, 1)  # whatever a library prints goes to the error file instead

    def send(self, event: Event, **fields: object) -> None:
        """Send a message; without a reader there is no parent and nothing left to do."""
        try:
            os.write(self._descriptor, encode(event, fields))
        except OSError:
            os._exit(ORPHANED)


def watch_parent(stop: threading.Event) -> None:
    """Set ``stop`` at a line of input; end the process at the end of input.

    Reads the descriptor itself: a thread that waits inside ``sys.stdin`` would hold a lock
    that the interpreter needs to shut down.
    """
    while received := os.read(0, 1024):
        if b"stop" in received:
            stop.set()
    os._exit(ORPHANED)


def finish(found: Found, channel: Channel) -> None:
    """Send the result; the plan is written already."""
    plan = found.incumbent
    channel.send(
        "done",
        status=found.status,
        status_text=found.status_text,
        plan=plan is not None,
        value=None if plan is None else plan.value,
        bound=found.bound,
        nodes=found.nodes,
        seconds=found.seconds,
    )


def main(folder: Path) -> int:
    """Do what the folder asks for; return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    channel = Channel()
    stop = threading.Event()
    threading.Thread(target=watch_parent, args=(stop,), daemon=True).start()
    request = json.loads((folder / REQUEST_FILE).read_text(encoding="utf-8"))
    options = {"log_to_console": False, **request["options"]}
    try:
        levers = Levers(**request["levers"])
        found = Search(read_model(folder), options, folder, channel, stop, levers=levers).run()
    except OptionError as refused:
        channel.send("failed", reason=str(refused))
        return 1
    finish(found, channel)
    return 0


if __name__ == "__main__":
    given = Path(sys.argv[1]).resolve()
    os.chdir(given)  # the log's name stays plain ASCII, wherever the folder is
    code = main(given)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # without waiting for the thread that reads standard input
