"""The worker of a session: one process that stays, one search after the other.

``python -m optmodel.reuse.worker FOLDER``. A line ``search N`` on its input asks for the search in
the folder N of the folder; everything else is as for ``optmodel.search.worker``.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from pathlib import Path

import numpy as np

from optmodel.reuse.again import Hints, SearchAgain
from optmodel.search.exchange import REQUEST_FILE, read_model
from optmodel.search.solver import OptionError
from optmodel.search.worker import ORPHANED, Channel, finish

HINTS_FILE = "hints.npz"


def write_hints(folder: Path, hints: Hints) -> None:
    """Write what is known before a search."""
    most = np.zeros(0) if hints.most is None else hints.most
    np.savez(folder / HINTS_FILE, most=most, bound=np.float64(hints.bound))


def read_hints(folder: Path) -> Hints:
    """Read what is known before a search."""
    with np.load(folder / HINTS_FILE, allow_pickle=False) as stored:
        most = np.asarray(stored["most"], dtype=np.float64)
        return Hints(most if most.size else None, float(stored["bound"]))


def listen(stop: threading.Event, requests: queue.SimpleQueue[str]) -> None:
    """Take requests in their order; one to stop is about the search before it."""
    rest = b""
    while received := os.read(0, 1024):
        *lines, rest = (rest + received).split(b"\n")
        for line in lines:
            words = line.decode(errors="replace").split()
            if words == ["stop"]:
                stop.set()
            elif len(words) == 2:
                stop.clear()
                requests.put(words[1])
    os._exit(ORPHANED)


def serve(folder: Path, channel: Channel, stop: threading.Event) -> None:
    """Do what one folder asks for."""
    os.chdir(folder)
    request = json.loads((folder / REQUEST_FILE).read_text(encoding="utf-8"))
    options = {"log_to_console": False, **request["options"]}
    hints = read_hints(folder)
    try:
        found = SearchAgain(read_model(folder), options, folder, channel, stop).run_with(hints)
    except OptionError as refused:
        channel.send("failed", reason=str(refused))
        return
    finish(found, channel)


def main(folder: Path) -> None:
    """Search until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    channel, stop = Channel(), threading.Event()
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(stop, requests), daemon=True).start()
    while True:
        serve(folder / requests.get(), channel, stop)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
