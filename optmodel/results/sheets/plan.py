"""The sheet Plan: one row per funded cluster, the solver's decisions marked as such."""

from __future__ import annotations

from optmodel.plan.plan import Decision
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
from optmodel.results.names import HOST, funded, site_of, source_title
from optmodel.results.words import years_or_never


def plan_sheet(report: Report) -> Sheet:
    """Describe the sheet Plan."""
    return Sheet(
        "Plan",
        "Plan",
        "One row per funded cluster. Site and start are the solver's result (marked); everything"
        " else follows from them and from the inputs. Source and notes: see the sheet Inputs.",
        (plan_block(report),),
        frozen_columns=2,
    )


def plan_block(report: Report) -> Block:
    """Give the table of funded clusters with its sums."""
    columns = _columns(report)
    rows = tuple(
        Row(_cells(report, row, decision, cluster))
        for row, decision, cluster in funded(report.plan)
    )
    return Block(
        "Plan",
        "Funded clusters",
        columns,
        rows,
        totals=_totals(columns, rows),
        empty="No cluster is funded.",
    )


def _columns(report: Report) -> tuple[Column, ...]:
    settings = report.plan.program.settings
    parties = (HOST, *(source_title(source) for source in report.plan.program.sources))
    return (
        Column("Cluster"),
        Column("Name"),
        Column("Copy", Kind.WHOLE, "number"),
        Column("Sector"),
        Column("Product"),
        Column("Stage"),
        Column("Decision asked"),
        Column("Site", tone=Tone.SOLVER),
        Column("State"),
        Column("Start period", tone=Tone.SOLVER),
        Column("Start", Kind.DATE, "date", tone=Tone.SOLVER),
        Column("Operation", Kind.DATE, "date"),
        Column("Notice by", Kind.DATE, "date"),
        Column("Capex", Kind.MONEY, "USD m"),
        Column("Support", Kind.MONEY, "USD m"),
        Column("Calls", Kind.MONEY, "USD m"),
        Column("NPV program", Kind.MONEY, "USD m"),
        *(Column(f"NPV {party}", Kind.MONEY, "USD m") for party in parties),
        Column("IRR", Kind.SHARE, "% a year"),
        Column(f"Payback, measured from {settings.payback_from}", Kind.YEARS, "years"),
        Column("Payback, counted from operation", Kind.YEARS, "years"),
        Column(f"Discounted payback, measured from {settings.payback_from}", Kind.YEARS, "years"),
        Column("Discounted payback, counted from operation", Kind.YEARS, "years"),
        Column("Recovery of the pledge", Kind.YEARS, "years from first call"),
        Column("Recovered by", Kind.DATE, "date"),
        Column("Operator"),
        Column("Marked as estimate"),
        Column("Input row"),
    )


def _cells(report: Report, row: int, decision: Decision, cluster: Cluster) -> tuple[Cell, ...]:
    plan = report.plan
    irr: Cell = finite_or(decision.irr, decision.irr_note or "none")
    recovered: Cell = decision.recovery_date
    if recovered is None:
        recovered = Shown("never" if decision.recovery_years is None else "no call", Kind.DATE)
    return (
        cluster.label,
        cluster.name,
        decision.copy,
        cluster.sector,
        cluster.product,
        cluster.stage,
        cluster.decision,
        decision.site,
        site_of(plan, decision.site).state,
        plan.program.calendar.label(decision.period),
        decision.start,
        decision.operation,
        decision.notice,
        decision.capex_musd,
        0.0 if plan.schedule is None else total_of(plan.schedule.support[row].tolist()),
        decision.calls_musd,
        decision.npv_musd,
        decision.npv_host_musd,
        *decision.npv_source_musd,
        irr,
        years_or_never(decision.payback_years),
        years_or_never(decision.payback_from_operation_years),
        years_or_never(decision.discounted_payback_years),
        years_or_never(decision.discounted_payback_from_operation_years),
        years_or_never(decision.recovery_years),
        recovered,
        cluster.operator,
        "yes" if is_estimate(cluster) else "no",
        cluster.cells.get("Cluster", ""),
    )


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
