"""What a worker writes down while it runs, a line of JSON each, and how it is read afterwards."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class Recorder:
    """Writes a record; each line is on disk when the call returns, so a kill loses nothing."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("a", encoding="utf-8", buffering=1)
        self._began = time.perf_counter()

    def start_clock(self) -> None:
        """Count seconds from now on."""
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Since the clock was started."""
        return time.perf_counter() - self._began

    def event(self, value: float | None, bound: float | None, seconds: float | None = None) -> None:
        """Note a plan and a bound, now or at another second."""
        at = self.seconds if seconds is None else seconds
        self._write({"event": [round(at, 3), _finite(value), _finite(bound)]})

    def facts(self, **facts: Any) -> None:
        """Note anything by name."""
        self._write({"facts": facts})

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Note the seconds of a phase, and of the processor in it, and when it began."""
        at, wall, cpu = self.seconds, time.perf_counter(), time.process_time()
        self._write({"began": {name: round(at, 4)}})
        yield
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self._write({"phase": {name: round(wall, 4)}, "processor": {name: round(cpu, 4)}})

    def _write(self, line: dict[str, Any]) -> None:
        self._stream.write(json.dumps(line) + "\n")


@dataclass(slots=True)
class Record:
    """A record as read."""

    events: list[list[float | None]] = field(default_factory=list)
    phases: dict[str, float] = field(default_factory=dict)
    """Name to seconds."""
    processor: dict[str, float] = field(default_factory=dict)
    began: dict[str, float] = field(default_factory=dict)
    """Name to when it began, in seconds of the clock of that moment."""
    facts: dict[str, Any] = field(default_factory=dict)


def read_record(path: Path) -> Record:
    """Read what a worker wrote, up to the last whole line."""
    record = Record()
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for line in text.splitlines(keepends=True):
        if not line.endswith("\n"):
            break
        entry = json.loads(line)
        if "event" in entry:
            record.events.append(entry["event"])
        record.phases.update(entry.get("phase", {}))
        record.processor.update(entry.get("processor", {}))
        record.began.update(entry.get("began", {}))
        record.facts.update(entry.get("facts", {}))
    return record


def _finite(number: float | None) -> float | None:
    """Return the number, None for one beyond any amount of money (solvers say 1e20 or inf)."""
    return number if number is not None and math.isfinite(number) and abs(number) < 1e15 else None
