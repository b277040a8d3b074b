"""Random small workbooks over all rules, small enough to try every plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables

from .chance import Chance
from .generator_money import funding_calls_rows, funding_row
from .generator_order import dependency_rows, group_rows, group_rule_rows
from .generator_rows import cash_flow_rows, cluster_row, placement_rows, profile_rows, site_row

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Plain rows, so that a property test can change them before they are typed."""

    settings: Row
    sheets: dict[str, list[Row]]

    def tables(self) -> Tables:
        """Typed tables; a random workbook that the reader refuses is a mistake of the test."""
        tables, findings = tables_from_rows(self.settings, self.sheets)
        assert tables is not None, [str(finding) for finding in findings]
        return tables


def workbook(seed: int) -> Workbook:
    """The random workbook of a seed: one source, and the rules of a program without partners."""
    chance = chance_of(Random(seed), [1, 2, 2, 3, 3, 4], least_after=0, tightness=[0.3, 0.6, 1.0])
    sheets = base_sheets(chance, most_sites=3, clusters=(1, 4))
    return Workbook(settings_row(chance), sheets)


def chance_of(
    random: Random, decisions_choices: Sequence[int], least_after: int, tightness: Sequence[float]
) -> Chance:
    """A calendar with up to 8 periods after the decisions, and how often cells restrict."""
    decisions = random.choice(decisions_choices)
    return Chance(
        random=random,
        first=date(2027, random.randint(1, 12), random.randint(1, 28)),
        months=random.choice([1, 3, 6, 12]),
        decisions=decisions,
        horizon=decisions + random.randint(least_after, 8),
        tightness=random.choice(tightness),
    )


def base_sheets(chance: Chance, most_sites: int, clusters: tuple[int, int]) -> dict[str, list[Row]]:
    """The sheets of a program with one source; ``clusters`` are the least and the most."""
    profiles = profile_rows(chance)
    names = ("ORR", "INL", "PAD")[: chance.between(1, most_sites)]
    sites = [site_row(chance, name) for name in names]
    rows = [
        cluster_row(chance, name, sites, profiles)
        for name in ("FIB", "CAB", "TRF", "PWR")[: chance.between(*clusters)]
    ]
    groups = group_rows(chance, rows)
    return {
        "Clusters": rows,
        "Profiles": profiles,
        "Sites": sites,
        "Placement": placement_rows(chance, rows, sites),
        "Funding": [funding_row(chance, rows)],
        "Funding calls": funding_calls_rows(chance, rows),
        "Dependencies": dependency_rows(chance, rows),
        "Groups": groups,
        "Group rules": group_rule_rows(chance, groups),
        "Cash flows": cash_flow_rows(chance, rows),
    }


def settings_row(chance: Chance) -> Row:
    """The sheet Settings."""
    growth = [0.0, 0.0, 0.02, 0.05, -0.01]
    return {
        "Plan name": "Random",
        "First period": chance.first,
        "Months per period": chance.months,
        "Decision periods": chance.decisions,
        "Horizon periods": chance.horizon,
        "Discount rate": chance.one([0.0, 0.05, 0.08, 0.12]),
        "Discount timing": chance.one(["start", "middle", "end"]),
        "Perspective": chance.one(["Program", "Program", "Program", "United States", "Japan"]),
        "Revenue escalation": chance.one(growth),
        "Cost escalation": chance.one(growth),
        "Capex escalation": chance.one(growth),
        "Tax rate": chance.one([0.0, 0.21]),
        "Permit confidence": chance.one([0.5, 0.8, 0.9]),
        "Maximum sites": chance.maybe(0.3, chance.between(1, 2)),
        "Maximum starts per period": chance.maybe(0.3, chance.between(1, 2)),
        "Payback measured from": chance.one(["first spend", "first operation"]),
    }
