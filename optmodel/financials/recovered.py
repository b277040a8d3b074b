"""When each source has its money back, in words and dates: the end of the sheet Returns."""

from __future__ import annotations

from functools import reduce

from optmodel.financials.ground import Ground
from optmodel.financials.returns import NEVER, VehicleColumns
from optmodel.financials.waterfall import Claims, WaterfallBlocks
from optmodel.live.functions import added, either, item, least, most
from optmodel.live.term import Term, term
from optmodel.results.layout import Kind

PAYS_NOTHING = "pays nothing"
IN_POOL = "in the pool"
NO_CALL = "no call"


def add_recovered(ground: Ground, columns: VehicleColumns, waterfall: WaterfallBlocks) -> None:
    """Add to the vehicles how long each source waits, and the day of recovery."""
    pays = ground.sources.pays
    for claims in waterfall.claims:
        _years(columns, claims, pays)
    _date(columns, waterfall, pays)


def _years(columns: VehicleColumns, claims: Claims, pays: Term) -> None:
    """Years of a source with vehicles of its own; words of one that pays nothing or is pooled."""
    number, title = claims.terms.number, claims.terms.title
    years = IN_POOL if claims.balance is None else columns.vehicles.field(f"recovery{number}").here
    columns.add(
        f"recovered{number}", f"Recovery of {title}, if it pays", Kind.YEARS, "years",
        either(claims.calls.constant > pays, years, PAYS_NOTHING),
    )  # fmt: skip


def _date(columns: VehicleColumns, waterfall: WaterfallBlocks, pays: Term) -> None:
    """Last day of the period from which the first own source that pays is owed nothing."""
    horizon, one = columns.settings.horizon, term(1)
    turns: list[Term] = []
    periods: list[Term] = []
    called: list[Term] = []
    for claims in waterfall.claims:
        if claims.balance is None:
            continue
        number, title = claims.terms.number, claims.terms.title
        others = reduce(lambda rest, turn: rest - turn, turns, one)
        turn = columns.add(
            f"main{number}", f"{title} is the first that pays", Kind.WHOLE, "1 or 0",
            (claims.calls.constant > pays) * others,
        ).here  # fmt: skip
        turns.append(turn)
        first = _of(columns, "first_call", number)
        periods.append(turn * most(first, _of(columns, "owed", number)))
        called.append(turn * (first < horizon))
    word = columns.add(
        "no_recovery", "Where there is no recovery", Kind.TEXT, "",
        either(_pooled(waterfall, pays), IN_POOL, NO_CALL),
    ).here  # fmt: skip
    if not turns:
        columns.add("recovered_by", "Recovered by", Kind.DATE, "date", word.joined(""))
        return
    period = columns.add(
        "recovered", "Period of recovery", Kind.WHOLE, "period, the horizon = never", added(periods)
    ).here
    asked = columns.add(
        "never", "Where it is not recovered", Kind.TEXT, "", either(added(called) > 0, NEVER, word)
    ).here
    day = item(columns.time.last_day.range, least(period + 1, horizon))
    known = (added(turns) > 0) * (period < horizon)
    columns.add("recovered_by", "Recovered by", Kind.DATE, "date", either(known, day, asked))


def _of(columns: VehicleColumns, key: str, number: int) -> Term:
    return columns.vehicles.field(f"{key}{number}").here


def _pooled(waterfall: WaterfallBlocks, pays: Term) -> Term:
    """Count the pooled sources that pay."""
    wanted = [
        (claims.calls.constant > pays) * 1 for claims in waterfall.claims if claims.balance is None
    ]
    return added([term(0), *wanted]) > 0
