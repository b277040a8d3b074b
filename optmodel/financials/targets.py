"""Targets: what is reached, what is missed, and the price of it."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.funding import Funding
from optmodel.financials.rules import RuleCheck
from optmodel.live.records import Records
from optmodel.live.term import Term


@dataclass(frozen=True, slots=True)
class Targets:
    """Every row of the sheet Targets; shown on the sheet Limits."""

    table: Records | None
    """None where there is no target."""
    penalty: Term
    """Prices of the targets that are missed, USD m; the figure 0 where there is none."""
    checks: tuple[RuleCheck, ...]


def targets_of(core: Core, funding: Funding) -> Targets:
    """Describe the targets."""
    raise NotImplementedError
