"""Every option: what can happen at all, what it is worth, and why the rest is out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.exclusions import Figures, exclusions, for_copy
from optmodel.economics.judgment import Judgment, closest, judge
from optmodel.economics.operators import NOBODY, Candidate, candidates
from optmodel.economics.screening import POSSIBLE, screen
from optmodel.economics.shortage import most_available, short_of
from optmodel.economics.target_terms import receipts_targets
from optmodel.economics.types import Exclusion, FloatArray, IntArray, Options
from optmodel.economics.worth import Worth, worth_of
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class Judged:
    """The starts of a row of Clusters with one operator: (m,) pairs, and what remains."""

    operator: int
    sites: IntArray
    starts: IntArray
    worth: Worth
    judgment: Judgment
    kept: IntArray
    """(n,) indices into the pairs: the options."""


def build_options(program: Program) -> Options:
    """List the options, sorted by cluster, operator, site and start, with their figures.

    Copies of a cluster share the work and have options of their own. Every (cluster, site,
    start) is an option with some operator, or in exactly one exclusion.
    """
    available = most_available(program)
    judged: list[tuple[int, Judged]] = []
    excluded: list[Exclusion] = []
    indices = range(len(program.clusters))
    for _, group in groupby(indices, key=lambda k: program.clusters[k].id):
        copies = list(group)
        options, left_out = _judge(program, copies[0], available)
        for copy in copies:
            judged.extend((copy, one) for one in options)
            excluded.extend(for_copy(left_out, copy))
    return collected(program, judged, tuple(excluded))


def _judge(
    program: Program, index: int, available: FloatArray
) -> tuple[list[Judged], tuple[Exclusion, ...]]:
    """Work out every start of a cluster that its terms leave possible, and judge it."""
    cluster = program.clusters[index]
    verdicts = screen(program, cluster)
    sites, starts = np.nonzero(verdicts.rule == POSSIBLE)
    short = short_of(program, cluster, available)[sites, starts]
    judged = []
    # Where all have declined no start is left, and there is nothing to work out for nobody.
    for who in candidates(program, cluster) or (Candidate(NOBODY, None),):
        worth = worth_of(program, cluster, sites, starts, who.fit)
        judgment = judge(program, cluster, sites, starts, short=short, worth=worth)
        kept = np.flatnonzero(judgment.verdicts.rule == POSSIBLE)
        judged.append(Judged(who.operator, sites, starts, worth, judgment, kept))
    summed_up = closest([one.judgment for one in judged])
    verdicts.rule[sites, starts] = summed_up.verdicts.rule
    verdicts.subject[sites, starts] = summed_up.verdicts.subject
    figures = Figures.at(verdicts.rule.shape, sites, starts, summed_up)
    return judged, exclusions(program, index, verdicts, figures)


def collected(
    program: Program,
    judged: Sequence[tuple[int, Judged]],
    excluded: tuple[Exclusion, ...],
) -> Options:
    """Put what is left of each cluster and operator, in their order, into the arrays of options."""
    counts = [len(options.kept) for _, options in judged]

    def rows(figure: Callable[[Judged], NDArray[Any]]) -> list[NDArray[Any]]:
        """Figures of the options that are left, part by part."""
        return [figure(options)[options.kept] for _, options in judged]

    sources, asked = len(program.sources), len(receipts_targets(program))
    pooled = any(source.is_pooled for source in program.sources)
    periods = program.calendar.horizon_periods if pooled else 0
    return Options(
        cluster=np.repeat(np.array([k for k, _ in judged], dtype=np.intp), counts),
        operator=np.repeat(np.array([o.operator for _, o in judged], dtype=np.intp), counts),
        site=_stacked(rows(lambda o: o.sites)).astype(np.intp),
        start=_stacked(rows(lambda o: o.starts)).astype(np.intp),
        npv_musd=_stacked(rows(lambda o: o.worth.npv_musd)),
        npv_source_musd=_stacked_rows(rows(lambda o: o.worth.npv_source_musd), sources),
        payable=_stacked_rows(rows(lambda o: o.judgment.payable), sources).astype(np.bool_),
        capital_musd=_stacked(rows(lambda o: o.worth.capital_musd)),
        capital_steps_musd=_stacked_rows(rows(lambda o: o.worth.capital_steps_musd), 1),
        capex_steps_musd=_stacked_rows(rows(lambda o: o.worth.capex_steps_musd), 1),
        payback_years=_stacked(rows(lambda o: o.worth.payback_years)),
        recovery_years=_stacked_rows(rows(lambda o: o.worth.recovery_years), sources),
        operating_cash_musd=_stacked_rows(rows(lambda o: o.worth.operating_cash_musd), periods),
        receipts_by_musd=_stacked_rows(rows(lambda o: o.worth.receipts_by_musd), asked),
        excluded=excluded,
    )


def _stacked(parts: Sequence[NDArray[Any]]) -> FloatArray:
    return np.concatenate([np.zeros(0), *parts])


def _stacked_rows(parts: Sequence[NDArray[Any]], width: int) -> FloatArray:
    """Stack rows of different length; the shorter ones end in zeros.

    ``width`` is the length of a row where there are no rows.
    """
    longest = max((part.shape[1] for part in parts if len(part)), default=width)
    stacked = np.zeros((sum(map(len, parts)), longest))
    row = 0
    for part in parts:
        if len(part):
            stacked[row : row + len(part), : part.shape[1]] = part
            row += len(part)
    return stacked
