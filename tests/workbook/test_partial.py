"""Rows that are right are judged while others are wrong, without a false alarm."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from optmodel import api
from optmodel.workbook.rows import reading_of_rows
from tests.cases import cluster, pledge, site, tiny_settings

Input = dict[str, Any]

TOO_LATE = {"Earliest start": date(2028, 1, 1), "Latest start": date(2027, 1, 1)}


def small(**sheets: object) -> Input:
    """A small input; a keyword is a sheet with underscores for spaces."""
    named: Input = {
        "Settings": tiny_settings(),
        "Clusters": [cluster("A", 100), cluster("B", 50)],
        "Sites": [site("S")],
        "Funding": [pledge()],
    }
    return named | {name.replace("_", " "): rows for name, rows in sheets.items()}


def codes(source: Input) -> list[tuple[str, str]]:
    """Code and address of what a check says."""
    return [(it.code, it.address) for it in api.check(source) if it.is_error]


def test_a_wrong_cell_hides_nothing_of_another_row() -> None:
    """Tests that text for land, and a start window that is empty, are told together."""
    source = small(Clusters=[cluster("A", 100, **TOO_LATE)], Sites=[site("S"), site("T", "many")])
    assert codes(source) == [("E102", "Sites!H6"), ("E214", "Clusters!Y5")]


def test_nothing_is_said_of_a_row_that_is_wrong() -> None:
    """Tests that the window of a cluster with a wrong capex waits until the capex is right."""
    assert codes(small(Clusters=[cluster("A", "x", **TOO_LATE), cluster("B", 50)])) == [
        ("E102", "Clusters!H5")
    ]


def test_nothing_is_said_of_a_row_that_refers_to_a_wrong_one() -> None:
    """Tests that dependencies on a cluster with a wrong cell are left alone, to a fixed point."""
    source = small(
        Clusters=[cluster("A", "x"), cluster("B", 50), cluster("C", 50)],
        Dependencies=[
            {"Cluster": "A", "Needs": "B", "Lag (periods)": 2, "Maximum lag (periods)": 1},
            {"Cluster": "C", "Needs": "B", "Lag (periods)": 2, "Maximum lag (periods)": 1},
        ],
    )
    assert codes(source) == [("E102", "Clusters!H5"), ("E232", "Dependencies!F6")]


def test_a_profile_whose_other_kind_is_wrong_is_not_missed() -> None:
    """Tests that a capex profile with a misspelled kind is not called a missing one."""
    profiles = [
        {"Profile": "P", "Kind": "capx", "Step 1": 1},
        {"Profile": "P", "Kind": "ramp", "Step 1": 1},
    ]
    clusters = [cluster("A", 100, **{"Capex profile": "P"}), cluster("B", 1)]
    assert codes(small(Clusters=clusters, Profiles=profiles)) == [("E111", "Profiles!B5")]


def test_a_sum_over_rows_waits_for_all_of_them() -> None:
    """Tests that sources with too small shares are not told while a source is wrong."""
    half = {"Maximum share of a cluster": 0.5}
    funding = [pledge(**half), {"Source": "TWO", "Commitment (USD m)": "x"} | half]
    assert codes(small(Funding=funding)) == [("E102", "Funding!C6")]
    assert ("E228", "Funding!Q5") in codes(small(Funding=funding[:1]))


@pytest.mark.parametrize("setting", ["Discount rate", "Tax rate", "Plan name"])
def test_a_wrong_rate_or_name_hides_nothing(setting: str) -> None:
    """Tests that a setting on which no date depends leaves the other checks in place."""
    settings = tiny_settings() | {setting: 8 if setting != "Plan name" else None}
    found = codes(small(Settings=settings, Clusters=[cluster("A", 1, **TOO_LATE)]))
    assert [code for code, _ in found][1:] == ["E214"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [("First period", "soon"), ("Months per period", 5), ("Horizon periods", None)],
)
def test_without_a_calendar_nothing_is_said_of_dates(setting: str, value: object) -> None:
    """Tests that only the setting is told where every date depends on it."""
    settings = tiny_settings() | {setting: value}
    found = api.check(small(Settings=settings, Clusters=[cluster("A", 1, **TOO_LATE)]))
    assert [it.column for it in found] == [setting]


def test_a_misspelled_column_hides_only_its_sheet() -> None:
    """Tests that permits without their misspelled P80 are no finding, a start window is."""
    sites = [site("S", **{"Permit median (months)": 12, "Permit P80 (mnths)": 18})]
    found = codes(small(Clusters=[cluster("A", 1, **TOO_LATE)], Sites=sites))
    assert [code for code, _ in found] == ["E124"]
    calls = [{"Source": "JPN", "From": date(2027, 1, 1), "Maximum call": 5}]
    found = codes(small(Clusters=[cluster("A", 1, **TOO_LATE)], Funding_calls=calls))
    assert [code for code, _ in found] == ["E124", "E214"]


def test_the_record_says_what_was_expected_and_what_stands_there() -> None:
    """Tests that findings of the checks that follow have the full record as well."""
    found = api.check(small(Clusters=[cluster("A", 100, **TOO_LATE)]))[0]
    assert found.code == "E214"
    assert found.expected == "a date between 1990 and 2200, or blank"
    assert found.got == "the date 2027-01-01"
    assert found.entry.why


ODD: Mapping[str, list[dict[str, object]]] = {
    "Clusters": [
        cluster("A", 100, **TOO_LATE, Site="S", Sector="steel"),
        cluster("B", 50, 2, **{"Capex profile": "fast", "Ramp profile": "slow"}),
        cluster("C", 50, **{"Life (years)": 2.5, "Operator": "OP"}),
        cluster("D", 70, Sector="steel", Product="coil", **{"Output (units/year)": 5}),
    ],
    "Profiles": [
        {"Profile": "fast", "Kind": "capex", "Step 1": 0.5, "Step 2": 0.4},
        {"Profile": "fast", "Kind": "ramp", "Step 1": 1.0},
        {"Profile": "slow", "Kind": "ramp", "Step 1": 0.5, "Step 2": 1.0},
    ],
    "Sites": [
        site("S", Decision="closed"),
        site("T", **{"Permit median (months)": 20, "Permit P80 (months)": 10}),
        site("U", 500.0, State="TX"),
    ],
    "Site supply": [
        {"Site": "U", "Resource": "Power", "From": date(2028, 1, 1), "Available": 5},
        {"Site": "U", "Resource": "Power", "From": date(2028, 3, 1), "Available": 6},
    ],
    "Placement": [{"Cluster": "D", "Site": "U", "Land (acres)": 10}],
    "Funding": [
        pledge(**{"Already committed (USD m)": 2e6, "Maximum share of a cluster": 0.6}),
        {"Source": "TWO", "Commitment (USD m)": 10, "Maximum share of a cluster": 0.5},
    ],
    "Funding calls": [
        {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 5},
        {"Source": "JPN", "From": date(2027, 5, 1), "Maximum call (USD m/period)": 6},
    ],
    "Sector limits": [
        {"Source": "JPN", "Sector": "steel", "Minimum (USD m)": 9, "Maximum (USD m)": 1}
    ],
    "Dependencies": [
        {"Cluster": "A", "Needs": "B", "Lag (periods)": 1},
        {"Cluster": "B", "Needs": "C", "Lag (periods)": 1},
        {"Cluster": "C", "Needs": "A", "Lag (periods)": 1},
        {"Cluster": "D", "Needs": "C", "Lag (periods)": 9},
    ],
    "Groups": [{"Group": "G", "Cluster": "A"}, {"Group": "G", "Cluster": "B"}],
    "Group rules": [{"Group": "G", "Rule": "at most", "Count": 1, "By": date(2020, 1, 1)}],
    "Synergies": [
        {"Cluster A": "A", "Cluster B": "B", "Benefit (USD m/year)": 1},
        {"Cluster A": "B", "Cluster B": "A", "Benefit (USD m/year)": 1},
    ],
    "Construction": [{"Resource": "cranes", "From": date(2027, 1, 1), "Capacity": 5}],
    "Construction use": [{"Cluster": "D", "Resource": "cranes", "Step 1": 1}],
    "Targets": [
        {
            "Metric": "jobs",
            "Filter by": "sector",
            "Filter": "steel",
            "Sense": "at least",
            "Amount": 5,
            "Strength": "must",
        }
    ],
    "Markets": [{"Product": "coil", "From": date(2027, 1, 1), "Maximum output (units/year)": 9}],
    "Operators": [{"Operator": "OP", "Status": "declined"}],
    "Operator fit": [{"Cluster": "D", "Operator": "OP"}],
}
"""Every cell is right; what they say together is wrong in many ways."""

WRONG: tuple[object, ...] = ("#REF!", None, "no such", -1e30, True, "1,200")


def test_no_false_alarm_whatever_is_wrong() -> None:
    """Tests that what is told beside a wrong cell is still told when that cell is right."""
    right = api.check({"Settings": tiny_settings(), **ODD})
    assert not any(it.entry.stage in {"structure", "types", "ranges", "references"} for it in right)
    known = {
        (it.code, it.sheet, it.column, cell) for it in right for cell in it.cells or (it.cell,)
    }
    assert len({it.code for it in right}) >= 12
    chance = random.Random(5)
    cells = [
        (name, at, key) for name, rows in ODD.items() for at, row in enumerate(rows) for key in row
    ]
    told = 0
    for _ in range(150):
        wrong = [(*cell, chance.choice(WRONG)) for cell in chance.sample(cells, 2)]
        wrong = [it for it in wrong if _is_found(it)]
        read = reading_of_rows(tiny_settings(), _corrupted(wrong)).findings
        first = {(it.code, it.sheet, it.cell) for it in read}
        found = api.check({"Settings": tiny_settings(), **_corrupted(wrong)}) if wrong else ()
        for it in found:
            for cell in it.cells or (it.cell,):
                if (it.code, it.sheet, cell) not in first:
                    told += 1
                    assert (it.code, it.sheet, it.column, cell) in known, (wrong, str(it))
    assert told > 500


Wrong = tuple[str, int, str, object]
"""Sheet, number of the row, header and what is put there."""


def _is_found(wrong: Wrong) -> bool:
    """Whether the reader says that the cell is wrong: a blank may be right, a text be a name."""
    findings = reading_of_rows(tiny_settings(), _corrupted([wrong])).findings
    return any(it.is_error and (it.sheet, it.column) == (wrong[0], wrong[2]) for it in findings)


def _corrupted(wrong: Sequence[Wrong]) -> dict[str, list[dict[str, object]]]:
    """Put what is wrong into a copy of the input."""
    source = {name: [dict(row) for row in rows] for name, rows in ODD.items()}
    for name, at, header, value in wrong:
        source[name][at][header] = value
    return source
