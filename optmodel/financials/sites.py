"""Sites: when they are opened, what that costs whom, and what is used of what they offer."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.records import Records
from optmodel.live.stack import Line, Stack


@dataclass(frozen=True, slots=True)
class Sites:
    """What happens at the sites."""

    openings: Records
    """The table SitesOpened: a record per site that may be opened at all; ``Opened`` and the
    shares of its preparation are decisions."""
    stacks: tuple[Stack, ...]
    """Rows by period of the sheet Sites."""
    preparation: Line
    """Spending on all sites, USD m by period, positive (one block)."""
    paid: tuple[Line | None, ...]
    """What each source pays of it (one block); None of a source that pays for no preparation."""
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]


def sites_of(core: Core) -> Sites:
    """Describe the sites."""
    raise NotImplementedError
