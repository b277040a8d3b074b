"""Which limits begin to bind from A to B, which cease to, and which bind in both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from optmodel.comparison.side import Side
from optmodel.plan.limit import Limit
from optmodel.results.words import is_tight

PERIOD = re.compile(r" \([^()]*\)$")
"""The period, at the end of a subject, in which a limit is tightest: it may differ."""

BEGINS, CEASES, BOTH = "begins to bind", "ceases to bind", "binds in both"


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A limit that binds in at least one of the plans: something is used and nothing is left."""

    rule: str
    subject: str
    change: str
    a: Limit | None
    """None where A has no such limit."""
    b: Limit | None


def limit_changes(a: Side, b: Side) -> tuple[LimitChange, ...]:
    """Compare the limits that bind, those that begin to first, then those that cease to."""
    of_a, of_b = _by_name(a.limits), _by_name(b.limits)
    found: dict[str, list[LimitChange]] = {BEGINS: [], CEASES: [], BOTH: []}
    for key in dict.fromkeys((*of_a, *of_b)):
        first, second = of_a.get(key), of_b.get(key)
        tight_a = first is not None and is_tight(first)
        tight_b = second is not None and is_tight(second)
        if tight_a or tight_b:
            change = BOTH if tight_a and tight_b else CEASES if tight_a else BEGINS
            rule, subject, _, _ = key
            found[change].append(LimitChange(rule, subject, change, first, second))
    return tuple(change for changes in found.values() for change in changes)


def _by_name(limits: Iterable[Limit]) -> dict[tuple[str, str, str, int], Limit]:
    """Rule, subject, sense and a number where several are alike, to the limit."""
    named: dict[tuple[str, str, str, int], Limit] = {}
    for limit in limits:
        subject, number = PERIOD.sub("", limit.subject), 0
        while (limit.name, subject, limit.sense, number) in named:
            number += 1
        named[limit.name, subject, limit.sense, number] = limit
    return named
