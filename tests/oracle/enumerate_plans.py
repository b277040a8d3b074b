"""Every plan of a small workbook, judged by the audit: the best one, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import inf

from optmodel.audit.book import preparation_periods
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import word
from optmodel.audit.verdict import party_of, values_of

from .best_shares import SharesOf
from .generator import Workbook, workbook
from .generator_rulebook import open_pools, rulebook, shared_sites
from .share_rows import Decision
from .space import ON_SHARES, PlanTuple, Shares, Space, laid, space_of


@dataclass(frozen=True, slots=True)
class Truth:
    """What trying every plan finds."""

    value: float | None
    """Of the best plan; None where no plan keeps every rule."""
    starts: tuple[Start, ...]
    openings: tuple[Opening, ...]
    shares: Shares
    """Who pays for what, in one best way."""
    tried: int
    """Plans that the rules for single starts leave."""


MOST_COMBINATIONS = 6000
"""Workbooks with more are not tried in full: they would take seconds each."""

MOST_SHARED = 1500
"""Likewise where the best shares of every plan are to be found."""

MOST_POOLED = 400
"""Likewise where every plan must be run through its pool."""


def small_workbook(seed: int) -> tuple[Workbook, Space]:
    """The random workbook of a seed, or of another one after it if that is too large."""
    return _small(workbook, seed)


def small_rulebook(seed: int) -> tuple[Workbook, Space]:
    """Likewise over the whole rulebook."""
    return _small(rulebook, seed)


def small_shared_sites(seed: int) -> tuple[Workbook, Space]:
    """Likewise with copies and operators at sites that are mostly open."""
    return _small(shared_sites, seed)


def small_open_pools(seed: int) -> tuple[Workbook, Space]:
    """Likewise with pools whose best shares cannot be found by trying: not for ``best_plan``."""
    return _small(open_pools, seed)


def _small(make: Callable[[int], Workbook], seed: int) -> tuple[Workbook, Space]:
    while True:
        book = make(seed)
        space = space_of(book.tables())
        most = MOST_SHARED if space.is_shared else MOST_COMBINATIONS
        if space.combinations <= (most if space.is_additive else MOST_POOLED):
            return book, space
        seed += 1_000_003


def best_plan(space: Space) -> Truth:
    """Try plans from the most promising down, until none can be better than the best found."""
    plans = sorted(all_plans(space), key=lambda plan: -plan[0])
    finder = SharesOf(space.facts, space.units, space.most)
    best = Truth(None, (), (), {}, len(plans))
    for most, starts, openings in plans:
        if best.value is not None and most <= best.value + 1e-9:
            break
        found = judged(space, finder, (starts, openings))
        if found is not None and (best.value is None or found[0] > best.value):
            best = Truth(found[0], starts, openings, found[1], len(plans))
    return best


def judged(space: Space, finder: SharesOf, plan: PlanTuple) -> tuple[float, Shares] | None:
    """Value of a plan with the best shares there are; None where it breaks a rule in any case."""
    decisions: tuple[Decision, ...] = (*plan[0], *plan[1])
    if not space.is_shared:
        shares = space.forced(decisions)
        if next(space.broken(plan, shares), None) is not None:
            return None
        return space.verdict(plan, shares).value, shares
    if any(rule not in ON_SHARES for rule in space.broken(plan, space.anyone(decisions))):
        return None
    found = finder.best(*plan)
    if found is None:
        return None
    # The linear program says what the shares are; what the plan is worth, the audit says.
    verdict = space.verdict(plan, found.shares)
    assert verdict.feasible, (plan, found, verdict.violations)
    synergy = sum(_synergies(space, plan[0]).values())
    assert abs(verdict.value - found.value) <= synergy + 1e-6 * max(1.0, abs(verdict.value))
    return verdict.value, found.shares


def all_plans(space: Space) -> Iterator[tuple[float, tuple[Start, ...], tuple[Opening, ...]]]:
    """The most that every combination can be worth, its starts and its openings.

    A site is opened where something starts or where it is marked *open*: nothing else may be.
    """
    bonus = _synergies(space, space.starts)
    for combination in product(*space.choices):
        starts = tuple(start for start in combination if start is not None)
        value = sum(space.worth(start) for start in starts)
        value += sum(bonus.get(pair, 0.0) for pair in combinations(starts, 2)) if bonus else 0.0
        for openings in product(*_opening_choices(space, starts)):
            if all(space.payers(opening) for opening in openings):
                most = value + sum(space.worth(opening) for opening in openings)
                yield most if space.is_additive else inf, starts, openings


def _synergies(space: Space, starts: tuple[Start, ...]) -> dict[tuple[Start, Start], float]:
    """What any two starts at a site gain together, in the perspective."""
    if not space.facts.tables.rows("Synergies"):
        return {}
    gains = {}
    for pair in combinations(starts, 2):
        if pair[0].site == pair[1].site and pair[0].cluster != pair[1].cluster:
            together = _value_of(space, pair)
            gains[pair] = together - sum(_value_of(space, (start,)) for start in pair)
    return gains


def _value_of(space: Space, starts: tuple[Start, ...]) -> float:
    """Value of starts without any opening, targets apart."""
    case = laid(space.facts, (starts, ()), space.anyone(starts), space.books)
    return values_of(case)[party_of(case)]


def _opening_choices(space: Space, starts: tuple[Start, ...]) -> Iterator[list[Opening]]:
    """For each site that must open, when it may; only the last moment where it costs nothing."""
    for site, row in space.facts.sites.items():
        if word(row, "Decision") == "open":
            yield [Opening(site, 0)]
            continue
        periods = [start.period for start in starts if start.site == site]
        if periods:
            latest = min(periods) - preparation_periods(space.facts, site)
            free = space.is_free(Opening(site, 0))
            first = max(latest, 0) if free else 0
            yield [Opening(site, period) for period in range(first, latest + 1)]
