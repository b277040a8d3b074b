"""Amounts of money against the program: in dollars, or in billions."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.api import check
from optmodel.errors import Finding
from optmodel.examples import names
from optmodel.examples import rows as rows_of
from optmodel.program.build import build
from optmodel.sense.sense import sense_findings
from optmodel.workbook.rows import tables_from_rows
from tests.cases import Rows, cluster, pledge, site, tiny_settings
from tests.sense.said import brief, sense_of, words

CLUSTERS = [
    cluster("A", 400, Sector="chips", **{"Revenue (USD m/year)": 200}),
    cluster("B", 600, **{"Revenue (USD m/year)": 800}),
]
"""All costs 1,000; B earns most."""

PAIR = {"Cluster A": "A", "Cluster B": "B"}
AT = {"Cluster": "A", "Site": "S"}
CALL = {"Source": "JPN", "From": date(2027, 1, 1), "Carry forward": "yes"}
CAPEX = {"Metric": "capex", "Sense": "at most"}


@pytest.mark.parametrize("name", names())
def test_nothing_is_said_of_the_examples(name: str) -> None:
    """Tests that the figures of the examples are no slips."""
    tables, _ = tables_from_rows(*rows_of(name))
    assert tables is not None
    assert sense_findings(tables, build(tables)[0]) == ()


@pytest.mark.parametrize(
    ("sheet", "row", "header", "most", "cell"),
    [
        ("Synergies", PAIR, "Benefit (USD m/year)", 80_000, "C5"),
        ("Synergies", PAIR, "Capex saving (USD m)", 1000, "D5"),
        ("Placement", AT, "Extra capex (USD m)", 4000, "D5"),
        ("Placement", AT, "Extra margin (USD m/year)", 4000, "E5"),
        ("Sites", site("S"), "Preparation cost (USD m)", 10_000, "N5"),
        ("Funding_calls", CALL, "Maximum call (USD m/period)", 1e6, "C5"),
        ("Sector_limits", {"Source": "JPN", "Sector": "chips"}, "Maximum (USD m)", 1e6, "D5"),
        ("Sector_limits", {"Source": "JPN", "Sector": "chips"}, "Minimum (USD m)", 1e6, "C5"),
        ("Operators", {"Operator": "X"}, "Maximum capital (USD m)", 1e6, "D5"),
        ("Targets", CAPEX, "Amount", 1e6, "E5"),
        ("Targets", {**CAPEX, "Metric": "value"}, "Amount", 1e6, "E5"),
        ("Targets", {**CAPEX, "Metric": "jobs", "Amount": 100}, "Strength", 1e4, "H5"),
    ],
)
def test_dollars(sheet: str, row: dict[str, object], header: str, most: float, cell: str) -> None:
    """Tests every column of money: the most that is believed, and a little more."""
    assert brief(_said(sheet, [{**row, header: most}])) == []
    found = _said(sheet, [{**row, header: most * 1.01}])
    assert brief(found) == [("W306", f"{sheet.replace('_', ' ')}!{cell}")]


@pytest.mark.parametrize(
    ("sheet", "row", "header", "least"),
    [
        ("Sector_limits", {"Source": "JPN", "Sector": "chips"}, "Maximum (USD m)", 4),
        ("Operators", {"Operator": "X"}, "Maximum capital (USD m)", 4),
        ("Targets", CAPEX, "Amount", 4),
        ("Funding_calls", CALL, "Maximum call (USD m/period)", 1),
    ],
)
def test_billions(sheet: str, row: dict[str, object], header: str, least: float) -> None:
    """Tests limits of a hundredth of the smallest cluster, and ten years of a hundredth of all."""
    assert brief(_said(sheet, [{**row, header: least}])) == []
    found = _said(sheet, [{**row, header: least * 0.99}])
    assert [it.code for it in found] == ["W306"]
    assert "USD bn" in words(found)


def test_calls_that_end_are_no_slip() -> None:
    """Tests that a small call is believed where others are not limited or not small."""
    later = {**CALL, "From": date(2030, 1, 1)}
    assert _said("Funding_calls", [{**later, "Maximum call (USD m/period)": 0.5}]) == []
    both = [{**CALL, "Maximum call (USD m/period)": 0.5},
            {**later, "Maximum call (USD m/period)": 400}]  # fmt: skip
    assert _said("Funding_calls", both) == []


def test_one_message_a_row() -> None:
    """Tests two slips in a row of Synergies."""
    slip = {**PAIR, "Benefit (USD m/year)": 5_000_000, "Capex saving (USD m)": 2_000_000}
    found = _said("Synergies", [slip])
    assert words(found) == (
        "5,000,000 is 6,250 times what the larger of A and B earns a year or costs (USD 800 m); "
        "2,000,000 is 2,000 times the capex of A and B (USD 1,000 m). Was it typed in USD? The "
        "column is in USD m."
    )
    assert found[0].involved == ("Synergies!D5",)


@pytest.mark.parametrize(
    ("line", "amounts", "codes"),
    [
        ("capex", [200, 200], []),
        ("capex", [0.2, 0.2], []),
        ("capex", [0.2, 0.1], ["W309"]),
        ("capex", [400_000_000], ["W309"]),
        ("revenue", [0, 400_000], []),
        ("revenue", [0, 400_001], ["W309"]),
        ("net", [0, -400_001], ["W309"]),
    ],
)
def test_cash_flows(line: str, amounts: list[float], codes: list[str]) -> None:
    """Tests own cash of a cluster that costs 400 and earns 200."""
    row = {f"Period {period}": amount for period, amount in enumerate(amounts)}
    found = _said("Cash_flows", [{"Cluster": "A", "Line": line, **row}])
    assert [it.code for it in found] == codes


def test_cash_flows_of_a_cluster_without_figures() -> None:
    """Tests that capex in Cash flows alone is what other amounts are held against."""
    flows = [{"Cluster": "C", "Line": "capex", "Period 0": 500}]
    pair = [{"Cluster A": "C", "Cluster B": "C2", "Capex saving (USD m)": 600}]
    clusters = [cluster("C", 0), cluster("C2", 90)]
    found = sense_of(Clusters=clusters, Cash_flows=flows, Synergies=pair)
    assert brief(found) == [("W306", "Synergies!D5")]


def test_dollars_in_clusters_are_said_once() -> None:
    """Tests that benefit and commitment are held against what capex was meant to be."""
    dollars = [
        {**row, **{header: 1e6 * float(row[header]) for header in row if "USD" in header}}
        for row in CLUSTERS
    ]
    found = check(
        {
            "Settings": tiny_settings(),
            "Clusters": dollars,
            "Sites": [site("S")],
            "Funding": [pledge(1000)],
            "Synergies": [{**PAIR, "Benefit (USD m/year)": 5_000_000}],
        }
    )
    assert [it.code for it in found] == ["W301", "W306", "W312"]


def _said(sheet: str, rows: Rows) -> list[Finding]:
    """What is said of the clusters above with some rows of another sheet."""
    sheets: dict[str, Rows] = {"Clusters": CLUSTERS, sheet: rows}
    return sense_of(**sheets)
