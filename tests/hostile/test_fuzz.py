"""Random damage to a good workbook: refused, or read the same however it is packed; never a fault.

``python -m benchmarks.fuzz`` does the same with thousands of files, in workers with limits.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz import FAULTS, Outcome, judged, mutated
from benchmarks.lean import lean
from benchmarks.mutations import MUTATIONS

FILES = 150
BATCH = 50


@pytest.mark.timeout(60)
@pytest.mark.parametrize("first", range(0, FILES, BATCH))
@pytest.mark.parametrize("kind", MUTATIONS)
def test_random_damage(kind: str, first: int, tmp_path: Path) -> None:
    """Tests fifty files of a kind."""
    path, good = tmp_path / "input.xlsx", lean()
    outcomes: list[Outcome] = []
    for seed in range(first, first + BATCH):
        content = mutated(kind, seed, [good])
        outcomes.append(judged(kind, seed, content, path))
    assert [it for it in outcomes if it.outcome in FAULTS] == []
    assert any(it.outcome == "refused" for it in outcomes)
