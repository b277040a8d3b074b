"""Money of the sources: calls against what can be called, receipts, pools."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import Identity, LimitLine, RuleCheck
from optmodel.financials.sites import Sites
from optmodel.financials.sources import SourceTerms
from optmodel.live.stack import Line, Stack
from optmodel.live.term import Term


@dataclass(frozen=True, slots=True)
class Account:
    """What one source pays and has of the whole plan, by period; lines of one block."""

    terms: SourceTerms
    stack: Stack
    """Its rows on the sheet Funding."""
    calls: Line
    """All of them, site preparation included."""
    receipts: Line
    """Of its vehicles, or of its pool."""
    pool: Stack | None
    """Its rows on the sheet Waterfall, where it is pooled."""
    recovery: Term
    """Years from the first call to the period from which nothing is owed; ``never``; of a source
    with vehicles the longest of them."""


@dataclass(frozen=True, slots=True)
class Funding:
    """Every source, in the order of Funding."""

    accounts: tuple[Account, ...]
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]
    identities: tuple[Identity, ...]


def funding_of(core: Core, sites: Sites) -> Funding:
    """Describe the money of the sources."""
    raise NotImplementedError
