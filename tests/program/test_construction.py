"""Construction resources, and their use by clusters."""

from __future__ import annotations

from datetime import date

from tests.cases import cluster, program_of, tiny_settings
from tests.program.said import brief, findings_of


def crane(name: str = "crane", year: int = 2027) -> dict[str, object]:
    """Make a row of Construction."""
    return {"Resource": name, "From": date(year, 1, 1), "Capacity": 1}


def test_use_by_period_from_the_start() -> None:
    """Tests that both copies have the use of their row, and that a blank between steps is 0."""
    program = program_of(
        tiny_settings(),
        Clusters=[cluster("A", 1, Copies=2), cluster("B", 2)],
        Construction=[crane()],
        Construction_use=[{"Cluster": "A", "Resource": "crane", "Step 1": 2, "Step 3": 1}],
    )
    uses = [dict(it.construction_use) for it in program.clusters]
    assert uses == [{"crane": (2.0, 0.0, 1.0)}, {"crane": (2.0, 0.0, 1.0)}, {}]


def test_use_without_a_figure() -> None:
    """Tests that a row of Construction use that says nothing is refused."""
    found = findings_of(
        Construction=[crane()], Construction_use=[{"Cluster": "A", "Resource": "crane"}]
    )
    assert brief(found) == [("E223", "Construction use!C5")]


def test_resources_that_look_alike() -> None:
    """Tests that Crane from 2029 on is not silently another resource than crane, said once."""
    found = findings_of(Construction=[crane(), crane("Crane", 2029), crane("Crane", 2030)])
    assert brief(found) == [("E227", "Construction!A6")]
