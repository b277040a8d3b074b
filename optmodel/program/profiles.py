"""Profiles by kind and name, and the check that they make sense."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.tables import Record, Tables

SUM_TOLERANCE = 1e-6
"""How far the shares of a capex profile may be from 1: more is not rounding in the sheet."""

Profiles = dict[tuple[str, str], tuple[float, ...]]
"""(kind, name) to its steps."""


def build_profiles(tables: Tables) -> tuple[Profiles, list[Finding]]:
    """Read every profile."""
    profiles: Profiles = {}
    findings: list[Finding] = []
    for record in tables.rows("Profiles"):
        kind = record.text("Kind")
        steps = record.steps("Step")
        profiles[kind, record.text("Profile")] = steps
        problem = _problem(record, kind, steps)
        if problem:
            findings.append(at(record, "Step 1", "E217", problem))
    return profiles, findings


def _problem(record: Record, kind: str, steps: tuple[float, ...]) -> str:
    """Say what is wrong with a profile, ``""`` where nothing is."""
    if not steps:
        return "has no steps. Fill Step 1 and the following ones."
    for number in range(1, len(steps) + 1):
        if f"Step {number}" not in record.given:
            return f"Step {number} is blank between others. Enter 0 where nothing is meant."
    total = sum(steps)
    if kind == "capex" and abs(total - 1.0) > SUM_TOLERANCE:
        return f"the steps of a capex profile sum to {total:.6g}; expected 1 (100%)."
    return ""


def profile_of(
    record: Record, header: str, kind: str, profiles: Profiles
) -> tuple[tuple[float, ...], list[Finding]]:
    """Find the profile that a cluster names; no steps where the cell is blank."""
    name = record.text(header)
    if not name:
        return (), []
    if (kind, name) in profiles:
        return profiles[kind, name], []
    message = f'"{name}" is in Profiles, but not with the kind {kind}.'
    return (), [at(record, header, "E217", message)]
