"""Site preparation: when a site may be opened, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
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
from optmodel.economics.profiles import shifted
from optmodel.economics.types import Exclusion, FloatArray, Preparation
from optmodel.program.calendar import Calendar
from optmodel.program.call_windows import call_windows
from optmodel.program.program import Program, Site

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
    """Work out for every site when it may be opened and what its preparation then costs.

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
    spend, npv = np.zeros((*shape, longest)), np.zeros(shape)
    excluded: list[Exclusion] = []
    for index, site in enumerate(program.sites):
        by_period = _spend(site, calendar) * price
        npv[index] = by_period @ discount
        spend[index] = _from_opening(by_period, longest)
        if site.decision == "open":
            allowed[index, 0] = True
            continue
        rules = _forbidding_rules(program, site, by_period)
        allowed[index] = [not rule for rule in rules]
        excluded.extend(_exclusions(program, index, rules))
    return Preparation(allowed, spend, npv, tuple(excluded))


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


def _forbidding_rules(program: Program, site: Site, spend: FloatArray) -> list[str]:
    """(T,) the first rule that forbids an opening in each period; ``""`` = none."""
    pledge, calendar = program.sources[0], program.calendar
    periods = np.arange(calendar.decision_periods)
    rules = np.full(len(periods), "", dtype=object)

    def forbid(rule: str, broken: NDArray[np.bool_]) -> None:
        rules[broken & (rules == "")] = rule

    forbid("site_closed", np.full(len(periods), site.decision == "closed"))
    forbid("preparation", periods + site.preparation_periods >= len(periods))
    if pledge.pays_preparation:
        forbid("first_call", called_before_first(pledge, spend))
        forbid("last_call", called_after_last(pledge, spend))
        forbid("commitment_limit", breaks_commitment(pledge, spend))
        forbid(
            "call_limit",
            first_unpayable(call_windows(pledge, calendar.horizon_periods), spend) >= 0,
        )
    return [str(rule) for rule in rules]


def _exclusions(program: Program, site: int, rules: list[str]) -> Iterator[Exclusion]:
    """Give one line for each run of periods that one rule forbids."""
    periods = range(len(rules))
    for rule, group in groupby(periods, key=lambda period: rules[period]):
        run = list(group)
        if rule:
            words, header = _WORDS[rule]
            pledge = program.sources[0]
            about_site = rule in {"site_closed", "preparation"}
            cells = program.sites[site].cells if about_site else pledge.cells
            yield Exclusion(
                _NO_CLUSTER,
                site,
                run[0],
                run[-1],
                rule,
                words,
                cells.get(header, ""),
            )
