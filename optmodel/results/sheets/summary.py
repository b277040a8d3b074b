"""The sheet Summary: one printed page that a board can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from optmodel.plan.plan import Decision, Plan
from optmodel.plan.source_state import beyond_pledge_musd, source_states
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
    finite_or,
    total_of,
)
from optmodel.results.names import HOST, funded, pledge_of, site_of, source_title
from optmodel.results.sheets.limits import EXPLAINED, kind_of_unit
from optmodel.results.sheets.summary_charts import summary_charts
from optmodel.results.sheets.summary_words import decision_words
from optmodel.results.words import failures, gap_musd, is_tight

MOST_LIMITS = 8
"""Binding limits named on the page; the rest stand on the sheet Limits."""
LABEL_WIDTH, FIGURE_WIDTH, WORDS_WIDTH = 48.0, 14.0, 96.0


def summary(report: Report) -> Sheet:
    """Describe the sheet Summary."""
    plan = report.plan
    lines = tuple(decision_words(plan))
    return Sheet(
        "Summary",
        f"Summary: {plan.program.settings.plan_name}",
        "The decision, what it is worth to whom, key dates and what binds.",
        (_key_figures(report), _parties(plan), _by_site(plan), _by_sector(plan), _binding(plan)),
        lines=lines,
        charts=summary_charts(report, len(_sectors(plan)), len(lines)),
        frozen_columns=0,
        one_page=True,
    )


def _key_figures(report: Report) -> Block:
    plan = report.plan
    pledge = source_states(plan)[0]
    called, available = pledge.called_musd, pledge.available_musd
    chosen = [decision for decision in plan.decisions if decision.funded]
    rows: list[tuple[str, Cell, str, Kind]] = [
        ("Value in the chosen perspective", plan.value_musd, "USD m", Kind.MONEY),
        ("Proven gap", finite_or(gap_musd(plan), "unknown"), "USD m", Kind.MONEY),
        ("Clusters funded", len(plan.funded), f"of {len(plan.decisions)}", Kind.WHOLE),
        ("Sites opened", len(plan.openings), f"of {len(plan.program.sites)}", Kind.WHOLE),
        ("Capex, gross", total_of([d.capex_musd for d in chosen]), "USD m", Kind.MONEY),
        ("Pledge available", available, "USD m", Kind.MONEY),
        ("Pledge called", called, "USD m", Kind.MONEY),
        ("Pledge unspent (not a saving)", available - called, "USD m", Kind.MONEY),
        ("Share of the pledge called", called / available if available > 0 else "none",
         "% of available", Kind.SHARE),
        ("First start", _first(d.start for d in chosen), "date", Kind.DATE),
        ("Last start", _last(d.start for d in chosen), "date", Kind.DATE),
        ("First operation", _first(d.operation for d in chosen), "date", Kind.DATE),
        ("Last call in the period to", _last_call(plan), "date", Kind.DATE),
        ("Pledge recovered by", _pledge_recovered(plan, chosen), "date", Kind.DATE),
        *_further_figures(plan),
        ("Checks that fail", failures(plan), f"of {len(plan.checks)}", Kind.WHOLE),
    ]  # fmt: skip
    columns = (
        Column("Key figure", width=LABEL_WIDTH),
        Column("Figure", Kind.BY_ROW, width=FIGURE_WIDTH),
        Column("Unit", width=FIGURE_WIDTH),
    )
    cells = tuple(Row((item, value, unit), kind) for item, value, unit, kind in rows)
    return Block("SummaryKey", "Key figures", columns, cells, filters=False)


def _first(days: Iterable[date | None]) -> Cell:
    return min((day for day in days if day is not None), default="none")


def _last(days: Iterable[date | None]) -> Cell:
    return max((day for day in days if day is not None), default="none")


def _last_call(plan: Plan) -> Cell:
    calls = plan.calls_musd[pledge_of(plan).id]
    called = [period for period, amount in enumerate(calls) if amount > 0]
    return plan.program.calendar.end_of(called[-1]) if called else "none"


def _recovered(chosen: list[Decision]) -> Cell:
    """Give the day by which every funded cluster has repaid its calls."""
    if any(decision.recovery_years is None for decision in chosen):
        return "never"
    return _last(decision.recovery_date for decision in chosen)


def _pledge_recovered(plan: Plan, chosen: list[Decision]) -> Cell:
    """Give the day from which on nothing is owed to the pledge."""
    if len(plan.program.sources) == 1 and not pledge_of(plan).is_pooled:
        return _recovered(chosen)
    pledge = source_states(plan)[0]
    if pledge.recovery_years is None:
        return "never"
    return pledge.recovery_date or "none"


def _further_figures(plan: Plan) -> Iterator[tuple[str, Cell, str, Kind]]:
    """Give what is called beyond the pledge, and prices and synergies, where there are any."""
    others = source_states(plan)[1:]
    for state in others:
        title = source_title(plan, state.source)
        yield f"Called from {title}", state.called_musd, "USD m", Kind.MONEY
    if others:
        beyond = beyond_pledge_musd(plan)
        yield "Called beyond the pledge", beyond, "USD m", Kind.MONEY
    if plan.program.synergies:
        yield "Synergies, in the program's value", plan.synergy_musd, "USD m", Kind.MONEY
    if plan.targets:
        missed = sum(state.penalty_musd > 0.0 for state in plan.targets)
        yield "Targets missed at a price", missed, f"of {len(plan.targets)}", Kind.WHOLE
        yield "Prices of missed targets", plan.penalty_musd, "USD m", Kind.MONEY


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


def _group_row(name: str, found: list[tuple[Decision, Cluster]]) -> Row:
    decisions = [decision for decision, _ in found]
    return Row(
        (
            name,
            len(found),
            total_of([decision.calls_musd for decision in decisions]),
            total_of([decision.npv_musd for decision in decisions]),
            _first(decision.start for decision in decisions),
            Shown(_recovered(decisions), Kind.DATE),  # type: ignore[arg-type]
            _counted([cluster.id for _, cluster in found]),
        )
    )


def _counted(ids: list[str]) -> str:
    """Name ids once, with how many of each: ``FAB, FIB x 3``."""
    counts = Counter(ids)
    return ", ".join(f"{name} x {count}" if count > 1 else name for name, count in counts.items())


def _by_site(plan: Plan) -> Block:
    groups = _groups(plan, lambda decision, _: decision.site)
    rows = tuple(_group_row(_site_words(plan, site), found) for site, found in groups.items())
    title = "Funded clusters by site, before site preparation"
    columns = _group_columns("Site")
    totals = _group_totals(rows)
    return Block(
        "SummarySites", title, columns, rows, totals, "No cluster is funded.", filters=False
    )


def _by_sector(plan: Plan) -> Block:
    rows = tuple(_group_row(sector, found) for sector, found in _sectors(plan).items())
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
