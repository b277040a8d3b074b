"""One input solved with many pledges: a session against as many runs, in one process.

    .venv/bin/python -m benchmarks.speed.resolve tiny us_japan_pledge 30x16x12-1

Prints a line per pledge and side, then the seconds, their ratio, and the largest difference of
values: both are proven within the gap, so that they may differ by no more than it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import optmodel
from benchmarks.speed.cases import tables_of_case
from optmodel import reuse
from optmodel.errors import OptmodelError
from optmodel.plan.plan import Plan
from optmodel.reuse.cells import changed as changed_tables
from optmodel.workbook.tables import Tables

PERCENT = tuple(range(50, 150, 5))
"""Pledges, in percent of the one in the input."""


@dataclass(frozen=True, slots=True)
class Solved:
    """One pledge, solved."""

    percent: int
    value: float | None
    """USD m; None where no plan was found."""
    proven: bool
    seconds: float
    """Wall time, and without the bridge that only runs have."""
    note: str = ""

    def line(self, side: str) -> str:
        """One line for the terminal."""
        worth = "no plan" if self.value is None else f"{self.value:14.3f}"
        proven = "proven" if self.proven else "not proven"
        return f"{side:8} {self.percent:4} %  {worth}  {proven}  {self.seconds:7.2f} s  {self.note}"


def pledge(tables: Tables, percent: int) -> reuse.Change:
    """The pledge at a part of what the input says."""
    record = tables.rows("Funding")[0]
    amount = record.number("Commitment (USD m)") * percent / 100.0
    row = {"Source": record["Source"]}
    return reuse.cell("Funding", row, "Commitment (USD m)", amount)


def resolved(tables: Tables, percents: list[int], gap: float, limit: float) -> list[Solved]:
    """All pledges in one session, its opening counted with the first."""
    began = time.perf_counter()
    found = []
    with reuse.open_session(tables) as session:
        for percent in percents:
            notes: list[str] = []

            def solve(percent: int = percent, notes: list[str] = notes) -> Plan:
                change = pledge(tables, percent)
                answer = session.solve(change, gap=gap, time_limit=limit)
                notes.append("rebuilt" if answer.rebuilt else ", ".join(answer.rewritten))
                notes.append(answer.plan.search.status_text)
                return answer.plan

            found.append(_timed(percent, solve, began, notes))
            print(found[-1].line("session"), flush=True)
            began = time.perf_counter()
    return found


def fresh(tables: Tables, percents: list[int], gap: float, limit: float) -> list[Solved]:
    """Each pledge by a run of its own."""
    found = []
    for percent in percents:
        changed = changed_tables(tables, pledge(tables, percent).cells)
        began = time.perf_counter()

        def solve(changed: Tables = changed) -> Plan:
            return optmodel.solve(changed, gap=gap, time_limit=limit)

        found.append(_timed(percent, solve, began, []))
        print(found[-1].line("run"), flush=True)
    return found


def _timed(percent: int, solve: Callable[[], Plan], began: float, notes: list[str]) -> Solved:
    try:
        plan = solve()
    except OptmodelError as error:
        return Solved(percent, None, False, time.perf_counter() - began, type(error).__name__)
    seconds = time.perf_counter() - began - plan.seconds.get("bridge", 0.0)
    return Solved(percent, plan.value_musd, plan.status == "optimal", seconds, "; ".join(notes))


def compare(case: str, percents: list[int], gap: float, limit: float) -> None:
    """Print what both sides need for a case."""
    tables = tables_of_case(case)
    print(
        f"{case}: {len(percents)} pledges from {percents[0]} % to {percents[-1]} %, gap {gap:.2%}"
    )
    again = resolved(tables, percents, gap, limit)
    runs = fresh(tables, percents, gap, limit)
    both = [(a, b) for a, b in zip(again, runs, strict=True) if a.proven and b.proven]
    one, other = sum(a.seconds for a, _ in both), sum(b.seconds for _, b in both)
    differ = [
        abs(a.value - b.value) / max(1e-9, abs(b.value))
        for a, b in both
        if a.value is not None and b.value is not None
    ]
    print(
        f"{case}: {len(both)} pledges proven by both sides: session {one:.1f} s, runs {other:.1f} s"
    )
    print(f"{case}: runs take {other / max(1e-9, one):.2f} times as long")
    print(f"{case}: values differ by {max(differ, default=0.0):.4%} at most\n", flush=True)


def main() -> None:
    """Compare both sides on each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", default=["tiny", "us_japan_pledge", "30x16x12-1"])
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for each search")
    parser.add_argument("--percent", type=int, nargs="*", default=list(PERCENT))
    parser.add_argument("--falling", action="store_true", help="largest pledge first")
    given = parser.parse_args()
    percents = sorted(given.percent, reverse=given.falling)
    for case in given.cases:
        compare(case, percents, given.gap, given.limit)


if __name__ == "__main__":
    main()
