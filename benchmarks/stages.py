"""Seconds per stage of the main job, on the examples or on the workbooks named."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

INPUTS = Path(__file__).resolve().parent.parent / "inputs"
STAGES = ("read", "options", "build", "solve", "plan", "bridge", "check", "write")


@dataclass(frozen=True, slots=True)
class Timing:
    """One run: what it took and what came out."""

    workbook: str
    exit_code: int
    total_s: float
    stages_s: dict[str, float]
    """Stage to seconds; a stage that was not reached is missing."""
    status: str
    value_musd: float | None
    gap: float | None

    def line(self) -> str:
        """Format the row of the printed table."""
        stages = "".join(self._cell(self.stages_s.get(stage), 9) for stage in STAGES)
        outcome = f"  {self.status} (exit {self.exit_code})"
        return (
            f"{self.workbook:<24}{stages}{self._cell(self.total_s, 9)}"
            f"{self._cell(self.value_musd, 14)}{self._cell(self.gap, 10, 5)}{outcome}"
        )

    @staticmethod
    def _cell(number: float | None, width: int, digits: int = 2) -> str:
        return f"{'-':>{width}}" if number is None else f"{number:>{width},.{digits}f}"


def run(workbook: Path, further: list[str]) -> Timing:
    """Solve one workbook in a process of its own and read what it recorded."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "optmodel", "solve", str(workbook), "-o", folder, *further]
        began = time.perf_counter()
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        total_s = time.perf_counter() - began
        records = list(Path(folder).glob("*/run.json"))
        record = json.loads(records[0].read_text(encoding="utf-8")) if records else {}
    return Timing(
        workbook=workbook.stem,
        exit_code=ended.returncode,
        total_s=total_s,
        stages_s=record.get("seconds", {}),
        status=record.get("status", "no run.json"),
        value_musd=record.get("value"),
        gap=record.get("gap"),
    )


def main() -> None:
    """Run the workbooks one after the other and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbooks", nargs="*", type=Path, help="default: all of inputs/")
    arguments, further = parser.parse_known_args()
    heads = "".join(f"{name:>9}" for name in (*STAGES, "total"))
    print(f"{'workbook':<24}{heads}{'value USD m':>14}{'gap':>10}  outcome")
    for workbook in arguments.workbooks or sorted(INPUTS.glob("*.xlsx")):
        print(run(workbook, further).line(), flush=True)


if __name__ == "__main__":
    main()
