"""The sheet Plan: a row per cluster, funded ones first, the decisions marked as such.

A reviewer may change the decisions; ``optmodel.evaluation`` reads them back by their headers.
"""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.factors import discount_factors
from optmodel.plan.plan import Decision
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
    finite_or,
    total_of,
)
from optmodel.results.names import BEFORE_POOLS, HOST, cluster_of, funded, site_of, source_title
from optmodel.results.sheets.summary_key import IN_POOL
from optmodel.results.words import is_edited, money, years_or_never

CLUSTER, COPY, FUND, SITE, START, OPERATOR = (
    Column("Cluster"),
    Column("Copy", Kind.WHOLE, "number"),
    Column("Fund", unit="yes or no", tone=Tone.SOLVER),
    Column("Site", tone=Tone.SOLVER),
    Column("Start", Kind.DATE, "date", tone=Tone.SOLVER),
    Column("Operator", tone=Tone.SOLVER),
)
"""The columns that say what is decided, and about which cluster."""

SHARE = "Share"
"""What the columns begin with that say which part a source pays."""


def plan_sheet(report: Report) -> Sheet:
    """Describe the sheet Plan."""
    return Sheet(
        "Plan",
        "Plan",
        f"One row per cluster, the funded ones first. {_decided(report)} are {_decider(report)}"
        " (marked); everything else follows from them and from the inputs. Change them, save, and"
        " optmodel evaluate says what that breaks and costs.",
        (plan_block(report),),
        lines=tuple(_pool_words(report)),
        frozen_columns=2,
    )


def _pool_words(report: Report) -> Iterator[str]:
    """Say how the values of clusters become those of the Summary where there is a pool."""
    plan = report.plan
    program = plan.program
    factors = discount_factors(
        program.settings.discount_rate, program.settings.discount_timing, program.calendar
    )
    for index, state in enumerate(source_states(plan)):
        if state.account.pool is None or not plan.funded:
            continue
        clusters = total_of([plan.decisions[row].npv_source_musd[index] for row in plan.funded])
        received = float(state.account.pool.receipts @ factors)
        prepared = clusters + received - state.value_musd
        yield (
            f"{source_title(plan, state.source)}: clusters {money(clusters)} + receipts of the"
            f" pool {money(received)} - site preparation {money(prepared)} ="
            f" {money(state.value_musd)}, as on the sheet Summary. What a pool receives belongs"
            " to no single cluster."
        )


def _decided(report: Report) -> str:
    """Name what the solver decides about a cluster."""
    names = ["Fund", "site", "start"]
    names += ["shares"] * (len(report.plan.program.sources) > 1)
    names += ["operator"] * bool(report.plan.operators)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _decider(report: Report) -> str:
    """Say whose decisions they are."""
    return "edited by hand" if is_edited(report.plan) else "the solver's result"


def plan_block(report: Report) -> Block:
    """Give the table of clusters with the sums of the funded ones."""
    columns = _columns(report)
    rows = tuple(
        Row(_cells(report, row, decision, cluster))
        for row, decision, cluster in funded(report.plan)
    ) + tuple(
        Row(_left_out(columns, cluster_of(report.plan, decision)))
        for decision in report.plan.decisions
        if not decision.funded
    )
    return Block(
        "Plan",
        "Clusters, funded ones first",
        columns,
        rows,
        totals=_totals(columns, rows),
        empty="There is no cluster.",
    )


def _columns(report: Report) -> tuple[Column, ...]:
    settings, sources = report.plan.program.settings, report.plan.program.sources
    pooled = [(source_title(report.plan, source), source.is_pooled) for source in sources]
    parties = ((HOST, any(is_pooled for _, is_pooled in pooled)), *pooled)
    return (
        CLUSTER,
        Column("Name"),
        COPY,
        Column("Sector"),
        Column("Product"),
        Column("Stage"),
        Column("Decision asked"),
        FUND,
        SITE,
        Column("State"),
        Column("Start period"),
        START,
        Column("Operation", Kind.DATE, "date"),
        Column("Notice by", Kind.DATE, "date"),
        Column("Capex", Kind.MONEY, "USD m"),
        Column("Support", Kind.MONEY, "USD m"),
        Column("Calls", Kind.MONEY, "USD m"),
        *_by_payer(report, "Share"),
        *_by_payer(report, "Calls"),
        Column("NPV program", Kind.MONEY, "USD m"),
        *(
            Column(f"NPV {party}{BEFORE_POOLS if is_before else ''}", Kind.MONEY, "USD m")
            for party, is_before in parties
        ),
        Column("IRR", Kind.SHARE, "% a year"),
        Column(f"Payback, measured from {settings.payback_from}", Kind.YEARS, "years"),
        Column("Payback, counted from operation", Kind.YEARS, "years"),
        Column(f"Discounted payback, measured from {settings.payback_from}", Kind.YEARS, "years"),
        Column("Discounted payback, counted from operation", Kind.YEARS, "years"),
        *_recoveries(report),
        Column("Recovered by", Kind.DATE, "date"),
        OPERATOR if report.plan.operators else Column(OPERATOR.name),
        Column("Marked as estimate"),
        Column("Input row"),
    )


def _by_payer(report: Report, what: str) -> Iterator[Column]:
    """Give a column per source, where there are several: its share, or its calls."""
    sources = report.plan.program.sources
    for source in sources if len(sources) > 1 else ():
        if what == "Share":
            yield share_column(source_title(report.plan, source))
        else:
            yield Column(f"Calls {source_title(report.plan, source)}", Kind.MONEY, "USD m")


def share_column(title: str) -> Column:
    """Give the column of the part that a source pays, by the title of the source."""
    return Column(f"{SHARE} {title}", Kind.SHARE, "% of calls", tone=Tone.SOLVER)


def _recoveries(report: Report) -> Iterator[Column]:
    """Give a column per source, or the one of the pledge where there is no other."""
    sources, unit = report.plan.program.sources, "years from first call"
    if len(sources) == 1:
        yield Column("Recovery of the pledge", Kind.YEARS, unit)
        return
    for source in sources:
        yield Column(f"Recovery {source_title(report.plan, source)}", Kind.YEARS, unit)


def _recovered(report: Report, decision: Decision) -> Iterator[Cell]:
    """Give the years to the recovery of each source; of a pool the word."""
    for index, source in enumerate(report.plan.program.sources):
        if decision.shares[index] <= 0.0:
            yield "pays nothing"
        elif source.is_pooled:
            yield IN_POOL
        else:
            yield years_or_never(decision.source_recovery_years[index])


def _recovery_date(report: Report, decision: Decision) -> Cell:
    """Give the day of recovery of the first source with vehicles of its own that pays a part."""
    if decision.recovery_date is not None:
        return decision.recovery_date
    if decision.recovery_years is None:
        return Shown("never", Kind.DATE)
    sources = zip(report.plan.program.sources, decision.shares, strict=True)
    pooled = any(source.is_pooled and part > 0.0 for source, part in sources)
    return Shown(IN_POOL if pooled else "no call", Kind.DATE)


def _cells(report: Report, row: int, decision: Decision, cluster: Cluster) -> tuple[Cell, ...]:
    plan = report.plan
    irr: Cell = finite_or(decision.irr, decision.irr_note or "none")
    several = len(plan.program.sources) > 1
    return (
        cluster.label,
        cluster.name,
        decision.copy,
        cluster.sector,
        cluster.product,
        cluster.stage,
        cluster.decision,
        "yes",
        decision.site,
        site_of(plan, decision.site).state,
        plan.program.calendar.label(decision.period),
        decision.start,
        decision.operation,
        decision.notice,
        decision.capex_musd,
        0.0 if plan.schedule is None else total_of(plan.schedule.support[row].tolist()),
        decision.calls_musd,
        *(decision.shares if several else ()),
        *(decision.source_calls_musd if several else ()),
        decision.npv_musd,
        decision.npv_host_musd,
        *decision.npv_source_musd,
        irr,
        years_or_never(decision.payback_years),
        years_or_never(decision.payback_from_operation_years),
        years_or_never(decision.discounted_payback_years),
        years_or_never(decision.discounted_payback_from_operation_years),
        *_recovered(report, decision),
        _recovery_date(report, decision),
        decision.operator or cluster.operator,
        "yes" if is_estimate(cluster) else "no",
        cluster.cells.get("Cluster", ""),
    )


def _left_out(columns: tuple[Column, ...], cluster: Cluster) -> tuple[Cell, ...]:
    """Give a cluster that is not funded: what it is, and blanks to fill in."""
    said: dict[str, Cell] = {
        "Cluster": cluster.label,
        "Name": cluster.name,
        "Copy": cluster.copy,
        "Sector": cluster.sector,
        "Product": cluster.product,
        "Stage": cluster.stage,
        "Decision asked": cluster.decision,
        "Fund": "no",
        "Operator": None if cluster.fits else cluster.operator,
        "Marked as estimate": "yes" if is_estimate(cluster) else "no",
        "Input row": cluster.cells.get("Cluster", ""),
    }
    return tuple(said.get(column.name) for column in columns)


def is_estimate(cluster: Cluster) -> bool:
    """Whether the Source or the Notes of the input row say the word estimate."""
    return "estimate" in f"{cluster.source_note} {cluster.notes}".casefold()


def _totals(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Row:
    """Sum the columns of money; nothing else has a meaningful sum."""
    cells: list[Cell] = []
    for index, column in enumerate(columns):
        if column.kind == Kind.MONEY:
            figures = [row.cells[index] for row in rows]
            cells.append(total_of([value for value in figures if isinstance(value, int | float)]))
        else:
            cells.append("Total" if index == 0 else None)
    return Row(tuple(cells), tone=Tone.TOTAL)
