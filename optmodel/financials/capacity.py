"""What outside parties can carry, and what stands together gains."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.builders import builders_of
from optmodel.financials.core import Core
from optmodel.financials.markets import markets_of
from optmodel.financials.operators import operators_of
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.synergies import synergies_of
from optmodel.live.line import Line
from optmodel.live.stack import Stack
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
    """Describe what outside parties can carry; nothing for what the input does not have."""
    gains, synergy = synergies_of(core)
    parts = builders_of(core), markets_of(core), operators_of(core), gains
    return Capacity(
        stacks=tuple(stack for part in parts for stack in part.stacks),
        blocks=tuple(block for part in parts for block in part.blocks),
        synergy=synergy,
        limits=tuple(limit for part in parts for limit in part.limits),
        checks=tuple(check for part in parts for check in part.checks),
    )
