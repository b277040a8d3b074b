"""What the audit makes of an edited plan: the limits that it breaks, each in words."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.audit.audit import evaluate
from optmodel.audit.check import Check
from optmodel.audit.claim import Claim
from optmodel.audit.rules import PLAN_RULES
from optmodel.evaluation.record import Broken
from optmodel.workbook.tables import Tables


def broken_limits(tables: Tables, claim: Claim) -> tuple[Broken, ...]:
    """Judge the decisions of a claim again, and list every place where they break a rule."""
    verdict = evaluate(
        tables,
        claim.starts,
        claim.openings,
        dict(zip(claim.starts, claim.shares, strict=True)) if claim.shares else None,
        dict(zip(claim.openings, claim.preparation_shares, strict=True))
        if claim.preparation_shares
        else None,
    )
    return tuple(
        Broken(
            rule=violation.rule,
            description=PLAN_RULES[violation.rule].description,
            where=violation.words,
            excess=float(violation.excess),
            unit=violation.unit,
            cell=violation.cell,
        )
        for violation in dict.fromkeys(verdict.violations)
    )


def contradictions(checks: Iterable[Check]) -> list[Check]:
    """Checks of figures that fail: not a broken limit, but two calculations that disagree."""
    return [check for check in checks if not check.passed and check.name not in PLAN_RULES]
