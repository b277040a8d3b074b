"""When a source has its money back: the last rows of its account."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.paying import Paying, is_required
from optmodel.financials.pools import PoolRows
from optmodel.financials.returns import NEVER
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import (
    either,
    every,
    item,
    largest,
    largest_of,
    least,
    most,
    total,
)
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Kind

NOTHING_CALLED = "nothing called"


@dataclass(frozen=True, slots=True)
class Recovery:
    """When nothing is owed to a source any more; each term is one cell."""

    years: Term
    """From the first call; of a source with vehicles the longest of them; ``never``."""
    day: Term
    """Last day of the period from which nothing is owed; ``never`` or ``nothing called``."""
    late: Term | None
    """Vehicles or pools that miss the target; None where there is no target."""


def recovery_of(
    paying: Paying, stack: Stack, terms: SourceTerms, calls: Line, pool: PoolRows | None
) -> Recovery:
    """Add the rows of recovery to the account of a source."""
    settings, time = paying.core.settings, paying.core.time
    horizon = settings.horizon

    def figure(key: str, label: str, unit: str, kind: Kind, content: Term) -> Term:
        return stack.figure(key, Look(label, unit, kind), content)

    first = figure(
        "first", "First call that is owed", "period", Kind.WHOLE, _first(paying, terms, calls, pool)
    )
    owed = figure(
        "owed", "Periods until nothing is owed", "number", Kind.WHOLE, _owed(paying, terms, pool)
    )
    longest = (
        most(0, owed - first) * settings.years
        if pool is not None
        else largest(paying.range(f"years{terms.number}"))
    )
    years = figure(
        "recovery",
        "Recovery from the first call" if pool is not None else "Recovery of the slowest cluster",
        "years",
        Kind.YEARS,
        either(owed.equals(horizon), NEVER, longest),
    )
    words = figure(
        "words", "Where there is no recovery", "", Kind.TEXT,
        either(owed.equals(horizon), NEVER, NOTHING_CALLED),
    )  # fmt: skip
    at = least(horizon, most(owed, first) + 1)
    day = figure(
        "recovered", "Nothing is owed from the period that ends", "date", Kind.DATE,
        either(every(owed < horizon, first < horizon), item(time.last_day.range, at), words),
    )  # fmt: skip
    return Recovery(years, day, _late(paying, stack, terms, pool, (first, owed)))


def _first(paying: Paying, terms: SourceTerms, calls: Line, pool: PoolRows | None) -> Term:
    """First period with a call, the horizon where there is none."""
    settings, number = paying.core.settings, terms.number
    horizon = settings.horizon
    if pool is not None:
        called = (calls.range > settings.zero) * (horizon - paying.core.time.number.range)
    else:
        first = paying.core.vehicles.field(f"first_call{number}").range
        called = paying.range(f"pays{number}") * (horizon - first)
    return horizon - largest_of(called)


def _owed(paying: Paying, terms: SourceTerms, pool: PoolRows | None) -> Term:
    """Period after the last one that ends with something owed, 0 where none does."""
    if pool is not None:
        zero, period = paying.core.settings.zero, paying.core.time.number.range
        return largest_of((pool.balance.closing.range > zero) * (period + 1))
    owed = paying.core.vehicles.field(f"owed{terms.number}").range
    return largest_of(paying.range(f"pays{terms.number}") * owed)


def _late(
    paying: Paying,
    stack: Stack,
    terms: SourceTerms,
    pool: PoolRows | None,
    dates: tuple[Term, Term],
) -> Term | None:
    """Add the target, and how many vehicles miss it; a pool is one."""
    target = paying.targets[terms.number - 1]
    if target is None:
        return None
    rule = "required" if is_required(terms) else "report only"
    look = Look(f"Recovery target, {rule}", "years", Kind.YEARS)
    stack.add("target", look, constant=target)
    if pool is None:
        late = total(paying.range(f"late{terms.number}"))
        look = Look("Later than the target", "clusters", Kind.WHOLE)
        return stack.figure("late", look, late)
    first, owed = dates
    settings = paying.core.settings
    years = most(0, owed - first) * settings.years
    late = either(owed.equals(settings.horizon), 1, years > target + paying.lateness) * 1
    return stack.figure("late", Look("Later than the target", "pools", Kind.WHOLE), late)
