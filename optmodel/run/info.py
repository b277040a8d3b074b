"""What identifies a run: id, time, input, versions, options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from optmodel.evaluation.record import Record


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The stamp of a run; the only part of two runs on one input that may differ."""

    run_id: str
    created: datetime
    """UTC."""
    input_file: str
    """File name without its folder."""
    input_sha256: str
    versions: Mapping[str, str]
    """optmodel, python, pyomo, highspy, numpy, pandas, openpyxl, XlsxWriter."""
    options: Mapping[str, object]
    """Time limit, gap, threads, seed as used, and where each came from."""
    warnings: tuple[str, ...] = ()
    """Warnings about the input, as printed."""
    evaluation: Record | None = None
    """Where an edited plan came from and what it breaks; None of a plan that was searched."""
