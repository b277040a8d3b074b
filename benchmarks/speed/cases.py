"""The instances: real examples, drawn programs, published problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import generator, newman1
from benchmarks.published import assignment, budgeting
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.run.intake import tables_of
from optmodel.workbook.tables import Tables

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
REAL = ("tiny", "crystal_land", "korea_pledge", "us_japan_pledge")
SIZES = {size.name: size for size in generator.SIZES}
SMALL = generator.Size(8, 4, 6, 12)
"""For tests: solved to the end in a second by everyone."""
DRAWN = {**SIZES, SMALL.name: SMALL}
BUDGETING = ((100, 5, 0.25), (250, 10, 0.5), (100, 30, 0.75))
"""Projects, resources, tightness."""
ASSIGNMENT = (("C", 10, 100), ("D", 10, 100), ("E", 10, 100))
"""Type, agents, jobs."""


@dataclass(frozen=True, slots=True)
class Case:
    """One instance."""

    name: str
    group: str
    """``real``, the size of a drawn program, or ``published``."""
    seed: int = 0
    """Of a drawn program."""


def all_cases() -> Iterator[Case]:
    """Every instance, small ones first."""
    for name in REAL:
        yield Case(name, "real")
    for size in SIZES:
        for seed in generator.SEEDS:
            yield Case(f"{size}-{seed}", size, seed)
    for projects, resources, tightness in BUDGETING:
        yield Case(f"budgeting-{projects}x{resources}-{tightness}", "published")
    for kind, agents, jobs in ASSIGNMENT:
        yield Case(f"assignment-{kind}-{agents}x{jobs}", "published")
    yield Case("newman1", "published")


def sheets_of(name: str) -> dict[str, Any]:
    """Return the sheets of an instance that is no workbook; KeyError for one that is not known."""
    size, _, seed = name.rpartition("-")
    if size in DRAWN:
        return dict(generator.program(DRAWN[size], int(seed)))
    if name == "newman1":
        return {"Settings": newman1.settings(), **newman1.sheets()}
    kind, _, rest = name.partition("-")
    if kind == "budgeting":
        shape, tightness = rest.split("-")
        projects, resources = shape.split("x")
        return budgeting.sheets(
            budgeting.draw(int(projects), int(resources), float(tightness)), name
        )
    if kind == "assignment":
        letter, shape = rest.split("-")
        agents, jobs = shape.split("x")
        return assignment.sheets(assignment.draw(letter, int(agents), int(jobs)), name)
    raise KeyError(name)


def tables_of_case(name: str) -> Tables:
    """Return the tables of an instance, checked; ValueError with the findings of a wrong one."""
    workbook = INPUTS / f"{name}.xlsx"
    tables, findings = tables_of(workbook if name in REAL else sheets_of(name))
    errors = [str(finding) for finding in findings if finding.is_error]
    if tables is None or errors:
        raise ValueError("\n".join(errors))
    return tables


def program_of_tables(tables: Tables) -> Program:
    """Build the program of an instance; ValueError with the findings of a wrong one."""
    program, findings = build(tables)
    errors = [str(finding) for finding in findings if finding.is_error]
    if program is None or errors:
        raise ValueError("\n".join(errors))
    return program
