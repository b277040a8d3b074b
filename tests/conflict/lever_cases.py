"""Impossible programs, one per lever, each with the least amount that a person can work out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from optmodel.workbook.tables import Tables

from ..cases import case, cluster, pledge, site, tiny_settings

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """An input without a plan, and what would mend it."""

    words: str
    """Of the repair."""
    changes: Sequence[tuple[str, object, object]]
    """Header, what stands there, what to type instead; one for each cell."""
    less: object = None
    """What does not do, in the first of these cells; None where there is nothing between."""
    settings: Mapping[str, object] = field(default_factory=dict)
    sheets: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def named(self) -> dict[str, list[dict[str, object]]]:
        """Every sheet with its rows."""
        base: dict[str, Sequence[Row]] = {"Sites": [site("S")], "Funding": [pledge()]}
        named = base | dict(self.sheets)
        return {name: [dict(row) for row in rows] for name, rows in named.items()}

    def tables(self) -> Tables:
        """The input, typed."""
        sheets = {name.replace(" ", "_"): rows for name, rows in self.named().items()}
        return case(tiny_settings(**self.settings), **sheets)


def fund(name: str, capex: float = 100.0, **over: object) -> dict[str, object]:
    """Make a row of Clusters that is marked fund; an underscore stands for a space."""
    given = {header.replace("_", " "): value for header, value in over.items()}
    return cluster(name, capex, **{"Decision": "fund", **given})


LAND = "Land (acres)"
TWO = [fund("A", 100.0), fund("B", 60.0)]
ACRES_60 = [fund(name, 100.0, **{LAND: 60.0}) for name in ("A", "B", "C")]

CASES: dict[str, Case] = {
    # 160 must be called and 120 are there.
    "commitment": Case(
        "pledge JPN +40 USD m",
        [("Commitment (USD m)", 120.0, 160)],
        159.9,
        sheets={"Clusters": TWO, "Funding": [pledge(120.0)]},
    ),
    # All of A's 100 are spent in the period of its start, and 70 can be called.
    "calls": Case(
        "calls on pledge JPN +30 USD m in a period",
        [("Maximum call (USD m/period)", 70.0, 100)],
        99.9,
        sheets={
            "Clusters": [fund("A")],
            "Funding calls": [
                {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 70}
            ],
        },
    ),
    # 15 a year from the second year on: 100 are back in the eighth, seven after the first call.
    "recovery": Case(
        "recovery of JPN 5 -> 7 years",
        [("Recovery target (years)", 5.0, 7)],
        6,
        sheets={
            "Clusters": [fund("A", **{"Revenue (USD m/year)": 30})],
            "Funding": [pledge(**{"Share before recovery": 0.5, "Recovery target (years)": 5})],
        },
    ),
    # A year of building and four years of 25.
    "payback": Case(
        "maximum payback of A 4.2 -> 5 years",
        [("Maximum payback (years)", 4.2, 5)],
        4.9,
        sheets={
            "Clusters": [fund("A", **{"Revenue (USD m/year)": 25, "Maximum payback (years)": 4.2})],
        },
    ),
    # Either of the two may go: 120 are enough for the other.
    "release": Case(
        "release B (marked fund)",
        [("Decision", "fund", "free")],
        sheets={"Clusters": TWO, "Funding": [pledge(120.0)]},
    ),
    # Three of 100 each, and there are 140.
    "copies": Case(
        "copies of A (marked fund) 3 -> 1",
        [("Copies", 3, 1)],
        2,
        sheets={"Clusters": [fund("A", Copies=3)], "Funding": [pledge(140.0)]},
    ),
    "allow": Case(
        "leave it free whether B is funded (marked skip)",
        [("Decision", "skip", "free")],
        sheets={
            "Clusters": [fund("A"), cluster("B", 60.0, Decision="skip")],
            "Dependencies": [{"Cluster": "A", "Needs": "B", "Timing": "finish"}],
        },
    ),
    # The bank has 40 of the 100.
    "maximum share": Case(
        "share of a cluster that JPN pays at most, 50 -> 60 %",
        [("Maximum share of a cluster", 0.5, 0.6)],
        0.59,
        sheets={
            "Clusters": [fund("A")],
            "Funding": [
                pledge(**{"Maximum share of a cluster": 0.5}),
                pledge(40.0, Source="bank"),
            ],
        },
    ),
    "declined operator": Case(
        "OP in talks instead of declined",
        [("Status", "declined", "in talks")],
        sheets={
            "Clusters": [fund("A")],
            "Operators": [{"Operator": "OP", "Status": "declined"}],
            "Operator fit": [{"Cluster": "A", "Operator": "OP"}],
        },
    ),
    # Three times 60 acres, of which only 100 are there.
    "supply": Case(
        "S +80 acres of land",
        [(LAND, 100.0, 180)],
        179.9,
        sheets={"Clusters": ACRES_60, "Sites": [site("S", 100.0)]},
    ),
    # 10 MW are there from 2027 and 15 from 2029; two plants run at 10 MW each from 2028 on.
    "supply over time": Case(
        "S +10 MW of power",
        [("Power (MW)", 10.0, 20), ("Available", 15.0, 25)],
        19.9,
        settings={"Decision_periods": 1},
        sheets={
            "Clusters": [fund(name, **{"Power (MW)": 10.0}) for name in ("A", "B")],
            "Sites": [site("S", **{"Power (MW)": 10.0})],
            "Site supply": [
                {"Site": "S", "Resource": "Power", "From": date(2029, 1, 1), "Available": 15}
            ],
        },
    ),
    # Each site has room for one of the two.
    "maximum sites": Case(
        "maximum sites 1 -> 2",
        [("Maximum sites", 1, 2)],
        settings={"Maximum_sites": 1},
        sheets={"Clusters": ACRES_60[:2], "Sites": [site("S", 60.0), site("T", 60.0)]},
    ),
    # Three must start in one period.
    "maximum starts per period": Case(
        "maximum starts per period 1 -> 3",
        [("Maximum starts per period", 1, 3)],
        2,
        settings={"Maximum_starts_per_period": 1, "Decision_periods": 1},
        sheets={"Clusters": [fund(name) for name in ("A", "B", "C")]},
    ),
    "clusters at a site": Case(
        "maximum clusters at S 1 -> 3",
        [("Maximum clusters", 1, 3)],
        2,
        sheets={
            "Clusters": [fund(name) for name in ("A", "B", "C")],
            "Sites": [site("S", **{"Maximum clusters": 1})],
        },
    ),
    # The permit is there after four years, in the fifth period.
    "decision periods": Case(
        "decision periods 3 -> 5",
        [("Decision periods", 3, 5)],
        4,
        sheets={
            "Clusters": [fund("A")],
            "Sites": [site("S", **{"Permit median (months)": 48, "Permit P80 (months)": 48})],
        },
    ),
    "latest start": Case(
        "latest start of A 2027 -> 2029",
        [("Latest start", date(2027, 5, 1), date(2029, 1, 1))],
        date(2028, 12, 31),
        sheets={
            "Clusters": [fund("A", Latest_start=date(2027, 5, 1))],
            "Sites": [site("S", **{"Permit median (months)": 24, "Permit P80 (months)": 24})],
        },
    ),
    "earliest start": Case(
        "earliest start of A 2031 -> 2029",
        [("Earliest start", date(2031, 5, 1), date(2029, 1, 1))],
        date(2030, 1, 1),
        sheets={"Clusters": [fund("A", Earliest_start=date(2031, 5, 1))]},
    ),
    # ln 24/20 = 0.182 is 0.378 standard deviations of ln 30/20 / 0.8416: 64.7 %.
    "permit confidence": Case(
        "permit confidence 80% -> 60%",
        [("Permit confidence", 0.8, 0.6)],
        0.65,
        sheets={
            "Clusters": [fund("A")],
            "Sites": [site("S", **{"Permit median (months)": 20, "Permit P80 (months)": 30})],
        },
    ),
    "group rule": Case(
        "at most 1 of the group G -> 2",
        [("Count", 1, 2)],
        sheets={
            "Clusters": TWO,
            "Groups": [{"Group": "G", "Cluster": name} for name in ("A", "B")],
            "Group rules": [{"Group": "G", "Rule": "at most", "Count": 1}],
        },
    ),
    # Both of two members can start, not three.
    "fewer of a group": Case(
        "at least 3 of the group G -> 2",
        [("Count", 3, 2)],
        sheets={
            "Clusters": TWO,
            "Groups": [{"Group": "G", "Cluster": name} for name in ("A", "B")],
            "Group rules": [{"Group": "G", "Rule": "at least", "Count": 3}],
        },
    ),
    "exactly of a group": Case(
        "exactly 1 of the group G -> 2",
        [("Count", 1, 2)],
        sheets={
            "Clusters": TWO,
            "Groups": [{"Group": "G", "Cluster": name} for name in ("A", "B")],
            "Group rules": [{"Group": "G", "Rule": "exactly", "Count": 1}],
        },
    ),
    "at one site": Case(
        "at least 2 of the group G -> 1",
        [("Count", 2, 1)],
        sheets={
            "Clusters": ACRES_60[:2],
            "Sites": [site("S", 60.0), site("T", 60.0)],
            "Groups": [{"Group": "G", "Cluster": name} for name in ("A", "B")],
            "Group rules": [{"Group": "G", "Rule": "at least", "Count": 2, "Same site": "yes"}],
        },
    ),
    # None of the group would break that A and B must be funded, so 3 fewer does not help.
    "exactly at one site": Case(
        "exactly 3 of the group G -> 2",
        [("Count", 3, 2)],
        sheets={
            "Clusters": [*TWO, cluster("C", 10.0)],
            "Sites": [site(name, **{"Maximum clusters": 2}) for name in ("S", "T")],
            "Groups": [{"Group": "G", "Cluster": name} for name in ("A", "B", "C")],
            "Group rules": [{"Group": "G", "Rule": "exactly", "Count": 3, "Same site": "yes"}],
        },
    ),
    # Two rules, each with a lever up and a lever down, and a site that takes 3 of 4.
    "two exact groups": Case(
        "exactly 2 of the group G -> 1",
        [("Count", 2, 1)],
        sheets={
            "Clusters": [cluster(name, 10.0) for name in ("A", "B", "C", "D")],
            "Sites": [site("S", **{"Maximum clusters": 3})],
            "Groups": [
                {"Group": group, "Cluster": name}
                for group, names in (("G", "AB"), ("H", "CD"))
                for name in names
            ],
            "Group rules": [{"Group": name, "Rule": "exactly", "Count": 2} for name in ("G", "H")],
        },
    ),
    "dependency": Case(
        "drop that A needs B",
        [("Cluster", "A", None), ("Needs", "B", None), ("Timing", "finish", None)],
        sheets={
            "Clusters": [fund("A"), cluster("B", 60.0, Decision="skip")],
            "Dependencies": [{"Cluster": "A", "Needs": "B", "Timing": "finish"}],
        },
    ),
    "sector minimum": Case(
        "least of JPN for chips 150 -> 100 USD m",
        [("Minimum (USD m)", 150.0, 100)],
        100.1,
        sheets={
            "Clusters": [fund("A", Sector="chips")],
            "Sector limits": [{"Source": "JPN", "Sector": "chips", "Minimum (USD m)": 150}],
        },
    ),
    "sector maximum": Case(
        "most of JPN for chips 60 -> 100 USD m",
        [("Maximum (USD m)", 60.0, 100)],
        99.9,
        sheets={
            "Clusters": [fund("A", Sector="chips")],
            "Sector limits": [{"Source": "JPN", "Sector": "chips", "Maximum (USD m)": 60}],
        },
    ),
    "construction": Case(
        "capacity of cranes +3 units/period",
        [("Capacity", 5.0, 8)],
        7.99,
        sheets={
            "Clusters": [fund("A")],
            "Construction": [{"Resource": "cranes", "From": date(2027, 1, 1), "Capacity": 5}],
            "Construction use": [{"Cluster": "A", "Resource": "cranes", "Step 1": 8}],
        },
    ),
    "market": Case(
        "market of wafers +30 units/year",
        [("Maximum output (units/year)", 50.0, 80)],
        79.9,
        sheets={
            "Clusters": [fund("A", Product="wafers", **{"Output (units/year)": 80})],
            "Markets": [
                {
                    "Product": "wafers",
                    "From": date(2027, 1, 1),
                    "Maximum output (units/year)": 50,
                }
            ],
        },
    ),
    "operator clusters": Case(
        "maximum clusters of operator OP 1 -> 2",
        [("Maximum clusters", 1, 2)],
        sheets={
            "Clusters": TWO,
            "Operators": [{"Operator": "OP", "Maximum clusters": 1}],
            "Operator fit": [{"Cluster": name, "Operator": "OP"} for name in ("A", "B")],
        },
    ),
    "operator capital": Case(
        "maximum capital of operator OP 100 -> 160 USD m",
        [("Maximum capital (USD m)", 100.0, 160)],
        159.9,
        sheets={
            "Clusters": TWO,
            "Operators": [{"Operator": "OP", "Maximum capital (USD m)": 100}],
            "Operator fit": [{"Cluster": name, "Operator": "OP"} for name in ("A", "B")],
        },
    ),
    "target": Case(
        "target on jobs, at least 500 -> 300",
        [("Amount", 500.0, 300)],
        301,
        sheets={
            "Clusters": [fund("A", Jobs=300)],
            "Targets": [{"Metric": "jobs", "Sense": "at least", "Amount": 500}],
        },
    ),
    # 300 of 500 jobs are in chips.
    "target share": Case(
        "target on jobs of chips, at least 80 -> 60 %",
        [("Amount", 0.8, 0.6)],
        0.61,
        sheets={
            "Clusters": [fund("A", Sector="chips", Jobs=300), fund("B", Sector="power", Jobs=200)],
            "Targets": [
                {
                    "Metric": "jobs",
                    "Filter by": "sector",
                    "Filter": "chips",
                    "Sense": "at least",
                    "Amount": 0.8,
                    "Amount is": "share",
                }
            ],
        },
    ),
    "open a closed site": Case(
        "leave it free whether S opens (marked closed)",
        [("Decision", "closed", "free")],
        sheets={"Clusters": [fund("A")], "Sites": [site("S", Decision="closed")]},
    ),
    # Preparing T costs 10 of the 100 that A needs.
    "leave a site closed": Case(
        "leave it free whether T opens (marked open)",
        [("Decision", "open", "free")],
        sheets={
            "Clusters": [fund("A")],
            "Sites": [site("S"), site("T", Decision="open", **{"Preparation cost (USD m)": 10})],
            "Funding": [pledge(100.0)],
        },
    ),
    "stand elsewhere": Case(
        "let A stand elsewhere than at S",
        [("Site", "S", None)],
        sheets={
            "Clusters": [fund("A", Site="S", **{LAND: 60.0})],
            "Sites": [site("S", 10.0), site("T", 60.0)],
        },
    ),
    "placement": Case(
        "allow A at S",
        [("Allowed", False, True)],
        sheets={
            "Clusters": [fund("A")],
            "Placement": [{"Cluster": "A", "Site": "S", "Allowed": "no"}],
        },
    ),
    "last commitment": Case(
        "last commitment of JPN in 2028",
        [("Last commitment", date(2027, 6, 1), date(2028, 1, 1))],
        sheets={
            "Clusters": [fund("A", Earliest_start=date(2028, 1, 1))],
            "Funding": [pledge(**{"Last commitment": date(2027, 6, 1)})],
        },
    ),
    # The second of two years of spending is one year after the last call.
    "last call": Case(
        "last call of JPN in 2028",
        [("Last call", date(2027, 6, 1), date(2028, 1, 1))],
        sheets={
            "Clusters": [cluster("A", 100.0, 2, Decision="fund")],
            "Funding": [pledge(**{"Last call": date(2027, 6, 1)})],
        },
    ),
    "first call": Case(
        "first call of JPN in 2029",
        [("First call", date(2031, 6, 1), date(2029, 1, 1))],
        date(2030, 1, 1),
        sheets={
            "Clusters": [fund("A")],
            "Funding": [pledge(**{"First call": date(2031, 6, 1)})],
        },
    ),
}
