"""Every plan of a small workbook, judged by the audit: the best one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from optmodel.audit.book import Book, book_of, preparation_periods
from optmodel.audit.case import Case, case_of, copies_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, facts_of, word
from optmodel.audit.rules import BROKEN_BY_A_START, violations_of
from optmodel.audit.verdict import party_of, values_of
from optmodel.workbook.tables import Tables

from .generator import Workbook, workbook


@dataclass(frozen=True, slots=True)
class Truth:
    """What trying every plan finds."""

    value: float | None
    """Of the best plan; None where no plan keeps every rule."""
    starts: tuple[Start, ...]
    openings: tuple[Opening, ...]
    tried: int
    """Plans that the rules for single starts leave."""


@dataclass(frozen=True, slots=True)
class Space:
    """Starts and openings that are not broken by themselves, with what each is worth."""

    facts: Facts
    choices: tuple[tuple[Start | None, ...], ...]
    """One tuple per cluster and copy; None = not funded."""
    books: dict[Start, Book]
    worth: dict[Start, float]
    """In the perspective of the Settings."""

    @property
    def combinations(self) -> int:
        """Number of ways to choose, openings apart."""
        return prod(len(choice) for choice in self.choices)


MOST_COMBINATIONS = 6000
"""Workbooks with more are not tried in full: they would take seconds each."""


def small_workbook(seed: int) -> tuple[Workbook, Space]:
    """The random workbook of a seed, or of another one after it if that is too large."""
    while True:
        book = workbook(seed)
        space = space_of(book.tables())
        if space.combinations <= MOST_COMBINATIONS:
            return book, space
        seed += 1_000_003


def space_of(tables: Tables) -> Space:
    """Leave out every start that breaks a rule whatever else is planned."""
    facts = facts_of(tables)
    books: dict[Start, Book] = {}
    worth: dict[Start, float] = {}
    choices: list[tuple[Start | None, ...]] = []
    for cluster in facts.clusters:
        for copy in range(1, copies_of(facts, cluster) + 1):
            found: list[Start | None] = [None]
            for start in _starts(facts, cluster, copy):
                case = case_of(facts, (start,), (), {start: book_of(facts, start)})
                if next(_broken_by_itself(case), None) is None:
                    found.append(start)
                    books[start] = case.books[start]
                    worth[start] = values_of(case)[party_of(case)]
            choices.append(tuple(found))
    return Space(facts, tuple(choices), books, worth)


def best_plan(space: Space) -> Truth:
    """Try plans from the most valuable down; the first that keeps every rule is the best."""
    plans = sorted(all_plans(space), key=lambda plan: -plan[0])
    for value, starts, openings in plans:
        if is_feasible(space, starts, openings):
            return Truth(value, starts, openings, len(plans))
    return Truth(None, (), (), len(plans))


def is_feasible(space: Space, starts: tuple[Start, ...], openings: tuple[Opening, ...]) -> bool:
    """Whether the audit finds nothing wrong with a plan."""
    case = case_of(space.facts, starts, openings, space.books)
    return next(violations_of(case), None) is None


def all_plans(
    space: Space,
) -> Iterator[tuple[float, tuple[Start, ...], tuple[Opening, ...]]]:
    """Value, starts and openings of every combination.

    A site is opened where something starts or where it is marked *open*: opening another one
    costs money, counts against limits and makes nothing possible.
    """
    cost: dict[Opening, float] = {}
    for combination in product(*space.choices):
        starts = tuple(start for start in combination if start is not None)
        value = sum(space.worth[start] for start in starts)
        for openings in product(*_opening_choices(space.facts, starts)):
            for opening in openings:
                if opening not in cost:
                    cost[opening] = _worth_of_opening(space.facts, opening)
            yield value + sum(cost[opening] for opening in openings), starts, openings


def _starts(facts: Facts, cluster: str, copy: int) -> Iterator[Start]:
    for site in facts.sites:
        for period in range(facts.calendar.decisions):
            yield Start(cluster, copy, site, period)


def _broken_by_itself(case: Case) -> Iterator[object]:
    for rule in BROKEN_BY_A_START.values():
        yield from rule.find(case)


def _worth_of_opening(facts: Facts, opening: Opening) -> float:
    case = case_of(facts, (), (opening,))
    return values_of(case)[party_of(case)]


def _opening_choices(facts: Facts, starts: tuple[Start, ...]) -> Iterator[list[Opening]]:
    """For each site that must open, when it may; only the last moment where it costs nothing."""
    for site, row in facts.sites.items():
        if word(row, "Decision") == "open":
            yield [Opening(site, 0)]
            continue
        periods = [start.period for start in starts if start.site == site]
        if periods:
            latest = min(periods) - preparation_periods(facts, site)
            free = row.number("Preparation cost (USD m)") == 0.0
            first = max(latest, 0) if free else 0
            yield [Opening(site, period) for period in range(first, latest + 1)]
