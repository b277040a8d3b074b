"""Seconds and peak memory of everything around the search, on a generated program.

    .venv/bin/python -m benchmarks.around 150x40x20 --seed 1

The plan is put together by a simple greedy, so that no search has to be waited for; how good it
is does not matter here. ``cpu`` is the time of this process alone: on a busy machine compare it.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.generator import SIZES, Size, program
from benchmarks.greedy import greedy
from optmodel.audit.audit import audit
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.formulation.decode import decode
from optmodel.formulation.model import build_model
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.program.build import build
from optmodel.run.identity import run_id, versions
from optmodel.run.info import RunInfo
from optmodel.run.intake import input_hash, reading_of
from optmodel.run.write import write_plan
from optmodel.search.exchange import read_model, write_model
from optmodel.search.matrix import hand_over
from optmodel.sense.possibility import possibility_findings
from optmodel.sense.sense import sense_findings
from optmodel.workbook.template import write_template


@dataclass(slots=True)
class Stages:
    """What each stage took."""

    profiled: str = ""
    """Stage to look into, function by function."""
    wall_s: float = 0.0
    cpu_s: float = 0.0
    figures: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the body and print a line."""
        profile = cProfile.Profile() if name == self.profiled else None
        wall, cpu = time.perf_counter(), time.process_time()
        if profile:
            profile.enable()
        yield
        if profile:
            profile.disable()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self.wall_s, self.cpu_s = self.wall_s + wall, self.cpu_s + cpu
        self.figures[name] = cpu
        print(f"{name:<16}{wall:>9.2f}{cpu:>9.2f}{peak_mb():>11,.0f}", flush=True)
        if profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


def peak_mb() -> float:
    """Peak memory of this process so far, MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def around(size: Size, seed: int, folder: Path, profiled: str = "") -> Stages:
    """Take a generated program from its workbook to the results, and time each stage."""
    path = folder / "input.xlsx"
    sheets = program(size, seed)
    write_template(path, settings=sheets.pop("Settings"), sheets=sheets)  # type: ignore[arg-type]
    print(f"{size.name} seed {seed}\n{'stage':<16}{'wall s':>9}{'cpu s':>9}{'peak MB':>11}")
    stages = Stages(profiled)
    with stages.stage("read"):
        tables = reading_of(path).tables
    if tables is None:
        raise ValueError("Expected the generator to draw programs without errors.")
    with stages.stage("check"):
        found, _ = build(tables)
        sense_findings(tables, found)
    if found is None:
        raise ValueError("Expected the generator to draw programs without errors.")
    with stages.stage("options"):
        options = build_options(found)
        preparation = build_preparation(found)
        possibility_findings(found, options)
    with stages.stage("build"):
        model = build_model(found, options, preparation)
    with stages.stage("hand over"):
        matrix = hand_over(model)
    with stages.stage("to the child"):
        write_model(folder, matrix.arrays())
        read_model(folder)
    result = greedy(model, matrix, options)
    with stages.stage("plan"):
        plan = build_plan(found, options, preparation, result, decode(model, result.x))
    with stages.stage("hand over again"):
        hand_over(model)
    with stages.stage("audit"):
        plan = replace(plan, checks=audit(tables, claim_of(plan)))
    wrong = [check.name for check in plan.checks if not check.passed]
    if wrong:
        raise ValueError(f"Expected the greedy plan to keep every rule, not to break {wrong}.")
    sha256, now = input_hash(tables), datetime.now(UTC)
    info = RunInfo(run_id(now, sha256), now, tables.file_name, sha256, versions(), {}, ())
    with stages.stage("write"):
        finished = write_plan(folder, replace(plan, seconds={}), tables, info)
    print(f"{'total':<16}{stages.wall_s:>9.2f}{stages.cpu_s:>9.2f}{peak_mb():>11,.0f}")
    results = (finished.folder or folder) / "results.xlsx"
    print(
        f"{len(options):,} options, {matrix.columns:,} columns, {len(matrix.row_lower):,} rows, "
        f"{len(matrix.values):,} non-zeros, {len(plan.funded)} funded, "
        f"results.xlsx {results.stat().st_size / 1e6:.1f} MB"
    )
    return stages


def main() -> None:
    """Measure the sizes named, one after the other."""
    names = {size.name: size for size in SIZES}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["150x40x20"], help=", ".join(names))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", default="", help="a stage to look into, by name")
    arguments = parser.parse_args()
    for name in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            around(names[name], arguments.seed, Path(folder), arguments.profile)


if __name__ == "__main__":
    main()
