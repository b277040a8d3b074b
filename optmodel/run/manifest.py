"""``run.json``: the whole result for programs. Field names stay; fields may be added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from optmodel.conflict.types import Explanation
from optmodel.evaluation.record import Record
from optmodel.plan.claim import claim_of
from optmodel.plan.money_records import operators, pools, sources, synergies, targets
from optmodel.plan.plan import Plan
from optmodel.plan.records import calls, checks, clusters, limits, sites
from optmodel.plan.source_state import beyond_pledge_musd
from optmodel.run.info import RunInfo
from optmodel.search.result import SolveResult

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
        "penalty": plan.penalty_musd,
        "synergy": plan.synergy_musd,
        "beyond_pledge": beyond_pledge_musd(plan),
        "clusters": clusters(plan),
        "sites": sites(plan),
        "calls": calls(plan),
        "sources": sources(plan),
        "pools": pools(plan),
        "targets": targets(plan),
        "synergies": synergies(plan),
        "operators": operators(plan),
        "limits": limits(plan),
        "bridge": [asdict(step) for step in plan.bridge],
        "checks": checks(plan),
        "evaluation": evaluation(info.evaluation),
        "seconds": plan.seconds,
        **_stamp(info),
        "solver": _solver(search),
    }


def evaluation(record: Record | None) -> Document | None:
    """What an edited plan was made from and breaks; None of a plan that was searched."""
    if record is None:
        return None
    return {
        "results": record.results_file,
        "results_run_id": record.results_run_id,
        "found_value": record.found_value_musd,
        "from_found": record.from_found_musd,
        "from_bound": record.from_bound_musd,
        "keeps_every_limit": record.keeps_every_limit,
        "edits": None if record.edits is None else [asdict(edit) for edit in record.edits],
        "broken": [asdict(broken) for broken in record.broken],
        "notes": record.notes,
    }


def manifest_without_plan(
    status: str,
    reasons: Sequence[str],
    info: RunInfo,
    seconds: Mapping[str, float],
    search: SolveResult,
    *,
    explanation: Explanation | None = None,
) -> Document:
    """A run without a plan, ``infeasible`` or ``no_plan``: the lists are empty, see ``reasons``.

    ``explanation`` is what is known of why there is none, where that is proven.
    """
    empty: dict[str, object] = {
        name: []
        for name in (
            "clusters", "sites", "calls", "sources", "pools", "targets", "synergies",
            "operators", "limits", "checks",
        )
    }  # fmt: skip
    return {
        "status": status,
        "reason": search.reason,
        "reasons": reasons,
        **_explained(explanation),
        "proven": status == "infeasible",
        "value": None,
        "bound": search.bound,
        "gap": None,
        "gap_musd": None,
        "values": dict.fromkeys(("program", "united_states", "japan", "other")),
        "penalty": None,
        "synergy": None,
        "beyond_pledge": None,
        **empty,
        "evaluation": None,
        "seconds": seconds,
        **_stamp(info),
        "solver": _solver(search),
    }


def _explained(explanation: Explanation | None) -> dict[str, object]:
    """Why there is no plan, as data: the conflict, what would mend it, what was proven before."""
    if explanation is None:
        return {"conflict": None, "repairs": [], "repairs_complete": None, "findings": []}
    conflict = explanation.conflict
    return {
        "conflict": None if conflict is None else asdict(conflict),
        "repairs": [asdict(repair) for repair in explanation.repairs],
        "repairs_complete": explanation.complete,
        "findings": [finding.as_dict() for finding in explanation.findings],
    }


def dossier(
    disagreements: Sequence[str], info: RunInfo, search: SolveResult, plan: Plan | None
) -> Document:
    """What a reviewer needs to see why a plan is refused: the claim, what failed, the log."""
    return {
        "status": "contradicted",
        "reasons": disagreements,
        "checks_failed": [row for row in checks(plan) if not row["passed"]] if plan else [],
        "claim": asdict(claim_of(plan)) if plan else None,
        **_stamp(info),
        "solver": _solver(search),
        "log": search.log.splitlines(),
    }


def _solver(search: SolveResult) -> Document:
    """What the solver said, in its own words, and its options as read back."""
    return {
        "outcome": search.outcome.value,
        "status": search.status_text,
        "value": search.value,
        "bound": search.bound,
        "nodes": search.nodes,
        "seconds": search.seconds,
        "amounts": search.amounts,
        "options": search.options,
        "versions": search.versions,
        "log": LOG_FILE if search.log else None,
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
