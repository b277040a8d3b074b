"""The lines in which HiGHS says where its search of a maximization stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from benchmarks.speed.trajectory import Event

_LINE = re.compile(
    r"^ ?[A-Z]? +\d+ +\d+ +\d+ +[\d.]+% +(?P<bound>\S+) +(?P<value>\S+) +\S+"
    r" +\d+ +\d+ +\d+ +\S+ +(?P<seconds>[\d.]+)s *$"
)


def events_of(log: str) -> Iterator[Event]:
    """Return the states in a log; seconds are those of HiGHS."""
    for line in log.splitlines():
        found = _LINE.match(line)
        if found:
            yield Event(float(found["seconds"]), _number(found["value"]), _number(found["bound"]))


def _number(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
