"""What the frozen header of every sheet of a results workbook says, as formulas."""

from __future__ import annotations

from optmodel.live.by_record import value_of
from optmodel.live.term import Term
from optmodel.results.layout import Live, Report
from optmodel.results.render import Stamp
from optmodel.results.words import is_proven


def stamp_of(report: Report) -> Stamp:
    """Return the stamp of a plan: master check and proof follow the edits of a reader."""
    plan, info, checks = report.plan, report.info, report.model.checks
    return Stamp(
        plan_name=plan.program.settings.plan_name,
        run_id=info.run_id,
        created=info.created,
        version=info.versions.get("optmodel", ""),
        master=_live(checks.words),
        master_good=value_of(checks.failures, 0) == 0.0,
        proof=_live(checks.proof),
        proof_good=is_proven(plan),
    )


def _live(words: Term) -> Live:
    return Live(words, 0, value_of(words, 0))
