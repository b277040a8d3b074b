"""The canonical order: rows may move and ids may change, the model stays the same."""

from __future__ import annotations

import random
from datetime import date

from optmodel.program.program import Program
from tests.cases import Rows, cluster, pledge, program_of, site, tiny_settings

NAMES = {"A": "zeta", "B": "Ω plant", "C": "001", "D": "eta", "S": "south", "T": "a-north"} | {
    "X": "zulu",
    "Y": "yankee",
    "Z": "alpha",
    "crane": "welders",
    "crew": "concrete",
    "gas": "vapor",
    "heat": "brine",
    "JPN": "second",
    "EXT": "first",
}

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


NEW_YEAR = date(2027, 1, 1)

RULEBOOK: dict[str, list[dict[str, object]]] = {
    "Clusters": [
        cluster(name, 10, **{"Use: gas": gas, "Use: heat": heat})
        for name, gas, heat in [("A", 1, 0), ("B", 0, 1), ("C", 0, 0), ("D", 0, 0)]
    ],
    "Sites": [site("S", 50), site("T", 50)],
    "Site_supply": [
        {"Site": where, "Resource": what, "From": NEW_YEAR, "Available": amount}
        for where, what, amount in [("S", "gas", 5), ("T", "heat", 4), ("T", "gas", 3)]
    ],
    "Funding": [pledge(100), {"Source": "EXT", "Commitment (USD m)": 100}],
    "Synergies": [{"Cluster A": "D", "Cluster B": "B", "Benefit (USD m/year)": 2}],
    "Construction": [
        {"Resource": name, "From": NEW_YEAR, "Capacity": 3} for name in ("crane", "crew")
    ],
    "Construction_use": [
        {"Cluster": "A", "Resource": "crew", "Step 1": 1},
        {"Cluster": "A", "Resource": "crane", "Step 1": 2},
    ],
    "Operators": [{"Operator": "X"}, {"Operator": "Y", "Maximum clusters": 1}, {"Operator": "Z"}],
    "Operator_fit": [
        {"Cluster": "C", "Operator": "X", "Extra capex (USD m)": 2},
        {"Cluster": "C", "Operator": "Z", "Extra capex (USD m)": 1},
        {"Cluster": "C", "Operator": "Y"},
    ],
    "Targets": [
        {"Metric": "jobs", "Sense": "at least", "Amount": 1, "Filter by": by, "Filter": name}
        for by, name in [("site", "T"), ("site", "S"), ("source", "JPN"), ("source", "EXT")]
    ],
}
"""Names that only what they are tied to tells apart, in every sheet of the rulebook."""


def names_of_the_rulebook(program: Program) -> list[str]:
    """Every name of the program in its order, the fits and uses of clusters included."""
    return [
        *(it.id for it in program.clusters),
        *(it.id for it in program.sites),
        *program.resources[4:],
        *(it.id for it in program.operators),
        *(it.id for it in program.construction),
        *(name for it in program.synergies for name in (it.cluster_a, it.cluster_b)),
        *(it.filter for it in program.targets),
        *(fit.operator for it in program.clusters for fit in it.fits),
        *(name for it in program.clusters for name in it.construction_use),
        *(name for it in program.sites for name in it.supply_steps),
        *(name for it in program.clusters for name in list(it.use)[4:]),
    ]


def test_rows_of_the_whole_rulebook_may_move() -> None:
    """Tests twenty random orders of all rows but those of Funding, whose first is the pledge."""
    expected = names_of_the_rulebook(program_of(tiny_settings(), **RULEBOOK))
    for seed in range(20):
        moved: dict[str, Rows] = {
            name: random.Random(seed).sample(rows, len(rows)) for name, rows in RULEBOOK.items()
        }
        program = program_of(tiny_settings(), **(moved | {"Funding": RULEBOOK["Funding"]}))
        assert names_of_the_rulebook(program) == expected


def test_ids_of_the_whole_rulebook_may_change() -> None:
    """Tests that other names of operators, resources and sources change no position."""
    expected = names_of_the_rulebook(program_of(tiny_settings(), **RULEBOOK))
    new = {
        name: [
            {
                header.replace("gas", "vapor").replace("heat", "brine"): it
                for header, it in row.items()
            }
            for row in renamed(rows, NAMES)
        ]
        for name, rows in RULEBOOK.items()
    }
    program = program_of(tiny_settings(), **new)
    assert names_of_the_rulebook(program) == [NAMES[name] for name in expected]


def test_links_that_differ_in_their_new_columns_only() -> None:
    """Tests that maximum lag and same site alone put dependencies and group rules in order."""
    for last in (0, 1):
        lags, same = (2, None) if last else (None, 2), ("yes", "no") if last else ("no", "yes")
        program = program_of(
            tiny_settings(),
            Clusters=[cluster("A", 10), cluster("B", 10)],
            Dependencies=[
                {"Cluster": "A", "Needs": "B", "Maximum lag (periods)": lag} for lag in lags
            ],
            Groups=[{"Group": "g", "Cluster": "A"}],
            Group_rules=[
                {"Group": "g", "Rule": "at most", "Count": 1, "Same site": it} for it in same
            ],
        )
        assert [it.maximum_lag_periods for it in program.dependencies] == [None, 2]
        assert [it.same_site for it in program.group_rules] == [False, True]


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
