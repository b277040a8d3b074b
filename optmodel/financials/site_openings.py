"""When sites are opened: as typed while that is in time, else as late as can be.

The table SitesOpened has a record for every site that the input does not close. The date of the
opening and who pays for it are decisions; the rest follows, by the rules by which an edited plan
is judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base, period_of
from optmodel.financials.core import Core
from optmodel.financials.input_rows import site_positions
from optmodel.financials.opening_columns import (
    OPENED,
    preparation_share_column,
    preparing_sources,
    sharing_sources,
)
from optmodel.financials.payable_openings import payable_openings
from optmodel.financials.settings import is_word
from optmodel.live.functions import (
    count_where,
    either,
    is_number,
    item_or,
    largest,
    largest_of,
    least,
    magnitude,
    most,
    smallest,
)
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.plan.plan import Opening
from optmodel.program.program import Site
from optmodel.results.layout import Column, Kind
from optmodel.results.names import title_of_source
from optmodel.workbook.tables import Record

SHEET = "Sites"
NOT_OPENED = "not opened"


@dataclass(frozen=True, slots=True)
class Openings:
    """The sites that may be opened: those that the plan opens first."""

    table: Records
    sites: tuple[Site, ...]
    """A site per record."""
    rows: tuple[Record, ...]
    """Their rows of the input."""
    at: tuple[int, ...]
    """Their records in Lookups, from 0."""
    payable: Stack | None
    """Whether a site can be opened in a period; None where only the time decides."""


def openings_of(core: Core) -> Openings:
    """Describe the table SitesOpened."""
    base = core.base
    sites, planned = _listed(base)
    given = site_positions(base)
    at = tuple(given[site.id] for site in sites)
    rows = tuple(base.tables.rows("Sites")[index] for index in at)
    table = Records(base.names, SHEET, "SitesOpened", "so", len(sites))
    lookups = core.lookups.sites
    site = table.add("site", Column("Site"), [site.id for site in sites])
    table.add("name", Column("Name", Kind.NOTE, width=38), lookups.field("name").cells(at))
    table.add("state", Column("State", width=9), lookups.field("state").cells(at))
    starts = [opening.start if opening else None for opening in planned]
    table.add("opened", OPENED, starts)
    _shares(core, table, planned)
    table.add(
        "no", Column("Site number", Kind.WHOLE, "row of Lookups"), lookups.field("no").cells(at)
    )
    _facts(core, table, at)
    _starts(core, table)
    payable = payable_openings(core, sites, SHEET, site.here, table.field("wait").here)
    _settled(core, table, payable)
    return Openings(table, sites, rows, at, payable)


def _listed(base: Base) -> tuple[tuple[Site, ...], tuple[Opening | None, ...]]:
    """Sites with their openings, without what is closed: those that the plan opens first."""
    free = {site.id: site for site in base.program.sites if site.decision != "closed"}
    opened = {opening.site: opening for opening in base.plan.openings if opening.site in free}
    order = [*opened, *(name for name in free if name not in opened)]
    return tuple(free[name] for name in order), tuple(opened.get(name) for name in order)


def _shares(core: Core, table: Records, planned: tuple[Opening | None, ...]) -> None:
    """Add who pays which part: decisions where several sources may, then what counts of them."""
    base = core.base
    sharing = sharing_sources(base.program)
    for index in sharing:
        title = title_of_source(base.program, base.program.sources[index])
        parts = [opening.shares[index] if opening else None for opening in planned]
        table.add(f"share{index + 1}", preparation_share_column(title), parts)
    for index in preparing_sources(base.program):
        title = title_of_source(base.program, base.program.sources[index])
        column = Column(f"Part of {title}", Kind.SHARE, "of preparation")
        if not sharing:
            continue
        share = table.field(f"share{index + 1}").here
        counts = share * (magnitude(share) > core.sources.pays)
        table.add(f"part{index + 1}", column, either(is_number(share), counts, 0))


def _facts(core: Core, table: Records, at: tuple[int, ...]) -> None:
    """Add what the input says of a site."""
    sites = core.lookups.sites
    forced = is_word(sites.field("decision").cells(at), "open")
    table.add("forced", Column("Marked open", Kind.WHOLE, "1 or 0"), forced)
    table.add(
        "wait",
        Column("Preparation time", Kind.WHOLE, "periods"),
        sites.field("prepare").cells(at),
    )


def _starts(core: Core, table: Records) -> None:
    """Add what starts there, first and in all, and what date of opening is typed."""
    settings, workings = core.settings, core.decisions
    on, where, no = workings.field("on").range, workings.field("site").range, table.field("no").here
    soonest = largest_of(where.equals(no) * on * (settings.horizon - workings.field("start").range))
    table.add(
        "first",
        Column("First start", Kind.WHOLE, "period, the horizon = none"),
        settings.horizon - soonest,
    )
    table.add(
        "clusters",
        Column("Clusters", Kind.WHOLE, "number"),
        count_where((where, "=", no), (on, "=", 1)),
    )
    day = table.field("opened").here
    # A figure outside the calendar is as good as the day beside it.
    before, after = smallest(core.time.first_day.range) - 1, largest(core.time.last_day.range) + 1
    typed = table.add(
        "day",
        Column("Opening as typed", Kind.DATE, "date, the day before the first period = none"),
        either(is_number(day), most(least(day, after), before), before),
    )
    table.add(
        "typed",
        Column("Period as typed", Kind.WHOLE, "period, -1 = none"),
        most(period_of(typed.here, settings.first_month, settings.months), -1),
    )


def _settled(core: Core, table: Records, payable: Stack | None) -> None:
    """Add the period of the opening: -1 where the site is not opened."""
    clusters, wait = table.field("clusters").here, table.field("wait").here
    forced, typed = table.field("forced").here, table.field("typed").here
    last = table.add(
        "latest", Column("Latest in time", Kind.WHOLE, "period"), table.field("first").here - wait
    ).here
    latest = table.add(
        "possible",
        Column("Latest possible", Kind.WHOLE, "period"),
        most(last, 0) if payable is None else _possible(core, table, payable, last),
    )
    opens = table.add(
        "opens",
        Column("Is opened", Kind.WHOLE, "1 or 0"),
        either(clusters + forced > 0, 1, 0),
    )
    in_time = table.add(
        "chosen",
        Column("Typed or latest", Kind.WHOLE, "period"),
        either((typed >= 0) * (typed <= last) > 0, typed, latest.here),
    )
    period = table.add(
        "period",
        Column("Opening period", Kind.WHOLE, "period, -1 = not opened"),
        opens.here * (1 - forced) * in_time.here - (1 - opens.here),
    )
    table.add(
        "until",
        Column("Prepared until", Kind.WHOLE, "period, this one excluded"),
        period.here + most(1, wait),
    )
    table.add(
        "ready",
        Column("Ready for starts", Kind.WHOLE, "period"),
        period.here + wait,
    )
    table.add(
        "begins",
        Column("Opening", Kind.DATE, "date"),
        item_or(core.time.first_day.range, period.here + 1, NOT_OPENED),
    )


def _possible(core: Core, table: Records, payable: Stack, last: Term) -> Term:
    """The latest period in time in which the site can be opened; where there is none, in time."""
    number, allowed = core.time.number.range, payable.line("allowed").periods
    found = table.add(
        "payable",
        Column("Latest that can be paid", Kind.WHOLE, "period, -1 = none"),
        largest_of(allowed * (number <= last) * (number + 1)) - 1,
    ).here
    return either(found >= 0, found, most(last, 0))
