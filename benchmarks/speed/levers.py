"""What each lever of the search gives: the same programs with levers on and off, one after another.

Run with ``python -m benchmarks.speed.levers --size 30x16x12 --limit 60``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from benchmarks import generator
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.model import build_model
from optmodel.program.build import build
from optmodel.search.controls import Controls, Levers
from optmodel.search.highs import solve_model
from optmodel.search.progress import Progress
from optmodel.workbook.rows import tables_from_rows

NEVER = 10**9
LEVERS = {
    "tree alone": Levers(staged_from=NEVER),
    "root, neighborhoods, tree": Levers(by_site_from=NEVER),
    "by sites, without branches": Levers(branches_from=NEVER),
    "by sites, as a small program": Levers(large_from=NEVER),
    "by sites": Levers(),
}
GAPS = (0.02, 0.01, 0.001)


def main() -> None:
    """Solve each program with each set of levers and print a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="30x16x12")
    parser.add_argument("--seed", type=int, action="append")
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    size = next(size for size in generator.SIZES if size.name == given.size)
    heads = "".join(f"{gap:>9.1%}" for gap in GAPS)
    print(f"{'program':<16}{'levers':<28}{'value':>12}{'gap':>9}{'seconds':>9}{heads}")
    for seed in given.seed or generator.SEEDS:
        for name, levers in LEVERS.items():
            controls = Controls(
                time_limit_s=given.limit, gap=GAPS[-1], threads=given.threads, levers=levers
            )
            print(f"{size.name}-{seed:<6}{name:<28}{_line(size, seed, controls)}", flush=True)


def _line(size: generator.Size, seed: int, controls: Controls) -> str:
    """Value, gap, seconds, and the seconds to each gap."""
    sheets = generator.program(size, seed)
    tables, _ = tables_from_rows(sheets.pop("Settings"), sheets)
    program, _ = build(tables)
    assert program is not None
    model = build_model(program, build_options(program), build_preparation(program))
    reached: dict[float, float] = {}
    began = time.monotonic()
    result = solve_model(model, controls, _listener(reached, began))
    seconds = time.monotonic() - began
    gap = _gap(result.value, result.bound)
    _note(reached, gap, seconds)
    times = "".join(f"{reached[g]:>9.1f}" if g in reached else f"{'-':>9}" for g in GAPS)
    value = "none" if result.value is None else f"{result.value:,.1f}"
    return f"{value:>12}{gap:>9.2%}{seconds:>9.1f}{times}"


def _listener(reached: dict[float, float], began: float) -> Callable[[Progress], None]:
    def hear(progress: Progress) -> None:
        _note(reached, _gap(progress.value, progress.bound), time.monotonic() - began)

    return hear


def _gap(value: float | None, bound: float | None) -> float:
    if value is None or bound is None or value == 0.0:
        return float("inf")
    return (bound - value) / abs(value)


def _note(reached: dict[float, float], gap: float, seconds: float) -> None:
    for wanted in GAPS:
        if gap <= wanted:
            reached.setdefault(wanted, seconds)


if __name__ == "__main__":
    main()
