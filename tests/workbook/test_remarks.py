"""Totals, remarks and rows just begun are one finding each, and nothing follows on."""

from __future__ import annotations

from typing import Any

import pytest

from optmodel import api
from tests.cases import cluster, pledge, site, tiny_settings

ADVICE = "Fill in the row; if it is a total or a remark, move it out of the table."


def told(**sheets: Any) -> list[tuple[str, str, str]]:
    """Code, address and message of what is said of a small input with other sheets."""
    source = {
        "Settings": tiny_settings(),
        "Clusters": [cluster("A", 100), cluster("B", 50)],
        "Sites": [site("S")],
        "Funding": [pledge(1000)],
    }
    source |= {name.replace("_", " "): rows for name, rows in sheets.items()}
    return [(it.code, it.address, it.message) for it in api.check(source)]


@pytest.mark.parametrize(
    "row",
    [
        {"Cluster": "Total"},
        {"Cluster": "--- Phase 2 ---"},
        {"Cluster": "C"},
        {"Cluster": "Note", "Notes": "of the year before", "Source": "me"},
        {"Cluster": "Total:", "Land (acres)": 150, "Jobs": 20.0},
        {"Cluster": "\u5408\u8a08", "Land (acres)": 150},
    ],
)
def test_a_row_without_figures_is_told_once(row: dict[str, object]) -> None:
    """Tests that one message names what is missing, whatever the row was meant to be."""
    missing = "Capex (USD m) and Build (periods)"
    words = f'"{row["Cluster"]}" stands in a row without {missing}. {ADVICE}'
    rows = [cluster("A", 100), row, cluster("B", 50)]
    assert told(Clusters=rows) == [("E129", "Clusters!A6", words)]


def test_what_a_total_lacks_is_named() -> None:
    """Tests a row with the sum of capex below the clusters, and that its figures are not judged."""
    rows = [cluster("A", 100), {"Cluster": "Sum", "Capex (USD m)": 100, "Copies": -5}]
    words = f'"Sum" stands in a row without Build (periods). {ADVICE}'
    assert told(Clusters=rows) == [("E129", "Clusters!A6", words)]


def test_a_row_with_something_else_lacks_its_cells() -> None:
    """Tests that a cluster with land but without capex is told cell by cell."""
    rows = [cluster("A", 100), {"Cluster": "C", "Land (acres)": 60}]
    assert [it[:2] for it in told(Clusters=rows)] == [
        ("E101", "Clusters!H6"),
        ("E101", "Clusters!I6"),
    ]


def test_a_name_that_lacks_one_cell_is_told_at_that_cell() -> None:
    """Tests that a site without land is told where the land goes, a total of sites as such."""
    found = told(Sites=[site("S"), {"Site": "T"}, {"Site": "Total"}, {"Site": "* to be surveyed"}])
    assert [it[:2] for it in found] == [("E129", "Sites!A7:A8"), ("E101", "Sites!H6")]


def test_a_row_that_others_refer_to_is_told_alone() -> None:
    """Tests that a cluster just begun is no missing name, nor a total in a column of references."""
    rows = [cluster("A", 100), cluster("B", 50), {"Cluster": "C"}]
    needs = [{"Cluster": "A", "Needs": "C"}, {"Cluster": "Total"}]
    found = told(Clusters=rows, Dependencies=needs)
    assert [it[:2] for it in found] == [("E129", "Clusters!A7"), ("E129", "Dependencies!A6")]


def test_a_failed_formula_is_no_remark() -> None:
    """Tests that an error in place of a name stays what it is."""
    found = told(Clusters=[cluster("A", 100), {"Cluster": "#REF!"}])
    assert {it[0] for it in found} == {"E140", "E101"}


def test_many_remarks_are_one_finding() -> None:
    """Tests that rows next to each other are merged, as equal mistakes are."""
    rows = [cluster("A", 100), {"Cluster": "Remarks"}, {"Cluster": "None of this is final"}]
    assert [it[:2] for it in told(Clusters=rows)] == [("E129", "Clusters!A6:A7")]
