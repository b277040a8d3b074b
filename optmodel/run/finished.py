"""A finished run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from optmodel.plan.plan import Plan
from optmodel.run.info import RunInfo
from optmodel.run.manifest import Document


@dataclass(frozen=True, slots=True)
class Run:
    """The plan of a run, and where it stands."""

    plan: Plan
    info: RunInfo
    document: Document
    """What ``run.json`` says."""
    folder: Path | None
    """None where nothing was to be written."""
