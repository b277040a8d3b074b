"""What would mend an input without a plan: each repair proven, the cheapest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from optmodel.conflict.amounts import rounded_up
from optmodel.conflict.elastic import Slack, least_slack
from optmodel.conflict.lever import Lever, together
from optmodel.conflict.levers import levers_of
from optmodel.conflict.proof import Proof, prove
from optmodel.conflict.types import Conflict, Edit, Repair
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.workbook.tables import Tables

MOST_REPAIRS = 12
"""More than this nobody reads."""
FEW = 3
"""So many levers of a kind are tried one by one; more of them first together."""
NOTHING = 1e-7
"""A slack up to this is none."""
FIRST = ("commitment", "calls", "recovery", "release")
"""Kinds that are tried first, for the case that time runs out."""
OUTSIDE_ITEMS = frozenset({"decision periods", "permit confidence"})
"""Kinds that no conflict names: they may help against any."""


def repairs_of(
    tables: Tables,
    program: Program,
    conflict: Conflict | None,
    controls: Controls,
    out_of_time: Callable[[], bool],
) -> tuple[tuple[Repair, ...], bool]:
    """Look for repairs: of one lever each, or, where no single lever does, of several together.

    Parameters
    ----------
    tables, program
        The input, and the program that was built from it; no plan is possible for it.
    conflict
        What is known to be in conflict: a lever that touches none of it cannot help.
    controls
        Of each single search.
    out_of_time
        Whether to stop looking; asked before every search.

    Returns
    -------
    tuple
        Repairs that are proven, the cheapest first; and whether the search came to its end.
    """
    search = Search(tables, program, controls, out_of_time)
    levers = levers_of(tables, program)
    for _, kind in groupby(_in_order(_touching(levers, conflict)), key=lambda it: it.kind):
        search.kind(list(kind))
    releases = [lever for lever in levers if lever.kind == "release"]
    if len(releases) > 1 and not any(it.lever == "release" for it in search.found):
        search.mixed(releases)
    if not search.found:
        search.mixed([lever for lever in levers if lever.by_rows])
    found = sorted(search.found, key=lambda it: (it.price_musd, it.words))
    return tuple(found[:MOST_REPAIRS]), search.complete


def _touching(levers: Iterable[Lever], conflict: Conflict | None) -> list[Lever]:
    """Leave out levers that touch nothing of a conflict that is proven."""
    if conflict is None or not conflict.confirmed:
        return list(levers)
    cells = {cell for item in conflict.items for cell in item.cells}

    def touches(lever: Lever) -> bool:
        if lever.kind in OUTSIDE_ITEMS:
            return True
        return any(not edit.cell or edit.cell in cells for edit in lever.without)

    return [lever for lever in levers if touches(lever)]


def _in_order(levers: Iterable[Lever]) -> list[Lever]:
    """Put levers of a kind side by side, the kinds that are tried first in front."""
    levers = list(levers)
    kinds = [*FIRST, *(lever.kind for lever in levers)]
    rank = {kind: place for place, kind in reversed(list(enumerate(kinds)))}
    return sorted(levers, key=lambda it: rank[it.kind])


@dataclass(slots=True)
class Search:
    """A search for repairs, and what it has found."""

    tables: Tables
    program: Program
    controls: Controls
    out_of_time: Callable[[], bool]
    found: list[Repair] = field(default_factory=list)
    complete: bool = True

    def kind(self, levers: list[Lever]) -> None:
        """Look for repairs by each lever of a kind alone."""
        if levers[0].kind == "release":
            self._releases(levers)
            return
        if len(levers) > FEW and self._proof(together(it.without for it in levers)) is False:
            return
        for lever in levers:
            if lever.by_rows:
                self._by_rows(lever)
            else:
                self._by_trial(lever)

    def mixed(self, levers: Sequence[Lever]) -> None:
        """Look for the cheapest amounts of several levers together."""
        slack = self._slack(levers)
        if not slack.amounts:
            return
        used = [
            (lever, rounded_up(amount, lever.step)[0])
            for lever, amount in zip(levers, slack.amounts, strict=True)
            if amount > NOTHING
        ]
        if not used:
            return
        edits = together(lever.edits(amount) for lever, amount in used)
        proof = self._proved(edits)
        if proof.possible:
            words = "; and ".join(lever.words(amount) for lever, amount in used)
            price = sum(lever.price_musd * amount for lever, amount in used)
            kinds = " and ".join(dict.fromkeys(lever.kind for lever, _ in used))
            self.found.append(
                Repair(kinds, words, edits, price, proven=True, least=False, funded=proof.funded)
            )

    def _releases(self, levers: list[Lever]) -> None:
        """Release one cluster after the other, as long as there is one that does."""
        left = list(levers)
        while left:
            slack = self._slack(left, most_used=1)
            released = [it for it, amount in zip(left, slack.amounts, strict=False) if amount > 0.5]
            if not released:
                break
            self._keep(released[0], 1.0, self._proved(released[0].edits(1.0)), least=True)
            left.remove(released[0])

    def _by_rows(self, lever: Lever) -> None:
        """Find the least amount by slack, round it up and prove it."""
        slack = self._slack([lever])
        if not slack.amounts or slack.amounts[0] <= NOTHING:
            return
        amount, unit = rounded_up(slack.least, lever.step)
        enough = rounded_up(slack.amounts[0], lever.step)[0]
        refused = False
        for candidate in dict.fromkeys((amount, max(enough, amount), max(enough, amount) + unit)):
            if candidate <= 0.0:
                continue
            proof = self._proved(lever.edits(candidate))
            if proof.possible:
                self._keep(lever, candidate, proof, least=candidate == amount or refused)
                return
            refused = proof.possible is False and candidate + unit >= enough

    def _by_trial(self, lever: Lever) -> None:
        """Find the least amount by halving the range, each trial a proof."""
        steps = max(1, round(lever.most / lever.step))
        best = self._proved(lever.edits(lever.most)) if steps else Proof(False)
        if not best.possible:
            return
        fails, does, is_proven = 0, steps, True
        while does - fails > 1:
            middle = (fails + does) // 2
            proof = self._proved(lever.edits(middle * lever.step))
            if proof.possible:
                does, best = middle, proof
            else:
                fails, is_proven = middle, proof.possible is False
        self._keep(lever, does * lever.step, best, least=is_proven)

    def _keep(self, lever: Lever, amount: float, proof: Proof, *, least: bool) -> None:
        """Keep a repair that is proven."""
        if not proof.possible:
            return
        self.found.append(
            Repair(
                lever=lever.kind,
                words=lever.words(amount),
                edits=lever.edits(amount),
                price_musd=lever.price_musd * amount,
                proven=True,
                least=least,
                funded=proof.funded,
            )
        )

    def _slack(self, levers: Sequence[Lever], most_used: int | None = None) -> Slack:
        """Search with slack, unless the time is over."""
        if self.out_of_time():
            self.complete = False
            return Slack(None)
        slack = least_slack(self.tables, self.program, levers, self.controls, most_used=most_used)
        self.complete = self.complete and slack.possible is not None
        return slack

    def _proved(self, edits: Sequence[Edit]) -> Proof:
        """Prove edits, unless the time is over."""
        if self.out_of_time():
            self.complete = False
            return Proof(None)
        proof = prove(self.tables, edits, self.controls)
        self.complete = self.complete and proof.possible is not None
        return proof

    def _proof(self, edits: Sequence[Edit]) -> bool | None:
        return self._proved(edits).possible
