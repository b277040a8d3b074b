"""What columns sum to, against what the user says."""

from __future__ import annotations

from math import fsum
from random import Random

import pytest

from optmodel.sense.control_totals import tolerance
from tests.cases import Rows, cluster
from tests.sense.said import brief, sense_of, words

CLUSTERS = [
    cluster("A", 100.1, **{"Use: hot water": 2}),
    cluster("B", 200.2, Decision="skip"),
    cluster("C", 300.3),
]


def total(column: str, amount: float, sheet: str = "Clusters") -> Rows:
    """One row of Control totals."""
    return [{"Sheet": sheet, "Column": column, "Total": amount}]


@pytest.mark.parametrize(
    ("column", "amount"),
    [
        ("Capex (USD m)", 600.6),
        ("  capex  (usd M)", 600.6),
        ("Use: hot water", 2),
        ("use: Hot Water", 2),
        ("Copies", 0),
        ("Jobs", 0),
    ],
)
def test_total_that_ties(column: str, amount: float) -> None:
    """Tests headers in any case, named columns, and that defaults (one copy) are not counted."""
    assert sense_of(Clusters=CLUSTERS, Control_totals=total(column, amount)) == []


def test_total_that_does_not_tie() -> None:
    """Tests that a cent is found, with the sum, the total and the difference."""
    found = sense_of(Clusters=CLUSTERS, Control_totals=total("Capex (USD m)", 600.6 + 1e-8))
    assert brief(found) == [("E236", "Control totals!C5")]
    assert found[0].involved == ("Clusters!H5:H7",)
    assert words(sense_of(Clusters=CLUSTERS, Control_totals=total("Capex (USD m)", 650.6))) == (
        "Capex (USD m) of Clusters sums to 600.6 in 3 rows, expected 650.6: 50 too little. Compare "
        "the rows with your books, or mend the total."
    )


def test_numbered_columns_by_their_number() -> None:
    """Tests that Period 1 is a column of its own."""
    flows = [{"Cluster": "A", "Line": "net", "Period 0": -5, "Period 1": 3}]
    rows = [*total("Period 0", -5, "Cash flows"), *total("period 1", 4, "Cash flows")]
    found = sense_of(Clusters=[cluster("A", 100)], Cash_flows=flows, Control_totals=rows)
    assert brief(found) == [("E236", "Control totals!C6")]


@pytest.mark.parametrize(
    ("column", "advice"),
    [
        ("Capx (USD m)", 'is no column of Clusters. Did you mean "Capex (USD m)"?'),
        ("Use: cold water", 'is no column of Clusters. Did you mean "Use: hot water"?'),
        ("Sector", "is not a column of numbers. Use one of Copies, Capex (USD m)"),
        ("Earliest start", "is not a column of numbers. Use one of"),
        ("xyz", "is no column of Clusters. Use one of Copies, Capex (USD m)"),
    ],
)
def test_column_that_is_none(column: str, advice: str) -> None:
    """Tests misspelled headers, missing ones, and columns of texts and dates."""
    found = sense_of(Clusters=CLUSTERS, Control_totals=total(column, 1))
    assert brief(found) == [("E237", "Control totals!B5")]
    assert words(found).startswith(f'"{column}" {advice}')


@pytest.mark.parametrize("rows", [5, 50, 500, 1000])
def test_tolerance_forgives_excel_and_no_cent(rows: int) -> None:
    """Tests sums of USD 550 bn in cents, added one by one, backwards, and cut to 15 digits."""
    for seed in range(20):
        random = Random(seed)
        cents = [random.randrange(2 * 550_000 * 10**8 // rows) for _ in range(rows)]
        amounts = [cent / 1e8 for cent in cents]
        exact = sum(cents) / 1e8
        one_by_one = backwards = 0.0
        for amount in amounts:
            one_by_one += amount
        for amount in reversed(amounts):
            backwards += amount
        noisy = [one_by_one, backwards, float(f"{exact:.15g}"), exact]
        assert all(abs(it - fsum(amounts)) <= tolerance(amounts) for it in noisy)
        assert (sum(cents) + 1) / 1e8 - fsum(amounts) > tolerance(amounts)
