"""Seconds per stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopwatch:
    """Times stages by name and tells whoever listens which one has begun."""

    def __init__(self, on_stage: Callable[[str], None] | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._on_stage = on_stage

    def announce(self, name: str) -> None:
        """Tell whoever listens that a stage has begun."""
        if self._on_stage is not None:
            self._on_stage(name)

    def announce_naming(self) -> None:
        """Tell that the folder is about to get its name, after which the result stands."""
        self.announce("name")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the body; a stage that comes twice adds up."""
        self.announce(name)
        began = time.perf_counter()
        try:
            yield
        finally:
            passed = time.perf_counter() - began
            self.seconds[name] = self.seconds.get(name, 0.0) + passed
