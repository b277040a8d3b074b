"""A set of limits and decisions that cannot all be kept, and of which none can be left out.

By halving (QuickXplain: Junker, "Preferred explanations and relaxations for over-constrained
problems", AAAI 2004), first over rules and then over what is left: for 300 items of which 4 are
in conflict, a few dozen searches instead of 300.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from optmodel.conflict.preference import by_preference, families
from optmodel.conflict.probes import Kept, Probes
from optmodel.conflict.types import Conflict, Item
from optmodel.program.program import Program

SMALL = 2
"""A conflict of so many items is not worth a second look for a smaller one."""

Group = Sequence[int]
"""Items that stand or fall together."""


class TooManyError(Exception):
    """A search for a conflict has found more that is needed than a conflict known already has."""


def smallest_conflict(
    program: Program,
    items: Sequence[Item],
    possible: Callable[[Program], bool | None],
    out_of_time: Callable[[], bool],
    *,
    proven: bool = False,
) -> Conflict | None:
    """Find a set of items that no plan keeps, and of which each one is needed for that.

    A search that was cut short counts as "there may be a plan", so that nothing is dropped
    without a proof: the set that comes back is too large at worst, and then says so.

    Parameters
    ----------
    program
        The input as it stands.
    items
        What could be given up: ``items_of(program)``.
    possible
        Whether a program has a plan; None = not known in the time.
    out_of_time
        Whether to come to an end.
    proven
        Whether it is proven already that the program as it stands has no plan.

    Returns
    -------
    Conflict
        None where there is a plan after all.
    """
    ordered = by_preference(program, items)
    probes = Probes(program, ordered, possible, out_of_time)
    everything: Kept = frozenset(range(len(ordered)))
    if proven:
        probes.note(everything, possible=False)
    answer = probes.answer(everything)
    if answer is not False:
        return None if answer else Conflict(tuple(items), irreducible=False, confirmed=False)
    groups = families(ordered)
    found = _reduced(probes, groups, len(ordered))
    if len(found) > SMALL:
        turned = [group[::-1] for group in reversed(groups)]
        # The other order is given up as soon as it cannot lead to fewer.
        with suppress(TooManyError):
            found = _reduced(probes, turned, len(found) - 1)
    found, irreducible = _confirmed(probes, found)
    return Conflict(
        tuple(ordered[index] for index in sorted(found)), irreducible=irreducible, confirmed=True
    )


def _confirmed(probes: Probes, found: Kept) -> tuple[Kept, bool]:
    """Give up each item once more by itself: whether there is a plan whichever it is."""
    irreducible = True
    for index in sorted(found, reverse=True):
        answer = probes.answer(found - {index})
        if answer is False:
            found -= {index}
        irreducible = irreducible and answer is not None
    return found, irreducible


def _reduced(probes: Probes, groups: Sequence[Group], most: int) -> Kept:
    """Look for a conflict in the order of some groups: first which groups, then which items.

    Raises
    ------
    TooManyError
        Where it would have more than ``most`` items.
    """
    left = _needed(probes, frozenset(), groups, most, is_new=False)
    single = _needed(probes, frozenset(), _single(left), most, is_new=False)
    return _with(frozenset(), single)


def _single(groups: Sequence[Group]) -> list[Group]:
    return [(index,) for group in groups for index in group]


def _needed(
    probes: Probes, background: Kept, groups: Sequence[Group], most: int, *, is_new: bool
) -> list[Group]:
    """Groups that together with the background are in conflict, each of them needed.

    The background with all the groups is known to be in conflict. ``is_new`` says whether the
    background has grown since it was known to be possible.

    Raises
    ------
    TooManyError
        Where more than ``most`` groups are needed.
    """
    if is_new and probes.answer(background) is False:
        return []
    if most < 1:
        raise TooManyError
    if len(groups) == 1:
        return list(groups)
    middle = len(groups) // 2
    first, second = groups[:middle], groups[middle:]
    late = _needed(probes, _with(background, first), second, most, is_new=True)
    left = most - len(late)
    early = _needed(probes, _with(background, late), first, left, is_new=bool(late))
    return early + late


def _with(background: Kept, groups: Sequence[Group]) -> Kept:
    return background.union(*groups)
