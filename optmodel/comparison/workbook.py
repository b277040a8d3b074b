"""The workbook of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from optmodel._version import __version__
from optmodel.comparison.cautions import broken_words
from optmodel.comparison.result import Comparison
from optmodel.comparison.sheets.about import about
from optmodel.comparison.sheets.clusters import clusters
from optmodel.comparison.sheets.inputs import inputs
from optmodel.comparison.sheets.limits import limits
from optmodel.comparison.sheets.sites import sites
from optmodel.comparison.sheets.summary import summary
from optmodel.comparison.sheets.values import values
from optmodel.comparison.side import Side
from optmodel.results.layout import Sheet
from optmodel.results.render import Stamp, render


def describe(comparison: Comparison, created: datetime) -> tuple[Sheet, ...]:
    """Describe every sheet, in their order; nothing is formatted yet."""
    clusters_sheet = clusters(comparison)
    values_sheet = values(comparison, clusters_sheet)
    return (
        about(comparison, created),
        summary(comparison, values_sheet),
        inputs(comparison),
        clusters_sheet,
        sites(comparison),
        limits(comparison),
        values_sheet,
    )


def workbook_bytes(comparison: Comparison, created: datetime) -> bytes:
    """Return the workbook; the same runs and the same time give the same bytes."""
    a, b = comparison.a, comparison.b
    stamp = Stamp(
        plan_name="From A to B",
        run_id=f"{a.run_id} and {b.run_id}",
        created=created,
        version=__version__,
        master=master_line(comparison),
        master_good=comparison.adds_up,
        proof=f"{_proof('A', a)}; {_proof('B', b)}",
        proof_good=a.sure and b.sure,
        what="Comparison",
        caution="; ".join(_doubts(comparison)),
    )
    return render(describe(comparison, created), stamp)


def master_line(comparison: Comparison) -> str:
    """Return the line of the frozen header that says whether the bridge holds."""
    if comparison.adds_up:
        return "Master check: PASS (the bridge adds up to the cent)"
    return "Master check: FAIL (the steps of the bridge do not add up)"


def _doubts(comparison: Comparison) -> Iterator[str]:
    """Say in a few words which side is not proven or breaks limits."""
    for name, side in (("A", comparison.a), ("B", comparison.b)):
        if not side.sure:
            yield f"{name} BREAKS LIMITS" if side.edited else f"{name} NOT PROVEN"


def _proof(name: str, side: Side) -> str:
    if side.edited:
        return f"{name} edited by hand, {broken_words(side)}"
    word = "proven" if side.proven else "NOT PROVEN"
    gap = "gap unknown" if side.gap_musd is None else f"gap {side.gap_musd:,.1f} USD m"
    return f"{name} {word}, {gap}"
