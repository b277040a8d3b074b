"""The plan that was edited, as ``run.json`` beside the results workbook has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from optmodel.economics.operators import NOBODY
from optmodel.evaluation.edited import EditedOpening, EditedStart, Parts
from optmodel.program.program import Program
from optmodel.run.write import MANIFEST_FILE

LARGEST_FILE = 50_000_000
"""Bytes; the manifest of the largest program has a tenth of it."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Before:
    """Decisions before the edit."""

    starts: Mapping[int, EditedStart]
    """By index of the cluster."""
    openings: Mapping[int, EditedOpening]
    """By index of the site."""


def manifest_beside(results: Path, run_id: str) -> Document | None:
    """Read ``run.json`` beside a results workbook; None where it is not of the same run."""
    path = results.parent / MANIFEST_FILE
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    same = isinstance(document, dict) and document.get("run_id") == run_id
    return document if same else None


def before_of(document: Document | None, program: Program) -> Before | None:
    """Take the decisions from a manifest; None where it does not hold them in this form."""
    if document is None:
        return None
    try:
        return Before(_starts(document, program), _openings(document, program))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _starts(document: Document, program: Program) -> dict[int, EditedStart]:
    """By cluster what was funded; what the program does not know is left out."""
    index_of = {(cluster.id, cluster.copy): k for k, cluster in enumerate(program.clusters)}
    sites = {site.id: s for s, site in enumerate(program.sites)}
    operators = {operator.id: o for o, operator in enumerate(program.operators)}
    starts = {}
    for row in document["clusters"]:
        index, site = index_of.get((row["cluster"], row["copy"])), sites.get(row["site"])
        if row["funded"] and index is not None and site is not None:
            period = program.calendar.period_of(date.fromisoformat(row["start"]))
            operator = operators.get(row["operator"], NOBODY)
            parts = _parts(row["shares"], program)
            starts[index] = EditedStart(index, operator, site, period, parts)
    return starts


def _openings(document: Document, program: Program) -> dict[int, EditedOpening]:
    """By site when it was opened."""
    sites = {site.id: s for s, site in enumerate(program.sites)}
    openings = {}
    for row in document["sites"]:
        if row["opened"] is not None and row["site"] in sites:
            period = program.calendar.period_of(date.fromisoformat(row["opened"]))
            parts = _parts(row["preparation_shares"], program)
            openings[sites[row["site"]]] = EditedOpening(period, parts)
    return openings


def _parts(shares: Mapping[str, float], program: Program) -> Parts:
    return tuple(float(shares.get(source.id, 0.0)) for source in program.sources)
