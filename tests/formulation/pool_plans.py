"""Random small programs with pools, plans of them, and the waterfall of a plan by simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo

from optmodel.economics.funding import source_calls
from optmodel.economics.options import build_options
from optmodel.economics.pool import pool_waterfall
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.economics.types import Pool as Simulated
from optmodel.formulation.chosen import Chosen
from optmodel.formulation.decode import decode
from optmodel.formulation.model import build_model, decisions_of
from optmodel.program.program import Program
from optmodel.search.matrix import Matrix, hand_over
from optmodel.search.solver import new_solver
from tests.cases import cluster, program_of, site, tiny_settings

EXACT = {
    "log_to_console": False,
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
    "mip_feasibility_tolerance": 1e-10,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
}
"""The finest tolerances that HiGHS takes."""


@dataclass(frozen=True, slots=True)
class Case:
    """A program with its model and matrix."""

    program: Program
    options: Options
    preparation: Preparation
    model: pyo.ConcreteModel
    matrix: Matrix
    names: dict[str, int]
    """Pyomo name of a column to its index."""


def case_of(program: Program) -> Case:
    """Build the model of a program."""
    options, preparation = build_options(program), build_preparation(program)
    model = build_model(program, options, preparation)
    names = {
        str(variable): column
        for column, variable in enumerate(model.component_data_objects(pyo.Var, active=True))
    }
    return Case(program, options, preparation, model, hand_over(model), names)


def random_program(random: Random, perspective: str = "United States") -> Program:
    """Make a program with one to three sources, of which the first is pooled.

    Clusters earn, lose and earn again, are called over several periods, and some are called
    long after others have repaid.
    """
    horizon = random.randint(4, 9)
    decisions = random.randint(1, min(4, horizon - 1))
    clusters, flows = [], []
    for index in range(random.randint(1, 4)):
        name = f"C{index}"
        capex, build = random.choice([0.0, 10.0, 40.0, 100.0]), random.randint(1, 3)
        clusters.append(cluster(name, capex, build, Copies=random.choice([1, 1, 1, 2])))
        earned = [0.0] * build + [random.choice([-30.0, -5.0, 0.0, 20.0, 60.0]) for _ in range(9)]
        line = {f"Period {h}": amount for h, amount in enumerate(earned[:horizon])}
        flows.append({"Cluster": name, "Line": "net", **line})
    settings = tiny_settings(
        Decision_periods=decisions,
        Horizon_periods=horizon,
        Discount_rate=random.choice([0.0, 0.07]),
        Months_per_period=random.choice([12, 12, 3]),
        Perspective=perspective,
    )
    spent = site("S", **{"Preparation cost (USD m)": random.choice([0.0, 9.0])})
    return program_of(
        settings,
        Clusters=clusters,
        Sites=[spent],
        Cash_flows=flows,
        Funding=random_sources(random, random.randint(1, 3)),
    )


def random_sources(random: Random, count: int) -> list[dict[str, object]]:
    """Make rows of Funding; the first is pooled, the others are or are not."""
    rows: list[dict[str, object]] = []
    for index in range(count):
        before = random.choice([0.3, 0.5, 1.0])
        rows.append(
            {
                "Source": f"F{index}",
                "Commitment (USD m)": 1e6,
                "Draw": random.choice(["as spent", "at start"]),
                "Share before recovery": before,
                "Share after recovery": random.choice([0.0, 0.1, 0.6]),
                "Deemed rate": random.choice([0.0, 0.04, 0.2]),
                "Interest from": random.choice(["call", "operation"]),
                "Vehicle": "pooled" if index == 0 else random.choice(["cluster", "pooled"]),
                "Maximum share of a cluster": random.choice([1.0, 1.0, 0.6]) if count > 1 else 1.0,
                "Pays for site preparation": random.choice(["yes", "no"]),
                "First call": date(2027, 1, 1),
            }
        )
    return rows


def random_bounds(random: Random, case: Case) -> tuple[FloatArray, FloatArray]:
    """Fix the whole decision at random: starts, openings, shares; all else stays free."""
    lower, upper = case.matrix.lower.copy(), case.matrix.upper.copy()
    decisions = decisions_of(case.model)

    def fix(variable: Any, value: float) -> None:
        lower[case.names[str(variable)]] = upper[case.names[str(variable)]] = value

    begun = np.zeros(len(decisions.x))
    for row, copies in enumerate(decisions.copies.tolist()):
        columns = np.flatnonzero(decisions.cluster == row)
        for _ in range(copies):
            if len(columns) and random.random() < 0.8:
                begun[random.choice(columns.tolist())] += 1
    running: dict[int, float] = {}
    for column, variable in enumerate(decisions.x):
        group = int(decisions.cluster[column]), int(decisions.site[column])
        running[group] = running.get(group, 0.0) + begun[column]
        fix(variable, running[group])
    for variable in decisions.y:
        fix(variable, 1.0 if begun.any() else 0.0)
    for column, variable in enumerate(decisions.x):
        _fix_shares(random, case, "share", variable.index(), begun[column], fix)
    for variable in decisions.y[:1]:
        _fix_shares(random, case, "preparation_share", variable.index(), begun.any(), fix)
    for variable in decisions.y[1:]:
        _fix_shares(random, case, "preparation_share", variable.index(), 0.0, fix)
    return lower, upper


def _fix_shares(
    random: Random, case: Case, family_name: str, name: Any, whole: float, fix: Any
) -> None:
    """Fix the shares of one start or opening at random parts that add up to the whole."""
    family = case.model.component(family_name)
    most = {each.id: each.maximum_share for each in case.program.sources}
    shares = [family[index] for index in family if index[:-1] == name]
    random.shuffle(shares)
    caps = [most[share.index()[-1]] if family_name == "share" else 1.0 for share in shares]
    parts, left = [0.0] * len(shares), 1.0
    for number, cap in enumerate(caps):
        others = sum(caps[number + 1 :])
        least, largest = max(0.0, left - others), min(cap, left)
        parts[number] = least + (largest - least) * random.choice([0.0, 0.25, 1.0])
        left -= parts[number]
    for share, part in zip(shares, parts, strict=True):
        fix(share, part * float(whole))


def solve(case: Case, cost: FloatArray, lower: FloatArray, upper: FloatArray) -> FloatArray | None:
    """Columns of the best plan within bounds at the finest tolerances; None without one."""
    arrays = {**case.matrix.arrays(), "cost": cost, "lower": lower, "upper": upper}
    solver, _ = new_solver(arrays, EXACT)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value, dtype=np.float64)


def simulated(case: Case, chosen: Chosen, source: int) -> Simulated:
    """The waterfall of a pool of a plan, by ``economics.pool``."""
    program, options = case.program, case.options
    terms, horizon = program.sources[source], program.calendar.horizon_periods
    called = source_calls(terms, options.capital_steps_musd)
    calls, cash = np.zeros(2 * horizon), np.zeros(horizon)
    first_operation = horizon
    for option, parts in zip(chosen.options.tolist(), chosen.shares, strict=True):
        part, start = float(parts[source]), int(options.start[option])
        calls[start : start + called.shape[1]] += part * called[option]
        cash += part * options.operating_cash_musd[option]
        if part > 0.0:
            build = program.clusters[int(options.cluster[option])].build_periods
            first_operation = min(first_operation, start + build)
    for place, period in chosen.openings.items():
        spend = case.preparation.spend_musd[place, period]
        calls[period : period + len(spend)] += chosen.preparation_shares[place][source] * spend
    return pool_waterfall(terms, calls[:horizon], cash, first_operation, program.calendar)


def chosen_of(case: Case, x: FloatArray) -> Chosen:
    """Decode a solution."""
    return decode(case.model, x)
