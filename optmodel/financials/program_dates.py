"""When the program begins: the first and the last start, the first operation, the last call."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.account import Account
from optmodel.financials.core import Core
from optmodel.financials.program_figures import ProgramFigures
from optmodel.live.functions import either, largest, largest_of, months_after
from optmodel.live.term import Term, term
from optmodel.results.layout import Kind

NONE = "none"
"""Where nothing is funded, or nothing called."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Days, each a single cell; the word ``none`` where there is no such day."""

    end: Term
    """Last day of the horizon."""
    first_start: Term
    last_start: Term
    first_operation: Term
    last_call: Term
    """Last day of the period of the last call on the pledge."""


def dates_of(core: Core, pledge: Account, figures: ProgramFigures) -> Dates:
    """Work the dates out from the decisions that count."""
    settings, decisions = core.settings, core.decisions
    on, day = decisions.field("on").range, decisions.field("day").range

    def add(key: str, label: str, content: Term) -> Term:
        return figures.add(key, label, content, "date", Kind.DATE)

    def where_funded(content: Term) -> Term:
        return either(decisions.funded_count > 0, content, NONE)

    end = add("last_day", "Last day of the horizon", largest(core.time.last_day.range))
    # A cluster that is built until after the horizon has its first operation all the same.
    soonest = figures.add(
        "operation",
        "First operation",
        1000 - largest_of(on * (term(1000) - decisions.field("first").range)),
        "period",
        Kind.WHOLE,
    )
    begins = months_after(settings.first_day, settings.months * soonest)
    called = pledge.calls.range > settings.zero
    last_call = largest_of(called * core.time.last_day.range)
    return Dates(
        end=end,
        first_start=add(
            "first_start", "First start", where_funded(end - largest_of(on * (end - day)))
        ),
        last_start=add("last_start", "Last start", where_funded(largest_of(on * day))),
        first_operation=add("first_operation", "First operation", where_funded(begins)),
        last_call=add(
            "last_call",
            f"Last call on {pledge.terms.title}, end of its period",
            either(largest(pledge.calls.range) > settings.zero, last_call, NONE),
        ),
    )
