"""The money of the sources against the audit: calls, limits, pools, recovery, broken rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import numpy as np
import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, facts_of
from optmodel.audit.verdict import Verdict
from optmodel.financials.account import Account
from optmodel.financials.core import core_of
from optmodel.financials.funding import Funding, funding_of
from optmodel.financials.ground import ground_of
from optmodel.financials.rules import LimitLine
from optmodel.financials.sites import Sites, sites_of
from optmodel.live.term import NO_PERIOD, Term
from optmodel.plan import plan as plans
from optmodel.program.build import build
from optmodel.workbook.tables import Tables

from ..cases import case, cluster, pledge, tiny_settings
from ..oracle.enumerate_plans import small_open_pools, small_rulebook, small_workbook
from ..oracle.generator import Workbook
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import Space
from .made import plan_of

RULES = (
    "commitment_limit", "call_limit", "sector_limit", "first_call", "last_call",
    "last_commitment", "maximum_share", "funding_shares", "source_recovery",
)  # fmt: skip
Parts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan as formulas, and what the audit says of it."""

    facts: Facts
    funding: Funding
    verdict: Verdict


def judged(
    tables: Tables,
    shares: Mapping[Start, Parts],
    opened: Mapping[Opening, Parts] | None = None,
) -> Judged:
    """Work a plan out as formulas and by the audit; sites open when the workbook opens them."""
    program, findings = build(tables)
    assert program is not None, [str(finding) for finding in findings]
    planned = [
        plans.Opening(
            opening.site,
            opening.period,
            program.calendar.start_of(opening.period),
            (),
            (),
            tuple(parts.get(source.id, 0.0) for source in program.sources),
        )
        for opening, parts in (opened or {}).items()
    ]
    plan = replace(plan_of(program, list(shares), shares), openings=tuple(planned))
    core = core_of(ground_of(plan, tables))
    sites = sites_of(core)
    openings = dict(_openings(sites, [source.id for source in program.sources]))
    only = {program.sources[0].id: 1.0}
    paid = {start: only if len(program.sources) == 1 else part for start, part in shares.items()}
    verdict = evaluate(tables, tuple(shares), tuple(openings), paid, openings)
    return Judged(facts_of(tables), funding_of(core, sites), verdict)


def _openings(sites: Sites, sources: list[str]) -> Iterator[tuple[Opening, Parts]]:
    """What the workbook opens, and who pays for it."""
    table = sites.openings
    keys = {field.key for field in table.fields}
    for row, name in enumerate(table.field("site").values):
        if not table.field("opens").values[row]:
            continue
        parts = {
            source: float(table.field(f"part{number}").values[row])
            for number, source in enumerate(sources, 1)
            if f"part{number}" in keys
        }
        if not parts:
            parts = {
                source: 1.0
                for source, paid in zip(sources, sites.paid, strict=True)
                if paid is not None
            }
        given = {source: part for source, part in parts.items() if part}
        yield Opening(str(name), int(table.field("period").values[row])), given


def value_of(term: Term, index: int = 0) -> object:
    """What a cell shows."""
    found = np.asarray(term.number(NO_PERIOD)).reshape(-1)
    return found[index if found.size > 1 else 0]


def broken(funding: Funding) -> Counter[str]:
    """Rule to the number of places where it is broken, by the formulas."""
    counted: Counter[str] = Counter(dict.fromkeys(RULES, 0))
    for check in funding.checks:
        counted[check.rule] += round(float(str(value_of(check.broken, check.index))))
    return counted


def differences(plan: Judged) -> Iterator[str]:
    """Say where formulas and audit disagree."""
    said = Counter(dict.fromkeys(RULES, 0))
    said.update(one.rule for one in plan.verdict.violations if one.rule in RULES)
    if (ours := broken(plan.funding)) != said:
        details = [one for one in plan.verdict.violations if one.rule in RULES]
        yield f"broken: {dict(ours - said)} too many, {dict(said - ours)} too few: {details}"
    for account in plan.funding.accounts:
        source = account.terms.source.id
        yield from _off(f"calls on {source}", account.calls.values[0], plan.verdict.calls[source])
        yield from _receipts(plan, account)
        yield from _room(plan, account)
    for identity in plan.funding.identities:
        expected = value_of(identity.expected, identity.index)
        actual = value_of(identity.actual, identity.index)
        if identity.name == "sources_uses" and said["funding_shares"]:
            continue  # What nobody pays for has no source.
        yield from _off(identity.description, actual, expected)


def _receipts(plan: Judged, account: Account) -> Iterator[str]:
    source, verdict = account.terms.source.id, plan.verdict
    if account.pool_rows is None:
        paid = [book for book in verdict.books.values() if source in book.parts]
        flows = [np.array(b.accounts[source].receipts) * b.parts[source] for b in paid]
        received = sum(flows, np.zeros(len(verdict.calls[source])))
        waits = [book.accounts[source].recovery_years for book in paid]
        years = None if None in waits else max((wait or 0.0 for wait in waits), default=0.0)
    else:
        pool = verdict.pools[source]
        received, years = np.array(pool.balance.receipts), pool.recovery_years
        rows = account.pool_rows
        lines = {
            "cash": rows.cash, "calls": rows.calls, "carried_loss": rows.carried,
            "distributable": rows.distributable, "balance_open": rows.balance.opening,
            "interest": rows.balance.interest, "receipts_before": rows.balance.before,
            "receipts_after": rows.balance.after, "balance_close": rows.balance.closing,
        }  # fmt: skip
        for name, line in lines.items():
            yield from _off(f"{name} of the pool of {source}", line.values[0], pool.line(name))
    yield from _off(f"receipts of {source}", account.receipts.values[0], received)
    shown = value_of(account.recovery)
    if isinstance(shown, str) or years is None:
        if (shown == "never") != (years is None):
            yield f"recovery of {source}: {shown}, by the audit {years}"
    else:
        yield from _off(f"recovery of {source}", shown, years)


def _room(plan: Judged, account: Account) -> Iterator[str]:
    """What can be called, worked out anew period by period."""
    source = plan.facts.sources[account.terms.source.id]
    left, unused, expected = source.room_musd, 0.0, []
    for h, call in enumerate(plan.verdict.calls[source.id]):
        row = source.call_rows[h]
        unused = unused if row.carries and row.maximum is not None else 0.0
        limit = left if row.maximum is None else min(left, row.maximum + unused)
        expected.append(limit if source.first_call <= h <= source.last_call else 0.0)
        unused = row.maximum + unused - call if row.carries and row.maximum is not None else 0.0
        left -= call
    yield from _off(f"room of {source.id}", account.room.values[0], expected)
    yield from _off(f"unspent of {source.id}", value_of(account.unspent), left)


def _off(what: str, ours: object, theirs: object) -> Iterator[str]:
    one = np.asarray(ours, dtype=np.float64)
    other = np.asarray(theirs, dtype=np.float64)
    size = max(1.0, float(np.abs(other).max(initial=0.0)))
    if not np.allclose(one, other, rtol=1e-9, atol=2e-9 * size):
        yield f"{what}: {one}, by the audit {other}"


def spoiled(random: Random, parts: Parts) -> dict[str, float]:
    """Who pays, now and then next to nothing, or a bit too much."""
    changed = dict(parts)
    if changed and random.random() < 0.15:
        name = random.choice(list(changed))
        changed[name] += random.choice([-changed[name] + 4e-6, 2e-6, 1e-5, 0.2, 1e-10])
    return changed


MAKERS: dict[str, Callable[[int], tuple[Workbook, Space]]] = {
    "base": small_workbook,
    "rulebook": small_rulebook,
    "open pools": small_open_pools,
}


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("maker", MAKERS)
def test_formulas_and_audit_agree(maker: str, seed: int) -> None:
    """Tests that random plans call, receive and break what the audit says, good or bad."""
    book, space = MAKERS[maker](seed)
    tables, random = book.tables(), Random(f"{maker} {seed}")
    for starts, openings in random_plans(random, space, 4):
        shares = random_shares(random, space, (starts, openings))
        plan = judged(
            tables,
            {start: spoiled(random, shares[start]) for start in starts},
            {opening: spoiled(random, shares[opening]) for opening in openings},
        )
        assert list(differences(plan)) == [], (starts, openings, shares)


def yearly() -> dict[str, object]:
    """One cluster that spends 10, 20 and 30 in its first three years."""
    return cluster("A", 60.0, 3) | {"Capex profile": "up", "Revenue (USD m/year)": 40.0}


UP = [{"Profile": "up", "Kind": "capex", "Step 1": 1 / 6, "Step 2": 2 / 6, "Step 3": 3 / 6}]
START = Start("A", 1, "S", 0)


def limits_of(plan: Judged, rule: str) -> dict[tuple[str, str], tuple[object, object]]:
    """Subject and sense to what is used and the limit, of one rule."""

    def figures(line: LimitLine) -> tuple[object, object]:
        return value_of(line.used, line.index), value_of(line.limit, line.index)

    return {
        (line.subject, line.sense): figures(line)
        for line in plan.funding.limits
        if line.rule == rule
    }


def test_what_is_not_called_is_carried_into_the_next_periods() -> None:
    """Tests 15 a year carried forward: 10 leave 5, then 20 of 20, then 30 of 15."""
    tables = case(
        tiny_settings(),
        Clusters=[yearly()],
        Profiles=UP,
        Funding=[pledge(100.0)],
        Funding_calls=[
            {
                "Source": "JPN",
                "From": date(2027, 1, 1),
                "Maximum call (USD m/period)": 15.0,
                "Carry forward": "yes",
            }
        ],
    )
    plan = judged(tables, {START: {}})
    assert list(differences(plan)) == []
    (account,) = plan.funding.accounts
    assert account.room.values[0][:4] == pytest.approx([15.0, 20.0, 15.0, 0.0])
    # 30 too much in the third year, and 15 a year catch up: three more are over the limit so far.
    assert broken(plan.funding)["call_limit"] == 1
    assert limits_of(plan, "call_limit") == {
        ("JPN, tightest period", "at most"): (pytest.approx(60.0), pytest.approx(45.0))
    }


def test_a_period_without_a_limit_ends_what_is_carried() -> None:
    """Tests a limit in the first year, none in the second, and a new one in the third."""
    calls = [
        (date(2027, 1, 1), 50.0, "yes"),
        (date(2028, 1, 1), None, "yes"),
        (date(2029, 1, 1), 25.0, "yes"),
    ]
    tables = case(
        tiny_settings(),
        Clusters=[yearly()],
        Profiles=UP,
        Funding=[pledge(100.0)],
        Funding_calls=[
            {
                "Source": "JPN",
                "From": day,
                "Maximum call (USD m/period)": most,
                "Carry forward": carried,
            }
            for day, most, carried in calls
        ],
    )
    plan = judged(tables, {START: {}})
    assert list(differences(plan)) == []
    assert broken(plan.funding)["call_limit"] == 1
    (account,) = plan.funding.accounts
    assert account.room.values[0][:3] == pytest.approx([50.0, 90.0, 25.0])


def test_least_and_most_of_a_sector_are_counted_apart() -> None:
    """Tests one sector of which too little is called and one of which too much is."""
    tables = case(
        tiny_settings(),
        Clusters=[
            cluster("A", 60.0, Sector="chips"),
            cluster("B", 40.0, Sector="steel"),
        ],
        Funding=[pledge(200.0)],
        Sector_limits=[
            {"Source": "JPN", "Sector": "chips", "Minimum (USD m)": 70.0},
            {"Source": "JPN", "Sector": "steel", "Maximum (USD m)": 30.0},
        ],
    )
    plan = judged(tables, {START: {}, Start("B", 1, "S", 0): {}})
    assert list(differences(plan)) == []
    assert broken(plan.funding)["sector_limit"] == 2
    assert limits_of(plan, "sector_limit") == {
        ("JPN chips", "at least"): (60.0, 70.0),
        ("JPN steel", "at most"): (40.0, 30.0),
    }


def test_nothing_is_owed_to_a_source_from_the_end_of_a_period() -> None:
    """Tests 60 called in a year, 40 a year of which half is received: repaid after three more."""
    source = pledge(100.0, **{"Share before recovery": 0.5, "Share after recovery": 0.1})
    tables = case(
        tiny_settings(),
        Clusters=[cluster("A", 60.0) | {"Revenue (USD m/year)": 40.0}],
        Funding=[source],
    )
    plan = judged(tables, {START: {}})
    assert list(differences(plan)) == []
    (account,) = plan.funding.accounts
    assert value_of(account.recovery) == pytest.approx(3.0)
    assert value_of(account.recovered) == float((date(2030, 12, 31) - date(1899, 12, 30)).days)
    assert value_of(account.unspent) == pytest.approx(40.0)
    nothing = judged(tables, {})
    assert value_of(nothing.funding.accounts[0].recovered) == "nothing called"


def waiting_pool(**over: object) -> list[dict[str, object]]:
    """A pool whose interest waits for operation, and a source that pays what it does not."""
    terms: dict[str, object] = {
        "Vehicle": "pooled",
        "Interest from": "operation",
        "Deemed rate": 0.05,
        "Share before recovery": 0.5,
    }
    return [pledge(100.0) | terms | over, {"Source": "EXT", "Commitment (USD m)": 100.0}]


def test_copies_that_start_alike_are_one_thing_to_a_waiting_pool() -> None:
    """Tests parts of 4e-6: too small of one cluster, and of three copies together large enough."""
    tables = case(
        tiny_settings(Perspective="United States"),
        Clusters=[cluster("A", 60.0), cluster("B", 60.0, Copies=3)],
        Funding=waiting_pool(),
    )
    small = {"JPN": 4e-6, "EXT": 1 - 4e-6}
    alone = judged(tables, {START: small})
    assert broken(alone.funding)["funding_shares"] == 1
    assert list(differences(alone)) == []
    copies = [Start("B", copy, "S", 0) for copy in (1, 2, 3)]
    together = judged(tables, dict.fromkeys(copies, small))
    assert broken(together.funding)["funding_shares"] == 0
    assert list(differences(together)) == []
    two = judged(tables, dict.fromkeys(copies[:2], small) | {copies[2]: {"EXT": 1.0}})
    assert broken(two.funding)["funding_shares"] == 1
    assert list(differences(two)) == []


def test_calls_outside_the_window_count_by_who_pays_a_part() -> None:
    """Tests three years of spending against calls from the second year to the second."""
    window = {"First call": date(2028, 1, 1), "Last call": date(2028, 1, 1)}
    other = {"Source": "EXT", "Commitment (USD m)": 100.0}
    for draw, early, late in (("as spent", 1, 1), ("at start", 1, 0)):
        tables = case(
            tiny_settings(),
            Clusters=[yearly()],
            Profiles=UP,
            Funding=[pledge(100.0) | window | {"Draw": draw}, other],
        )
        plan = judged(tables, {START: {"JPN": 0.3, "EXT": 0.7}})
        assert list(differences(plan)) == []
        assert broken(plan.funding)["first_call"] == early
        assert broken(plan.funding)["last_call"] == late
        (pays, last) = limits_of(plan, "first_call")["JPN", "at least"]
        assert (pays, last) == (0.0, 1.0)
        assert judged(tables, {START: {"EXT": 1.0}}).verdict.feasible
