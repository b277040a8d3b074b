"""Openings that cost nothing come no earlier than their first start needs them.

Where the perspective does not pay for site preparation, a site may be opened at any time before
its first start, and the model says nothing about when. With one source and no pool the plan takes
the latest period that is in time. With several sources, a pool, or a target on receipts, the
period also decides who is called when, what a pool owes and what is a part of what, so the one of
the solution stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from optmodel.economics.funding import breaks_commitment, first_unpayable, source_calls
from optmodel.economics.perspective import opening_costs
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.formulation.decisions import Decisions
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Program, Source


@dataclass(frozen=True, slots=True)
class OpeningTerms:
    """What an opening costs whom, for a model's columns."""

    program: Program
    """With the first copy of each row only."""
    options: Options
    """One per column x."""
    preparation: Preparation

    def just_in_time(
        self, decisions: Decisions, started: IntArray, openings: Mapping[int, int]
    ) -> dict[int, int]:
        """Site to the period of its opening, free ones as late as the first start allows.

        A source that pays for the preparation has to be able to pay then.

        Parameters
        ----------
        decisions
            The columns of the model.
        started
            Column x of each start; a column comes as often as copies start in it.
        openings
            Site to the period of its opening in the solution.
        """
        found = dict(openings)
        if self._period_matters():
            return found
        free = ~np.any(opening_costs(self.program, self.preparation) != 0.0, axis=1)
        standing = set(decisions.site[started].tolist())
        for site in openings:
            if free[site] and site in standing and not self._marked_open(site):
                latest = self._latest(decisions, started, site)
                if self._is_payable(started, {**found, site: latest}, site):
                    found[site] = latest
        return found

    def _period_matters(self) -> bool:
        """Whether the period of an opening that costs nothing says something all the same.

        It is a call, which shares, a pool, and a target on receipts as a part of calls look at.
        """
        sources, targets = self.program.sources, self.program.targets
        pooled = any(source.is_pooled for source in sources)
        on_receipts = any(target.metric == "receipts" for target in targets)
        return len(sources) > 1 or pooled or on_receipts

    def _marked_open(self, site: int) -> bool:
        return self.program.sites[site].decision == "open"

    def _latest(self, decisions: Decisions, started: IntArray, site: int) -> int:
        """The latest period of an opening that is in time for the first start at a site."""
        first = int(decisions.start[started[decisions.site[started] == site]].min())
        opening = decisions.opened(site, first - int(decisions.lag[site]))
        return int(decisions.opening_period[opening])

    def _is_payable(self, started: IntArray, openings: Mapping[int, int], moved: int) -> bool:
        """Whether the source can pay for all starts and openings; for nothing, anybody can."""
        source = next((each for each in self.program.sources if each.pays_preparation), None)
        if source is None or not self.preparation.spend_musd[moved].any():
            return True
        calls = self._calls(started, openings)
        return _can_pay(source, self.program, calls[None, :])

    def _calls(self, started: IntArray, openings: Mapping[int, int]) -> FloatArray:
        """(H,) calls of starts and openings together, USD m."""
        amounts = source_calls(self.program.sources[0], self.options.capital_steps_musd)
        horizon = self.program.calendar.horizon_periods
        calls = np.zeros(horizon + max(amounts.shape[1], self.preparation.spend_musd.shape[2]))
        for column in started.tolist():
            first = int(self.options.start[column])
            calls[first : first + amounts.shape[1]] += amounts[column]
        for site, period in openings.items():
            spend = self.preparation.spend_musd[site, period]
            calls[period : period + len(spend)] += spend
        return calls[:horizon]


def _can_pay(source: Source, program: Program, calls: FloatArray) -> bool:
    """Whether calls by period, (1, H), are inside a source's limits and its commitment."""
    unpayable = first_unpayable(call_windows(source, program.calendar.horizon_periods), calls)
    return bool(unpayable[0] < 0) and not breaks_commitment(source, calls)[0]
