"""The filter against brute force, on made-up answers and on random workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from optmodel.conflict.filter import smallest_conflict
from optmodel.conflict.items import items_of
from optmodel.conflict.types import Conflict, Item
from optmodel.conflict.without import without
from optmodel.program.build import build
from optmodel.program.program import Program
from tests.cases import program_of, tiny_settings
from tests.conflict.asking import must, possible_here
from tests.oracle.generator import workbook
from tests.oracle.generator_rulebook import rulebook

SEEDS = range(14)


def many(count: int) -> Program:
    """A program of clusters C0, C1, ... that must all be funded: one item each, and three more."""
    return program_of(tiny_settings(), Clusters=[must(f"C{i}") for i in range(count)])


def funded(program: Program) -> frozenset[str]:
    """Ids of the clusters that must be funded."""
    return frozenset(it.id for it in program.clusters if it.decision == "fund")


def names(conflict: Conflict) -> set[str]:
    """Ids of the clusters of a conflict."""
    return {item.subject[1] for item in conflict.items if item.rule == "decision"}


def answers(conflicts: Iterable[frozenset[str]]) -> Callable[[Program], bool | None]:
    """Say that there is no plan where one of the conflicts is kept as a whole."""
    known = list(conflicts)
    return lambda program: not any(conflict <= funded(program) for conflict in known)


def test_the_other_order_is_given_up_where_it_leads_to_more() -> None:
    """Tests that a conflict of 4 at one end is not followed by a search for 150 at the other."""
    program, asked = many(300), list[Program]()
    first = frozenset({"C0", "C1", "C2", "C3"})
    says = answers([first, frozenset(f"C{i}" for i in range(150, 300))])

    def ask(program: Program) -> bool | None:
        asked.append(program)
        return says(program)

    found = smallest_conflict(program, items_of(program), ask, lambda: False)
    assert found is not None
    assert names(found) == first
    assert (found.confirmed, found.irreducible) == (True, True)
    assert len(asked) < 60


def test_a_few_dozen_searches_find_four_of_three_hundred() -> None:
    """Tests the number of searches for one conflict of 4 items among 300."""
    program, asked = many(300), list[Program]()
    wanted = frozenset({"C3", "C77", "C150", "C299"})
    says = answers([wanted])

    def ask(program: Program) -> bool | None:
        asked.append(program)
        return says(program)

    found = smallest_conflict(program, items_of(program), ask, lambda: False)
    assert found is not None
    assert names(found) == wanted
    assert (found.confirmed, found.irreducible, len(found.items)) == (True, True, 4)
    assert len(asked) < 100


def test_the_second_order_finds_a_smaller_conflict() -> None:
    """Tests that of conflicts of 4 and 2 items the smaller is named, whichever comes first."""
    program = many(12)
    first = frozenset({"C0", "C1", "C2", "C3"})
    last = frozenset({"C10", "C11"})
    found = smallest_conflict(program, items_of(program), answers([first, last]), lambda: False)
    assert found is not None
    assert names(found) == last


def test_a_program_with_a_plan_has_no_conflict() -> None:
    """Tests that None comes back where the program turns out to be possible."""
    program = many(3)
    assert smallest_conflict(program, items_of(program), lambda _: True, lambda: False) is None


def test_without_time_everything_is_named_and_said_to_be_too_much() -> None:
    """Tests that the proof of the search before stands, and nothing else is claimed."""
    program = many(3)
    items = items_of(program)
    late = smallest_conflict(program, items, lambda _: None, lambda: True, proven=True)
    assert late is not None
    assert (set(late.items), late.confirmed, late.irreducible) == (set(items), True, False)
    unknown = smallest_conflict(program, items, lambda _: None, lambda: False)
    assert unknown is not None
    assert (unknown.confirmed, unknown.irreducible) == (False, False)


@pytest.mark.parametrize("seed", range(30))
def test_made_up_conflicts_are_found_and_doubt_is_said(seed: int) -> None:
    """Tests that what is named is in conflict, and needed where the filter says so.

    Every third program has searches without an answer.
    """
    random = Random(seed)
    program = many(9)
    ids = [f"C{i}" for i in range(9)]
    conflicts = [frozenset(random.sample(ids, random.randint(1, 5))) for _ in range(3)]
    says = answers(conflicts)
    doubt = 0.3 if seed % 3 == 0 else 0.0

    def ask(program: Program) -> bool | None:
        return None if random.random() < doubt else says(program)

    found = smallest_conflict(program, items_of(program), ask, lambda: False, proven=True)
    assert found is not None
    assert found.confirmed
    named = frozenset(names(found))
    assert any(conflict <= named for conflict in conflicts)
    if not doubt:
        assert found.irreducible
    if found.irreducible:
        assert len(found.items) == len(named)
        assert named in conflicts


def impossible(seed: int) -> Program | None:
    """A random workbook in which every cluster must be funded; None where that can be done."""
    make = rulebook if seed % 2 else workbook
    program, _ = build(make(seed).tables())
    assert program is not None
    clusters = tuple(replace(cluster, decision="fund") for cluster in program.clusters)
    program = replace(program, clusters=clusters)
    return None if possible_here(program) else program


def kept(program: Program, items: Sequence[Item], chosen: Iterable[Item]) -> Program:
    """The program with only some of its items."""
    wanted = set(chosen)
    return without(program, [item for item in items if item not in wanted])


@pytest.mark.parametrize("seed", SEEDS)
def test_random_conflicts_against_all_their_parts(seed: int) -> None:
    """Tests that no plan keeps the conflict, and that one keeps every smaller part of it."""
    program = impossible(seed)
    if program is None:
        return
    items = items_of(program)
    found = smallest_conflict(program, items, possible_here, lambda: False)
    assert found is not None
    assert (found.confirmed, found.irreducible) == (True, True)
    assert possible_here(kept(program, items, found.items)) is False
    for size in range(len(found.items)):
        for part in combinations(found.items, size):
            assert possible_here(kept(program, items, part)) is True


def test_most_random_workbooks_are_impossible() -> None:
    """Tests that the test above has something to look at."""
    assert sum(impossible(seed) is not None for seed in SEEDS) >= 7


@pytest.mark.parametrize("seed", SEEDS)
def test_giving_up_more_never_makes_a_plan_impossible(seed: int) -> None:
    """Tests what the filter rests on: along a random order of giving up, "yes" stays "yes"."""
    program, _ = build((rulebook if seed % 2 else workbook)(seed).tables())
    assert program is not None
    items = list(items_of(program))
    Random(seed).shuffle(items)
    steps = [possible_here(without(program, items[:count])) for count in range(len(items) + 1)]
    assert steps == sorted(steps, key=bool)
    assert steps[-1] is True
