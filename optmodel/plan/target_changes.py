"""What one more option changes about the targets: prices spared, and targets broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from optmodel.economics.target_terms import target_source
from optmodel.economics.targets import metric_amounts, unfiltered_amounts
from optmodel.economics.types import FloatArray, Options, Pool
from optmodel.plan.breaks import TOLERANCE, Break, counted
from optmodel.plan.payers import Opening, Payers
from optmodel.plan.targets import TargetState, target_state, target_states
from optmodel.plan.usage import Usage
from optmodel.program.policy import Target
from optmodel.program.program import Program


class TargetChanges:
    """Puts options into a fixed plan and looks at the targets."""

    def __init__(
        self,
        program: Program,
        options: Options,
        used: Usage,
        pools: Mapping[int, Pool],
        payers: Payers,
    ) -> None:
        self._program = program
        self._payers = payers
        self._states = target_states(program, options, used, pools)
        self._amounts = [
            (
                metric_amounts(program, options, target),
                unfiltered_amounts(program, options, target),
            )
            for target in program.targets
        ]

    def spared_musd(self, option: int, opening: Opening, calls: FloatArray) -> tuple[float, bool]:
        """Prices that an option spares at most, and whether it spares exactly that.

        ``calls``, (F, H), are those that the option and its opening add where it is clear who
        pays.
        """
        spared, exact = 0.0, True
        for index, state in enumerate(self._states):
            if state.target.price_musd is None:
                continue
            if self._is_open(state.target, option, opening):
                spared, exact = spared + state.penalty_musd, False
            else:
                spared += state.penalty_musd - self._with(index, option, calls).penalty_musd
        return spared, exact

    def are_clear(self, option: int, opening: Opening) -> bool:
        """Whether it is clear what an option does to every target that must be met."""
        return not any(
            state.target.price_musd is None and self._is_open(state.target, option, opening)
            for state in self._states
        )

    def breaks(self, option: int, opening: Opening, calls: FloatArray) -> Iterator[Break]:
        """Give every target that must be met and would be missed for certain."""
        for index, state in enumerate(self._states):
            target = state.target
            if target.price_musd is not None or self._is_open(target, option, opening):
                continue
            after = self._with(index, option, calls)
            if after.missed > TOLERANCE * max(1.0, abs(after.required)):
                missed, unit = after.missed, after.unit
                words = f"{after.subject} would be missed by {counted(missed, unit)}"
                yield Break("target", after.subject, missed, unit, target.cell, words)

    def _is_open(self, target: Target, option: int, opening: Opening) -> bool:
        """Whether what an option does to a target depends on who pays, or on a pool."""
        if target.filter_by != "source" and target.metric != "receipts":
            return False
        if self._payers.sole(option) is None:
            return True
        source = target_source(self._program, target)
        return target.metric == "receipts" and (
            self._payers.opening_is_open(opening)
            or source in self._payers.pooled_among(option, opening)
        )

    def _with(self, index: int, option: int, calls: FloatArray) -> TargetState:
        """How the plan with the option stands against a target."""
        state = self._states[index]
        target, (amounts, whole) = state.target, self._amounts[index]
        part, more = 1.0, float(whole[option])
        if target.filter_by == "source" or target.metric == "receipts":
            source = target_source(self._program, target)
            part = 1.0 if self._payers.sole(option) == source else 0.0
            if target.metric == "receipts":
                more = float(calls[source, : target.by_period + 1].sum())
        actual = state.actual + part * float(amounts[option])
        return target_state(self._program, target, actual, state.whole + more)
