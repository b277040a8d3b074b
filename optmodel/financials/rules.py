"""How rules stand in the workbook: limits with what is used of them, and checks that hold or not.

The terms of both are single cells: formulas of the record or block number ``index``.
"""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.live.term import Term


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A line of the sheet Limits."""

    rule: str
    """Name of the rule."""
    subject: str
    """What it is about, such as ``TX-03 land`` or ``Japan``."""
    unit: str
    used: Term
    limit: Term
    sense: str = "at most"
    """Or ``at least``."""
    cell: str = ""
    """Address of the input cell that sets the limit; empty where no single one does."""
    index: int = 0


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """One rule: the number of places where the plan breaks it, 0 where it is kept."""

    rule: str
    """Name of the rule, as in ``audit.rules.PLAN_RULES``. Several of one name are added up."""
    broken: Term
    index: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """Two figures that must agree."""

    name: str
    description: str
    expected: Term
    actual: Term
    unit: str = "USD m"
    index: int = 0
