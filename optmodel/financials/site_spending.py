"""What the preparation of sites costs by period, and who pays it."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.opening_columns import preparing_sources, sharing_sources
from optmodel.financials.site_openings import SHEET, Openings
from optmodel.live.functions import most, sum_of, total
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.results.layout import Column, Kind, Tone


@dataclass(frozen=True, slots=True)
class Spending:
    """Rows by period; nominal USD m, positive."""

    program: Stack
    """The rows of all sites together, one block."""
    by_site: Stack | None
    """A row per site that may be opened, in the order of the openings; None where no preparation
    costs anything."""
    preparation: Line
    paid: tuple[Line | None, ...]
    """By source; None of one that pays for no preparation."""


def spending_of(core: Core, openings: Openings) -> Spending:
    """Describe the spending; the total of each site goes to the table of openings."""
    base = core.base
    by_site = _by_site(core, openings)
    program = Stack(base.names, SHEET, "st", base.horizon, subject="All sites")
    total_look = Look("Preparation, nominal", tone=Tone.TOTAL)
    preparation = program.add("preparation", total_look, total=True)
    nothing = [[0.0] * base.horizon]
    preparation.content = nothing if by_site is None else total(by_site.line("spending").everywhere)
    paying = preparing_sources(base.program)
    paid = [
        _paid(core, openings, program, by_site, index) if index in paying else None
        for index in range(len(base.program.sources))
    ]
    return Spending(program, by_site, preparation, tuple(paid))


def _by_site(core: Core, openings: Openings) -> Stack | None:
    """Spending on each site: even over its periods, at the prices of capex."""
    table, base = openings.table, core.base
    if not any(site.preparation_musd for site in openings.sites):
        return None
    stack = Stack(
        base.names,
        SHEET,
        "sp",
        base.horizon,
        blocks=table.count,
        subject=table.field("site").here,
    )
    cost = core.lookups.sites.field("prepare_cost").cells(openings.at)
    each = cost / most(1, table.field("wait").here)
    line = stack.add(
        "spending",
        Look("Preparation, nominal"),
        constant=each * table.field("opens").here,
        total=True,
    )
    now = core.time.number.now
    begun, ended = table.field("period").here, table.field("until").here
    line.content = line.constant * core.time.capex.now * (now >= begun) * (now < ended)
    table.add("cost", Column("Preparation", Kind.MONEY, "USD m"), line.total)
    return stack


def _paid(
    core: Core, openings: Openings, program: Stack, by_site: Stack | None, index: int
) -> Line:
    """What a source pays: everything where nobody else does, else its part of each site."""
    title = core.sources.terms[index].title
    line = program.add(f"paid{index + 1}", Look(f"Preparation paid by {title}"), total=True)
    line.content = program.line("preparation").now
    if by_site is not None and sharing_sources(core.base.program):
        parts = openings.table.field(f"part{index + 1}").range
        line.content = sum_of(parts * by_site.line("spending").everywhere)
    return line
