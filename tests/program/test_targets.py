"""Targets: what is counted, over what, by when, and at what price."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.program.policy import Target
from tests.cases import Rows, cluster, pledge, program_of, site, tiny_settings
from tests.program.said import brief, findings_of

SHEETS: dict[str, Rows] = {
    "Clusters": [
        cluster("A", 1, Sector="energy", Product="cable"),
        cluster("B", 2, Sector="chips", Product="wafer"),
    ],
    "Sites": [site("S", State="Texas"), site("T", State="Ohio")],
    "Funding": [pledge(), {"Source": "EXT", "Commitment (USD m)": 5}],
}


def target(metric: str = "jobs", amount: float = 10, **over: object) -> dict[str, object]:
    """Make a row of Targets; an underscore stands for a space."""
    row: dict[str, object] = {"Metric": metric, "Sense": "at least", "Amount": amount}
    return row | {name.replace("_", " "): value for name, value in over.items()}


def built(row: dict[str, object]) -> Target:
    """Build the target of a row."""
    (it,) = program_of(tiny_settings(), **SHEETS, Targets=[row]).targets
    return it


def said(row: dict[str, object]) -> list[tuple[str, str]]:
    """Code and address of what is said about a row."""
    return brief(findings_of(**SHEETS, Targets=[row]))


def test_target_by_default() -> None:
    """Tests that a target must hold over everything by the end of the horizon, period 9."""
    assert built(target()) == Target(
        metric="jobs",
        filter_by="all",
        filter="",
        sense="at least",
        amount=10.0,
        by_period=9,
        is_share=False,
        price_musd=None,
        cell="Targets!E5",
    )


@pytest.mark.parametrize(
    ("day", "period"),
    [(date(2027, 1, 1), 0), (date(2031, 7, 4), 4), (date(2050, 1, 1), 9), (None, 9)],
)
def test_date(day: date | None, period: int) -> None:
    """Tests that targets run to the horizon, not only over the three decision periods."""
    assert built(target(By=day)).by_period == period


@pytest.mark.parametrize(("strength", "price"), [("must", None), (0, 0.0), (2.5, 2.5)])
def test_price(strength: object, price: float | None) -> None:
    """Tests that a price of 0 is not must."""
    assert built(target(Strength=strength)).price_musd == price


@pytest.mark.parametrize(
    ("filter_by", "wanted"),
    [
        ("sector", "energy"),
        ("product", "cable"),
        ("state", "Ohio"),
        ("site", "T"),
        ("source", "EXT"),
    ],
)
def test_filters(filter_by: str, wanted: str) -> None:
    """Tests what a filter is compared with."""
    it = built(target(Filter_by=filter_by, Filter=wanted, Amount_is="share", Amount=0.4))
    assert (it.filter_by, it.filter, it.is_share) == (filter_by, wanted, True)


@pytest.mark.parametrize(
    ("over", "source"),
    [
        ({}, "JPN"),
        ({"Filter_by": "source"}, "JPN"),
        ({"Filter_by": "source", "Filter": "EXT"}, "EXT"),
        ({"Amount_is": "share"}, "JPN"),
    ],
)
def test_receipts_are_of_a_source_and_a_share(over: dict[str, object], source: str) -> None:
    """Tests that receipts are those of the first source unless one is named."""
    it = built(target("receipts", 0.8, **over))
    assert (it.filter_by, it.filter, it.is_share) == ("source", source, True)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"Filter": "energy"}, ("E234", "Targets!C5")),
        ({"Filter_by": "sector"}, ("E234", "Targets!C5")),
        (
            {"Metric": "receipts", "Filter_by": "sector", "Filter": "chips", "Amount": 1},
            ("E234", "Targets!B5"),
        ),
        ({"Metric": "receipts", "Filter": "EXT", "Amount": 1}, ("E234", "Targets!C5")),
        ({"By": date(2026, 12, 31)}, ("E222", "Targets!G5")),
    ],
)
def test_filters_that_do_not_fit(over: dict[str, object], expected: tuple[str, str]) -> None:
    """Tests a filter without what it is compared with, the reverse, and a date too early."""
    assert said(target(**over)) == [expected]


@pytest.mark.parametrize(
    ("filter_by", "typed", "near"),
    [
        ("sector", "enegry", "energy"),
        ("product", "cabel", "cable"),
        ("state", "Texs", "Texas"),
        ("source", "EXTT", "EXT"),
    ],
)
def test_filter_that_nothing_passes(filter_by: str, typed: str, near: str) -> None:
    """Tests that a target on nothing is refused, with a near name."""
    row = target(Filter_by=filter_by, Filter=typed)
    (found,) = findings_of(**SHEETS, Targets=[row])
    assert (found.code, found.address) == ("E225", "Targets!C5")
    assert found.message.endswith(f'Did you mean "{near}"?')


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"Amount": 40}, [("E235", "Targets!E5")]),
        ({"Amount": 1.01}, [("E235", "Targets!E5")]),
        ({"Amount": 1}, []),
        ({"Amount": 0.4, "Filter_by": None, "Filter": None}, [("W235", "Targets!F5")]),
        ({"Metric": "receipts", "Filter_by": None, "Filter": None, "Amount": 1.5}, []),
        (
            {"Metric": "receipts", "Filter_by": None, "Filter": None, "Amount": 40},
            [("W235", "Targets!E5")],
        ),
        (
            {"Metric": "receipts", "Filter_by": None, "Filter": None, "Amount_is": "amount"},
            [("E235", "Targets!F5")],
        ),
    ],
)
def test_shares_that_do_not_fit(over: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """Tests shares above 1, a share of everything, and receipts, which may exceed the calls."""
    row = target(Filter_by="sector", Filter="energy", Amount_is="share")
    over = {name.replace("_", " "): value for name, value in over.items()}
    assert said(row | over) == expected


def test_output_in_different_units() -> None:
    """Tests the warning where km and tonnes are added up, also in the whole of a share."""

    def output(unit: str) -> dict[str, object]:
        return {"Output unit": unit, "Output (units/year)": 1}

    clusters = [
        cluster("A", 1, Sector="energy", **output("km")),
        cluster("B", 2, Sector="chips", **output("t")),
    ]
    by_sector = {"Filter_by": "sector", "Filter": "energy"}
    rows = [
        target("output"),
        target("output", **by_sector),
        target("output", 0.5, Amount_is="share", **by_sector),
        target("output", Filter_by="site", Filter="S"),
        target("jobs"),
    ]
    found = findings_of(Clusters=clusters, Targets=rows)
    assert brief(found) == [("W234", f"Targets!A{row}") for row in (5, 7, 8)]
