"""What really is short where several sources pay: all shares of the plan may be cut anew.

The starts and openings of the plan stay, and one more option joins them. A small linear program
asks who can pay which part of each, within the most that each source may pay of a cluster, its
commitment, its calls by period and its limits by sector; what is short is a column of each limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.plan.breaks import TOLERANCE, Break, amount
from optmodel.plan.payers import Opening, Payers
from optmodel.plan.source_limits import SourceLimits
from optmodel.plan.usage import Usage, option_calls, preparation_spend
from optmodel.program.program import Program

SHOWN_WAYS = 3
"""Limits of which each would be enough that are named."""


@dataclass(frozen=True, slots=True)
class _Paid:
    """Something that sources pay for together."""

    most: FloatArray
    """(F,) largest part of it that each may pay."""
    needs: tuple[FloatArray, ...]
    """(F,) of (L,) each: what all of it uses of the limits of each source."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A limit that would have to be higher."""

    source: int
    row: int
    short_musd: float


class Recut:
    """Cuts the shares of a fixed plan and of one more option anew."""

    def __init__(
        self,
        program: Program,
        options: Options,
        preparation: Preparation,
        used: Usage,
        *,
        payers: Payers,
        limits: Sequence[SourceLimits],
    ) -> None:
        self._program = program
        self._options = options
        self._preparation = preparation
        self._used = used
        self._payers = payers
        self._limits = limits
        self._at_least = "at least " if _more_may_be_asked(program) else ""
        self._rows = [(f, row) for f, each in enumerate(limits) for row in range(each.count)]
        groups = [(f, *limits[f].group(row)) for f, row in self._rows]
        self._groups = list(dict.fromkeys(groups))
        self._group_of = np.array([self._groups.index(group) for group in groups], dtype=np.intp)

    def breaks(self, option: int, opening: Opening) -> list[Break]:
        """Give the limits that are in the way however the shares are cut; none = it can be paid.

        Where raising one of several limits is enough they are one break, with the least by which
        each would have to be higher; otherwise each is short, by the least in all.
        """
        paid = self._everything(option, opening)
        together = self._least(paid, range(len(self._groups)))
        if not together:
            return []
        alone = (self._least(paid, [group]) for group in range(len(self._groups)))
        ways = [found[0] for found in alone if found]
        if not ways:
            return [self._break([way]) for way in together]
        return [self._break(sorted(ways, key=lambda way: round(way.short_musd, 6)))]

    def _everything(self, option: int, opening: Opening) -> list[_Paid]:
        """Everything that the sources pay for, with the option and its opening."""
        openings = dict(self._used.openings) | dict([opening] if opening else [])
        chosen = [*sorted(self._used.option_of.values()), option]
        prepared = (self._of_opening(each) for each in sorted(openings.items()))
        return [self._of_option(each) for each in chosen] + [it for it in prepared if it]

    def _of_option(self, option: int) -> _Paid:
        sector = self._program.clusters[int(self._options.cluster[option])].sector
        needs = tuple(
            limits.need(option_calls(self._program, self._options, option, f), sector)
            for f, limits in enumerate(self._limits)
        )
        return _Paid(self._payers.most(option), needs)

    def _of_opening(self, opening: tuple[int, int]) -> _Paid | None:
        """Give what an opening needs; None where the host pays."""
        payers = self._payers.of_opening(opening)
        if not len(payers):
            return None
        most = np.zeros(len(self._limits))
        most[payers] = 1.0
        spend = preparation_spend(self._program, self._preparation, *opening)
        return _Paid(most, tuple(limits.need(spend, None) for limits in self._limits))

    def _least(self, paid: Sequence[_Paid], raised: Sequence[int]) -> list[_Way]:
        """Least by which limits would have to be higher, if only these groups of them can be.

        Nothing where nothing is short, and where these alone are not enough.
        """
        # Imported here because few plans have several sources and something left out.
        from scipy.optimize import linprog

        sources, shares = len(self._limits), len(paid) * len(self._limits)
        use = np.vstack([self._use(paid, f) for f in range(sources)])
        relief = -(self._group_of[:, None] == np.array(raised)).astype(float)
        room = np.concatenate([each.room_musd for each in self._limits])
        least, minimum = self._minima(paid)
        whole = np.kron(np.eye(len(paid)), np.ones(sources))
        answer = linprog(
            np.concatenate((np.zeros(shares), np.ones(len(raised)))),
            A_ub=np.vstack(
                (np.hstack((use, relief)), np.hstack((-least, np.zeros((len(least), len(raised))))))
            ),
            b_ub=np.concatenate((room, -minimum)),
            A_eq=np.hstack((whole, np.zeros((len(paid), len(raised))))),
            b_eq=np.ones(len(paid)),
            bounds=[(0.0, float(most)) for each in paid for most in each.most]
            + [(0.0, None)] * len(raised),
        )
        if not answer.success:
            return []
        short = np.maximum(answer.x[shares:], 0.0)
        over = use @ answer.x[:shares] - room
        return [
            _Way(*self._rows[self._worst(group, over)], float(short[position]))
            for position, group in enumerate(raised)
            if short[position] > TOLERANCE
        ]

    def _worst(self, group: int, over: FloatArray) -> int:
        """Find the first of the limits of a group that are over by most."""
        of_group = np.flatnonzero(self._group_of == group)
        return int(of_group[np.argmax(np.round(over[of_group], 6))])

    def _use(self, paid: Sequence[_Paid], source: int) -> FloatArray:
        """(L, shares) what each share uses of the limits of a source."""
        use = np.zeros((self._limits[source].count, len(paid) * len(self._limits)))
        for position, each in enumerate(paid):
            use[:, position * len(self._limits) + source] = each.needs[source]
        return use

    def _minima(self, paid: Sequence[_Paid]) -> tuple[FloatArray, FloatArray]:
        """Collect what has to be paid at least for sectors: (M, shares) and (M,) USD m."""
        sources = len(self._limits)
        rows, least = [], []
        chosen = [*sorted(self._used.option_of.values())]
        for f, source in enumerate(self._program.sources):
            for bound in source.sector_limits:
                if bound.minimum_musd > 0.0:
                    row = np.zeros(len(paid) * sources)
                    for position, option in enumerate(chosen):
                        cluster = self._program.clusters[int(self._options.cluster[option])]
                        if cluster.sector == bound.sector:
                            row[position * sources + f] = self._options.capital_musd[option]
                    rows.append(row)
                    least.append(bound.minimum_musd * (1.0 - TOLERANCE) - TOLERANCE)
        return np.array(rows).reshape(len(rows), len(paid) * sources), np.array(least)

    def _break(self, ways: Sequence[_Way]) -> Break:
        """Say which limit is short; of several the one that is short by least comes first."""
        first = ways[0]
        rule, subject, cell = self._limits[first.source].name(first.row)
        shown = ways[:SHOWN_WAYS]
        ids = dict.fromkeys(self._program.sources[way.source].id for way in shown)
        if len({amount(way.short_musd) for way in shown}) > 1:
            words = " or ".join(self._short(way) for way in shown)
        elif len(ids) > 1:
            subject = f"{' and '.join(ids)} together"
            words = self._words(subject, first.short_musd)
        else:
            words = self._short(first)
        return Break(rule, subject, first.short_musd, "USD m", cell, words)

    def _short(self, way: _Way) -> str:
        return self._words(self._limits[way.source].name(way.row)[1], way.short_musd)

    def _words(self, subject: str, short_musd: float) -> str:
        return f"{subject} short by {self._at_least}{amount(short_musd)} USD m"


def _more_may_be_asked(program: Program) -> bool:
    """Whether rules that are not looked at here ask something of the shares as well."""
    pools = any(each.is_pooled and each.recovery_rule == "required" for each in program.sources)
    return pools or any(
        target.price_musd is None and (target.filter_by == "source" or target.metric == "receipts")
        for target in program.targets
    )
