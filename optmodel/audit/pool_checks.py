"""The pools of a claim: against the audit's own, and whether their sums close."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit import tolerance
from optmodel.audit.case import Case
from optmodel.audit.check import Check
from optmodel.audit.claim import Claim
from optmodel.audit.compare import Pair, compare
from optmodel.audit.facts import Steps
from optmodel.audit.pool import POOL_LINES, Pool
from optmodel.audit.source import Terms
from optmodel.audit.verdict import Verdict

Lines = dict[str, Steps]


def pool_checks(claim: Claim, case: Case, verdict: Verdict) -> Iterator[Check]:
    """Every line of every pool; its balance and its split by the claim's own lines."""
    yield compare(
        "pools",
        "Every line of every pool is recomputed from the input",
        _line_pairs(claim, verdict),
        tolerance.value,
    )
    claimed = {name: _lines(claim, name, pool) for name, pool in verdict.pools.items()}
    yield compare(
        "pooled_balance",
        "Pool: opening balance + interest + calls - receipts before recovery = closing balance",
        [pair for name, lines in claimed.items() for pair in _balance(name, lines)],
        tolerance.value,
    )
    yield compare(
        "pooled_split",
        "Pool: distributable cash is shared by the terms before and after recovery",
        [
            pair
            for name, lines in claimed.items()
            for pair in _split(name, lines, case.facts.sources[name].terms)
        ],
        tolerance.value,
    )


def _line_pairs(claim: Claim, verdict: Verdict) -> Iterator[Pair]:
    """Every line of a claimed pool; a pool or a line that is missing counts as nothing."""
    for source in sorted(claim.pools.keys() | verdict.pools.keys()):
        own, claimed = verdict.pools.get(source), claim.pools.get(source, {})
        for name in sorted(claimed.keys() | set(POOL_LINES)):
            right = own.line(name) if own is not None and name in POOL_LINES else ()
            found = claimed.get(name, ())
            for h in range(max(len(right), len(found))):
                words = f"{name} of the pool of {source} in period {h}"
                yield Pair(words, _at(right, h), _at(found, h))


def _balance(source: str, lines: Lines) -> Iterator[Pair]:
    """Each period opens with what the one before closed with, and closes with its sum."""
    before = 0.0
    for h, closing in enumerate(lines["balance_close"]):
        opening = lines["balance_open"][h]
        yield Pair(f"opening balance of the pool of {source} in period {h}", before, opening)
        total = opening + lines["interest"][h] + lines["calls"][h] - lines["receipts_before"][h]
        yield Pair(f"closing balance of the pool of {source} in period {h}", total, closing)
        before = closing


def _split(source: str, lines: Lines, terms: Terms) -> Iterator[Pair]:
    """Losses are made good, then the need is repaid at the first share, then the second holds.

    ``distributable - carried loss = cash - loss carried before``; ``before = min(share before x
    distributable, need)``; ``after = share after x (distributable - before / share before)``;
    ``receipts = before + after``.
    """
    loss = 0.0
    for h, paid in enumerate(lines["distributable"]):
        place = f"the pool of {source} in period {h}"
        net = lines["cash"][h] - loss
        loss = lines["carried_loss"][h]
        yield Pair(f"cash after losses of {place}", net, paid - loss)
        need = lines["balance_open"][h] + lines["interest"][h] + lines["calls"][h]
        repaid = min(terms.share_before * paid, need)
        yield Pair(f"receipts before recovery of {place}", repaid, lines["receipts_before"][h])
        taken = repaid / terms.share_before if terms.share_before > 0.0 else 0.0
        is_repaid = need - repaid <= tolerance.ZERO_MUSD
        after = terms.share_after * max(0.0, paid - taken) if is_repaid else 0.0
        yield Pair(f"receipts after recovery of {place}", after, lines["receipts_after"][h])
        yield Pair(f"receipts of {place}", repaid + after, lines["receipts"][h])


def _lines(claim: Claim, source: str, own: Pool) -> Lines:
    """The claimed lines of a pool; the audit's own where the claim gives none."""
    claimed = claim.pools.get(source, {})
    return {name: _padded(claimed.get(name, own.line(name)), own.line(name)) for name in POOL_LINES}


def _padded(steps: Steps, like: Steps) -> Steps:
    """A line that is too short is missing its last periods."""
    return tuple(steps[: len(like)]) + (0.0,) * (len(like) - len(steps))


def _at(steps: Steps, period: int) -> float:
    return steps[period] if period < len(steps) else 0.0
