"""Compares two finished runs."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from optmodel.comparison.bridge import adds_up, bridge
from optmodel.comparison.cautions import cautions, common_view
from optmodel.comparison.clusters import cluster_changes
from optmodel.comparison.inputs import InputChanges, input_changes
from optmodel.comparison.limits import limit_changes
from optmodel.comparison.load import load
from optmodel.comparison.result import Comparison
from optmodel.comparison.side import Side
from optmodel.comparison.sites import site_changes
from optmodel.errors import Finding, InputError


def compare(a: str | PathLike[str], b: str | PathLike[str]) -> Comparison:
    """Compare two results folders that ``solve`` made.

    Parameters
    ----------
    a, b
        The folders. Differences are B less A.

    Returns
    -------
    Comparison
        What changed in the inputs, the plans and the values, as tables. Money in USD m.

    Raises
    ------
    InputError
        A folder does not hold a plan or is damaged; a finding for each.
    """
    first, second = _loaded(Path(a), Path(b))
    view = common_view(first, second)
    clusters = cluster_changes(first, second)
    steps = bridge(first, second, clusters, view)
    return Comparison(
        a=first,
        b=second,
        view=view,
        inputs=_inputs(first, second),
        clusters=clusters,
        sites=site_changes(first, second),
        limits=limit_changes(first, second),
        bridge=steps,
        adds_up=adds_up(first, second, steps, view),
        cautions=tuple(cautions(first, second)),
    )


def _loaded(a: Path, b: Path) -> tuple[Side, Side]:
    """Read both runs, so that whoever named two wrong folders hears of both at once."""
    sides: list[Side] = []
    findings: list[Finding] = []
    for folder in (a, b):
        try:
            sides.append(load(folder))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(dict.fromkeys(findings))
    return sides[0], sides[1]


def _inputs(a: Side, b: Side) -> InputChanges | None:
    """Compare the inputs cell by cell; the same file has nothing to compare."""
    if a.input_sha256 == b.input_sha256:
        return InputChanges()
    if a.tables is None or b.tables is None:
        return None
    return input_changes(a.tables, b.tables)
