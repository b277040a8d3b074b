"""What the issues workbook says about the file that was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class About:
    """The file that was checked, and when."""

    source: Path
    folder: Path
    """Where the issues workbook will stand; links are relative to it."""
    sha256: str
    """Empty where the file could not be read."""
    created: datetime

    @property
    def footer(self) -> str:
        """What stands below every printed page."""
        return f"{self.source.name}, checked {self.created:%Y-%m-%d %H:%M} UTC"
