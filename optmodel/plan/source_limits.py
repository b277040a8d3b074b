"""Everything that limits the money of one source, as rows of amounts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.plan.breaks import TOLERANCE, Break, is_over
from optmodel.plan.call_room import call_rooms
from optmodel.plan.share_limits import sector_calls_musd
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


class SourceLimits:
    """L limits of a source: the commitment, its limited periods, its sectors; USD m."""

    def __init__(self, program: Program, used: Usage, index: int) -> None:
        self._program = program
        self._source = source = program.sources[index]
        self._calls = used.calls_musd[index]
        windows = list(call_rooms(source, program.calendar.horizon_periods))
        self._windows = windows
        self._first = np.array([window.first for window in windows], dtype=np.intp)
        self._after = np.array([window.last + 1 for window in windows], dtype=np.intp)
        self._sectors = [it for it in source.sector_limits if it.maximum_musd is not None]
        self._sector_calls = [
            sector_calls_musd(program, used, index, bound.sector) for bound in self._sectors
        ]
        self.maximum_musd: FloatArray = np.array(
            [
                source.commitment_musd - source.already_committed_musd,
                *(window.maximum_musd for window in windows),
                *(bound.maximum_musd for bound in self._sectors),
            ],
            dtype=np.float64,
        )

    @property
    def count(self) -> int:
        """Number of limits."""
        return len(self.maximum_musd)

    @property
    def room_musd(self) -> FloatArray:
        """(L,) the limits, with what the audit forgives."""
        return self.maximum_musd + TOLERANCE * np.maximum(1.0, np.abs(self.maximum_musd))

    def group(self, row: int) -> tuple[str, str]:
        """Rule of a limit, and its sector: what is one question to a reader."""
        rule, subject, _ = self.name(row)
        return rule, subject if rule == "sector_limit" else ""

    def used(self, extra: FloatArray) -> FloatArray:
        """(L,) what the plan uses with further calls, (H,), that are for no cluster."""
        return self._amounts(self._calls + extra, self._sector_calls)

    def need(self, calls: FloatArray, sector: str | None) -> FloatArray:
        """(L,) what calls, (H,), for a cluster of a sector use; None = for no cluster."""
        total = float(calls.sum())
        return self._amounts(
            calls, [total if bound.sector == sector else 0.0 for bound in self._sectors]
        )

    def parts(self, used: FloatArray, need: FloatArray) -> FloatArray:
        """(L,) largest part of what is needed that each limit leaves room for; inf = any."""
        left = self.room_musd - used
        needed = need > 0.0
        return np.where(needed, np.maximum(left, 0.0) / np.where(needed, need, 1.0), np.inf)

    def broken(self, amounts: FloatArray) -> Iterator[Break]:
        """Give what amounts, (L,), break: of the limits of one rule the worst."""
        worst: dict[str, int] = {}
        short = amounts - self.maximum_musd
        for row in np.flatnonzero(short > 0.0).tolist():
            rule = self.name(row)[0]
            if is_over(amounts[row], self.maximum_musd[row]) and (
                rule not in worst or short[row] > short[worst[rule]]
            ):
                worst[rule] = row
        for row in worst.values():
            rule, subject, cell = self.name(row)
            yield Break(rule, subject, float(short[row]), "USD m", cell)

    def name(self, row: int) -> tuple[str, str, str]:
        """Rule, subject and cell of a limit."""
        source = self._source
        if row == 0:
            return "commitment_limit", source.id, source.cells.get("Commitment (USD m)", "")
        if row <= len(self._windows):
            window = self._windows[row - 1]
            subject = f"{source.id} {self._program.calendar.label(window.last)}"
            return "call_limit", subject, window.cell
        bound = self._sectors[row - 1 - len(self._windows)]
        cell = bound.cells.get("Maximum (USD m)", "")
        return "sector_limit", f"{source.id} {bound.sector}", cell

    def _amounts(self, calls: FloatArray, sectors: list[float]) -> FloatArray:
        total = np.concatenate(([0.0], np.cumsum(calls)))
        windows = total[self._after] - total[self._first]
        return np.concatenate(([float(calls.sum())], windows, sectors))
