"""The parent's side of a session's worker: asked, listened to, started again where it is gone."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from optmodel.reuse.again import Hints
from optmodel.reuse.worker import write_hints
from optmodel.search.child import Child
from optmodel.search.conversation import Conversation, Ending, converse
from optmodel.search.exchange import LOG_FILE, LOG_FILE_AGAIN, REQUEST_FILE, write_model
from optmodel.search.highs import PROVEN_MUSD, Task
from optmodel.search.interrupt import interrupts
from optmodel.search.judge import Judgment, judge
from optmodel.search.progress import Progress
from optmodel.search.result import Outcome

WORKER_COMMAND = (sys.executable, "-P", "-m", "optmodel.reuse.worker")
NOTHING_KNOWN = Hints(None, float("inf"))

Said = tuple[Judgment, Conversation | None, str]


class _Worker(Child):
    """A worker that can be asked again."""

    def ask(self, number: int) -> None:
        """Ask for the search in a folder; a worker that is gone is noticed by who listens."""
        stream = self._process.stdin
        if stream is None:
            return
        try:
            stream.write(f"search {number}\n".encode())
            stream.flush()
        except OSError:
            return


class Searcher:
    """Searches, one after the other, in one worker."""

    def __init__(self, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._command = command
        self._stack = ExitStack()
        self._folder = Path(
            self._stack.enter_context(tempfile.TemporaryDirectory(prefix="optmodel-session-"))
        )
        self._worker: _Worker | None = None
        self._number = 0
        self.started = 0
        """How often a worker was started."""

    def close(self) -> None:
        """End the worker and remove its folder."""
        self._end_worker()
        self._stack.close()

    def search(
        self,
        task: Task,
        hints: Hints,
        on_progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Said:
        """Search; where the worker failed, once more in a new one and without hints.

        Raises
        ------
        KeyboardInterrupt
            At the second Ctrl-C; the worker is killed first.
        """
        judgment, said, log = self._once(task, hints, on_progress, stop)
        asked = said is not None and said.asked_to_stop
        if judgment.outcome is Outcome.CRASHED and not asked:
            judgment, said, log = self._once(task, NOTHING_KNOWN, on_progress, stop)
        return judgment, said, log

    def _once(
        self,
        task: Task,
        hints: Hints,
        on_progress: Callable[[Progress], None] | None,
        stop: threading.Event | None,
    ) -> Said:
        self._number += 1
        folder = self._folder / str(self._number)
        folder.mkdir()
        write_model(folder, task.matrix.arrays())
        write_hints(folder, hints)
        request = json.dumps({"options": dict(task.options)})
        (folder / REQUEST_FILE).write_text(request, encoding="utf-8")
        healthy = False
        try:
            with interrupts() as asked:
                worker = self._living_worker()
                worker.ask(self._number)
                stops = (asked,) if stop is None else (stop, asked)
                said = converse(worker, task.watchdog_s, on_progress, stops)
            judgment = judge(task.matrix, said, folder, task.gap, PROVEN_MUSD)
            healthy = said.ending is Ending.DONE and judgment.outcome is not Outcome.CRASHED
            return judgment, said, _log(folder, task)
        except OSError as error:
            why = f"the solver could not be started: {error}"
            return Judgment(Outcome.CRASHED, why), None, ""
        finally:
            if not healthy:
                self._end_worker()
            shutil.rmtree(folder, ignore_errors=True)

    def _living_worker(self) -> _Worker:
        if self._worker is None:
            self._worker = _Worker(self._folder, self._command)
            self.started += 1
        return self._worker

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            with worker:
                worker.kill()


def _log(folder: Path, task: Task) -> str:
    """Notes about the numbers, then the solver's own log."""
    logs = sorted(folder.glob("*.log"), key=lambda it: (it.name != LOG_FILE, it.name))
    last = [log for log in logs if log.name == LOG_FILE_AGAIN]
    texts = [it.read_text("utf-8", "replace") for it in logs if it not in last]
    return "\n".join(
        [*task.matrix.notes, *texts, *(it.read_text("utf-8", "replace") for it in last)]
    )
