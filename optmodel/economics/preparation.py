"""Site preparation: when a site may be opened, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from optmodel.economics.factors import discount_factors, escalation_factors
from optmodel.economics.funding import (
    breaks_commitment,
    called_after_last,
    called_before_first,
    first_unpayable,
)
from optmodel.economics.payers import NO_SOURCE, PayerArray, nobody
from optmodel.economics.profiles import shifted
from optmodel.economics.types import Exclusion, FloatArray, IntArray, Preparation
from optmodel.program.calendar import Calendar
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Program, Site, Source

_NO_CLUSTER = -1
"""Cluster of an exclusion that is about a site."""

_WORDS: Final = {
    "site_closed": ("the site is closed", "Decision"),
    "preparation": (
        "opened then, it is not ready within the decision periods",
        "Preparation (periods)",
    ),
    "first_call": ("its preparation needs money before the first call", "First call"),
    "last_call": ("its preparation needs money after the last call", "Last call"),
    "commitment_limit": (
        "its preparation costs more than what is left of the commitment",
        "Commitment (USD m)",
    ),
    "call_limit": ("its preparation costs more than can be called by then", ""),
}
"""Rule to the words of a reason, and the header of the deciding cell."""


def build_preparation(program: Program) -> Preparation:
    """Work out for every site when it may be opened, what that costs, and who could pay.

    The cost is spent evenly over the preparation from the opening (at once where it takes no
    time), at the capex prices of the period; what would fall past the horizon is not counted.
    A site marked open is opened in period 0, whatever that breaks: the rules decide.
    """
    calendar, settings = program.calendar, program.settings
    shape = (len(program.sites), calendar.decision_periods)
    longest = max((max(site.preparation_periods, 1) for site in program.sites), default=1)
    price = escalation_factors(settings.capex_escalation, calendar)
    discount = discount_factors(settings.discount_rate, settings.discount_timing, calendar)
    allowed = np.zeros(shape, dtype=np.bool_)
    payable = np.zeros((*shape, len(program.sources)), dtype=np.bool_)
    spend, npv = np.zeros((*shape, longest)), np.zeros(shape)
    excluded: list[Exclusion] = []
    for index, site in enumerate(program.sites):
        by_period = _spend(site, calendar) * price
        npv[index] = by_period @ discount
        spend[index] = _from_opening(by_period, longest)
        judged = _judge(program, site, by_period)
        payable[index] = judged.payable
        if site.decision == "open":
            allowed[index, 0] = True
            continue
        allowed[index] = [not rule for rule in judged.rules]
        excluded.extend(_exclusions(program, index, judged))
    return Preparation(allowed, payable, spend, npv, tuple(excluded))


def _spend(site: Site, calendar: Calendar) -> FloatArray:
    """Preparation by opening and period, (T, H), at first-period prices."""
    periods = max(site.preparation_periods, 1)
    return shifted(np.full(periods, site.preparation_musd / periods), calendar)


def _from_opening(by_period: FloatArray, longest: int) -> FloatArray:
    """Spending p periods after the opening, (T, P)."""
    decisions = len(by_period)
    padded = np.hstack((by_period, np.zeros((decisions, longest))))
    period = np.arange(decisions)[:, None] + np.arange(longest)
    return np.take_along_axis(padded, period, axis=1)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What forbids the openings of a site, by period."""

    rules: list[str]
    """(T,) the first rule that forbids an opening; ``""`` = none."""
    sources: list[int]
    """(T,) the source that the rule is about."""
    payable: PayerArray
    """(T, F)"""


def _judge(program: Program, site: Site, spend: FloatArray) -> _Judged:
    """Apply the rules to the openings of a site, which spend (T, H)."""
    periods = np.arange(program.calendar.decision_periods)
    judged = _Judged([""] * len(periods), [0] * len(periods), _paying(program, len(periods)))

    def forbid(rule: str, broken: NDArray[np.bool_], about: IntArray | None = None) -> None:
        for period in np.flatnonzero(broken).tolist():
            if not judged.rules[period]:
                judged.rules[period] = rule
                judged.sources[period] = 0 if about is None else int(about[period])

    forbid("site_closed", np.full(len(periods), site.decision == "closed"))
    forbid("preparation", periods + site.preparation_periods >= len(periods))
    if not judged.payable.any():  # the host pays
        return judged
    able = judged.payable
    for rule, outside in (("first_call", called_before_first), ("last_call", called_after_last)):
        left = able & ~np.column_stack([outside(source, spend) for source in program.sources])
        forbid(rule, nobody(left), (able & ~left).argmax(axis=1))
        able = left
    sole = np.where(able.sum(axis=1) == 1, able.argmax(axis=1), NO_SOURCE)
    for index in np.unique(sole[sole != NO_SOURCE]).tolist():
        source = program.sources[index]
        forbid("commitment_limit", (sole == index) & breaks_commitment(source, spend), sole)
        windows = call_windows(source, program.calendar.horizon_periods)
        forbid("call_limit", (sole == index) & (first_unpayable(windows, spend) >= 0), sole)
    # Where nobody could pay, all that should pay are asked, and their limits are broken.
    could = np.where(nobody(able)[:, None], judged.payable, able)
    return replace(judged, payable=could)


def _paying(program: Program, periods: int) -> PayerArray:
    """(T, F) whether each source pays for site preparation at all."""
    pays = np.array([source.pays_preparation for source in program.sources], dtype=np.bool_)
    return np.tile(pays, (periods, 1))


def _exclusions(program: Program, site: int, judged: _Judged) -> Iterator[Exclusion]:
    """Give one line for each run of periods that one rule forbids."""
    verdicts = list(zip(judged.rules, judged.sources, strict=True))
    for (rule, source), group in groupby(range(len(verdicts)), key=lambda t: verdicts[t]):
        run = list(group)
        if rule:
            words, cell = _reason(program, site, rule, program.sources[source])
            yield Exclusion(_NO_CLUSTER, site, run[0], run[-1], rule, words, cell)


def _reason(program: Program, site: int, rule: str, source: Source) -> tuple[str, str]:
    """Words of a reason, and the address of the deciding cell."""
    words, header = _WORDS[rule]
    if rule in {"site_closed", "preparation"}:
        return words, program.sites[site].cells.get(header, "")
    if len(program.sources) > 1:
        words = f"{words}, by the terms of {source.id}"
    return words, source.cells.get(header, "")
