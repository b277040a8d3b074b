"""The sheet Cash flow: the program first, then every funded cluster, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import numpy as np

from optmodel.economics.types import FloatArray, Schedule
from optmodel.plan.plan import Plan
from optmodel.results.layout import Block, Kind, Report, Row, Sheet, Tone
from optmodel.results.names import HOST, funded, preparation_payers, source_title
from optmodel.results.sheets.funding import preparation_musd
from optmodel.results.time_axis import (
    FIRST_PERIOD_COLUMN,
    flow,
    level,
    period_ends,
    rate,
    time_columns,
)

PROGRAM = "Program"
TIMING = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Where in a period its cash counts, by the setting Discount timing."""

LINES = (
    ("Revenue", "revenue", 1.0),
    ("Extra margin at the site", "extra_margin", 1.0),
    ("Operating cash as given", "net", 1.0),
    ("Operating cost", "operating_cost", -1.0),
    ("Sustaining capex", "sustaining", -1.0),
    ("Land rent", "rent", -1.0),
    ("Tax", "tax", -1.0),
)
"""Lines that make up operating cash: label, field of the schedule, sign."""


def cash_flow(report: Report) -> Sheet:
    """Describe the sheet Cash flow."""
    return Sheet(
        "Cash flow",
        "Cash flow",
        "Nominal cash by period: received positive, paid negative. Operating cash + support -"
        " capex = free cash flow = cash to the source + cash to the host. Lines of a cluster that"
        " are 0 in every period are left out.",
        (
            Block(
                "CashFlow",
                "Program, then clusters",
                time_columns(report),
                tuple(_rows(report.plan)),
                empty="No cluster is funded.",
            ),
        ),
        period_ends=period_ends(report),
        frozen_columns=3,
    )


def discount_factors(plan: Plan) -> FloatArray:
    """Factor by period: (1+r)^-(years from the first day to where cash of the period counts)."""
    settings, calendar = plan.program.settings, plan.program.calendar
    years = (
        np.arange(calendar.horizon_periods) + TIMING[settings.discount_timing]
    ) * calendar.years
    return np.power(1.0 + settings.discount_rate, -years.astype(np.float64))


def _rows(plan: Plan) -> Iterator[Row]:
    yield from _program_rows(plan)
    if plan.schedule is None:
        return
    for row, _, cluster in funded(plan):
        lines = _cash_rows(plan, cluster.label, plan.schedule, slice(row, row + 1))
        yield from (line for line in lines if _says_something(line))


def _says_something(line: Row) -> bool:
    """Whether a line of a cluster is a sum or holds an amount other than 0."""
    return line.tone == Tone.TOTAL or any(line.cells[FIRST_PERIOD_COLUMN:])


def _cash_rows(plan: Plan, subject: str, schedule: Schedule, which: slice) -> Iterator[Row]:
    """Give the lines of one cluster, or of all of them added up."""

    def added(name: str, sign: float = 1.0) -> list[float]:
        values: list[float] = (sign * getattr(schedule, name)[which].sum(axis=0) + 0.0).tolist()
        return values

    for label, name, sign in LINES:
        yield flow(subject, label, added(name, sign))
    yield flow(subject, "Operating cash", added("operating_cash"), tone=Tone.TOTAL)
    yield flow(subject, "Capex", added("capex", -1.0))
    yield flow(subject, "Support (grants from outside)", added("support"))
    yield flow(subject, "Free cash flow", added("free_cash"), tone=Tone.TOTAL)
    yield flow(subject, f"Cash to {_receivers(plan)}", added("source"))
    yield flow(subject, f"Cash to {HOST}", added("host"))


def _receivers(plan: Plan) -> str:
    """Name whose cash a cluster's line is: the only source, or all of them together."""
    sources = plan.program.sources
    if len(sources) == 1 and not sources[0].is_pooled:
        return source_title(plan, sources[0])
    pooled = any(source.is_pooled for source in sources)
    return "the sources, of pools their calls only" if pooled else "the sources"


def _program_rows(plan: Plan) -> Iterator[Row]:
    """Give the clusters added up, site preparation, and the values at the discount rate."""
    free = np.zeros(plan.program.calendar.horizon_periods)
    if plan.schedule is not None:
        yield from _cash_rows(plan, "All clusters", plan.schedule, slice(None))
        free = plan.schedule.free_cash.sum(axis=0)
    prepared, synergy = np.array(preparation_musd(plan)), _synergies(plan)
    payers = preparation_payers(plan)
    yield flow(PROGRAM, f"Site preparation, paid by {payers}", (0.0 - prepared).tolist())
    if plan.program.synergies:
        yield flow(PROGRAM, "Synergies", synergy.tolist())
    factors = discount_factors(plan)
    parties = list(_parties(plan, free - prepared + synergy))
    for label, values in parties:
        yield flow(PROGRAM, label, values.tolist(), tone=Tone.TOTAL)
    cumulative = list(accumulate(parties[0][1].tolist()))
    yield level(PROGRAM, "Free cash flow, cumulative", "USD m", cumulative)
    yield level(
        PROGRAM,
        "Discount factor",
        "factor",
        factors.tolist(),
        constant=rate(plan.program.settings.discount_rate),
        kind=Kind.FACTOR,
    )
    for label, values in parties:
        yield flow(PROGRAM, f"Present value: {label}", (values * factors).tolist())


def _parties(plan: Plan, free: FloatArray) -> Iterator[tuple[str, FloatArray]]:
    """Give the program's cash, that of each source, and the host's, which is the rest."""
    after = "after site preparation"
    yield f"Free cash flow {after}", free
    for source, account in zip(plan.program.sources, plan.accounts, strict=True):
        yield f"Cash to {source_title(plan, source)} {after}", account.flow
        free = free - account.flow
    yield f"Cash to {HOST} {after}", free


def _synergies(plan: Plan) -> FloatArray:
    """(H,) benefits and savings of what stands together, nominal."""
    gained = np.zeros(plan.program.calendar.horizon_periods)
    for made in plan.synergies:
        gained += np.array(made.benefit_musd) + np.array(made.saving_musd)
    return gained
