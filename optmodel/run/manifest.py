"""``run.json``: the whole result for programs. Field names stay; fields may be added."""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.plan.plan import Plan
from optmodel.plan.records import calls, checks, clusters, limits, sites
from optmodel.run.info import RunInfo

LOG_FILE = "solver.log"
"""Name of the solver's log in the folder of a run."""

Document = Mapping[str, object]


def manifest(plan: Plan, info: RunInfo) -> Document:
    """Everything about a run that found a plan. Money in USD m; numbers are not rounded."""
    search = plan.search
    return {
        "status": search.outcome.value,
        "reason": search.reason,
        "proven": search.outcome.value == "optimal",
        "perspective": plan.program.settings.perspective,
        "value": plan.value_musd,
        "bound": search.bound,
        "gap": plan.gap,
        "gap_musd": plan.gap_musd,
        "values": plan.values_musd,
        "clusters": clusters(plan),
        "sites": sites(plan),
        "calls": calls(plan),
        "limits": limits(plan),
        "checks": checks(plan),
        "seconds": plan.seconds,
        **_stamp(info),
        "solver": {
            "status": search.status_text,
            "nodes": search.nodes,
            "seconds": search.seconds,
            "options": search.options,
            "log": LOG_FILE,
        },
    }


def manifest_without_plan(
    status: str,
    reasons: tuple[str, ...],
    info: RunInfo,
    seconds: Mapping[str, float],
    log: bool,
) -> Document:
    """A run that ended without a plan: every field is there, empty, and the reasons say why."""
    return {
        "status": status,
        "reason": " ".join(reasons),
        "reasons": reasons,
        "proven": status == "infeasible",
        "value": None,
        "bound": None,
        "gap": None,
        "values": {},
        "clusters": [],
        "sites": [],
        "calls": [],
        "limits": [],
        "checks": [],
        "seconds": seconds,
        **_stamp(info),
        "solver": {"log": LOG_FILE if log else None},
    }


def _stamp(info: RunInfo) -> dict[str, object]:
    """What identifies the run."""
    return {
        "run_id": info.run_id,
        "created": info.created,
        "input": {"file": info.input_file, "sha256": info.input_sha256},
        "versions": info.versions,
        "options": info.options,
        "warnings": info.warnings,
    }
