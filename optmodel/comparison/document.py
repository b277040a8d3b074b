"""A comparison for programs: the document of ``--json`` and its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from optmodel.comparison.clusters import ClusterChange
from optmodel.comparison.inputs import InputChanges
from optmodel.comparison.limits import LimitChange
from optmodel.comparison.result import Comparison
from optmodel.comparison.side import Side
from optmodel.comparison.sites import SiteChange
from optmodel.plan.limit import Limit

Row = dict[str, object]


def document(comparison: Comparison, file: Path) -> Mapping[str, object]:
    """Everything that was compared. Money in USD m; numbers are not rounded."""
    return {
        "status": "compared",
        "file": str(file),
        "view": comparison.view,
        "difference": comparison.difference,
        "chance": comparison.chance_musd,
        "adds_up": comparison.adds_up,
        "cautions": comparison.cautions,
        "inputs_compared": comparison.inputs is not None,
        "a": _side(comparison.a, comparison.value_a),
        "b": _side(comparison.b, comparison.value_b),
        **lists_of(comparison),
    }


def lists_of(comparison: Comparison) -> Mapping[str, list[Row]]:
    """The lists of a comparison as plain rows."""
    inputs = comparison.inputs or InputChanges()
    return {
        "input_values": [asdict(change) for change in inputs.values],
        "input_rows": [asdict(change) for change in inputs.rows],
        "input_notes": [asdict(change) for change in inputs.notes],
        "clusters": [_cluster(change) for change in comparison.clusters],
        "sites": [_site(change) for change in comparison.sites],
        "limits": [_limit(change) for change in comparison.limits],
        "bridge": [
            {
                "step": step.name,
                "clusters": step.clusters,
                "objective": step.objective,
                **asdict(step.values),
            }
            for step in comparison.bridge
        ],
    }


def _side(side: Side, value: float) -> Row:
    return {
        "folder": str(side.folder),
        "run_id": side.run_id,
        "status": side.status,
        "perspective": side.perspective,
        "value": value,
        "bound": side.bound,
        "gap_musd": side.gap_musd,
        "values": asdict(side.values),
        "penalty": side.penalty,
        "input": {"file": side.input_file, "sha256": side.input_sha256},
    }


def _cluster(change: ClusterChange) -> Row:
    row: Row = {
        "cluster": change.cluster,
        "contained": change.contained,
        "fate": str(change.fate),
        "why": change.why,
    }
    for name, placed in (("a", change.a), ("b", change.b)):
        row |= {
            f"copy_{name}": placed and placed.copy,
            f"site_{name}": placed and placed.site,
            f"start_{name}": placed and placed.start,
            f"operator_{name}": placed and placed.operator,
            f"shares_{name}": placed and dict(placed.shares),
            f"npv_{name}": placed and placed.npv.program,
        }
    return row | {f"change_{party}": value for party, value in asdict(change.change).items()}


def _site(change: SiteChange) -> Row:
    row: Row = {"site": change.site, "contained": change.contained, "change": change.change}
    for name, opened in (("a", change.a), ("b", change.b)):
        row |= {
            f"opened_{name}": opened and opened.opened,
            f"clusters_{name}": opened and opened.clusters,
            f"preparation_{name}": opened and opened.preparation_musd,
        }
    return row


def _limit(change: LimitChange) -> Row:
    row: Row = {"rule": change.rule, "subject": change.subject, "change": change.change}
    known = change.a or change.b
    row |= {"sense": known and known.sense, "unit": known and known.unit}
    for name, limit in (("a", change.a), ("b", change.b)):
        row |= _figures(name, limit)
    return row


def _figures(name: str, limit: Limit | None) -> Row:
    return {
        f"used_{name}": limit and limit.used,
        f"limit_{name}": limit and limit.limit,
        f"slack_{name}": limit and limit.slack,
        f"cell_{name}": limit and limit.cell,
    }
