"""Tests of what Ctrl-C and SIGTERM do."""

from __future__ import annotations

import signal
import threading

import pytest

from optmodel.run.interrupt import Interrupts, restored_handlers

SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("number", SIGNALS)
def test_while_solving_the_first_one_asks_to_stop(number: signal.Signals) -> None:
    """Tests that the first signal sets the event and the second ends the run."""
    interrupts = Interrupts()
    interrupts.stage = "solve"
    with interrupts.installed():
        signal.raise_signal(number)
        assert interrupts.stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("stage", ["read", "build", "check", "write"])
def test_elsewhere_it_ends_the_run(stage: str, number: signal.Signals) -> None:
    """Tests that in the other stages there is nothing to keep."""
    interrupts = Interrupts()
    interrupts.stage = stage
    with interrupts.installed(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    assert not interrupts.stop.is_set()


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
