"""When a site can be opened, and what its preparation costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.economics.perspective import opening_costs, opening_share_costs
from optmodel.economics.preparation import build_preparation
from optmodel.program.program import CallLimit
from tests.economics.programs import calendar, program, site, source

CELLS = {"Decision": "Sites!G5", "Preparation (periods)": "Sites!O5"}


def test_cost_is_spread_over_the_preparation_and_escalated():
    """Tests 30 over 2 periods at 10 % a year: 15 + 16.5 from period 0, 16.5 + 18.15 from 1.

    Discounted at 25 % from the start: 15 + 16.5 / 1.25 = 28.2, and 16.5 / 1.25 + 18.15 / 1.5625
    = 24.816.
    """
    given = program(
        sites=[
            site(preparation_musd=30.0, preparation_periods=2),
            site(id="B", preparation_musd=5.0),
        ],
        when=calendar(horizon=6, decisions=4),
        capex_escalation=0.1,
        discount_rate=0.25,
    )
    found = build_preparation(given)
    assert found.spend_musd.shape == (2, 4, 2)
    assert found.spend_musd[0, 0].tolist() == pytest.approx([15.0, 16.5])
    assert found.spend_musd[0, 1].tolist() == pytest.approx([16.5, 18.15])
    assert found.npv_musd[0, :2].tolist() == pytest.approx([28.2, 24.816])


def test_without_time_the_cost_falls_into_the_opening():
    """Tests 5 at once in period 2, 21 % dearer."""
    given = program(
        sites=site(preparation_musd=5.0),
        when=calendar(horizon=6, decisions=4),
        capex_escalation=0.1,
    )
    found = build_preparation(given)
    assert found.spend_musd.shape == (1, 4, 1)
    assert found.spend_musd[0, 2, 0] == pytest.approx(6.05)
    assert found.allowed[0].tolist() == [True] * 4


def test_an_opening_too_late_to_host_a_start():
    """Tests 2 periods of preparation and starts in 0 to 3: opened in 0 or 1, not later."""
    given = program(
        sites=site(preparation_periods=2, cells=CELLS), when=calendar(horizon=6, decisions=4)
    )
    found = build_preparation(given)
    assert found.allowed[0].tolist() == [True, True, False, False]
    (late,) = found.excluded
    assert (late.cluster, late.site, late.first, late.last) == (-1, 0, 2, 3)
    assert (late.rule, late.cell) == ("preparation", "Sites!O5")


def test_a_closed_site_is_never_opened():
    """Tests that all periods of a closed site are out, with the cell of the decision."""
    given = program(
        sites=site(decision="closed", cells=CELLS), when=calendar(horizon=6, decisions=4)
    )
    found = build_preparation(given)
    assert not found.allowed.any()
    (closed,) = found.excluded
    assert (closed.first, closed.last, closed.rule, closed.cell) == (
        0,
        3,
        "site_closed",
        "Sites!G5",
    )


def test_an_open_site_is_opened_in_period_0():
    """Tests that a site marked open has one opening, whatever its preparation takes."""
    given = program(
        sites=site(decision="open", preparation_periods=9, preparation_musd=9.0),
        when=calendar(horizon=6, decisions=4),
    )
    found = build_preparation(given)
    assert found.allowed[0].tolist() == [True, False, False, False]
    # Six of nine parts fall within the horizon.
    assert found.npv_musd[0, 0] == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("terms", "allowed", "rule"),
    [
        ({"first_call": 2}, [False, False, True, True], "first_call"),
        ({"last_call": 2}, [True, True, False, False], "last_call"),
        ({"commitment_musd": 29.0}, [False] * 4, "commitment_limit"),
        ({"call_limits": (CallLimit(1, 14.0, False, ""),)}, [False] * 4, "call_limit"),
        (
            {"call_limits": (CallLimit(0, 14.0, False, ""), CallLimit(1, 15.0, False, ""))},
            [False, True, True, True],
            "call_limit",
        ),
    ],
)
def test_preparation_is_a_call_where_the_source_pays_it(terms, allowed, rule):
    """Tests 15 + 15 from each of four periods against what the source can pay when."""
    place = site(preparation_musd=30.0, preparation_periods=2)
    when = calendar(horizon=8, decisions=6)
    found = build_preparation(program(sites=place, pledge=source(**terms), when=when))
    assert found.allowed[0, :4].tolist() == allowed
    assert rule in {one.rule for one in found.excluded}
    host_pays = source(pays_preparation=False, **terms)
    free = build_preparation(program(sites=place, pledge=host_pays, when=when))
    assert free.allowed[0, :4].all()


def test_an_opening_is_possible_if_any_source_could_pay():
    """Tests 15 + 15 from each of five periods: JPN to 2028, a bank from 2029, a grant never.

    Opened in 2027 JPN could pay; in 2028 each could pay one half only; from 2029 the bank.
    """
    place = site(preparation_musd=30.0, preparation_periods=2)
    bank = source(id="BNK", first_call=2, cells={"First call": "Funding!F6"})
    grant = source(id="GRT", pays_preparation=False)
    given = program(
        sites=place,
        pledge=source(last_call=1, cells={"Last call": "Funding!G5"}),
        others=[bank, grant],
        when=calendar(horizon=8, decisions=7),
    )
    found = build_preparation(given)
    assert found.payable[0].tolist() == [
        [True, False, False],
        [True, True, False],
        [False, True, False],
        [False, True, False],
        [False, True, False],
        [False, True, False],
        [False, True, False],
    ]
    assert found.allowed[0].tolist() == [True, False, True, True, True, False, False]
    assert [(one.first, one.last, one.rule, one.cell) for one in found.excluded] == [
        (1, 1, "last_call", "Funding!G5"),
        (5, 6, "preparation", ""),
    ]


def test_limits_exclude_an_opening_only_where_one_source_has_to_pay():
    """Tests 30 against commitments of 20 each: together they can pay, the bank alone cannot."""
    place = site(preparation_musd=30.0, preparation_periods=1)
    bank = source(id="BNK", commitment_musd=20.0, cells={"Commitment (USD m)": "Funding!C6"})
    given = program(
        sites=place,
        pledge=source(commitment_musd=20.0, last_call=1),
        others=[bank],
        when=calendar(horizon=6, decisions=5),
    )
    found = build_preparation(given)
    assert found.allowed[0].tolist() == [True, True, False, False, False]
    assert [(one.rule, one.cell) for one in found.excluded] == [
        ("commitment_limit", "Funding!C6"),
        ("preparation", ""),
    ]
    words = "its preparation costs more than what is left of the commitment, by the terms of BNK"
    assert found.excluded[0].reason == words


def test_an_open_site_that_nobody_could_pay_for_is_asked_of_all_that_should():
    """Tests a site marked open before the first call of both: the limits are broken, not hidden."""
    place = site(decision="open", preparation_musd=30.0)
    late = source(first_call=1)
    given = program(
        sites=place,
        pledge=late,
        others=[replace(late, id="BNK"), source(id="GRT", pays_preparation=False)],
        when=calendar(horizon=4, decisions=2),
    )
    found = build_preparation(given)
    assert found.allowed[0].tolist() == [True, False]
    assert found.payable[0, 0].tolist() == [True, True, False]


def test_nobody_is_asked_where_the_host_pays():
    """Tests that no source could pay, and that the opening is possible."""
    given = program(sites=site(preparation_musd=30.0), pledge=source(pays_preparation=False))
    found = build_preparation(given)
    assert found.allowed.tolist() == [[True]]
    assert found.payable.tolist() == [[[False]]]


@pytest.mark.parametrize(
    ("perspective", "by_source", "by_first_payer", "by_host"),
    [
        ("Program", [30.0, 30.0], 30.0, 30.0),
        ("United States", [0.0, 0.0], 0.0, 30.0),
        ("Japan", [30.0, 0.0], 0.0, 0.0),
    ],
)
def test_who_bears_an_opening(perspective, by_source, by_first_payer, by_host):
    """Tests 30 paid by either source, by the bank, the only one that does, and by the host."""
    places = [site(preparation_musd=30.0)]
    given = program(
        sites=places,
        pledge=source(pays_preparation=False),
        others=[source(id="BNK")],
        perspective=perspective,
    )
    found = build_preparation(given)
    assert opening_share_costs(given, found).tolist() == [[by_source]]
    assert opening_costs(given, found).tolist() == [[by_first_payer]]
    unpaid = program(sites=places, pledge=source(pays_preparation=False), perspective=perspective)
    assert opening_costs(unpaid, build_preparation(unpaid)).tolist() == [[by_host]]
