"""The sheet Plan: a row per cluster, funded ones first; what is decided first, then the rest.

Decisions are values, all the rest are formulas. A reviewer may change the decisions;
``optmodel.evaluation`` reads them back by their headers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from optmodel.financials.core import Core
from optmodel.live.functions import total
from optmodel.live.records import Field, Records
from optmodel.results.choices import share_choice
from optmodel.results.layout import Block, Cell, Choice, Kind, Live, Report, Sheet, Tone
from optmodel.results.words import is_edited

NEXT_PAGES = ("npv", "sector")
"""Columns that begin a printed page: decisions, dates and capital stand on the first, values and
returns on the second, what the input says on the third."""


def plan_sheet(report: Report) -> Sheet:
    """Describe the sheet Plan."""
    core = report.model.core
    plan = core.decisions.plan
    return Sheet(
        "Plan",
        "Plan",
        f"One row per cluster, the funded ones first. {_decided(report)} are {_decider(report)}"
        " (marked); everything else follows from them and from the inputs by formulas. Change"
        " them and see it move; save, and optmodel evaluate says what that breaks and costs.",
        (plan_block(core),),
        lines=tuple(_pool_words(core)),
        frozen_columns=2,
        page_breaks=tuple(plan.field(key).at for key in NEXT_PAGES),
    )


def plan_block(core: Core) -> Block:
    """Give the table of clusters with the sums of the funded ones."""
    plan = core.decisions.plan
    block = plan.block(
        "Clusters, funded ones first",
        totals=lambda field: _total(plan, field),
        empty="There is no cluster.",
    )
    sums = None if block.totals is None else replace(block.totals, tone=Tone.TOTAL)
    return replace(block, totals=sums, choices=tuple(_choices(core)))


def _total(plan: Records, field: Field) -> Cell:
    """Sum a column of money; nothing else has a meaningful sum."""
    if field.column.kind != Kind.MONEY:
        return "Total" if field.at == 0 else None
    cells = total(field.part(0, plan.count - 1))
    return Live(cells, 0, float(cells.number(0)))


def _choices(core: Core) -> Iterator[Choice]:
    """Say what may be typed into each column of decisions."""
    plan, calendar = core.decisions.plan, core.base.program.calendar
    yield Choice(
        plan.field("fund").at,
        "Fund this cluster?",
        "yes or no. With yes, choose a site and a start as well.",
        ("yes", "no"),
    )
    yield Choice(
        plan.field("site").at,
        "Where it stands",
        "A site of the input, by its short name. Blank where the cluster is not funded.",
        f"={core.lookups.sites.field('id').name}",
    )
    first, last = calendar.start_of(0), calendar.end_of(calendar.decision_periods - 1)
    yield Choice(
        plan.field("start").at,
        "When it starts",
        f"Any day of the period of the start, from {first} to {last}. Blank where the cluster is"
        " not funded.",
        days=(first, last),
    )
    if core.base.program.operators:
        yield Choice(
            plan.field("operator").at,
            "Who runs it",
            "One of the operators that the input offers for this cluster, by its short name.",
            f"={core.lookups.operators.field('id').name}",
        )
    for number in range(1, len(core.base.program.sources) + 1):
        if len(core.base.program.sources) > 1:
            yield share_choice(plan.field(f"share{number}").at, "the calls of the cluster")


def _pool_words(core: Core) -> Iterator[str]:
    """Say how the values of clusters become those of the Summary where there is a pool."""
    for terms in core.sources.terms:
        if terms.source.is_pooled:
            yield (
                f"{terms.title} is repaid by a pool, and what a pool receives belongs to no single"
                " cluster: its value on the sheet Summary is that of the clusters, which here is"
                " their calls alone, plus the receipts of the pool, less site preparation."
            )


def _decided(report: Report) -> str:
    """Name what the solver decides about a cluster."""
    names = ["Fund", "site", "start"]
    names += ["shares"] * (len(report.plan.program.sources) > 1)
    names += ["operator"] * bool(report.plan.program.operators)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _decider(report: Report) -> str:
    """Say whose decisions they are."""
    return "edited by hand" if is_edited(report.plan) else "the solver's result"
