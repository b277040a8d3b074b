"""The seconds around the search, from a real workbook by the command that a user types."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from benchmarks.speed.cases import INPUTS, REAL, sheets_of
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms
from optmodel.workbook.template import write_template


def run_stages(case: str, terms: Terms, record: Recorder) -> None:
    """Solve a workbook by ``optmodel solve`` and note the stages that its run.json tells."""
    workbook = INPUTS / f"{case}.xlsx"
    if case not in REAL:
        sheets = sheets_of(case)
        settings = sheets.pop("Settings")
        workbook = terms.folder / f"{case}.xlsx"
        write_template(workbook, settings=settings, sheets=sheets)
    output = terms.folder / "output"
    command = [sys.executable, "-m", "optmodel", "solve", str(workbook), "-o", str(output)]
    command += ["--time-limit", str(terms.limit_s), "--gap", str(terms.gap)]
    command += ["--threads", str(terms.threads)]
    began = time.perf_counter()
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    total_s = time.perf_counter() - began
    records = list(output.glob("*/run.json"))
    if not records:
        complaint = (ended.stderr or ended.stdout).strip().splitlines()[-1:]
        record.facts(status=f"exit code {ended.returncode}", reason="".join(complaint)[:300])
        return
    found = json.loads(records[0].read_text(encoding="utf-8"))
    record.facts(
        status=found.get("status"),
        value=found.get("value"),
        stages=found.get("seconds", {}),
        total_s=round(total_s, 2),
        results_mb=round((records[0].parent / "results.xlsx").stat().st_size / 2**20, 2),
    )
