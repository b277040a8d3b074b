"""The bytes of the workbook of a run without a plan."""

from __future__ import annotations

from optmodel._version import __version__
from optmodel.results.conflicts.about import about
from optmodel.results.conflicts.case import Case
from optmodel.results.conflicts.sheets import before, conflict, edits, log, repairs
from optmodel.results.conflicts.summary import summary
from optmodel.results.layout import Sheet
from optmodel.results.render import Stamp, render


def describe(case: Case) -> tuple[Sheet, ...]:
    """Describe every sheet, in their order; nothing is formatted yet."""
    return tuple(it(case) for it in (about, summary, conflict, repairs, edits, before, log))


def workbook_bytes(case: Case) -> bytes:
    """Return the workbook; the same explanation and run give the same bytes."""
    found, info = case.explanation, case.info
    count = len(found.repairs)
    named = "a conflict is named" if found.conflict is not None else "no conflict is named"
    stamp = Stamp(
        plan_name=case.plan_name,
        run_id=info.run_id,
        created=info.created,
        version=__version__,
        master="No plan can meet all limits (proven)",
        master_good=False,
        proof=f"{named}; {count} proven repair{'' if count == 1 else 's'}",
        proof_good=False,
        what="Conflicts",
        caution="NO PLAN",
    )
    return render(describe(case), stamp)
