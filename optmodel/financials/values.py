"""The program as a whole: cash of all vehicles, of every party, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.capacity import Capacity
from optmodel.financials.core import Core
from optmodel.financials.funding import Funding
from optmodel.financials.rules import Identity
from optmodel.financials.sites import Sites
from optmodel.financials.targets import Targets
from optmodel.live.stack import Stack
from optmodel.live.term import Term


@dataclass(frozen=True, slots=True)
class Values:
    """Sums over all vehicles and values by party; USD m."""

    stack: Stack
    """The rows of the program on the sheet Cash flow (one block)."""
    sums: Stack
    """All vehicles added up on the sheet Waterfall (one block)."""
    program: Term
    """Value to the program, preparation and synergies included."""
    host: Term
    by_source: tuple[Term, ...]
    objective: Term
    """Value in the chosen perspective less the prices of missed targets."""
    identities: tuple[Identity, ...]


def values_of(
    core: Core, sites: Sites, funding: Funding, capacity: Capacity, targets: Targets
) -> Values:
    """Describe the program as a whole."""
    raise NotImplementedError
