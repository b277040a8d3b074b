"""Why a cluster has no option at all, in one line from many exclusions."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.economics.screening import RULES
from optmodel.economics.types import Exclusion, Options, Preparation
from optmodel.plan.reason import Reason
from optmodel.program.program import Program

SHOWN_RULES = 3
"""A line names no more rules than a reader takes in at once."""


def exclusion_reason(program: Program, excluded: Iterable[Exclusion], cluster: int) -> Reason:
    """Sum up what excluded a cluster, the rule that options were screened by last first.

    What fails a late rule has passed all the others, so it came closest to being an option.
    """
    mine = [exclusion for exclusion in excluded if exclusion.cluster == cluster]
    if not mine:
        return Reason("no_option", "no site and period is possible")
    return _summed_up(program, mine, "no option")


def opening_reason(
    program: Program, options: Options, preparation: Preparation, mine: Iterable[int]
) -> Reason:
    """Sum up why no site of these options can be opened in time for any of them."""
    latest: dict[int, int] = {}
    for option in mine:
        site = int(options.site[option])
        by = int(options.start[option]) - program.sites[site].preparation_periods
        latest[site] = max(by, latest.get(site, by))
    late = "its sites cannot be opened in time"
    found = [it for it in preparation.excluded if it.first <= latest.get(it.site, -1)]
    return _summed_up(program, found, late) if found else Reason("open_before_start", late)


def _summed_up(program: Program, excluded: Iterable[Exclusion], heading: str) -> Reason:
    """Sum up exclusions rule by rule, below a heading."""
    by_rule: dict[str, list[Exclusion]] = {}
    for exclusion in excluded:
        by_rule.setdefault(exclusion.rule, []).append(exclusion)
    ranked = sorted(by_rule.values(), key=lambda group: -RULES.index(group[0].rule))
    shown = [_words(program, group) for group in ranked[:SHOWN_RULES]]
    more = len(ranked) - SHOWN_RULES
    if more > 0:
        shown.append(f"and {more} more")
    first = ranked[0][0]
    return Reason(first.rule, f"{heading}: {'; '.join(shown)}", first.cell)


def _words(program: Program, group: list[Exclusion]) -> str:
    """Write the exclusions of one rule: the first in full, then how many more sites."""
    first = group[0]
    sites = list(dict.fromkeys(e.site for e in group if e.site >= 0))
    cell = f" ({first.cell})" if first.cell else ""
    if first.site < 0:
        return f"{first.rule}: {first.reason}{cell}"
    others = len(sites) - 1
    rest = f" and {others} more site{'s' if others > 1 else ''}" if others > 0 else ""
    return f"{first.rule}: {first.reason} at {program.sites[first.site].id}{cell}{rest}"
