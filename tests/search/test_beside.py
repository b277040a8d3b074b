"""Jobs beside a search."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from optmodel.search.beside import Beside


@pytest.mark.parametrize("apart", [False, True])
def test_jobs_are_done_in_their_order(apart: bool) -> None:
    """Tests that each job begins when the one before has ended, and all have at the end."""
    seen: list[str] = []

    def job(number: int) -> None:
        seen.append(f"begins {number}")
        seen.append(f"ends {number}")

    with Beside(apart=apart) as beside:
        for number in range(3):
            beside.do(lambda number=number: job(number))  # type: ignore[misc]
    assert seen == [f"{what} {number}" for number in range(3) for what in ("begins", "ends")]


def test_a_job_apart_runs_while_others_go_on() -> None:
    """Tests that it is under way until it is let go, in a thread of its own."""
    go, threads = threading.Event(), []

    def job() -> None:
        threads.append(threading.current_thread())
        assert go.wait(10.0)

    with Beside(apart=True) as beside:
        assert not beside.busy
        beside.do(job)
        assert beside.busy
        go.set()
        beside.wait()
        assert not beside.busy
    assert threads != [threading.current_thread()]


def test_a_job_without_a_thread_is_done_at_once() -> None:
    """Tests that it has ended, in this thread, when the call returns."""
    threads: list[threading.Thread] = []
    with Beside(apart=False) as beside:
        beside.do(lambda: threads.append(threading.current_thread()))
        assert threads == [threading.current_thread()]
        assert not beside.busy


def broken() -> None:
    """A job that fails."""
    raise OverflowError


@pytest.mark.parametrize("apart", [False, True])
def test_what_a_job_raises_is_raised_to_who_asked(apart: bool) -> None:
    """Tests that an error is not lost, where nobody waits but for the end either."""
    with pytest.raises(OverflowError), Beside(apart=apart) as beside:
        beside.do(broken)


def test_an_error_of_the_search_comes_first() -> None:
    """Tests that what ends the search is told, not what its last job said."""

    def search() -> None:
        with Beside(apart=True) as beside:
            beside.do(broken)
            raise KeyError

    with pytest.raises(KeyError):
        search()


def test_what_follows_a_job_ends_when_its_thread_is_wanted() -> None:
    """Tests that a job is over while what follows it goes on, until the next job or the end."""
    began: list[int] = []

    def follows(number: int, wanted: Callable[[], bool]) -> None:
        began.append(number)
        while not wanted():
            time.sleep(0.001)

    with Beside(apart=True) as beside:
        for number in range(3):
            beside.do(lambda: None, partial(follows, number))
            beside.wait()
            assert not beside.busy
    assert began == [0, 1, 2]


def test_nothing_follows_a_job_without_a_thread() -> None:
    """Tests that the search goes on at once where there is no thread for what follows."""
    with Beside(apart=False) as beside:
        beside.do(lambda: None, lambda _: pytest.fail("it went on"))


def test_what_follows_a_broken_job_is_not_begun() -> None:
    """Tests that waiting for a broken job ends, and its error is not lost."""
    with pytest.raises(OverflowError), Beside(apart=True) as beside:
        beside.do(broken, lambda _: pytest.fail("it went on"))


def test_who_looks_whether_a_broken_job_is_under_way_hears_of_it() -> None:
    """Tests that a search does not go on for long without the plans that it waits for."""
    looked: list[bool] = []

    def search() -> None:
        with Beside(apart=True) as beside:
            beside.do(broken)
            beside.wait()
            end = time.monotonic() + 10.0
            while time.monotonic() < end:
                looked.append(beside.busy)
            pytest.fail("it went on")

    with pytest.raises(OverflowError):
        search()
    assert not any(looked)
