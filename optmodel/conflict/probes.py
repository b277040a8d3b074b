"""Answers to "is there a plan that keeps these items?", each asked once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from optmodel.conflict.types import Item
from optmodel.conflict.without import without
from optmodel.program.program import Program

Kept = frozenset[int]
"""Indices of the items that are kept; all others are given up."""

DEMANDS = frozenset({"decision", "target", "group_rule", "sector_limit"})
"""Rules that may ask for something. Where none of them is kept, funding nothing is a plan."""


@dataclass(slots=True)
class Probes:
    """What is known of subsets of the items, and how to find out more.

    Who keeps less has no fewer plans: a plan for a set is one for each part of it, and where
    there is none for a set, there is none for a larger one.
    """

    program: Program
    items: Sequence[Item]
    ask: Callable[[Program], bool | None]
    """Whether there is a plan; None = not known in the time."""
    out_of_time: Callable[[], bool]
    searches: int = 0
    """How often it was asked."""
    possible: list[Kept] = field(default_factory=list)
    impossible: list[Kept] = field(default_factory=list)

    def answer(self, kept: Kept) -> bool | None:
        """Whether a plan keeps all of these; None = not known in the time."""
        known = self.known(kept)
        if known is not None or self.out_of_time():
            return known
        self.searches += 1
        given_up = [item for index, item in enumerate(self.items) if index not in kept]
        said = self.ask(without(self.program, given_up))
        if said is not None:
            self.note(kept, possible=said)
        return said

    def known(self, kept: Kept) -> bool | None:
        """What follows from earlier answers."""
        if not any(self.items[index].rule in DEMANDS for index in kept):
            return True
        if any(kept <= other for other in self.possible):
            return True
        if any(kept >= other for other in self.impossible):
            return False
        return None

    def note(self, kept: Kept, *, possible: bool) -> None:
        """Remember an answer."""
        (self.possible if possible else self.impossible).append(kept)

    def smallest_impossible(self) -> Kept | None:
        """The smallest set for which there is no plan; of equally small ones the first."""
        return min(self.impossible, key=len, default=None)
