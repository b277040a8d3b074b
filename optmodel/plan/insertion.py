"""What happens to a plan when one more option is put into it, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.breaks import MONEY_RULES, TOLERANCE, Break
from optmodel.plan.gains import Gains
from optmodel.plan.payers import Opening
from optmodel.plan.room import EmptyRoom, Room
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class Insertion:
    """One more option in a plan."""

    option: int
    opening: Opening
    """Site and period of an opening that it needs and the plan lacks."""
    gain_musd: float | None
    """What it adds to the perspective's value at most, an opening paid for; None = not known
    option by option, because a pool shares its cash."""
    opening_musd: float = 0.0
    """What the opening costs the perspective, less what a later one would have cost."""
    is_most: bool = False
    """Whether it may add less: who pays is open."""
    is_settled: bool = True
    """Whether an insertion that breaks nothing is a plan, and gains what it says."""


class Inserter:
    """Puts options into a fixed plan, one at a time, and says what they add and break."""

    def __init__(
        self, program: Program, options: Options, preparation: Preparation, chosen: Chosen
    ) -> None:
        self.program = program
        self.options = options
        self.preparation = preparation
        self._room = Room(program, options, preparation, chosen)
        self._empty = EmptyRoom(program, options, preparation)
        self.used: Usage = self._room.used
        self._payers, self._money = self._room.payers, self._room.money
        self._targets = self._room.targets
        self._gains = Gains(program, options, preparation, self.used, self._payers)
        periods = np.arange(preparation.allowed.shape[1])
        # By site and period, the last allowed opening so far; -1 = none.
        self._latest: list[list[int]] = np.maximum.accumulate(
            np.where(preparation.allowed, periods, -1), axis=1
        ).tolist()

    def insertion(self, option: int) -> Insertion | None:
        """Put in one option; None where its site cannot be opened in time."""
        site = int(self.options.site[option])
        latest = int(self.options.start[option]) - self.program.sites[site].preparation_periods
        opened = self.used.openings.get(site)
        if opened is not None and opened <= latest:
            return self._gaining(option, None)
        period = self._latest[site][latest] if latest >= 0 else -1
        return None if period < 0 else self._gaining(option, (site, period))

    def breaks(self, insertion: Insertion) -> Iterator[Break]:
        """Give every limit that an insertion breaks at the shares of the plan, one by one."""
        return self._room.breaks(insertion.option, insertion.opening)

    def ranked_breaks(self, insertion: Insertion) -> list[Break]:
        """Every limit that an insertion breaks, in the order in which they are the reason.

        First what the cluster breaks in a plan without anything else, and of limits that are
        alike in this, money last: with less of other things there would be more of it. With
        several sources there are none of money where other shares would do.
        """
        option, opening = insertion.option, insertion.opening
        found = list(self._room.breaks(option, opening, exact=True))
        own = self._empty.broken(option, opening, exact=True) if found else set()
        marked = [
            replace(each, is_own=each.is_own or (each.rule, each.cell) in own) for each in found
        ]
        return sorted(marked, key=lambda each: (not each.is_own, each.rule in MONEY_RULES))

    def sequence(self, insertion: Insertion) -> Iterator[Break]:
        """Give every dependency and group that an insertion breaks."""
        return self._room.sequence(insertion.option)

    def rank(self, insertion: Insertion) -> tuple[bool, bool, int]:
        """How far an insertion is from being possible; the least is closest.

        One that breaks nothing by itself, then one in its right order, which falls short of an
        amount and so says more than its order; then the one that breaks the fewest limits.
        """
        found = list(self.breaks(insertion))
        own = self._empty.broken(insertion.option, insertion.opening)
        breaks_own = any(each.is_own or (each.rule, each.cell) in own for each in found)
        in_order = next(self.sequence(insertion), None) is None
        return breaks_own, not in_order, len(found)

    def _gaining(self, option: int, opening: Opening) -> Insertion:
        """Work out what an option adds, with the opening that it needs."""
        payers, targets = self._payers, self._targets
        calls = self._room.calls(option, opening)
        spared, exact = targets.spared_musd(option, opening, calls)
        cost = self._gains.opening_musd(opening)
        pooled = payers.pooled_among(option, opening)
        unknown = self._gains.depends_on_pools(pooled)
        value = self._gains.value_musd(option, self._shares(option, opening))
        paid_by = payers.sole(option) is None and self._gains.depends_on_payer
        opened_by = payers.opening_is_open(opening)
        return Insertion(
            option,
            opening,
            None if unknown else value + spared - cost,
            cost,
            is_most=not exact or (self._gains.depends_on_payer and (paid_by or opened_by)),
            is_settled=exact
            and not unknown
            and not opened_by
            and not (len(pooled) and self._recovery_is_required)
            and targets.are_clear(option, opening),
        )

    def _shares(self, option: int, opening: Opening) -> FloatArray:
        """(F,) largest part of an option that each source can pay, or may if that is too little.

        Money is looked at only where the value depends on it.
        """
        may = self._payers.most(option)
        if self._payers.sole(option) is not None or not self._gains.depends_on_payer:
            return may
        can = self._money.most(option, opening)
        return can if float(can.sum()) >= 1.0 - TOLERANCE else may

    @property
    def _recovery_is_required(self) -> bool:
        """Whether a pool has to have recovered by a date."""
        return any(
            source.is_pooled
            and source.recovery_rule == "required"
            and source.recovery_target_years is not None
            for source in self.program.sources
        )
