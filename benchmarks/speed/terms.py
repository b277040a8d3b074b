"""What a run is given: how long, how exactly, with how many threads, and where its files are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Terms:
    """The same for every solver."""

    limit_s: float
    """Of the search."""
    gap: float
    """Relative gap at which the search may stop."""
    threads: int
    folder: Path
    """For files of the run; empty at its beginning but for the model of ``mps``."""
