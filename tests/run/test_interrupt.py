"""Tests of what Ctrl-C, SIGTERM and a closed terminal do."""

from __future__ import annotations

import signal
import threading

import pytest

from optmodel.run.interrupt import HANG_UP, SIGNALS, Interrupts, restored_handlers

INSISTING = [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("number", INSISTING)
def test_while_solving_the_first_one_asks_to_stop(number: signal.Signals) -> None:
    """Tests that the first sets the event, the second says to wait, the third ends the run."""
    said: list[str] = []
    interrupts = Interrupts(said.append)
    interrupts.stage = "solve"
    with interrupts.installed():
        signal.raise_signal(number)
        assert interrupts.stop.is_set()
        signal.raise_signal(number)
        assert [words.split(";")[0] for words in said] == ["stopping", "finishing"]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("stage", ["start", "read", "options", "build", "diagnose"])
def test_elsewhere_it_ends_the_run(stage: str, number: signal.Signals) -> None:
    """Tests that in the other stages there is nothing to keep."""
    interrupts = Interrupts()
    interrupts.stage = stage
    with interrupts.installed(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    assert not interrupts.stop.is_set()


@pytest.mark.parametrize("number", INSISTING)
@pytest.mark.parametrize("stage", ["plan", "check", "write"])
def test_a_finished_search_is_kept_once(stage: str, number: signal.Signals) -> None:
    """Tests that after a search the first is said and ignored, also where it was asked to stop.

    The second ends the run, and a third does not disturb the clearing away.
    """
    said: list[str] = []
    interrupts = Interrupts(said.append)
    with interrupts.installed():
        interrupts.stage = "solve"
        signal.raise_signal(number)
        interrupts.stage = stage
        signal.raise_signal(number)
        assert said[-1].startswith("finishing")
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
        signal.raise_signal(number)


def test_the_stages_after_a_search_share_their_patience() -> None:
    """Tests that whoever insists in the next stage is heard."""
    interrupts = Interrupts()
    with interrupts.installed():
        interrupts.stage = "check"
        signal.raise_signal(signal.SIGINT)
        interrupts.stage = "write"
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("number", SIGNALS)
def test_once_the_results_stand_nothing_ends_the_run(number: signal.Signals) -> None:
    """Tests that signals are ignored from the naming on, also after the body, to the very end."""
    before = signal.getsignal(number)
    interrupts = Interrupts()
    with restored_handlers():
        with interrupts.installed():
            interrupts.stage = "name"
            signal.raise_signal(number)
        signal.raise_signal(number)
    assert signal.getsignal(number) == before


@pytest.mark.skipif(HANG_UP is None, reason="Windows does not report a closed terminal")
def test_a_closed_terminal_stops_the_search_and_never_insists() -> None:
    """Tests that however often it is reported, the search stops and its plan is kept."""
    interrupts = Interrupts()
    with interrupts.installed():
        for interrupts.stage in ("solve", "plan", "check", "write"):
            for _ in range(3):
                signal.raise_signal(signal.SIGHUP)
            assert interrupts.stop.is_set()


@pytest.mark.skipif(HANG_UP is None, reason="Windows does not report a closed terminal")
def test_a_run_that_is_to_outlive_its_terminal_goes_on() -> None:
    """Tests that where nohup had the signal ignored, it stays ignored, also afterwards."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        interrupts = Interrupts()
        interrupts.stage = "solve"
        with restored_handlers(), interrupts.installed():
            signal.raise_signal(signal.SIGHUP)
        assert not interrupts.stop.is_set()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_handlers_from_before_come_back() -> None:
    """Tests that a program that uses the library keeps its own handlers."""
    before = [signal.getsignal(number) for number in SIGNALS]
    with Interrupts().installed():
        assert [signal.getsignal(number) for number in SIGNALS] != before
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_outside_the_main_thread_nothing_is_installed() -> None:
    """Tests that a worker thread, which may not handle signals, can run as well."""
    before = signal.getsignal(signal.SIGINT)
    seen: list[object] = []

    def look() -> None:
        with Interrupts().installed():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [before]
