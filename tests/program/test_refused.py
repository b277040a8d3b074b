"""What is not supported yet is refused at its cell, never ignored."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.program.build import build
from optmodel.workbook.schema import SHEETS
from tests.cases import Rows, case, cluster, pledge, tiny_settings

DAY = date(2027, 1, 1)

ROWS: dict[str, dict[str, Rows]] = {
    "Site supply": {
        "Site_supply": [{"Site": "S", "Resource": "power", "From": DAY, "Available": 1}]
    },
    "Sector limits": {"Sector_limits": [{"Source": "JPN", "Sector": "energy"}]},
    "Synergies": {"Synergies": [{"Cluster A": "A", "Cluster B": "B"}]},
    "Construction": {"Construction": [{"Resource": "crane", "From": DAY, "Capacity": 1}]},
    "Targets": {"Targets": [{"Metric": "jobs", "Sense": "at least", "Amount": 1}]},
    "Markets": {"Markets": [{"Product": "p", "From": DAY, "Maximum output (units/year)": 1}]},
    "Operators": {"Operators": [{"Operator": "X"}]},
}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_sheets(name: str) -> None:
    """Tests that a row in a sheet that the model does not act on stops the run."""
    clusters = [cluster("A", 1), cluster("B", 1)]
    program, findings = build(case(tiny_settings(), Clusters=clusters, **ROWS[name]))
    assert program is None
    assert [(it.code, it.address) for it in findings] == [("E190", f"{name}!A5")]
    assert f"{name} is not supported yet" in findings[0].message


def test_sheets_that_refer_to_others() -> None:
    """Tests the two sheets whose rows need rows elsewhere, which are refused as well."""
    program, findings = build(
        case(
            tiny_settings(),
            Clusters=[cluster("A", 1)],
            Construction=[{"Resource": "crane", "From": DAY, "Capacity": 1}],
            Construction_use=[{"Cluster": "A", "Resource": "crane", "Step 1": 1}],
            Operators=[{"Operator": "X"}],
            Operator_fit=[{"Cluster": "A", "Operator": "X"}],
        )
    )
    assert program is None
    assert [it.sheet for it in findings] == [
        "Construction",
        "Construction use",
        "Operators",
        "Operator fit",
    ]


def test_every_sheet_that_is_not_supported_is_tested() -> None:
    """Tests that this page knows the list."""
    unsupported = {sheet.name for sheet in SHEETS if not sheet.supported}
    assert unsupported == set(ROWS) | {"Construction use", "Operator fit"}


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([pledge(), {"Source": "KOR", "Commitment (USD m)": 1}], "Funding!A6"),
        ([pledge(Vehicle="pooled")], "Funding!N5"),
        ([pledge(**{"Maximum share of a cluster": 0.5})], "Funding!Q5"),
    ],
)
def test_funding(rows: Rows, cell: str) -> None:
    """Tests several sources, pooling and partial funding."""
    program, findings = build(case(tiny_settings(), Clusters=[cluster("A", 1)], Funding=rows))
    assert program is None
    assert [(it.code, it.address) for it in findings] == [("E190", cell)]


def test_further_resources() -> None:
    """Tests that a number in a column Use: NAME is refused, an empty column is not."""
    rows = [cluster("A", 1, **{"Use: steam": None}), cluster("B", 1, **{"Use: gas": 2})]
    program, findings = build(case(tiny_settings(), Clusters=rows))
    assert program is None
    assert [(it.code, it.column) for it in findings] == [("E190", "Use: gas")]


def test_operator_of_a_cluster_is_information() -> None:
    """Tests that the column Operator in Clusters is accepted."""
    rows = [cluster("A", 1, Operator="Fujikura")]
    program, findings = build(case(tiny_settings(), Clusters=rows))
    assert findings == ()
    assert program is not None
    assert program.clusters[0].operator == "Fujikura"
