"""What happens to a plan when one more option is put into it, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.break_counts import count_breaks
from optmodel.plan.break_money import MoneyBreaks
from optmodel.plan.break_sequence import sequence_breaks
from optmodel.plan.break_supply import supply_breaks
from optmodel.plan.breaks import TOLERANCE, Break
from optmodel.plan.gains import Gains
from optmodel.plan.payers import Opening, Payers
from optmodel.plan.pools import pools_of
from optmodel.plan.target_changes import TargetChanges
from optmodel.plan.usage import Usage, usage
from optmodel.program.program import Program

NO_CALLS: FloatArray = np.zeros((0, 0))
"""Of a program without targets, which nobody looks at."""


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
        self.used: Usage = usage(program, options, preparation, chosen)
        pools = pools_of(program, options, self.used)
        self._payers = Payers(program, options, preparation)
        self._money = MoneyBreaks(program, options, preparation, self.used, self._payers)
        self._targets = TargetChanges(program, options, self.used, pools, self._payers)
        self._gains = Gains(program, options, preparation, self.used, self._payers)

    def insertion(self, option: int) -> Insertion | None:
        """Put in one option; None where its site cannot be opened in time."""
        site = int(self.options.site[option])
        latest = int(self.options.start[option]) - self.program.sites[site].preparation_periods
        opened = self.used.openings.get(site)
        if opened is not None and opened <= latest:
            return self._gaining(option, None)
        if latest < 0 or not self.preparation.allowed[site, latest]:
            return None
        return self._gaining(option, (site, latest))

    def breaks(self, insertion: Insertion) -> Iterator[Break]:
        """Give every limit that an insertion breaks, the quick ones first."""
        option, opening = insertion.option, insertion.opening
        yield from count_breaks(self.program, self.options, self.used, option, opening)
        yield from self.sequence(insertion)
        yield from self._money.breaks(option, opening)
        yield from supply_breaks(self.program, self.options, self.used, option)
        if self.program.targets:
            calls = self._money.extra_calls(option, opening)
            yield from self._targets.breaks(option, opening, calls)

    def sequence(self, insertion: Insertion) -> Iterator[Break]:
        """Give every dependency and group that an insertion breaks."""
        return sequence_breaks(self.program, self.options, self.used, insertion.option)

    def _gaining(self, option: int, opening: Opening) -> Insertion:
        """Work out what an option adds, with the opening that it needs."""
        payers, targets = self._payers, self._targets
        calls = self._money.extra_calls(option, opening) if self.program.targets else NO_CALLS
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
