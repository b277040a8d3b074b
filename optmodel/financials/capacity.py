"""What outside parties can carry, what stands together gains, what must be reached."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.stack import Line, Stack
from optmodel.results.layout import Block


@dataclass(frozen=True, slots=True)
class Capacity:
    """Builders, markets, operators and synergies."""

    stacks: tuple[Stack, ...]
    """Rows by period of the sheet Capacity."""
    blocks: tuple[Block, ...]
    """Further tables of the sheet."""
    synergy: Line | None
    """What stands together gains, nominal USD m by period (one block); None without synergies."""
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]


def capacity_of(core: Core) -> Capacity:
    """Describe what outside parties can carry."""
    raise NotImplementedError
