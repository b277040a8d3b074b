"""What a plan asks of the shares of its sources, as rows over them: limits of each source, targets.

Worked out from the workbook's rows and the audit's figures of single starts, so that nothing of
the model is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from optmodel.audit.cash import operating_periods
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, Steps, word
from optmodel.workbook.tables import Record

Decision = Start | Opening


@dataclass(frozen=True, slots=True)
class Unit:
    """A start or an opening as one source would have it that paid for all of it. USD m."""

    value: float
    """In the perspective of the Settings."""
    calls: Steps
    receipts: Steps
    capex: Steps
    npv: float


Units = Mapping[tuple[Decision, str], Unit]
"""Decision and source id, where that source may pay."""


@dataclass(frozen=True, slots=True)
class Row:
    """``sum of factor x share <= most``, less a miss that costs ``price`` where there is one."""

    factors: dict[tuple[Decision, str], float]
    most: float
    price: float | None = None


def limit_rows(facts: Facts, units: Units) -> Iterator[Row]:
    """Commitment, calls by period and sector of every source."""
    for source in facts.tables.rows("Funding"):
        paid = {key: unit for key, unit in units.items() if key[1] == source.text("Source")}
        left = source.number("Commitment (USD m)") - source.number("Already committed (USD m)")
        yield Row({key: sum(unit.calls) for key, unit in paid.items()}, left)
        yield from _call_rows(facts, source, paid)
        yield from _sector_rows(facts, source, paid)


def target_rows(facts: Facts, units: Units) -> Iterator[Row]:
    """Every target; its own sign turned so that less is met."""
    for target in facts.tables.rows("Targets"):
        by = min(facts.period(target, "By", facts.calendar.horizon), facts.calendar.horizon - 1)
        strength = target.text("Strength").casefold()
        price = None if strength in {"", "must"} else float(strength)
        sign = 1.0 if word(target, "Sense") == "at most" else -1.0
        metric = word(target, "Metric")
        if metric == "receipts":
            factors, amount = _receipts(facts, target, units, by), 0.0
        else:
            factors, amount = _counted(facts, target, units, by)
        yield Row({key: sign * factor for key, factor in factors.items()}, sign * amount, price)


def _receipts(
    facts: Facts, target: Record, units: Units, by: int
) -> dict[tuple[Decision, str], float]:
    """Receipts less the fraction of the calls, both by the date."""
    first = facts.tables.rows("Funding")[0].text("Source")
    source = target.text("Filter") if word(target, "Filter by") == "source" else first
    fraction = target.number("Amount")
    return {
        key: sum(unit.receipts[: by + 1]) - fraction * sum(unit.calls[: by + 1])
        for key, unit in units.items()
        if key[1] == source
    }


def _counted(
    facts: Facts, target: Record, units: Units, by: int
) -> tuple[dict[tuple[Decision, str], float], float]:
    """The metric over the filter, and what it is compared with on the right-hand side."""
    measure = MEASURES[word(target, "Metric")]
    everything = {
        key: measure(facts, key[0], unit, by)
        for key, unit in units.items()
        if isinstance(key[0], Start)
    }
    amount = target.number("Amount")
    factors = {
        key: figure if _is_meant(facts, target, key) else 0.0 for key, figure in everything.items()
    }
    if word(target, "Amount is") != "share":
        return factors, amount
    return {key: factors[key] - amount * figure for key, figure in everything.items()}, 0.0


def _is_meant(facts: Facts, target: Record, key: tuple[Decision, str]) -> bool:
    """Whether a start that a source pays for passes the filter."""
    start, source = key
    assert isinstance(start, Start)
    by, wanted = word(target, "Filter by"), target.text("Filter")
    if by in {"", "all"}:
        return True
    found = {
        "sector": facts.clusters[start.cluster].text("Sector"),
        "product": facts.clusters[start.cluster].text("Product"),
        "state": facts.sites[start.site].text("State"),
        "site": start.site,
        "source": source,
    }
    return found[by] == wanted


def _clusters(_: Facts, start: Start, __: Unit, by: int) -> float:
    return float(start.period <= by)


def _running(column: str) -> Callable[[Facts, Start, Unit, int], float]:
    """A figure of the cluster once it operates."""

    def measure(facts: Facts, start: Start, _: Unit, by: int) -> float:
        first, _end = operating_periods(facts, start.cluster, start.period)
        runs = first <= by and first < facts.calendar.horizon
        return facts.clusters[start.cluster].number(column) if runs else 0.0

    return measure


def _capex(_: Facts, __: Start, unit: Unit, by: int) -> float:
    return sum(unit.capex[: by + 1])


def _value(_: Facts, start: Start, unit: Unit, by: int) -> float:
    return unit.npv if start.period <= by else 0.0


MEASURES: dict[str, Callable[[Facts, Start, Unit, int], float]] = {
    "clusters": _clusters,
    "jobs": _running("Jobs"),
    "output": _running("Output (units/year)"),
    "capex": _capex,
    "value": _value,
}
"""Metric of a target to what one start adds to it."""


def _call_rows(facts: Facts, source: Record, paid: Units) -> Iterator[Row]:
    """Calls so far in a run that carries forward stay within the maxima so far."""
    run: list[int] = []
    room = 0.0
    for h, (most, carries) in enumerate(_maxima(facts, source)):
        if most is None or not carries:
            run, room = [], 0.0
        if most is None:
            continue
        run, room = [*run, h], room + most
        yield Row(
            {key: sum(unit.calls[period] for period in run) for key, unit in paid.items()}, room
        )
        if not carries:
            run, room = [], 0.0


def _maxima(facts: Facts, source: Record) -> Iterator[tuple[float | None, bool]]:
    """Most that a source can pay in each period and whether it carries forward.

    Outside its window nothing is limited here: whoever calls there may not pay at all.
    """
    name, last = source.text("Source"), facts.calendar.horizon - 1
    window = range(
        facts.period(source, "First call", 0), facts.period(source, "Last call", last) + 1
    )
    rows = sorted(
        (
            (max(0, facts.period(row, "From", 0)), row)
            for row in facts.tables.rows("Funding calls")
            if row.text("Source") == name
        ),
        key=lambda pair: pair[0],
    )
    for h in range(facts.calendar.horizon):
        begun: Sequence[Record] = [row for since, row in rows if since <= h]
        if h not in window or not begun:
            yield None, False
        else:
            most = begun[-1].optional_number("Maximum call (USD m/period)")
            yield most, begun[-1].flag("Carry forward")


def _sector_rows(facts: Facts, source: Record, paid: Units) -> Iterator[Row]:
    """Least and most for the clusters of a sector; site preparation has no sector."""
    for limit in facts.tables.rows("Sector limits"):
        if limit.text("Source") != source.text("Source"):
            continue
        called = {
            key: sum(unit.calls)
            for key, unit in paid.items()
            if isinstance(key[0], Start)
            and facts.clusters[key[0].cluster].text("Sector") == limit.text("Sector")
        }
        most = limit.optional_number("Maximum (USD m)")
        if most is not None:
            yield Row(called, most)
        least = limit.optional_number("Minimum (USD m)") or 0.0
        if least > 0.0:
            yield Row({key: -calls for key, calls in called.items()}, -least)
