"""The sheet Summary: one printed page that a board can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from optmodel.plan.plan import Decision, Plan
from optmodel.plan.source_state import source_states
from optmodel.program.program import Cluster
from optmodel.results.layout import (
    Block,
    Cell,
    Column,
    Kind,
    Report,
    Row,
    Sheet,
    Shown,
    Tone,
    total_of,
)
from optmodel.results.names import HOST, funded, site_of, source_title
from optmodel.results.sheets.limits import EXPLAINED, kind_of_unit
from optmodel.results.sheets.summary_charts import summary_charts
from optmodel.results.sheets.summary_key import LABEL_WIDTH, first_day, key_figures, recovered_by
from optmodel.results.sheets.summary_words import decision_words
from optmodel.results.words import is_tight

MOST_LIMITS = 8
"""Binding limits named on the page; the rest stand on the sheet Limits."""
WORDS_WIDTH = 96.0


def summary(report: Report) -> Sheet:
    """Describe the sheet Summary."""
    plan = report.plan
    lines = tuple(decision_words(plan))
    return Sheet(
        "Summary",
        f"Summary: {plan.program.settings.plan_name}",
        "The decision, what it is worth to whom, key dates and what binds.",
        (key_figures(report), _parties(plan), _by_site(plan), _by_sector(plan), _binding(plan)),
        lines=lines,
        charts=summary_charts(report, len(_sectors(plan)), len(lines)),
        frozen_columns=0,
        one_page=True,
    )


def _parties(plan: Plan) -> Block:
    values = plan.values_musd
    pledge, *others = source_states(plan)
    parties = (
        (HOST, values["united_states"]),
        (source_title(plan, pledge.source), values["japan"]),
        *((source_title(plan, state.source), state.value_musd) for state in others),
        *(() if others else (("Other sources", values["other"]),)),
    )
    program = values["program"]

    def share(value: float) -> Cell:
        return value / program if program else "none"

    columns = (
        Column("Party", width=LABEL_WIDTH),
        Column("Value", Kind.MONEY, "USD m"),
        Column("Share", Kind.SHARE, "% of program"),
    )
    rows = tuple(Row((name, value, share(value))) for name, value in parties)
    totals = Row(("Program", program, share(program)), tone=Tone.TOTAL)
    title = "Discounted value by party"
    return Block("SummaryParties", title, columns, rows, totals=totals, filters=False)


def _groups(
    plan: Plan, key: Callable[[Decision, Cluster], str]
) -> dict[str, list[tuple[Decision, Cluster]]]:
    found: dict[str, list[tuple[Decision, Cluster]]] = {}
    for _, decision, cluster in funded(plan):
        found.setdefault(key(decision, cluster), []).append((decision, cluster))
    by_calls = sorted(found, key=lambda name: -sum(d.calls_musd for d, _ in found[name]))
    return {name: found[name] for name in by_calls}


def _sectors(plan: Plan) -> dict[str, list[tuple[Decision, Cluster]]]:
    return _groups(plan, lambda _, cluster: cluster.sector or "(no sector)")


def _group_columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, Kind.NOTE, width=LABEL_WIDTH),
        Column("Clusters", Kind.WHOLE, "number"),
        Column("Calls", Kind.MONEY, "USD m"),
        Column("NPV program", Kind.MONEY, "USD m"),
        Column("First start", Kind.DATE, "date"),
        Column("Recovered by", Kind.DATE, "date"),
        Column("What is funded", Kind.NOTE, width=WORDS_WIDTH),
    )


def _group_row(plan: Plan, name: str, found: list[tuple[Decision, Cluster]]) -> Row:
    decisions = [decision for decision, _ in found]
    return Row(
        (
            name,
            len(found),
            total_of([decision.calls_musd for decision in decisions]),
            total_of([decision.npv_musd for decision in decisions]),
            first_day(decision.start for decision in decisions),
            Shown(recovered_by(plan, decisions), Kind.DATE),  # type: ignore[arg-type]
            _counted([cluster.id for _, cluster in found]),
        )
    )


def _counted(ids: list[str]) -> str:
    """Name ids once, with how many of each: ``FAB, FIB x 3``."""
    counts = Counter(ids)
    return ", ".join(f"{name} x {count}" if count > 1 else name for name, count in counts.items())


def _by_site(plan: Plan) -> Block:
    groups = _groups(plan, lambda decision, _: decision.site)
    rows = tuple(_group_row(plan, _site_words(plan, site), found) for site, found in groups.items())
    title = "Funded clusters by site, before site preparation"
    columns = _group_columns("Site")
    totals = _group_totals(rows)
    return Block(
        "SummarySites", title, columns, rows, totals, "No cluster is funded.", filters=False
    )


def _by_sector(plan: Plan) -> Block:
    rows = tuple(_group_row(plan, sector, found) for sector, found in _sectors(plan).items())
    title = "Funded clusters by sector"
    columns = _group_columns("Sector")
    totals = _group_totals(rows)
    return Block(
        "SummarySectors", title, columns, rows, totals, "No cluster is funded.", filters=False
    )


def _group_totals(rows: tuple[Row, ...]) -> Row:
    def added(index: int) -> float:
        figures = [row.cells[index] for row in rows]
        return total_of([value for value in figures if isinstance(value, int | float)])

    return Row(("Total", added(1), added(2), added(3), None, None, None), tone=Tone.TOTAL)


def _site_words(plan: Plan, site_id: str) -> str:
    site = site_of(plan, site_id)
    place = ", ".join(part for part in (site.name, site.state) if part and part != site.id)
    return f"{site.id}: {place}" if place else site.id


def _binding(plan: Plan) -> Block:
    binding = [limit for limit in plan.limits if is_tight(limit)]
    shown = binding[:MOST_LIMITS]
    columns = (
        Column("What binds", width=LABEL_WIDTH),
        Column("Used", Kind.BY_ROW),
        Column("Limit", Kind.BY_ROW),
        Column("Slack", Kind.BY_ROW),
        Column("Unit"),
        Column("Sense"),
        Column("Limit and input cell", Kind.NOTE, width=WORDS_WIDTH),
    )
    rows = tuple(
        Row(
            (
                limit.subject,
                limit.used,
                limit.limit,
                limit.slack,
                limit.unit,
                limit.sense,
                f"{EXPLAINED.get(limit.name, limit.name)}; {limit.cell or 'no input cell'}",
            ),
            kind_of_unit(limit.unit),
        )
        for limit in shown
    )
    title = f"What binds ({len(shown)} of {len(binding)} binding limits; all on the sheet Limits)"
    return Block("SummaryBinding", title, columns, rows, empty="Nothing binds.", filters=False)
