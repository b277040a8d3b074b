"""What a set of decisions leaves room for: every limit that one more option would break in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.break_counts import count_breaks
from optmodel.plan.break_money import MoneyBreaks
from optmodel.plan.break_pools import pool_breaks
from optmodel.plan.break_sequence import SequenceBreaks
from optmodel.plan.break_supply import supply_breaks
from optmodel.plan.breaks import Break
from optmodel.plan.payers import Opening, Payers
from optmodel.plan.pools import pools_of
from optmodel.plan.target_changes import TargetChanges
from optmodel.plan.usage import Usage, usage
from optmodel.program.policy import Target
from optmodel.program.program import Program

NO_CALLS: FloatArray = np.zeros((0, 0))
"""Of a program without targets, which nobody looks at."""

GROWING = frozenset({"clusters", "jobs", "output", "capex"})
"""Metrics that no cluster makes smaller."""


class Room:
    """Holds decisions that stay as they are, and finds what options break in them."""

    def __init__(
        self, program: Program, options: Options, preparation: Preparation, chosen: Chosen
    ) -> None:
        self._program = program
        self._options = options
        self.used: Usage = usage(program, options, preparation, chosen)
        self.payers = Payers(program, options, preparation)
        self.money = MoneyBreaks(program, options, preparation, self.used, self.payers)
        pools = pools_of(program, options, self.used)
        self.targets = TargetChanges(program, options, self.used, pools, self.payers)
        self._sequence = SequenceBreaks(program, options, self.used)

    def calls(self, option: int, opening: Opening) -> FloatArray:
        """(F, H) calls that an option and its opening add, where a target may look at them."""
        if not self._program.targets:
            return NO_CALLS
        return self.money.extra_calls(option, opening)

    def breaks(self, option: int, opening: Opening, *, exact: bool = False) -> Iterator[Break]:
        """Give every limit that is broken, the quick ones first.

        Of money with the shares of the plan, or, if exact, however they are cut.
        """
        yield from count_breaks(self._program, self._options, self.used, option, opening)
        yield from self.sequence(option)
        money = self.money.exact_breaks if exact else self.money.breaks
        yield from money(option, opening)
        yield from supply_breaks(self._program, self._options, self.used, option)
        if self._program.targets:
            yield from self.targets.breaks(option, opening, self.calls(option, opening))
        if len(self.payers.pooled_among(option, None)):
            can = self.money.most(option, opening)
            yield from pool_breaks(
                self._program, self._options, self.used, self.payers, option=option, can=can
            )

    def sequence(self, option: int) -> Iterator[Break]:
        """Give every dependency and group that an option breaks."""
        return self._sequence.breaks(option)


class EmptyRoom:
    """A plan without anything in it: what an option breaks there it breaks by itself."""

    def __init__(self, program: Program, options: Options, preparation: Preparation) -> None:
        self._options = options
        self._program = replace(program, targets=tuple(filter(_only_grows, program.targets)))
        nothing = np.zeros(0, dtype=np.intp)
        chosen = Chosen(nothing, {}, np.zeros((0, len(program.sources))), {})
        self._room = Room(self._program, options, preparation, chosen)

    def broken(self, option: int, opening: Opening, *, exact: bool = False) -> set[tuple[str, str]]:
        """Rule and cell of every limit that an option breaks by itself.

        Dependencies and supply of sites are left out: what is missing others may bring.
        """
        room, program = self._room, self._program
        used = room.used
        money = room.money.exact_breaks if exact else room.money.breaks
        found = chain(
            count_breaks(program, self._options, used, option, opening),
            money(option, opening),
            supply_breaks(program, self._options, used, option),
            room.targets.breaks(option, opening, room.calls(option, opening)),
        )
        return {(each.rule, each.cell) for each in found if each.rule != "site_supply"}


def _only_grows(target: Target) -> bool:
    """Whether nothing else in the plan can make up for what one cluster brings to a target."""
    return target.sense == "at most" and not target.is_share and target.metric in GROWING
