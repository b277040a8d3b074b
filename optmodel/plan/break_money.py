"""Money that one more option would need and the sources have not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.plan.breaks import TOLERANCE, Break, is_over
from optmodel.plan.call_room import outside_calls
from optmodel.plan.payers import Opening, Payers
from optmodel.plan.recut import Recut
from optmodel.plan.source_limits import SourceLimits
from optmodel.plan.usage import Usage, option_calls, preparation_spend
from optmodel.program.program import Program


class MoneyBreaks:
    """Holds what an option and its opening need against what the sources have."""

    def __init__(
        self,
        program: Program,
        options: Options,
        preparation: Preparation,
        used: Usage,
        payers: Payers,
    ) -> None:
        self._program = program
        self._options = options
        self._preparation = preparation
        self._used = used
        self._calls = used.calls_musd
        self._payers = payers
        self._limits = [SourceLimits(program, used, f) for f in range(len(program.sources))]
        self._recut = Recut(program, options, preparation, used, payers=payers, limits=self._limits)

    def extra_calls(self, option: int, opening: Opening) -> FloatArray:
        """(F, H) calls that an option and its opening add, as far as it is clear who pays."""
        extra = self._opening_calls(opening)
        source = self._payers.sole(option)
        if source is not None:
            extra[source] += option_calls(self._program, self._options, option, source)
        return extra

    def most(self, option: int, opening: Opening) -> FloatArray:
        """(F,) largest part of an option that each source may and can pay."""
        most, extra = self._payers.most(option), self._opening_calls(opening)
        for source in self._payers.of_option(option).tolist():
            parts = self._parts(option, source, extra[source])
            most[source] = min(float(most[source]), float(parts.min()))
        return most

    def breaks(self, option: int, opening: Opening) -> Iterator[Break]:
        """Give every limit on money that is broken, whoever pays what is open."""
        clear, sole = self._opening_calls(opening), self._payers.sole(option)
        for source in range(len(clear)):
            paid_for = option if source == sole else None
            if paid_for is not None or clear[source].any():
                yield from self._of_source(paid_for, source, clear[source])
        if sole is None:
            yield from self._shared(option, clear, self.most(option, opening))
        if opening is not None and self._payers.opening_is_open(opening):
            yield from self._shared_opening(opening, clear)

    def exact_breaks(self, option: int, opening: Opening) -> Iterator[Break]:
        """Give what is broken however the shares of the plan are cut, by the least amounts.

        With one source there is nothing to cut.
        """
        fast = self.breaks(option, opening)
        if len(self._limits) == 1:
            yield from fast
            return
        yield from (found for found in fast if found.rule in {"first_call", "last_call"})
        yield from self._recut.breaks(option, opening)

    def _opening_calls(self, opening: Opening) -> FloatArray:
        """(F, H) calls of an opening with one payer, less those of the later one it replaces."""
        extra = np.zeros((len(self._program.sources), self._program.calendar.horizon_periods))
        if opening is None:
            return extra
        site, period = opening
        payers = self._payers.of_opening(opening)
        if len(payers) == 1:
            extra[payers[0]] += preparation_spend(self._program, self._preparation, site, period)
        replaced = self._used.openings.get(site)
        if replaced is not None:
            spend = preparation_spend(self._program, self._preparation, site, replaced)
            extra -= self._used.preparation_shares[site][:, None] * spend
        return extra

    def _need(self, option: int, source: int) -> tuple[FloatArray, FloatArray]:
        """Calls of an option if a source paid for all of it, (H,), and what they use, (L,)."""
        sector = self._program.clusters[int(self._options.cluster[option])].sector
        calls = option_calls(self._program, self._options, option, source)
        return calls, self._limits[source].need(calls, sector)

    def _parts(self, option: int, source: int, extra: FloatArray) -> FloatArray:
        """(L,) largest part of an option that each limit of a source leaves room for."""
        limits = self._limits[source]
        return limits.parts(limits.used(extra), self._need(option, source)[1])

    def _of_source(self, option: int | None, source: int, extra: FloatArray) -> Iterator[Break]:
        """Give what calls break that are certain: of an opening, and of an option paid alone."""
        limits, paying = self._limits[source], self._program.sources[source]
        amounts, calls = limits.used(extra), self._calls[source] + extra
        if option is not None:
            needed, need = self._need(option, source)
            amounts, calls = amounts + need, calls + needed
        broken = {found.rule: found for found in limits.broken(amounts)}
        if "commitment_limit" in broken:
            yield broken.pop("commitment_limit")
        outside = zip(("First call", "Last call"), outside_calls(paying, calls), strict=True)
        for name, amount in outside:
            if is_over(amount, 0.0):
                rule = name.lower().replace(" ", "_")
                yield Break(rule, paying.id, amount, "USD m", paying.cells.get(name, ""))
        yield from broken.values()

    def _shared(self, option: int, extra: FloatArray, most: FloatArray) -> Iterator[Break]:
        """Say that all that may pay for an option have too little together.

        A source that is short however much the others pay of it is named alone.
        """
        capital, may = float(self._options.capital_musd[option]), self._payers.most(option)
        missing = 1.0 - float(most.sum())
        alone = (1.0 - (float(may.sum()) - may) - most).tolist()
        short = [source for source, part in enumerate(alone) if part > TOLERANCE]
        for source in short:
            parts = {source: self._parts(option, source, extra[source])}
            yield self._together(parts, alone[source] * capital)
        if missing > TOLERANCE and not short:
            payers = self._payers.of_option(option).tolist()
            parts = {source: self._parts(option, source, extra[source]) for source in payers}
            yield self._together(parts, missing * capital)

    def _shared_opening(self, opening: tuple[int, int], extra: FloatArray) -> Iterator[Break]:
        """Say that all that may pay for an opening have too little together."""
        spend = preparation_spend(self._program, self._preparation, *opening)
        parts = {}
        for source in self._payers.of_opening(opening).tolist():
            limits = self._limits[source]
            used = limits.used(extra[source])
            parts[source] = limits.parts(used, limits.need(spend, None))
        missing = 1.0 - sum(min(1.0, float(found.min())) for found in parts.values())
        if missing > TOLERANCE:
            yield self._together(parts, missing * float(spend.sum()))

    def _together(self, parts: dict[int, FloatArray], short_musd: float) -> Break:
        """Name the tightest limit of sources that are short together."""
        tightest = min(parts, key=lambda source: float(parts[source].min()))
        rule, _, cell = self._limits[tightest].name(int(parts[tightest].argmin()))
        names = " and ".join(self._program.sources[source].id for source in parts)
        subject = names if len(parts) == 1 else f"{names} together"
        return Break(rule, subject, short_musd, "USD m", cell)
