"""Operators, and who could run a cluster."""

from __future__ import annotations

import pytest

from tests.cases import cluster, program_of, tiny_settings
from tests.program.said import brief, findings_of

OPERATORS = [
    {"Operator": "X", "Status": "committed", "Maximum clusters": 2},
    {"Operator": "Y", "Status": "declined", "Maximum capital (USD m)": 50},
]


def test_operators() -> None:
    """Tests limits, blank ones included, and the cells of the limits."""
    x, y = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Operators=OPERATORS).operators
    assert (x.id, x.status, x.maximum_clusters, x.maximum_capital_musd) == (
        "X",
        "committed",
        2,
        None,
    )
    assert (y.id, y.status, y.maximum_clusters, y.maximum_capital_musd) == (
        "Y",
        "declined",
        None,
        50.0,
    )
    assert x.cells["Maximum clusters"] == "Operators!C5"


def test_candidates_with_their_extras() -> None:
    """Tests that the rows of Operator fit are the candidates, declined ones included."""
    extras = {"Extra capex (USD m)": 3, "Extra operating cost (USD m/year)": 1}
    program = program_of(
        tiny_settings(),
        Clusters=[cluster("A", 1, Copies=2)],
        Operators=OPERATORS,
        Operator_fit=[
            {"Cluster": "A", "Operator": "Y"},
            {"Cluster": "A", "Operator": "X", **extras},
        ],
    )
    for copy in program.clusters:
        assert [
            (it.operator, it.extra_capex_musd, it.extra_operating_cost_musd_year, it.cell)
            for it in copy.fits
        ] == [("X", 3.0, 1.0, "Operator fit!B6"), ("Y", 0.0, 0.0, "Operator fit!B5")]


def test_operator_of_clusters_is_the_only_candidate_where_it_is_known() -> None:
    """Tests that X, a row of Operators, is the candidate of A, and that nobody is asked for B."""
    rows = [cluster("A", 1, Operator="X"), cluster("B", 2, Operator="Fujikura"), cluster("C", 3)]
    a, b, c = program_of(tiny_settings(), Clusters=rows, Operators=OPERATORS).clusters
    assert [(it.operator, it.extra_capex_musd, it.cell) for it in a.fits] == [
        ("X", 0.0, "Clusters!AA5")
    ]
    assert (b.fits, b.operator) == ((), "Fujikura")
    assert c.fits == ()


def test_operator_of_clusters_is_information_without_operators() -> None:
    """Tests that a company without a sheet Operators is accepted and asks nothing."""
    rows = [cluster("A", 1, Operator="Fujikura")]
    assert findings_of(Clusters=rows) == []
    assert program_of(tiny_settings(), Clusters=rows).clusters[0].fits == ()


def test_operator_of_clusters_among_the_fits_adds_nothing() -> None:
    """Tests that Operator fit alone says who could run a cluster that has rows there."""
    sheets = {
        "Clusters": [cluster("A", 1, Operator="X")],
        "Operators": OPERATORS,
        "Operator_fit": [{"Cluster": "A", "Operator": "X"}, {"Cluster": "A", "Operator": "Y"}],
    }
    assert findings_of(**sheets) == []
    (a,) = program_of(tiny_settings(), **sheets).clusters
    assert [it.operator for it in a.fits] == ["X", "Y"]


@pytest.mark.parametrize("typed", ["Y", "Fujikura"])
def test_operator_of_clusters_not_among_the_fits(typed: str) -> None:
    """Tests the warning that it will not run the cluster."""
    (found,) = findings_of(
        Clusters=[cluster("A", 1, Operator=typed)],
        Operators=OPERATORS,
        Operator_fit=[{"Cluster": "A", "Operator": "X"}],
    )
    assert (found.code, found.address) == ("W233", "Clusters!AA5")
    assert found.message.startswith(f'"{typed}" is not among the candidates in Operator fit (X)')


@pytest.mark.parametrize("typed", ["fujikura", "Fujikra"])
def test_operator_of_clusters_that_is_nearly_known(typed: str) -> None:
    """Tests the warning that a misspelled operator is not asked."""
    found, unused = findings_of(
        Clusters=[cluster("A", 1, Operator=typed)], Operators=[{"Operator": "Fujikura"}]
    )
    assert unused.code == "W241"
    assert (found.code, found.address) == ("W233", "Clusters!AA5")
    assert found.message == (
        f'"{typed}" is not in Operators and is not asked. Did you mean "Fujikura"?'
    )


def test_every_candidate_has_declined() -> None:
    """Tests the warning for A; B has another candidate and C is skipped."""
    found = findings_of(
        Clusters=[
            cluster("A", 1, Operator="Y"),
            cluster("B", 1),
            cluster("C", 1, Operator="Y", Decision="skip"),
        ],
        Operators=OPERATORS,
        Operator_fit=[{"Cluster": "B", "Operator": "X"}, {"Cluster": "B", "Operator": "Y"}],
    )
    assert brief(found) == [("W311", "Clusters!A5")]
    assert found[0].message == (
        "Y has declined, and nobody else could run it: the cluster cannot be funded."
    )
