"""Jobs beside a search: one after another, in a thread of their own where there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType


class Beside:
    """One job at a time; HiGHS lets other threads of Python run while it searches.

    Parameters
    ----------
    apart
        Whether there is a thread for them.
    """

    def __init__(self, *, apart: bool) -> None:
        self._pool = ThreadPoolExecutor(1) if apart else None
        self._job: Future[None] | None = None
        self._ended, self._wanted = threading.Event(), threading.Event()

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the last job, and end what follows it."""
        self._wanted.set()
        if self._pool is not None:
            self._pool.shutdown()
        if error is None:
            self._end()

    @property
    def apart(self) -> bool:
        """Whether there is a thread for jobs."""
        return self._pool is not None

    @property
    def busy(self) -> bool:
        """Whether a job is under way, and not what follows it; raises what it raised."""
        if self._job is not None and self._job.done():
            self._job.result()
        return self._job is not None and not self._ended.is_set()

    def do(
        self, job: Callable[[], None], then: Callable[[Callable[[], bool]], None] | None = None
    ) -> None:
        """Do a job, after the one before has ended.

        Parameters
        ----------
        job
            What is to be done.
        then
            What follows until its argument says that the thread is wanted; only in a thread.

        Raises
        ------
        Exception
            What the job raised, or the one before where they have a thread.
        """
        self._end()
        if self._pool is None:
            job()
            return

        def both() -> None:
            try:
                job()
            finally:
                self._ended.set()
            if then is not None:
                then(self._wanted.is_set)

        self._ended.clear()
        self._wanted.clear()
        self._job = self._pool.submit(both)

    def wait(self) -> None:
        """Wait for the job that is under way, not for what follows it."""
        if self._job is not None:
            self._ended.wait()

    def _end(self) -> None:
        """Wait until the thread has nothing to do; raise what it raised."""
        self._wanted.set()
        job, self._job = self._job, None
        if job is not None:
            job.result()
