"""Limits on the money of the sources: what is used of them, and whether a plan keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.financials.account import Account
from optmodel.financials.call_limits import CallRows
from optmodel.financials.core import Core
from optmodel.financials.paying import Paying, has_window, is_required
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import item, largest_of, magnitude, most, rounded, sum_of, total
from optmodel.live.term import Term

COMMITMENT, MAXIMUM_SHARE = "Commitment (USD m)", "Maximum share of a cluster"
RECOVERY = "Recovery target (years)"


def account_limits(paying: Paying, account: Account, rows: CallRows | None) -> Iterator[LimitLine]:
    """Give the limits of one source."""
    core, terms, lines = paying.core, account.terms, account.lines
    title, record = terms.title, terms.record
    yield LimitLine(
        "commitment_limit", title, "USD m", account.calls.total, lines.left.constant,
        cell=record.address(COMMITMENT),
    )  # fmt: skip
    if lines.limits is not None and rows is not None:
        at = lines.limits.tightest.constant
        yield LimitLine(
            "call_limit",
            f"{title}, tightest period",
            "USD m",
            item(lines.limits.called.range, at),
            item(lines.limits.maximum.range, at),
            cell=rows.cells.get(terms.number, ""),
        )
    if terms.source.maximum_share < 1.0:
        yield LimitLine(
            "maximum_share",
            f"{title}, largest part of a cluster",
            "share",
            largest_of(paying.range(f"part{terms.number}")),
            terms.maximum_share,
            cell=record.address(MAXIMUM_SHARE),
        )
    yield from _dates(core, account)
    if is_required(terms) and (target := paying.targets[terms.number - 1]) is not None:
        subject = f"{title} pool" if terms.source.is_pooled else f"{title}, slowest cluster"
        yield LimitLine(
            "source_recovery", subject, "years", account.recovery, target,
            cell=record.address(RECOVERY),
        )  # fmt: skip


def _dates(core: Core, account: Account) -> Iterator[LimitLine]:
    """Periods of the first and last call and of the last start beside their limits."""
    terms, settings, period = account.terms, core.settings, core.time.number.range
    called = account.calls.range > settings.zero
    horizon = settings.horizon
    first = horizon - largest_of(called * (horizon - period))
    last = largest_of(called * (period + 1)) - 1
    starts = _pays(core, terms) * (core.decisions.field("start").range + 1)
    for rule, header, used, limit, sense in (
        ("first_call", "First call", first, terms.first_call, "at least"),
        ("last_call", "Last call", last, terms.last_call, "at most"),
        (
            "last_commitment",
            "Last commitment",
            largest_of(starts) - 1,
            terms.last_start,
            "at most",
        ),
    ):
        if has_window(core, terms, header):
            cell = terms.record.address(header)
            yield LimitLine(rule, terms.title, "period", used, limit, sense, cell)


def _pays(core: Core, terms: SourceTerms) -> Term:
    """1 for every row of Workings of which a source pays a part."""
    return magnitude(core.decisions.shares[terms.number - 1].range) > core.sources.pays


def account_checks(paying: Paying, account: Account) -> Iterator[RuleCheck]:
    """Count where the limits of one source are broken."""
    core, terms, lines = paying.core, account.terms, account.lines
    rounding, number = core.settings.rounding, terms.number
    available = lines.left.constant
    over = account.calls.total - available > rounding * most(1, magnitude(available))
    yield RuleCheck("commitment_limit", over * 1)
    if lines.limits is not None:
        yield RuleCheck("call_limit", lines.limits.over.total)
    beyond = paying.range(f"part{number}") - terms.maximum_share > rounding
    yield RuleCheck("maximum_share", sum_of(paying.range(f"pays{number}") * beyond))
    for rule, key in (("first_call", "early"), ("last_call", "late_calls")):
        if paying.has(f"{key}{number}"):
            outside = paying.range(f"{key}{number}") > core.settings.zero
            yield RuleCheck(rule, sum_of(paying.range(f"pays{number}") * outside))
    if has_window(core, terms, "Last commitment"):
        late = core.decisions.field("start").range > terms.last_start
        yield RuleCheck("last_commitment", sum_of(_pays(core, terms) * late))
    if is_required(terms) and account.late is not None:
        yield RuleCheck("source_recovery", account.late * 1)


def share_checks(paying: Paying) -> Iterator[RuleCheck]:
    """Count what is wrong with the parts of starts."""
    if paying.has("faults"):
        yield RuleCheck("funding_shares", total(paying.range("faults")))
    for terms in paying.core.sources.terms:
        if paying.has(f"short{terms.number}"):
            short = total(paying.range(f"short{terms.number}"))
            yield RuleCheck("funding_shares", rounded(short))
