"""Targets that must be met, against the most and the least that any plan could bring."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

import numpy as np

from optmodel.economics.target_terms import target_source
from optmodel.economics.targets import metric_amounts, unfiltered_amounts
from optmodel.economics.types import FloatArray
from optmodel.errors import Finding
from optmodel.program.policy import Target
from optmodel.sense.least_capital import least_share
from optmodel.sense.outlook import Outlook, Row, exceeds
from optmodel.sense.words import cells_of, finding, named, number


def target_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find targets that everything together could not reach, or that what must be funded exceeds.

    Receipts are left to the search: they depend on who pays and when.
    """
    for target in outlook.program.targets:
        if target.price_musd is not None or target.metric == "receipts":
            continue
        amount = 0.0 if target.is_share else target.amount
        reach = _Reach(outlook, target)
        if target.sense == "at least":
            if exceeds(amount, reach.most) and not reach.is_blamed:
                yield reach.too_little()
        elif exceeds(reach.least, amount):
            yield reach.too_much()


class _Reach:
    """What any plan brings to a target at least and at most, less its share of the whole."""

    def __init__(self, outlook: Outlook, target: Target) -> None:
        self.outlook, self.target = outlook, target
        program, options = outlook.program, outlook.options
        self._reached = metric_amounts(program, options, target)
        self._whole = np.zeros(len(options))
        if target.is_share:
            self._whole = target.amount * unfiltered_amounts(program, options, target)
        self.parts = [(row, *self._span(row)) for row in outlook.rows if row.can]
        self.least = fsum(least for _, least, _ in self.parts)
        self.most = fsum(most for _, _, most in self.parts)

    @property
    def is_blamed(self) -> bool:
        """Whether a row that must be funded has no start: that is said already."""
        return any(row.must and not row.can for row in self.outlook.rows)

    def _span(self, row: Row) -> tuple[float, float]:
        """Least and most that all copies of a row can bring."""
        least, most = self._of_options(row)
        low, high = float(least.min()), float(most.max())
        if not row.must:
            low, high = min(0.0, low), max(0.0, high)
        return row.copies * low, row.copies * high

    def _of_options(self, row: Row) -> tuple[FloatArray, FloatArray]:
        """(n,) least and most of each option; of a source in the parts that it can pay."""
        reached, whole = self._reached[row.options], self._whole[row.options]
        if self.target.filter_by != "source":
            return reached - whole, reached - whole
        index = target_source(self.outlook.program, self.target)
        pays = self.outlook.options.payable[row.options, index]
        source = self.outlook.program.sources[index]
        high = np.where(pays, source.maximum_share, 0.0)
        low = np.where(pays, least_share(self.outlook, row, index), 0.0)
        ends = np.stack((reached * low, reached * high))
        return ends.min(axis=0) - whole, ends.max(axis=0) - whole

    def too_little(self) -> Finding:
        """Say how much there could be."""
        target = self.target
        if target.is_share:
            message = (
                f"at least {target.amount:.6g} of all {target.metric}{self._filter()}"
                f"{self._by()} cannot be reached, whatever is funded beside what must be."
            )
        else:
            message = (
                f"at least {number(target.amount)} {target.metric}{self._filter()}{self._by()}, "
                f"but everything that could be funded together has at most {number(self.most)}."
            )
        return self._finding(message, [])

    def too_much(self) -> Finding:
        """Say what there must be."""
        target = self.target
        forced = [row for row, least, _ in self.parts if row.must and least > 0]
        if target.is_share:
            message = (
                f"at most {target.amount:.6g} of all {target.metric}{self._filter()}{self._by()} "
                f"cannot be kept: {named(forced)} must be funded."
            )
        else:
            message = (
                f"at most {number(target.amount)} {target.metric}{self._filter()}{self._by()}, "
                f"but {named(forced)} must be funded and bring{'s' if len(forced) == 1 else ''} "
                f"at least {number(self.least)}."
            )
        return self._finding(message, forced)

    def _filter(self) -> str:
        return f" of {self.target.filter_by} {self.target.filter}" if self.target.filter else ""

    def _by(self) -> str:
        calendar = self.outlook.program.calendar
        if self.target.by_period >= calendar.horizon_periods - 1:
            return ""
        return f" by the end of {calendar.label(self.target.by_period)}"

    def _finding(self, message: str, rows: list[Row]) -> Finding:
        key = f"metric {self.target.metric}"
        involved = cells_of(rows, "Decision")
        return finding(
            "E323", message, self.target.cell, key=key, column="Amount", involved=involved
        )
