"""When each source has its money back, in words and dates: the end of the sheet Returns."""

from __future__ import annotations

from functools import reduce

from optmodel.financials.ground import Ground
from optmodel.financials.returns import NEVER, Parts
from optmodel.financials.waterfall import Claims, WaterfallBlocks
from optmodel.live.functions import either, item, least, most
from optmodel.live.term import Term, term
from optmodel.results.layout import Kind

PAYS_NOTHING = "pays nothing"
IN_POOL = "in the pool"
NO_CALL = "no call"


def add_recovered(ground: Ground, parts: Parts, waterfall: WaterfallBlocks) -> None:
    """Add to the vehicles how long each source waits, and the day of recovery."""
    pays = ground.sources.pays
    for claims in waterfall.claims:
        _years(parts, claims, pays)
    _date(parts, waterfall, pays)


def _years(parts: Parts, claims: Claims, pays: Term) -> None:
    """Years of a source with vehicles of its own; words of one that pays nothing or is pooled."""
    number, title = claims.terms.number, claims.terms.title
    years = IN_POOL if claims.balance is None else parts.vehicles.field(f"recovery{number}").here
    parts.add(
        f"recovered{number}", f"Recovery of {title}, if it pays", Kind.YEARS, "years",
        either(claims.calls.constant > pays, years, PAYS_NOTHING),
    )  # fmt: skip


def _date(parts: Parts, waterfall: WaterfallBlocks, pays: Term) -> None:
    """Last day of the period from which the first own source that pays is owed nothing."""
    horizon, one = parts.settings.horizon, term(1)
    turns: list[Term] = []
    periods: list[Term] = []
    called: list[Term] = []
    for claims in waterfall.claims:
        if claims.balance is None:
            continue
        number, title = claims.terms.number, claims.terms.title
        others = reduce(lambda rest, turn: rest - turn, turns, one)
        turn = parts.add(
            f"main{number}", f"{title} is the first that pays", Kind.WHOLE, "1 or 0",
            (claims.calls.constant > pays) * others,
        ).here  # fmt: skip
        turns.append(turn)
        first = _of(parts, "first_call", number)
        periods.append(turn * most(first, _of(parts, "owed", number)))
        called.append(turn * (first < horizon))
    word = parts.add(
        "no_recovery", "Where there is no recovery", Kind.TEXT, "",
        either(_pooled(waterfall, pays), IN_POOL, NO_CALL),
    ).here  # fmt: skip
    if not turns:
        parts.add("recovered_by", "Recovered by", Kind.DATE, "date", word.joined(""))
        return
    period = parts.add(
        "recovered", "Period of recovery", Kind.WHOLE, "period, the horizon = never", _sum(periods)
    ).here
    asked = parts.add(
        "never", "Where it is not recovered", Kind.TEXT, "", either(_sum(called) > 0, NEVER, word)
    ).here
    day = item(parts.time.last_day.range, least(period + 1, horizon))
    known = (_sum(turns) > 0) * (period < horizon)
    parts.add("recovered_by", "Recovered by", Kind.DATE, "date", either(known, day, asked))


def _of(parts: Parts, key: str, number: int) -> Term:
    return parts.vehicles.field(f"{key}{number}").here


def _sum(terms: list[Term]) -> Term:
    return reduce(lambda a, b: a + b, terms)


def _pooled(waterfall: WaterfallBlocks, pays: Term) -> Term:
    """Count the pooled sources that pay."""
    wanted = [
        (claims.calls.constant > pays) * 1 for claims in waterfall.claims if claims.balance is None
    ]
    return reduce(lambda a, b: a + b, wanted, term(0)) > 0
