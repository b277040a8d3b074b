"""Rows that change nothing, and terms that are hardly meant: warnings."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import Rows, cluster, pledge, site
from tests.program.said import brief, findings_of

FROM_2027 = {"From": date(2027, 1, 1)}


def test_market_without_output() -> None:
    """Tests that a ceiling on fiber is idle while no fiber cluster has an output."""

    def market(output: float) -> list[tuple[str, str]]:
        row = {"Product": "fiber", "Maximum output (units/year)": 5}
        made = cluster("A", 1, Product="fiber", **{"Output (units/year)": output})
        steps = [row | FROM_2027, row | {"From": date(2028, 1, 1)}]
        other = cluster("B", 1, Product="steel", **{"Output (units/year)": 3})
        return brief(findings_of(Clusters=[made, other], Markets=steps))

    assert market(0) == [("W237", "Markets!A5")]
    assert market(1) == []


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"Filter by": "product", "Filter": "fiber"}, [("W237", "Targets!A5")]),
        ({"Filter by": "product", "Filter": "steel"}, []),
        ({}, []),
        ({"Filter by": "product", "Filter": "fiber", "Metric": "jobs"}, []),
    ],
)
def test_target_on_the_output_of_nothing(
    over: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    """Tests that only steel has an output, so that a target on fiber's is always at 0."""
    rows = [
        cluster("A", 1, Product="fiber"),
        cluster("B", 1, Product="steel", **{"Output (units/year)": 3}),
    ]
    target = {"Metric": "output", "Sense": "at least", "Amount": 2}
    assert brief(findings_of(Clusters=rows, Targets=[target | over])) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"Last commitment": date(2026, 12, 31)}, [("W238", "Funding!E5")]),
        ({"Last commitment": date(2027, 1, 1)}, []),
        ({"Share before recovery": 0.2, "Share after recovery": 0.5}, [("W242", "Funding!K5")]),
        ({"Share before recovery": 0.5, "Share after recovery": 0.5}, []),
    ],
)
def test_terms_that_are_hardly_meant(
    terms: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    """Tests a pledge over before 2027, and a source that takes more when it is repaid."""
    assert brief(findings_of(Funding=[pledge(**terms)])) == expected


def test_calls_after_the_horizon() -> None:
    """Tests that a limit from 2037 on, after ten years from 2027, is warned of; 2036 is not."""

    def calls(year: int) -> list[tuple[str, str]]:
        row = {"Source": "JPN", "From": date(year, 1, 1), "Maximum call (USD m/period)": 5}
        return brief(findings_of(Funding_calls=[row]))

    assert calls(2037) == [("W231", "Funding calls!B5")]
    assert calls(2036) == []


def test_two_rows_that_hold_from_the_first_period() -> None:
    """Tests the words where one of two rows is earlier than the calendar."""
    rows = [
        {"Source": "JPN", "From": day, "Maximum call (USD m/period)": 5}
        for day in (date(2027, 3, 1), date(2020, 1, 1))
    ]
    (found,) = findings_of(Funding_calls=rows)
    assert (found.code, found.address) == ("E219", "Funding calls!B6")
    assert found.message == (
        "2020-01-01 and 2027-03-01 in B5 both hold from 2027 on (what is earlier than 2027-01-01 "
        "counts from that day on). Keep one of the two."
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, [("W240", "Sector limits!C5")]),
        ({"Minimum (USD m)": 0}, [("W240", "Sector limits!C5")]),
        ({"Minimum (USD m)": 1}, []),
        ({"Maximum (USD m)": 0}, []),
    ],
)
def test_sector_limit_without_a_figure(
    figures: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    """Tests that no minimum and no maximum limit nothing; a maximum of 0 does."""
    limit = {"Source": "JPN", "Sector": "chips"} | figures
    rows = [cluster("A", 1, Sector="chips")]
    assert brief(findings_of(Clusters=rows, Sector_limits=[limit])) == expected


def test_construction_resource_that_nothing_uses() -> None:
    """Tests that cranes are warned of once unless a cluster uses more than 0 of them."""

    def cranes(use: Rows) -> list[tuple[str, str]]:
        rows = [
            {"Resource": "cranes", "From": date(year, 1, 1), "Capacity": 2} for year in (2027, 2028)
        ]
        return brief(findings_of(Construction=rows, Construction_use=use))

    assert cranes([]) == [("W241", "Construction!A5")]
    used = {"Cluster": "A", "Resource": "cranes"}
    assert cranes([used | {"Step 1": 0}]) == [("W241", "Construction!A5")]
    assert cranes([used | {"Step 1": 0, "Step 2": 1}]) == []


def test_operator_that_nothing_names() -> None:
    """Tests that X in Operator fit and Y in Clusters are named, Z is not; N has declined."""
    found = findings_of(
        Clusters=[cluster("A", 1), cluster("B", 1, Operator="Y")],
        Operators=[{"Operator": name} for name in ("X", "Y", "Z")]
        + [{"Operator": "N", "Status": "declined"}],
        Operator_fit=[{"Cluster": "A", "Operator": "X"}],
    )
    assert brief(found) == [("W241", "Operators!A7")]


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        ([], [("W243", "Clusters!AD5")]),
        (["S"], [("W243", "Site supply!B5")]),
        (["S", "T"], []),
    ],
)
def test_further_resource_that_some_sites_have_without_limit(
    sites: list[str], expected: list[tuple[str, str]]
) -> None:
    """Tests that gas must be said of S and T; U is closed and does not matter."""
    rows = [{"Site": name, "Resource": "gas", "Available": 1} | FROM_2027 for name in sites]
    found = findings_of(
        Clusters=[cluster("A", 1, **{"Use: gas": 1})],
        Sites=[site("S"), site("T"), site("U", Decision="closed")],
        Site_supply=rows,
    )
    assert brief(found) == expected


def test_further_resource_that_nothing_uses_needs_no_supply() -> None:
    """Tests that a column of zeros is not warned of."""
    rows = [cluster("A", 1, **{"Use: gas": 0}), cluster("B", 1, Decision="skip", **{"Use: gas": 1})]
    assert findings_of(Clusters=rows) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Fujikura Ltd.", [("W244", "Clusters!AA5")]),
        ("FUJI", [("W244", "Clusters!AA5")]),
        ("SK", [("W244", "Clusters!AA5")]),
        ("Task", []),
        ("Corning Glass", []),
    ],
)
def test_operator_that_looks_like_a_declined_one(
    typed: str, expected: list[tuple[str, str]]
) -> None:
    """Tests names within names; SK is in Task by chance, and Corning has not declined."""
    operators = [
        {"Operator": "Fujikura", "Status": "declined"},
        {"Operator": "SK hynix", "Status": "declined"},
        {"Operator": "Corning", "Status": "committed"},
    ]
    found = findings_of(
        Clusters=[cluster("A", 1, Operator=typed), cluster("B", 1)],
        Operators=operators,
        Operator_fit=[{"Cluster": "B", "Operator": it["Operator"]} for it in operators],
    )
    assert brief(found) == expected
