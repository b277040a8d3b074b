"""Clusters that can start nowhere, and those that wait for them."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.api import check
from tests.cases import cluster, pledge, site, tiny_settings
from tests.sense.said import brief, impossible, words

FUND = {"Decision": "fund"}
WAITS = [{"Cluster": "B", "Needs": "A"}]


def test_site_without_land() -> None:
    """Tests the words for a fixed site that has none of what the cluster needs."""
    found = impossible(
        Clusters=[cluster("FAB-1", 100, Site="NV-02", **FUND, **{"Land (acres)": 640})],
        Sites=[site("NV-02", 0), site("S")],
    )
    assert brief(found) == [("E310", "Sites!H5")]
    assert found[0].column == "Land (acres)"
    assert words(found) == (
        "offers 0 acres at NV-02, but Clusters!Z5 fixes FAB-1 there, which needs 640 and must be "
        "funded."
    )
    assert found[0].involved == ("Clusters!Z5", "Clusters!P5", "Clusters!F5")


def test_site_supply_that_is_too_little() -> None:
    """Tests that the column is named where the shortage stands in a row of Site supply."""
    supply = {"Site": "S", "Resource": "Steam", "From": date(2027, 1, 1), "Available": 5}
    found = impossible(
        Clusters=[cluster("A", 100, Site="S", **FUND, **{"Use: Steam": 9})],
        Sites=[site("S")],
        Site_supply=[supply],
    )
    assert brief(found) == [("E310", "Site supply!D5")]
    assert found[0].column == "Available"


@pytest.mark.parametrize("decision", ["free", "fund"])
def test_payback_that_no_option_meets(decision: str) -> None:
    """Tests that what must be funded is an error, and what may be is a warning."""
    terms = {"Maximum payback (years)": 2, "Revenue (USD m/year)": 20}
    found = impossible(Clusters=[cluster("A", 100, Decision=decision, **terms)])
    code = {"free": ("W312", "Clusters!A5"), "fund": ("E311", "Clusters!F5")}[decision]
    assert brief(found) == [code]
    assert "its payback is at best 6 years, the target is 2 years (Clusters!W5)" in words(found)


def test_window_that_no_permit_allows() -> None:
    """Tests that the permit and the window are both told, in the order of time."""
    permit = {"Permit median (months)": 14, "Permit P80 (months)": 26}
    found = impossible(
        Clusters=[cluster("A", 100, **{"Latest start": date(2028, 1, 1)})],
        Sites=[site("S", **permit), site("R", Decision="closed")],
    )
    assert brief(found) == [("W312", "Clusters!A5")]
    assert words(found) == (
        "cannot be funded anywhere: at S: permit not in hand before 2030 (Sites!L5), then its "
        "latest start is 2028 (Clusters!Y5); elsewhere for other reasons."
    )


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"Sites": [site("S", Decision="closed")]}, ("E312", "Clusters!Z5")),
        ({"Operators": [{"Operator": "X", "Status": "declined"}]}, ("E313", "Clusters!A5")),
    ],
)
def test_closed_and_declined(sheets: dict[str, object], expected: tuple[str, str]) -> None:
    """Tests that a closed site and operators that declined are errors where it must be funded."""
    found = impossible(Clusters=[cluster("A", 1, Site="S", Operator="X", **FUND)], **sheets)
    assert brief(found) == [expected]


@pytest.mark.parametrize("decision", ["free", "skip"])
def test_what_is_said_elsewhere_is_not_said_again(decision: str) -> None:
    """Tests a closed site (W310), a declined operator (W311), and clusters that are out."""
    clusters = [cluster("A", 1, Site="S", Decision=decision), cluster("B", 1, Operator="X")]
    declined = [{"Operator": "X", "Status": "declined"}]
    sites = [site("S", Decision="closed"), site("R")]
    assert impossible(Clusters=clusters, Sites=sites, Operators=declined) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("skip", "fund", [("E314", "Dependencies!B5")]),
        ("skip", "free", [("W313", "Dependencies!B5")]),
        ("free", "fund", []),
        ("skip", "skip", []),
    ],
)
def test_needs_one_that_is_skipped(
    first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    """Tests a dependency on a cluster that is out."""
    clusters = [cluster("A", 1, Decision=first), cluster("B", 1, Decision=second)]
    assert brief(impossible(Clusters=clusters, Dependencies=WAITS)) == expected


def test_chain_of_needs() -> None:
    """Tests that C, which needs B, which needs A, fails with A: once for each of the two."""
    clusters = [cluster("A", 1, Decision="skip"), cluster("B", 1), cluster("C", 1, **FUND)]
    chain = [*WAITS, {"Cluster": "C", "Needs": "B"}]
    found = impossible(Clusters=clusters, Dependencies=chain)
    assert brief(found) == [("W313", "Dependencies!B5"), ("E314", "Dependencies!B6")]


@pytest.mark.parametrize(("lag", "codes"), [(2, []), (3, ["E314"])])
def test_wait_that_is_too_long(lag: int, codes: list[str]) -> None:
    """Tests three decision periods: a lag of 2 can be met, one of 3 cannot."""
    clusters = [cluster("A", 1), cluster("B", 1, **FUND)]
    waits = [{**WAITS[0], "Lag (periods)": lag}]
    found = impossible(Clusters=clusters, Dependencies=waits)
    assert [it.code for it in found] == codes


@pytest.mark.parametrize(("most", "codes"), [(1, []), (0, ["E314"])])
def test_maximum_lag_after_an_early_start(most: int, codes: list[str]) -> None:
    """Tests that A, which starts in 2027 at the latest, is too early for B in 2028."""
    clusters = [
        cluster("A", 1, **{"Latest start": date(2027, 1, 1)}),
        cluster("B", 1, **FUND, **{"Earliest start": date(2028, 1, 1)}),
    ]
    waits = [{**WAITS[0], "Maximum lag (periods)": most}]
    found = impossible(Clusters=clusters, Dependencies=waits)
    assert [it.code for it in found] == codes


def test_needs_at_the_same_site() -> None:
    """Tests that two clusters fixed to different sites cannot stand at the same one."""
    clusters = [cluster("A", 1, Site="S"), cluster("B", 1, Site="R", **FUND)]
    waits = [{**WAITS[0], "Same site": "yes"}]
    found = impossible(Clusters=clusters, Sites=[site("S"), site("R")], Dependencies=waits)
    assert brief(found) == [("E314", "Dependencies!B5")]


@pytest.mark.parametrize(("decision", "code"), [("free", "W312"), ("fund", "E311")])
def test_one_cause_is_told_once(decision: str, code: str) -> None:
    """Tests two clusters that one commitment keeps out, and one that its own window does."""
    late = {"Maximum payback (years)": 1}
    rows = [cluster(name, 100, Decision=decision) for name in "AB"]
    found = impossible(
        Clusters=[*rows, cluster("C", 10, Decision=decision, **late)], Funding=[pledge(50)]
    )
    assert [it.code for it in found] == [code, code]
    assert found[0].message.startswith("A and B ")
    assert found[0].message.endswith(
        ", all for the same reason, such as A: it calls USD 100 m and JPN has 50 m left "
        "(Funding!C5)."
    )
    assert {"Funding!C5", found[0].address.replace("5", "6")} == set(found[0].involved)


def test_copies_are_one_row() -> None:
    """Tests that three copies that can start nowhere are one finding."""
    rows = [cluster("A", 100, Copies=3, **FUND)]
    found = impossible(Clusters=rows, Funding=[pledge(50)])
    assert brief(found) == [("E311", "Clusters!F5")]


@pytest.mark.parametrize(
    "columns",
    [{"Site": "S"}, {"Operator": "X"}, {"Earliest start": date(2035, 1, 1)}, {"Cluster": "B"}],
)
def test_an_error_is_no_warning_as_well(columns: dict[str, object]) -> None:
    """Tests W310, W311, W214 and W245: of what must be funded only the error is told."""
    found = check(
        {
            "Settings": tiny_settings(),
            "Clusters": [cluster("A", 100) | FUND | columns, cluster("Z", 100)],
            "Sites": [site("S", Decision="closed"), site("R")],
            "Funding": [pledge(1000)],
            "Operators": [{"Operator": "X", "Status": "declined"}],
            "Dependencies": [{"Cluster": "B", "Needs": "Z", "Lag (periods)": 9}]
            if "Cluster" in columns
            else [],
        }
    )
    assert [it.code[0] for it in found] == ["E"]
