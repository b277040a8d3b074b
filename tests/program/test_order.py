"""The canonical order: rows may move and ids may change, the model stays the same."""

from __future__ import annotations

import random
from datetime import date

from optmodel.program.program import Program
from tests.cases import Rows, cluster, program_of, site, tiny_settings

NAMES = {"A": "zeta", "B": "Ω plant", "C": "001", "D": "eta", "S": "south", "T": "a-north"}

SHEETS: dict[str, list[dict[str, object]]] = {
    "Clusters": [
        cluster("A", 10),
        cluster("B", 10),
        cluster("C", 10),
        cluster("D", 10, Site="T"),
    ],
    "Sites": [site("S", 50), site("T", 50)],
    "Placement": [{"Cluster": "B", "Site": "S", "Extra capex (USD m)": 3}],
    "Dependencies": [{"Cluster": "A", "Needs": "C", "Lag (periods)": 1}],
    "Groups": [{"Group": "g", "Cluster": "B"}, {"Group": "g", "Cluster": "A"}],
    "Group_rules": [
        {"Group": "g", "Rule": "at most", "Count": 1},
        {"Group": "g", "Rule": "at least", "Count": 1, "By": date(2028, 1, 1)},
    ],
}
"""Four clusters and two sites with equal figures of their own; only their ties differ."""


def shape(program: Program, names: dict[str, str]) -> tuple[object, ...]:
    """The program in positions, with ids mapped back to the original ones."""
    back = {new: old for old, new in names.items()}
    return (
        [back[it.id] for it in program.clusters],
        [back[it.id] for it in program.sites],
        [(back[it.cluster], back[it.needs]) for it in program.dependencies],
        [(it.sense, [back[member] for member in it.members]) for it in program.group_rules],
    )


def renamed(rows: Rows, names: dict[str, str]) -> Rows:
    """Rows with other ids."""
    return [{key: names.get(str(value), value) for key, value in row.items()} for row in rows]


def test_rows_may_move() -> None:
    """Tests that twenty random orders of all rows give one order of clusters and sites."""
    own = {name: name for name in NAMES}
    expected = shape(program_of(tiny_settings(), **SHEETS), own)
    for seed in range(20):
        moved = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in SHEETS.items()}
        assert shape(program_of(tiny_settings(), **moved), own) == expected


def test_ids_may_change() -> None:
    """Tests that other ids, with another alphabetical order, change no position."""
    own = {name: name for name in NAMES}
    new = {name: renamed(rows, NAMES) for name, rows in SHEETS.items()}
    assert shape(program_of(tiny_settings(), **new), NAMES) == shape(
        program_of(tiny_settings(), **SHEETS), own
    )


def test_figures_come_before_ids() -> None:
    """Tests that the cheaper cluster stands first whatever it is called."""
    program = program_of(tiny_settings(), Clusters=[cluster("A", 20), cluster("B", 10)])
    assert [it.id for it in program.clusters] == ["B", "A"]


def test_sheet_order_is_kept_for_reports() -> None:
    """Tests that reports can follow the order of the sheet."""
    program = program_of(tiny_settings(), **SHEETS)
    assert program.cluster_order == ("A", "B", "C", "D")
    assert program.site_order == ("S", "T")
