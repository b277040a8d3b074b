"""The second opinion: a plan, and its figures, straight from the input tables.

Shares no code with the model: neither Pyomo nor NumPy, neither the economics nor the
formulation, only the typed rows of the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from optmodel.audit.case import Case, Violation, case_of
from optmodel.audit.check import Check
from optmodel.audit.claim import Claim, Opening, Start
from optmodel.audit.facts import Facts, facts_of
from optmodel.audit.identities import identity_checks
from optmodel.audit.pool_checks import pool_checks
from optmodel.audit.reconcile import calls_check, start_checks, value_checks
from optmodel.audit.rules import PLAN_RULES, RULES
from optmodel.audit.shares import Shares
from optmodel.audit.verdict import Verdict, verdict_of
from optmodel.workbook.tables import Tables

__all__ = ["RULES", "audit", "evaluate"]

SHOWN_VIOLATIONS = 3
"""A failed rule shows its first few places and counts the rest."""


def evaluate(
    tables: Tables,
    starts: Iterable[Start],
    openings: Iterable[Opening],
    shares: Mapping[Start, Shares] | None = None,
    preparation_shares: Mapping[Opening, Shares] | None = None,
) -> Verdict:
    """Judge decisions: what they break, what they are worth, what they call when.

    Parameters
    ----------
    tables
        A valid input workbook.
    starts
        What starts, where and when; everything else is not funded.
    openings
        Which sites are opened when, those marked *open* included.
    shares
        Source id to the part of each start that it pays; None = the only source pays for all.
    preparation_shares
        Likewise for each opening, over the sources that pay for site preparation; what is not in
        it is paid by the only such source, or by the host where there is none.

    Returns
    -------
    Verdict
        Money in USD m.
    """
    case = case_of(
        facts_of(tables),
        tuple(starts),
        tuple(openings),
        shares=shares,
        preparation_shares=preparation_shares,
    )
    return verdict_of(case)


def audit(tables: Tables, claim: Claim) -> tuple[Check, ...]:
    """Check a plan with its figures: one line per rule of ``RULES``, then reconciliations.

    Never raises for a wrong plan: what is wrong is a line that has not passed.
    """
    case = _claimed(facts_of(tables), claim)
    verdict = verdict_of(case)
    return (
        *_rule_checks(verdict),
        calls_check(claim, verdict),
        *value_checks(claim, verdict),
        *start_checks(claim, verdict, case.facts.calendar.years),
        *identity_checks(claim, case, verdict),
        *pool_checks(claim, case, verdict),
    )


def _claimed(facts: Facts, claim: Claim) -> Case:
    """Lay a claim beside the facts, with its shares where it has any."""
    shares = dict(zip(claim.starts, claim.shares, strict=False)) if claim.shares else None
    prepared = dict(zip(claim.openings, claim.preparation_shares, strict=False))
    return case_of(facts, claim.starts, claim.openings, shares=shares, preparation_shares=prepared)


def _rule_checks(verdict: Verdict) -> Iterator[Check]:
    """One line per rule: 0 expected, the largest excess found."""
    broken: dict[str, list[Violation]] = {name: [] for name in PLAN_RULES}
    for violation in verdict.violations:
        broken[violation.rule].append(violation)
    for name, rule in PLAN_RULES.items():
        places = broken[name]
        yield Check(
            name=name,
            description=rule.description,
            expected=0.0,
            actual=max((place.excess for place in places), default=0.0),
            # The rules forgive rounding themselves, each against its own limit.
            tolerance=0.0,
            passed=not places,
            detail=_detail(places),
        )


def _detail(places: list[Violation]) -> str:
    shown = "; ".join(place.words for place in places[:SHOWN_VIOLATIONS])
    hidden = len(places) - SHOWN_VIOLATIONS
    return f"{shown}; {hidden} more" if hidden > 0 else shown
