"""Listening to a worker until it is done, gone, or told to go."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from optmodel.search.child import Child, Ended, Garbage, Heard
from optmodel.search.exchange import number
from optmodel.search.progress import Progress

STOP_GRACE_S = 20.0
"""HiGHS looks at a request to stop many times a second, but not inside every step of presolve;
after this long it is killed and the best plan that it wrote is used."""
POLL_S = 0.1


class Ending(Enum):
    """How the conversation ended."""

    DONE = auto()
    """With a result."""
    REFUSED = auto()
    """The worker says why it cannot."""
    GARBAGE = auto()
    GONE = auto()
    """The worker ended without a result."""
    WATCHDOG = auto()
    """Killed: it ignored its time limit."""
    STOPPED = auto()
    """Killed: it ignored the user's request to stop."""


@dataclass(slots=True)
class Conversation:
    """What a worker said, as it came."""

    ending: Ending = Ending.GONE
    status: str = ""
    """HiGHS' name of the model status."""
    status_text: str = ""
    claims_plan: bool = False
    value: float | None = None
    bound: float | None = None
    """The last bound that was heard."""
    nodes: int = 0
    options: Mapping[str, object] = field(default_factory=dict)
    detail: str = ""
    """What a person should know about an ending that is not DONE."""
    asked_to_stop: bool = False


def converse(
    child: Child,
    watchdog_s: float,
    on_progress: Callable[[Progress], None] | None,
    stops: tuple[threading.Event, ...],
) -> Conversation:
    """Listen to the worker until the end; it is killed where it does not end by itself."""
    said = Conversation()
    deadline = time.monotonic() + watchdog_s
    on_deadline = Ending.WATCHDOG
    while True:
        heard = child.hear(POLL_S)
        if heard is not None and _take(said, heard, child, on_progress):
            return said
        if not said.asked_to_stop and any(stop.is_set() for stop in stops):
            said.asked_to_stop = True
            child.ask_to_stop()
            if time.monotonic() + STOP_GRACE_S < deadline:
                deadline, on_deadline = time.monotonic() + STOP_GRACE_S, Ending.STOPPED
        if time.monotonic() > deadline:
            child.kill()
            said.ending = on_deadline
            return said


def _take(
    said: Conversation,
    heard: Heard,
    child: Child,
    on_progress: Callable[[Progress], None] | None,
) -> bool:
    """Note what was heard; whether it was the last."""
    if isinstance(heard, Garbage):
        child.kill()
        said.ending = Ending.GARBAGE
        said.detail = repr(heard.line[:60])
        return True
    if isinstance(heard, Ended):
        said.ending = Ending.GONE
        complaint = child.complaints().splitlines()[-1:]
        said.detail = ": ".join([child.exit_in_words(), *complaint])
        return True
    return _take_message(said, heard, on_progress)


def _take_message(
    said: Conversation, message: dict[str, Any], on_progress: Callable[[Progress], None] | None
) -> bool:
    """Note a message; whether it was the last."""
    event = message["event"]
    if event == "started":
        options = message.get("options")
        said.options = options if isinstance(options, dict) else {}
    elif event == "progress":
        said.bound = _lower(said.bound, number(message, "bound"))
        said.nodes = int(number(message, "nodes") or 0)
        if on_progress is not None:
            seconds = number(message, "seconds") or 0.0
            on_progress(Progress(number(message, "value"), said.bound, seconds, said.nodes))
    elif event == "failed":
        said.ending, said.detail = Ending.REFUSED, str(message.get("reason"))
    else:
        said.ending = Ending.DONE
        said.status = str(message.get("status"))
        said.status_text = str(message.get("status_text", ""))
        said.claims_plan = message.get("plan") is True
        said.value = number(message, "value")
        said.bound = _lower(said.bound, number(message, "bound"))
        said.nodes = int(number(message, "nodes") or 0)
    return event in {"failed", "done"}


def _lower(known: float | None, heard: float | None) -> float | None:
    """The lower of two bounds, of which one may be missing: both hold."""
    found = [bound for bound in (known, heard) if bound is not None]
    return min(found, default=None)
