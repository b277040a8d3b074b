"""A search for repairs: what each lever alone, or several together, have to give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from optmodel.conflict.amounts import rounded_up
from optmodel.conflict.elastic import Slack, least_slack
from optmodel.conflict.known_options import KnownOptions
from optmodel.conflict.lever import Lever, collide, together
from optmodel.conflict.possible import possible
from optmodel.conflict.proof import Proof, prove
from optmodel.conflict.types import Edit, Repair
from optmodel.program.build import build
from optmodel.search.controls import Controls
from optmodel.workbook.edit import edited
from optmodel.workbook.tables import Tables

Amount = tuple[Lever, float]
"""A lever and by how much it gives way."""

FEW = 3
"""So many levers of a kind are tried one by one; more of them first together."""
RETURNS = frozenset({"recovery", "payback"})
"""Kinds that wait longer for money: where more of it is needed, it mostly takes longer as well."""
MOST_STEPS = 20
"""Amounts that are tried one after the other, where a larger one does not always help."""
NOTHING = 1e-7
"""A slack up to this is none."""


def _used(levers: Sequence[Lever], slack: Slack) -> list[Amount]:
    """List the levers of which something is used, with figures that a person would type."""
    pairs = zip(levers, slack.amounts, strict=False)
    return [
        (lever, rounded_up(amount, lever.step)[0]) for lever, amount in pairs if amount > NOTHING
    ]


def _edits(used: Iterable[Amount]) -> tuple[Edit, ...]:
    """Put the edits of several levers together."""
    return together(lever.edits(amount) for lever, amount in used)


@dataclass(slots=True)
class Search:
    """A search for repairs, and what it has found."""

    tables: Tables
    controls: Controls
    out_of_time: Callable[[], bool]
    found: list[Repair] = field(default_factory=list)
    options: KnownOptions = field(default_factory=KnownOptions)
    complete: bool = True
    keeps_demands: bool = False
    """Whether a repair was found that gives up nothing of what is asked for."""

    def kind(self, levers: list[Lever]) -> None:
        """Look for repairs by each lever of a kind alone."""
        if levers[0].kind == "release":
            self._releases(levers)
            return
        if len(levers) > FEW and self._are_hopeless(levers):
            return
        for lever in levers:
            if lever.by_rows:
                self._by_rows(lever)
            elif lever.more_helps:
                self._by_trial(lever)
            else:
                self._by_counting(lever)

    def together(self, levers: Sequence[Lever]) -> None:
        """Look for repairs by several levers: rows alone, rows and returns, else all of them.

        Where demands give way as well, the first repair is enough.
        """
        if self._are_hopeless(levers):
            return
        by_rows = [lever for lever in levers if lever.by_rows]
        others = [lever for lever in levers if not lever.by_rows]
        returns = [lever for lever in others if lever.kind in RETURNS]
        known = len(self.found)
        self.mixed(by_rows)
        if len(self.found) == known or not any(lever.is_demand for lever in levers):
            self.mixed_by_trial(by_rows, returns)
        if len(self.found) == known and len(others) > len(returns):
            self.mixed_by_trial(by_rows, others)

    def mixed(self, levers: Sequence[Lever]) -> None:
        """Look for the cheapest amounts of several levers together."""
        self._keep_together(_used(levers, self._slack(self.tables, levers)))

    def mixed_by_trial(self, by_rows: Sequence[Lever], others: Sequence[Lever]) -> None:
        """Likewise with levers that work on options, each as far as it goes, then put back.

        The dearest are put back first, by halves. The amounts of the rest are the least beside
        what the others give; together they are no least amounts.
        """
        loose = [(lever, lever.most) for lever in others]
        if not loose:
            return
        changed = edited(self.tables, _edits(loose))
        used = _used(by_rows, self._slack(changed, by_rows))
        if not self._proved(_edits([*loose, *used])).possible:
            return
        dearest = sorted(loose, key=lambda it: -it[0].price_musd * it[1])
        loose = self._needed(dearest, used)
        for part in loose:
            rest = [it for it in loose if it is not part]
            least = self._least_beside(part[0], [*rest, *used])
            loose = [*rest, (part[0], least)]
        self._keep_together([*loose, *used])

    def _needed(self, loose: list[Amount], others: Sequence[Amount]) -> list[Amount]:
        """Put back what is not needed beside what others give."""
        if self._proved(_edits(others)).possible:
            return []
        if len(loose) == 1:
            return loose
        middle = len(loose) // 2
        first, second = loose[:middle], loose[middle:]
        first = self._needed(first, [*second, *others])
        return [*first, *self._needed(second, [*first, *others])]

    def _least_beside(self, lever: Lever, others: Sequence[Amount]) -> float:
        """Return the least amount of a lever on options that does beside what others give."""
        fails, does = 0, max(1, round(lever.most / lever.step))
        while does - fails > 1:
            middle = (fails + does) // 2
            edits = _edits([*others, (lever, middle * lever.step)])
            does, fails = (middle, fails) if self._proved(edits).possible else (does, middle)
        return does * lever.step

    def _keep_together(self, used: Sequence[Amount]) -> None:
        """Keep a repair by several levers if it is proven."""
        edits = _edits(used)
        if not edits or any(set(edits) == set(other.edits) for other in self.found):
            return
        proof = self._proved(edits)
        if not proof.possible:
            return
        self.keeps_demands |= not any(lever.is_demand for lever, _ in used)
        self.found.append(
            Repair(
                lever=" and ".join(dict.fromkeys(lever.kind for lever, _ in used)),
                words="; and ".join(lever.words(amount) for lever, amount in used),
                edits=edits,
                price_musd=sum(lever.price_musd * amount for lever, amount in used),
                proven=True,
                least=False,
                funded=proof.funded,
            )
        )

    def _releases(self, levers: list[Lever]) -> None:
        """Release one cluster after the other, as long as there is one that does."""
        left = list(levers)
        while left:
            slack = self._slack(self.tables, left, most_used=1)
            released = [it for it, amount in zip(left, slack.amounts, strict=False) if amount > 0.5]
            if not released:
                break
            self._keep(released[0], 1.0, self._proved(released[0].edits(1.0)), least=True)
            left.remove(released[0])

    def _by_rows(self, lever: Lever) -> None:
        """Find the least amount by slack, round it up and prove it."""
        slack = self._slack(self.tables, [lever])
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

    def _by_counting(self, lever: Lever) -> None:
        """Find the least amount step by step, where a larger one does not always help."""
        is_proven = True
        for step in range(1, min(MOST_STEPS, round(lever.most / lever.step)) + 1):
            proof = self._proved(lever.edits(step * lever.step))
            if proof.possible:
                self._keep(lever, step * lever.step, proof, least=is_proven)
                return
            is_proven = is_proven and proof.possible is False

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
        self.keeps_demands |= not lever.is_demand
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

    def _slack(
        self, tables: Tables, levers: Sequence[Lever], most_used: int | None = None
    ) -> Slack:
        """Search with slack, unless the time is over."""
        if self.out_of_time():
            self.complete = False
            return Slack(None)
        slack = least_slack(
            tables, levers, self.controls, most_used=most_used, options_of=self.options.of
        )
        self.complete = self.complete and slack.possible is not None
        return slack

    def _proved(self, edits: Sequence[Edit]) -> Proof:
        """Prove edits, unless the time is over."""
        if self.out_of_time():
            self.complete = False
            return Proof(None)
        proof = prove(self.tables, edits, self.controls, self.options.of)
        self.complete = self.complete and proof.possible is not None
        return proof

    def _are_hopeless(self, levers: Sequence[Lever]) -> bool:
        """Whether it is proven that levers do not do even where all give way altogether.

        Amounts without end make no sense in an input, so that only the plan is looked for.
        """
        if self.out_of_time() or collide(lever.without for lever in levers):
            return False
        program, _ = build(edited(self.tables, together(it.without for it in levers)))
        if program is None:
            return False
        return possible(program, self.controls, None, self.options.of) is False
