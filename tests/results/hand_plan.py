"""A plan made by hand: two funded clusters, one that is not, one opened site of two.

Annual periods from 2027, eleven of them, three of decision, nothing discounted. ``FIB`` is the
hand case of the waterfall: 100 drawn in 2027, then 30 a year, 4 % a year on the balance, shared
half and half and then 10/90. The id of the other funded cluster looks like a formula; it costs 40
in 2028 and earns 10 a year from 2029, which never repays its balance. ``CAB`` is not funded.
Preparing the site takes 5 in 2027 and is paid by the pledge.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import numpy as np

from optmodel.audit.check import Check
from optmodel.economics.types import Account, Exclusion, Schedule
from optmodel.plan.limit import Limit
from optmodel.plan.plan import Decision, Opening, Plan
from optmodel.program.program import CallLimit, Program
from optmodel.run.info import RunInfo
from optmodel.search.result import Outcome, SolveResult
from optmodel.workbook.tables import Record, Tables
from tests.plan.programs import SETTINGS, cluster, program, site, source

FORMULA_ID = '=HYPERLINK("http://example.com","x")'
HORIZON = 11
CASH = {"FIB": (0.0, *[30.0] * 10), FORMULA_ID: (0.0, 0.0, *[10.0] * 9)}
CAPITAL = {"FIB": (100.0, *[0.0] * 10), FORMULA_ID: (0.0, 40.0, *[0.0] * 9)}
PREPARATION = (5.0, *[0.0] * 10)


def hand_schedule() -> Schedule:
    """Cash of both clusters; the waterfall is stepped through period by period."""
    capital = np.array(list(CAPITAL.values()))
    cash = np.array(list(CASH.values()))
    zero = np.zeros_like(cash)
    opening, interest, before, after, closing = (zero.copy() for _ in range(5))
    for row in range(2):
        balance = 0.0
        for h in range(HORIZON):
            opening[row, h] = balance
            interest[row, h] = 0.04 * balance
            need = balance + interest[row, h] + capital[row, h]
            before[row, h] = min(need, 0.5 * cash[row, h])
            after[row, h] = 0.1 * (cash[row, h] - before[row, h] / 0.5)
            balance = closing[row, h] = need - before[row, h]
    receipts = before + after
    free = cash - capital
    return Schedule(
        capex=capital, support=zero, capital=capital, calls=capital,
        revenue=cash + 2.0 * (cash > 0), extra_margin=zero, operating_cost=2.0 * (cash > 0),
        sustaining=zero, rent=zero, tax=zero, net=zero, operating_cash=cash, free_cash=free,
        carried_loss=zero, distributable=cash,
        balance_open=opening, interest=interest, receipts=receipts, receipts_before=before,
        receipts_after=after, balance_close=closing, pooled_calls=zero, source=receipts - capital,
        host=free - (receipts - capital),
    )  # fmt: skip


def hand_account(schedule: Schedule, prepared: tuple[float, ...]) -> Account:
    """What Japan pays and has: the clusters' lines added up, and the preparation."""
    lines = {
        name: getattr(schedule, name).sum(axis=0)
        for name in ("balance_open", "interest", "receipts", "receipts_before", "receipts_after",
                     "balance_close")
    }  # fmt: skip
    called, spent = schedule.calls.sum(axis=0), np.array(prepared)
    return Account(
        calls=called + spent, preparation_calls=spent, balance_calls=called, pool=None, **lines
    )


def hand_program() -> Program:
    """Three clusters and two sites."""
    fib = cluster("FIB", sector="Fiber", stage="1", use={"land": 40.0})
    odd = cluster(
        FORMULA_ID, sector="Energy", capex_musd=40.0, use={"power": -50.0},
        source_note="estimate", notes="Scaled from a similar plant.",
    )  # fmt: skip
    cab = cluster("CAB", sector="Fiber", use={"land": 90.0})
    sites = [
        site("TX", state="Texas", supply={"land": 100.0, "power": 10.0},
             preparation_musd=5.0, preparation_periods=1),
        site("NV", state="Nevada", supply={"land": 20.0}),
    ]  # fmt: skip
    limits = (CallLimit(0, 120.0, True, "Funding calls!C5"),)
    pledge = source(
        "JPN", commitment_musd=200.0, already_committed_musd=20.0,
        deemed_rate=0.04, last_call=10, call_limits=limits,
    )  # fmt: skip
    settings = replace(SETTINGS, plan_name="Hand & made")
    clusters = [
        replace(fib, name="Fiber & preform"), replace(odd, name="Power plant"),
        replace(cab, name="Cable"),
    ]  # fmt: skip
    return program(
        clusters,
        sites,
        pledge=replace(pledge, name="Japan"),
        horizon_periods=HORIZON,
        settings=settings,
    )


def hand_plan() -> Plan:
    """The plan of the module's story; every check holds and the search is proven."""
    schedule = hand_schedule()
    free, got = schedule.free_cash.sum(axis=1), schedule.source.sum(axis=1)
    fib = Decision(
        "FIB", 1, True, "TX", 0, date(2027, 1, 1), date(2028, 1, 1), date(2026, 11, 13), 100.0,
        100.0, float(free[0]), (float(got[0]),), float(free[0] - got[0]), 0.2732, "", 4.333333,
        3.333333, 4.333333, 3.333333, 8.0, 8, date(2035, 12, 31),
        shares=(1.0,), source_calls_musd=(100.0,), source_recovery_years=(8.0,),
    )  # fmt: skip
    odd = Decision(
        FORMULA_ID, 1, True, "TX", 1, date(2028, 1, 1), date(2029, 1, 1), None, 40.0, 40.0,
        float(free[1]), (float(got[1]),), float(free[1] - got[1]), None, "n/m",
        shares=(1.0,), source_calls_musd=(40.0,), source_recovery_years=(None,),
    )  # fmt: skip
    cab = Decision(
        "CAB", 1, False, reason="No site has 90 acres left.", rule="site_supply", cell="Sites!H5"
    )
    value = float(free.sum() - 5.0)
    japan = float(got.sum() - 5.0)
    return Plan(
        program=hand_program(),
        search=SolveResult(
            Outcome.OPTIMAL, "The gap was reached.", value, value, None, 1.5, 3,
            {"mip_rel_gap": 0.0001}, "first line\n\nlast line\n", {"highspy": "1.15.1"}, "Optimal",
        ),
        decisions=(fib, odd, cab),
        openings=(Opening("TX", 0, date(2027, 1, 1), PREPARATION, (0, 1)),),
        value_musd=value,
        values_musd={
            "program": value, "united_states": value - japan, "japan": japan, "other": 0.0,
        },
        calls_musd={"JPN": (105.0, 40.0, *[0.0] * 9)},
        schedule=schedule,
        funded=(0, 1),
        limits=(
            Limit("commitment_limit", "JPN", 145.0, 180.0, "USD m", "Funding!C5"),
            Limit("site_supply", "TX land (2027)", 40.0, 40.0, "acres", "Sites!H5"),
        ),
        exclusions=(
            Exclusion(2, 1, 0, 2, "site_supply", "needs 90 acres, 20 are there", "Sites!H6"),
            Exclusion(1, 0, 0, 0, "preparation", "site not ready before 2028", "Sites!O5"),
        ),
        accounts=(hand_account(schedule, PREPARATION),),
        checks=(
            Check("value", "Value, USD m", value, value, 1e-6, True),
            Check("commitment_limit", "JPN, USD m", 180.0, 145.0, 1e-6, True),
        ),
        seconds={"read": 0.1, "solve": 1.5},
    )  # fmt: skip


def not_proven(plan: Plan, gap_musd: float) -> Plan:
    """The same plan from a search that stopped at a bound."""
    assert plan.search.value is not None
    bound = plan.search.value + gap_musd
    search = replace(
        plan.search, outcome=Outcome.FEASIBLE, bound=bound, reason="The time limit was reached."
    )
    return replace(plan, search=search)


def no_cash() -> Schedule:
    """The schedule of no cluster."""
    nothing = np.zeros((0, HORIZON))
    return Schedule(**{line.name: nothing for line in fields(Schedule)})


def nothing_funded(plan: Plan) -> Plan:
    """A plan that opens and funds nothing."""
    decisions = tuple(
        Decision(decision.cluster, 1, False, reason="Worth less than nothing.", rule="value")
        for decision in plan.decisions
    )
    return replace(
        plan, decisions=decisions, openings=(), schedule=None, funded=(), value_musd=0.0,
        values_musd=dict.fromkeys(plan.values_musd, 0.0), calls_musd={"JPN": (0.0,) * HORIZON},
        search=replace(plan.search, value=0.0, bound=0.0),
        accounts=(hand_account(no_cash(), (0.0,) * HORIZON),),
    )  # fmt: skip


def hand_tables() -> Tables:
    """A few rows of the input, as the reader gives them."""
    rate = Record(
        "Settings", 6, {"Setting": "Discount rate", "Value": 0.08, "Unit": "a year", "Notes": None},
        {"Setting": "A", "Value": "B", "Unit": "C", "Notes": "D"}, frozenset({"Setting", "Value"}),
    )  # fmt: skip
    first = Record(
        "Settings", 5,
        {"Setting": "First period", "Value": date(2027, 1, 1), "Unit": None, "Notes": None},
        {"Setting": "A", "Value": "B", "Unit": "C", "Notes": "D"}, frozenset({"Setting", "Value"}),
    )  # fmt: skip
    odd = Record(
        "Clusters", 6,
        {
            "Cluster": FORMULA_ID, "Name": "Power plant", "Copies": 1, "Capex (USD m)": 40.0,
            "Taxable owner": True, "Source": "estimate", "Notes": "Scaled from a similar plant.",
        },
        {
            "Cluster": "A", "Name": "B", "Capex (USD m)": "H", "Source": "AC", "Notes": "AD",
        },
        frozenset({"Cluster", "Name", "Capex (USD m)", "Source", "Notes"}),
    )  # fmt: skip
    return Tables(
        sheets={"Clusters": (odd,)},
        settings={"First period": first, "Discount rate": rate},
        file_name="hand.xlsx",
        sha256="ab" * 32,
    )


def hand_info() -> RunInfo:
    """A stamp."""
    return RunInfo(
        "20270101T120000-abcdef12", datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "hand.xlsx", "ab" * 32,
        {"optmodel": "0.1.0", "highspy": "1.15.1"}, {"time limit": "60 s (Settings)"},
        ("W205  Sites row 40 is hidden and is used.",),
    )  # fmt: skip
