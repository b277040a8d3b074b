"""The tables of the summary: values by party, what is funded where, and what binds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from optmodel.financials.by_group import Group
from optmodel.financials.limits import LimitTable
from optmodel.financials.rules import LimitLine
from optmodel.live.by_record import value_of
from optmodel.live.functions import either, item, sum_of, total
from optmodel.live.term import Term
from optmodel.program.rule_words import explained
from optmodel.results.layout import Block, Column, Kind, Report, Row, Tone
from optmodel.results.names import HOST
from optmodel.results.sheets.limits import kind_of_unit
from optmodel.results.sheets.summary_key import FIGURE_WIDTH, LABEL_WIDTH, NONE, UNIT_WIDTH, live

MOST_LIMITS = 8
"""Limits named on the page; all stand on the sheet Limits."""
BESIDE = 4
"""First column of the tables in the middle of the page."""
NAME_WIDTH, COUNT_WIDTH, AMOUNT_WIDTH = 34.0, 8.5, 11.0
LONGEST = 37
"""Letters of a name that fit into its column."""
BINDS, BROKEN = 3.0, 4.0
"""How a limit stands, by the number of its words."""


def parties(report: Report) -> Block:
    """Give the discounted value of every party."""
    values, accounts = report.model.values, report.model.funding.accounts
    program = values.program

    def share(value: Term) -> Term:
        return either(program.differs(0), value / program, NONE)

    columns = (
        Column("Party", width=LABEL_WIDTH),
        Column("Value", Kind.MONEY, width=FIGURE_WIDTH),
        Column("Of program", Kind.SHARE, width=UNIT_WIDTH),
    )
    shown = [(HOST, values.host)]
    shown += [
        (account.terms.title, value)
        for account, value in zip(accounts, values.by_source, strict=True)
    ]
    rows = tuple(Row((name, live(value), live(share(value)))) for name, value in shown)
    whole = Row(("Program", live(program), live(share(program))), tone=Tone.TOTAL)
    return Block(
        "SummaryParties", "Discounted value by party, USD m", columns, (*rows, whole), filters=False
    )


def sectors(report: Report) -> Block:
    """Give what is funded by sector."""
    groups = report.model.values.groups.sectors
    return _groups(report, "SummarySectors", "Sector", "Funded clusters by sector", groups)


def sites(report: Report) -> Block:
    """Give what is funded by site."""
    groups = report.model.values.groups.sites
    title = "Funded clusters by site, before site preparation"
    return _groups(report, "SummarySites", "Site", title, groups)


def _groups(report: Report, table: str, what: str, title: str, groups: tuple[Group, ...]) -> Block:
    columns = (
        Column(what, width=NAME_WIDTH),
        Column("Clusters", Kind.WHOLE, width=COUNT_WIDTH),
        Column("Calls", Kind.MONEY, width=AMOUNT_WIDTH),
        Column("NPV", Kind.MONEY, width=AMOUNT_WIDTH),
        Column("First start", Kind.DATE, width=AMOUNT_WIDTH),
    )
    rows = tuple(
        Row(
            (
                _short(group.label),
                live(group.clusters),
                live(group.calls),
                live(group.npv),
                live(group.first_start),
            )
        )
        for group in groups
    )
    vehicles, dates = report.model.core.vehicles, report.model.values.dates
    together = Row(
        (
            "Total",
            live(report.model.core.decisions.funded_count),
            live(total(vehicles.field("calls").range)),
            live(total(vehicles.field("npv").range)),
            live(dates.first_start),
        ),
        tone=Tone.TOTAL,
    )
    return Block(table, f"{title}, USD m", columns, (*rows, together), filters=False, left=BESIDE)


def _short(name: str) -> str:
    """Cut a name that its neighbor would cover."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def binding(report: Report) -> Block:
    """Give the first limits that bind in the run, as they stand now."""
    part = report.model.limits
    columns = (
        Column("What", width=NAME_WIDTH),
        Column("Binds", Kind.VERDICT, width=COUNT_WIDTH),
        Column("Used", Kind.BY_ROW, width=AMOUNT_WIDTH),
        Column("Limit", Kind.BY_ROW, width=AMOUNT_WIDTH),
        Column("Slack", Kind.BY_ROW, width=AMOUNT_WIDTH),
    )
    rows = []
    tight = list(_tight(report))
    for index in _one_of_each(report, tight):
        line = part.lines[index]
        cells = (part.table.field(key).cell(index) for key in ("used", "figure", "slack"))
        words = _binds(part, index)
        label = _short(_named(line))
        rows.append(
            Row((label, live(words), *(live(cell) for cell in cells)), kind_of_unit(line.unit))
        )
    broken = sum_of(part.table.field("binding").range.equals("broken"))
    rows.append(Row(("Limits broken now, number", "", live(broken), None, None), Kind.WHOLE))
    shown = len(rows) - 1
    return Block(
        "SummaryBinding",
        f"What binds: {shown} of {len(tight)} limits that bound in the run, as they stand now",
        columns,
        tuple(rows),
        empty="Nothing binds.",
        filters=False,
        left=BESIDE,
    )


def _named(line: LimitLine) -> str:
    """Name a limit: of the supply of a site what is supplied, of any other rule its words."""
    if line.rule == "site_supply":
        return f"{line.subject}, {line.unit}"
    return f"{explained(line.rule)}: {line.subject}"


def _one_of_each(report: Report, tight: list[int]) -> list[int]:
    """Choose limits of as many rules as there is room for, in the order of the sheet Limits."""
    lines = report.model.limits.lines
    seen: Counter[str] = Counter()
    turn: dict[int, int] = {}
    for index in tight:
        turn[index] = seen[lines[index].rule]
        seen[lines[index].rule] += 1
    chosen = sorted(tight, key=lambda index: (turn[index], index))[: MOST_LIMITS - 1]
    return sorted(chosen)


def _binds(part: LimitTable, index: int) -> Term:
    """Return the words of the sheet Limits where nothing is left, else a plain no."""
    state = part.table.field("state").cell(index)
    return either(state - 1 > 1, item(part.words.field("word").range, state), "no")


def _tight(report: Report) -> Iterator[int]:
    """Yield the limits that are broken, or of which something is used and nothing left."""
    table = report.model.limits.table
    for index in range(table.count):
        state = value_of(table.field("state").cell(index), 0)
        used = value_of(table.field("used").cell(index), 0)
        if state == BROKEN or (state == BINDS and used != 0.0):
            yield index
