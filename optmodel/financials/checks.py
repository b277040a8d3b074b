"""What is checked while the workbook lives: rules, identities, and whether the plan is edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.audit.rules import PLAN_RULES
from optmodel.financials.check_lines import COUNT, SHEET, check_lines, check_parts
from optmodel.financials.core import Core
from optmodel.financials.edited import EDITED, edits_of
from optmodel.financials.rules import Identity, RuleCheck
from optmodel.financials.sites import Sites
from optmodel.live.functions import either, rows_in, total
from optmodel.live.records import Records
from optmodel.live.scalars import Scalars
from optmodel.live.term import Term, term
from optmodel.results.layout import Kind
from optmodel.results.words import proof_line

EDITED_WORDS = "EDITED SINCE THE RUN: the proof of the run is of another plan"
"""Instead of the words of the run about its proof, after an edit."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of the workbook."""

    parts: Records
    """Every place where a rule is looked at, with the number of times that it is broken."""
    lines: Records
    """A record per rule and identity."""
    unwatched: frozenset[int]
    """Records of ``lines`` with rules that nothing in this input can break."""
    master: Scalars
    edits: Records
    """A record per kind of decision: as of the run, and now."""
    failures: Term
    """Number of checks that fail."""
    count: Term
    edited: Term
    """1 where a decision differs from those of the run, else 0."""
    words: Term
    """The master check in words."""
    proof: Term
    """How sure the plan is, in words; after an edit that it is edited."""


def checks_of(
    core: Core, sites: Sites, broken: Sequence[RuleCheck], identities: Sequence[Identity]
) -> Checks:
    """Describe the checks.

    Parameters
    ----------
    core, sites
        Where the decisions are.
    broken
        Of each rule, the places where the plan breaks it.
    identities
        Figures that must agree.
    """
    master = Scalars(core.base.names, SHEET, "MasterCheck")
    edits = edits_of(core, sites)
    edited = master.add(
        EDITED,
        "Decisions differ from those of the run",
        "1 or 0",
        (total(edits.field("differs").range) > 0) * 1,
        Kind.WHOLE,
    )
    parts = check_parts(core, broken)
    missing = master.add(
        "run_failures",
        "Lines of the audit of the run that fail, those about rules left out; 1 without an audit",
        COUNT,
        _failures_of_figures(core),
        Kind.WHOLE,
    )
    lines = check_lines(core, parts, identities, edited, missing)
    fails = lines.field("fails").range
    count = master.add("check_count", "Number of checks", COUNT, rows_in(fails), Kind.WHOLE)
    failures = master.add(
        "check_failures",
        "Number of checks that FAIL: the master check",
        COUNT,
        total(fails),
        Kind.WHOLE,
    )
    watched = {check.rule for check in broken}
    return Checks(
        parts=parts,
        lines=lines,
        unwatched=frozenset(at for at, rule in enumerate(PLAN_RULES) if rule not in watched),
        master=master,
        edits=edits,
        failures=failures,
        count=count,
        edited=edited,
        words=_said(master, "check_words", "Master check", _in_words(failures, count)),
        proof=_proof(core, master, edited),
    )


def _failures_of_figures(core: Core) -> int:
    """Count what the audit of the run found wrong with figures; rules are judged by formulas."""
    checks = core.base.plan.checks
    wrong = sum(not check.passed for check in checks if check.name not in PLAN_RULES)
    return wrong if checks else 1


def _in_words(failures: Term, count: Term) -> Term:
    result = term("Master check: ").joined(either(failures.equals(0), "PASS", "FAIL"))
    return result.joined(" (").joined(failures).joined(" of ").joined(count).joined(" checks fail)")


def _proof(core: Core, master: Scalars, edited: Term) -> Term:
    """Say what the run has proven, as long as the plan is its plan."""
    of_run = _said(master, "proof_of_run", "How sure the run is", proof_line(core.base.plan))
    after = _said(master, "proof_edited", "What an edited plan says instead", EDITED_WORDS)
    now = either(edited.equals(1), after, of_run)
    return _said(master, "proof_words", "How sure this plan is", now)


def _said(master: Scalars, name: str, label: str, content: Term | str) -> Term:
    return master.add(name, label, "words", content, Kind.TEXT)
