"""The starts and openings of a small workbook that are not broken by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from optmodel.audit.book import Book
from optmodel.audit.case import Case, Violation, case_of, copies_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, facts_of
from optmodel.audit.rules import BROKEN_BY_A_START, PLAN_RULES, violations_of
from optmodel.audit.verdict import Verdict, party_of, values_of, verdict_of
from optmodel.workbook.tables import Tables

from .share_rows import Decision, Unit

PlanTuple = tuple[tuple[Start, ...], tuple[Opening, ...]]
Shares = dict[Decision, dict[str, float]]

ON_PAYER = {"last_commitment", "first_call", "last_call", "source_recovery"}
"""Rules that say whether a source may pay for a decision."""

ON_SHARES = ON_PAYER | {
    "funding_shares", "maximum_share", "commitment_limit", "call_limit", "sector_limit", "target",
}  # fmt: skip
"""Rules that depend on who pays how much."""

ALONE = {*BROKEN_BY_A_START, "operator_choice"}
"""Rules that a start breaks whatever else is planned."""


@dataclass(frozen=True, slots=True)
class Space:
    """Starts and openings that are not broken by themselves, with what each is worth."""

    facts: Facts
    choices: tuple[tuple[Start | None, ...], ...]
    """One tuple per cluster and copy; None = not funded."""
    books: Mapping[Start, Book]
    """The audit's accounts of the starts, each under one source."""
    units: dict[tuple[Decision, str], Unit]
    """By decision and the source that may pay for it, the host (``""``) for some openings."""
    most: dict[str, float]
    """Source to its maximum share of a cluster, in the order of Funding."""
    pooled: frozenset[str]
    """Sources with one balance for everything."""

    @property
    def starts(self) -> tuple[Start, ...]:
        """Every start that may be in a plan."""
        return tuple(start for choice in self.choices for start in choice if start is not None)

    @property
    def combinations(self) -> int:
        """Number of ways to choose, openings apart."""
        return prod(len(choice) for choice in self.choices)

    @property
    def is_shared(self) -> bool:
        """Whether shares are to be found: several sources, and no pool, which forces them."""
        return len(self.most) > 1 and not self.pooled

    @property
    def is_additive(self) -> bool:
        """Whether a plan is worth no more than its parts and their synergies."""
        return not self.pooled or self.facts.setting_word("Perspective") == "program"

    def worth(self, decision: Decision) -> float:
        """The most that a decision adds, whoever pays."""
        return max(self.units[decision, f].value for f in self.payers(decision))

    def payers(self, decision: Decision) -> list[str]:
        """Who may pay for a decision."""
        return [source for source in ("", *self.most) if (decision, source) in self.units]

    def is_free(self, opening: Opening) -> bool:
        """Whether preparing the site costs nothing."""
        return self.facts.sites[opening.site].number("Preparation cost (USD m)") == 0.0

    def anyone(self, decisions: Sequence[Decision]) -> Shares:
        """One source that may pay all of each, for rules that do not ask who pays."""
        return {
            decision: {self.payers(decision)[0]: 1.0} if self.payers(decision)[0] else {}
            for decision in decisions
        }

    def forced(self, decisions: Sequence[Decision]) -> Shares:
        """The shares where there is nothing to choose: the maximum ones, and the only payer's."""
        return {
            decision: {
                source: self.most[source] if isinstance(decision, Start) else 1.0
                for source in self.payers(decision)
                if source
            }
            for decision in decisions
        }

    def verdict(self, plan: PlanTuple, shares: Shares) -> Verdict:
        """What the audit says of a plan with shares."""
        return verdict_of(laid(self.facts, plan, shares, self.books))

    def broken(self, plan: PlanTuple, shares: Shares) -> Iterator[str]:
        """Names of the rules that a plan breaks."""
        for violation in violations_of(laid(self.facts, plan, shares, self.books)):
            yield violation.rule


def laid(
    facts: Facts, plan: PlanTuple, shares: Shares, books: Mapping[Start, Book] | None = None
) -> Case:
    """A plan with its shares beside the facts."""
    starts, openings = plan
    return case_of(
        facts,
        starts,
        openings,
        books,
        shares={start: shares[start] for start in starts},
        preparation_shares={opening: shares[opening] for opening in openings},
    )


def space_of(tables: Tables) -> Space:
    """Leave out every start that breaks a rule whatever else is planned."""
    facts = facts_of(tables)
    most = {source.id: source.maximum_share for source in facts.sources.values()}
    books: dict[Start, Book] = {}
    units: dict[tuple[Decision, str], Unit] = {}
    choices: list[tuple[Start | None, ...]] = []
    for cluster in facts.clusters:
        for copy in range(1, copies_of(facts, cluster) + 1):
            found: list[Start | None] = [None]
            for start in _starts(facts, cluster, copy):
                paid = _units_of_start(facts, start, books)
                if sum(most[source] for _, source in paid) >= 1.0 - 1e-9:
                    found.append(start)
                    units |= paid
            choices.append(tuple(found))
    for site in facts.sites:
        for period in range(facts.calendar.decisions):
            units |= _units_of_opening(facts, Opening(site, period))
    pooled = frozenset(source.id for source in facts.sources.values() if source.is_pooled)
    return Space(facts, tuple(choices), books, units, most, pooled)


def _starts(facts: Facts, cluster: str, copy: int) -> Iterator[Start]:
    """Every start of a copy, with every operator and with none."""
    for operator in ("", *facts.operators):
        for site in facts.sites:
            for period in range(facts.calendar.decisions):
                yield Start(cluster, copy, site, period, operator)


def _units_of_start(
    facts: Facts, start: Start, books: dict[Start, Book]
) -> dict[tuple[Decision, str], Unit]:
    """A start under each source that may pay for it; nothing where it cannot be at all."""
    units: dict[tuple[Decision, str], Unit] = {}
    for source in reversed(list(facts.sources.values())):
        case = laid(facts, ((start,), ()), {start: {source.id: 1.0}}, books)
        broken = {violation.rule for violation in _broken(case)}
        if broken & (ALONE - ON_PAYER):
            return {}
        # What a pool repays is a matter of the whole plan.
        if broken & (ON_PAYER - ({"source_recovery"} if source.is_pooled else set())):
            continue
        book = books[start] = case.books[start]
        units[start, source.id] = Unit(
            value=values_of(case)[party_of(case)],
            calls=book.accounts[source.id].calls,
            receipts=book.accounts[source.id].receipts,
            capex=book.cash.capex,
            npv=book.npv_musd,
        )
    return units


def _broken(case: Case) -> Iterator[Violation]:
    """What a start breaks whatever else is planned."""
    for rule in ALONE:
        yield from PLAN_RULES[rule].find(case)


def _units_of_opening(facts: Facts, opening: Opening) -> dict[tuple[Decision, str], Unit]:
    """An opening under each source that may pay for it, or under the host where none is to."""
    units: dict[tuple[Decision, str], Unit] = {}
    nothing = (0.0,) * facts.calendar.horizon
    paying = [source.id for source in facts.sources.values() if source.pays_preparation]
    for source in paying or [""]:
        case = laid(facts, ((), (opening,)), {opening: {source: 1.0} if source else {}})
        if any(True for rule in ("first_call", "last_call") for _ in PLAN_RULES[rule].find(case)):
            continue
        value = values_of(case)[party_of(case)]
        calls = case.calls(source) if source else nothing
        units[opening, source] = Unit(value, calls, nothing, nothing, 0.0)
    return units
