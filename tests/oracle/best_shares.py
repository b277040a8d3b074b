"""The best shares of several sources for starts and openings that are given: a linear program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts

from .share_rows import Decision, Row, Unit, limit_rows, target_rows

Shares = dict[Decision, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Shared:
    """A plan's best shares."""

    value: float
    """In the perspective of the Settings, prices of missed targets deducted, synergies apart."""
    shares: Shares


@dataclass(frozen=True, slots=True)
class SharesOf:
    """What is needed to find the best shares of any plan of a workbook."""

    facts: Facts
    units: dict[tuple[Decision, str], Unit]
    """Where that source may pay; the host pays for an opening under the empty id."""
    most: dict[str, float]
    """Source to its maximum share of a cluster."""

    def best(self, starts: Sequence[Start], openings: Sequence[Opening]) -> Shared | None:
        """The best shares, None where no shares keep every limit."""
        decisions: tuple[Decision, ...] = (*starts, *openings)
        keys = [(decision, f) for decision in decisions for f in ("", *self.most)]
        keys = [key for key in keys if key in self.units]
        units = {key: self.units[key] for key in keys}
        rows = [*limit_rows(self.facts, units), *target_rows(self.facts, units)]
        free = [row for row in rows if row.price is not None]
        columns = {key: index for index, key in enumerate(keys)}
        width = len(keys) + len(free)
        worth = np.array([*(units[key].value for key in keys), *(-_price(row) for row in free)])
        if not width:
            return Shared(0.0, {}) if all(row.most >= -1e-9 for row in rows) else None
        above, most = _below(rows, columns, width)
        whole = np.zeros((len(decisions), width))
        for index, decision in enumerate(decisions):
            whole[index, [column for key, column in columns.items() if key[0] == decision]] = 1.0
        bounds = [(0.0, self._most(key)) for key in keys] + [(0.0, None)] * len(free)
        found = linprog(
            -worth, A_ub=above, b_ub=most, A_eq=whole, b_eq=np.ones(len(decisions)), bounds=bounds
        )
        if found.status != 0:
            assert found.status == 2, found.message
            return None
        shares: Shares = {decision: {} for decision in decisions}
        for (decision, source), share in zip(keys, found.x.tolist(), strict=False):
            if source:
                shares[decision][source] = share
        return Shared(-float(found.fun), shares)

    def _most(self, key: tuple[Decision, str]) -> float:
        """The maximum share is of clusters, not of site preparation."""
        return self.most[key[1]] if isinstance(key[0], Start) else 1.0


def _price(row: Row) -> float:
    return 0.0 if row.price is None else row.price


def _below(
    rows: Sequence[Row], columns: dict[tuple[Decision, str], int], width: int
) -> tuple[np.ndarray, np.ndarray]:
    """Rows and right-hand sides; a row with a price has a column of what it misses."""
    above = np.zeros((len(rows), width))
    miss = len(columns)
    for index, row in enumerate(rows):
        for key, factor in row.factors.items():
            above[index, columns[key]] = factor
        if row.price is not None:
            above[index, miss] = -1.0
            miss += 1
    return above, np.array([row.most for row in rows])
