"""Cash flow of an option, line by line, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.economics.cash_flow import CashFlow, cash_flow
from optmodel.program.program import CashLines, Program
from tests.economics.programs import calendar, cluster, fit, pair, program, site


def flow(given: Program, at: int = 0, start: int = 0) -> CashFlow:
    """Cash of the first cluster at one site from one start."""
    return cash_flow(given, given.clusters[0], np.array([at]), np.array([start]))


def test_plain_cluster():
    """Tests 100 spent in period 0, then 30 a year less 5 of cost to the horizon."""
    found = flow(program(cluster(operating_cost_musd_year=5.0), when=calendar(horizon=4)))
    assert found.capital[0].tolist() == [100.0, 0.0, 0.0, 0.0]
    assert found.revenue[0].tolist() == [0.0, 30.0, 30.0, 30.0]
    assert found.operating_cost[0].tolist() == [0.0, 5.0, 5.0, 5.0]
    assert found.free_cash[0].tolist() == [-100.0, 25.0, 25.0, 25.0]


@pytest.mark.parametrize(("months", "amount"), [(1, 10.0), (3, 30.0), (6, 60.0), (12, 120.0)])
def test_annual_amounts_are_shared_by_the_periods(months, amount):
    """Tests that 120 a year is 10 a month, 30 a quarter, 60 a half year."""
    when = calendar(horizon=2, months=months)
    found = flow(program(cluster(revenue_musd_year=120.0), when=when))
    assert found.revenue[0, 1] == pytest.approx(amount, rel=1e-15)


def test_ramp_holds_back_revenue_but_not_cost():
    """Tests the ramp 50 %, 100 % on 30 of revenue and 4 of cost from period 1."""
    plant = cluster(ramp_profile=(0.5, 1.0), operating_cost_musd_year=4.0)
    found = flow(program(plant, when=calendar(horizon=4)))
    assert found.revenue[0].tolist() == [0.0, 15.0, 30.0, 30.0]
    assert found.operating_cost[0].tolist() == [0.0, 4.0, 4.0, 4.0]


def test_each_line_has_its_escalation():
    """Tests capex 10 %, revenue 20 %, cost 50 % a year for a start in period 1.

    Capex 100 * 1.1 in period 1; revenue 30 * 1.44 = 43.2 and cost 4 * 2.25 = 9 in period 2.
    """
    given = program(
        cluster(operating_cost_musd_year=4.0),
        when=calendar(horizon=3, decisions=2),
        capex_escalation=0.1,
        revenue_escalation=0.2,
        cost_escalation=0.5,
    )
    found = flow(given, start=1)
    assert found.capex[0] == pytest.approx([0.0, 110.0, 0.0])
    assert found.revenue[0] == pytest.approx([0.0, 0.0, 43.2])
    assert found.operating_cost[0] == pytest.approx([0.0, 0.0, 9.0])


def test_site_factors_and_placement():
    """Tests capex 100 * 1.2 + 10 = 130, cost 4 * 1.5 = 6, extra margin 3 a year, not ramped."""
    given = program(
        cluster(operating_cost_musd_year=4.0, ramp_profile=(0.0, 1.0)),
        [site(id="A"), site(id="B", capex_factor=1.2, operating_cost_factor=1.5)],
        when=calendar(horizon=3),
        placement={("FIB", "B"): pair(extra_capex_musd=10.0, extra_margin_musd_year=3.0)},
    )
    found = flow(given, at=1)
    assert found.capex[0] == pytest.approx([130.0, 0.0, 0.0])
    assert found.operating_cost[0] == pytest.approx([0.0, 6.0, 6.0])
    assert found.extra_margin[0].tolist() == [0.0, 3.0, 3.0]
    assert found.operating_cash[0] == pytest.approx([0.0, -3.0, 27.0])


def test_sustaining_capex_is_a_share_of_gross_capex():
    """Tests 2 % of (100 * 1.2 + 10) = 2.6 a year at capex prices, support or not.

    In period 1 prices have risen by 10 %: 2.86.
    """
    given = program(
        cluster(sustaining_capex_year=0.02, support=0.3),
        site(capex_factor=1.2),
        when=calendar(horizon=2),
        placement={("FIB", "ORR"): pair(extra_capex_musd=10.0)},
        capex_escalation=0.1,
    )
    assert flow(given).sustaining[0] == pytest.approx([0.0, 2.86])


def test_support_pays_its_part_of_capex():
    """Tests a grant of 35 %: of 100 the vehicle spends 65."""
    found = flow(program(cluster(support=0.35), when=calendar(horizon=2)))
    assert found.capex[0].tolist() == [100.0, 0.0]
    assert found.support[0].tolist() == [35.0, 0.0]
    assert found.capital[0].tolist() == [65.0, 0.0]
    assert found.free_cash[0].tolist() == [-65.0, 30.0]


def test_rent_is_paid_for_the_acres_at_this_pair():
    """Tests 500 acres (Placement, not the 200 of Clusters) at 1,000 USD: 0.5 m a year.

    Cost prices rise by 10 %: 0.55 in period 1. A quarter of it would be 0.125 a quarter.
    """
    given = program(
        cluster(use={"land": 200.0}),
        site(land_rent_usd_acre_year=1000.0),
        when=calendar(horizon=2),
        placement={("FIB", "ORR"): pair(use={"land": 500.0})},
        cost_escalation=0.1,
    )
    assert flow(given).rent[0] == pytest.approx([0.0, 0.55])


def test_operation_ends_with_life():
    """Tests a life of 2 years from period 1: nothing is earned or spent in period 3."""
    plant = cluster(life_periods=2, operating_cost_musd_year=1.0, sustaining_capex_year=0.01)
    found = flow(program(plant, when=calendar(horizon=4)))
    assert found.operating_cash[0].tolist() == [0.0, 28.0, 28.0, 0.0]


def test_without_a_build_it_spends_and_earns_at_once():
    """Tests a build of 0: 100 out and 30 in, both in the period of the start."""
    found = flow(program(cluster(build_periods=0), when=calendar(horizon=2, decisions=2)), start=1)
    assert found.free_cash[0].tolist() == [0.0, -70.0]


def test_capex_row_replaces_capex_and_profile():
    """Tests the row 60, 0, 40 at factor 1.5, with an extra of 10 spread as 6, 0, 4.

    60 * 1.5 + 6 = 96 and 40 * 1.5 + 4 = 64; sustaining 1 % of 160 once it operates.
    """
    given = program(
        cluster(
            capex_profile=(1.0,),
            sustaining_capex_year=0.01,
            cash_lines=CashLines(capex_musd=(60.0, 0.0, 40.0)),
        ),
        site(capex_factor=1.5),
        when=calendar(horizon=4),
        placement={("FIB", "ORR"): pair(extra_capex_musd=10.0)},
    )
    found = flow(given)
    assert found.capex[0] == pytest.approx([96.0, 0.0, 64.0, 0.0])
    assert found.sustaining[0] == pytest.approx([0.0, 1.6, 1.6, 1.6])


def test_extra_capex_is_even_where_the_row_is_nothing():
    """Tests a capex row of zeros: the extra 10 is spread over the two build periods."""
    given = program(
        cluster(build_periods=2, cash_lines=CashLines(capex_musd=(0.0, 0.0, 0.0))),
        when=calendar(horizon=4),
        placement={("FIB", "ORR"): pair(extra_capex_musd=10.0)},
    )
    assert flow(given).capex[0].tolist() == [5.0, 5.0, 0.0, 0.0]


def test_revenue_row_counts_from_the_start_whatever_the_life():
    """Tests the row 1, 2, 3, 4 from a start in period 1, escalated by 10 %, past a life of 1."""
    given = program(
        cluster(life_periods=1, cash_lines=CashLines(revenue_musd=(1.0, 2.0, 3.0, 4.0))),
        when=calendar(horizon=4, decisions=2),
        revenue_escalation=0.1,
    )
    found = flow(given, start=1)
    assert found.revenue[0] == pytest.approx([0.0, 1.1, 2.42, 3.993])


def test_a_given_row_without_amounts_is_a_row_of_zeros():
    """Tests that an empty revenue row earns nothing, rather than the 30 of Clusters."""
    given = program(cluster(cash_lines=CashLines(revenue_musd=())), when=calendar(horizon=2))
    assert flow(given).revenue[0].tolist() == [0.0, 0.0]


def test_operating_cost_row_keeps_factor_and_escalation():
    """Tests the row 0, 4 at factor 1.5 and 10 % a year: 4 * 1.5 * 1.1 = 6.6."""
    given = program(
        cluster(cash_lines=CashLines(operating_cost_musd=(0.0, 4.0))),
        site(operating_cost_factor=1.5),
        when=calendar(horizon=3),
        cost_escalation=0.1,
    )
    assert flow(given).operating_cost[0] == pytest.approx([0.0, 6.6, 0.0])


def test_net_row_replaces_everything_but_capex_and_extra_margin():
    """Tests the row -5, 20, 25: no escalation, factor, tax; the extra margin of 3 is added."""
    given = program(
        cluster(
            operating_cost_musd_year=7.0,
            sustaining_capex_year=0.1,
            use={"land": 100.0},
            cash_lines=CashLines(net_musd=(-5.0, 20.0, 25.0)),
        ),
        site(land_rent_usd_acre_year=1e6, operating_cost_factor=2.0),
        when=calendar(horizon=3),
        placement={("FIB", "ORR"): pair(extra_margin_musd_year=3.0)},
        tax_rate=0.4,
        cost_escalation=0.1,
        capex_escalation=0.1,
    )
    found = flow(given)
    for line in (found.revenue, found.operating_cost, found.sustaining, found.rent, found.tax):
        assert line[0].tolist() == [0.0, 0.0, 0.0]
    assert found.net[0].tolist() == [-5.0, 20.0, 25.0]
    assert found.extra_margin[0].tolist() == [0.0, 3.0, 3.0]
    assert found.free_cash[0].tolist() == [-105.0, 23.0, 28.0]


def test_tax_of_a_taxable_owner():
    """Tests capital 100 and 60 a year at 21 %: taxes 0, 4.2 and 12.6 from period 1."""
    given = program(cluster(revenue_musd_year=60.0), when=calendar(horizon=4), tax_rate=0.21)
    found = flow(given)
    assert found.tax[0] == pytest.approx([0.0, 0.0, 4.2, 12.6], abs=1e-12)
    assert found.operating_cash[0] == pytest.approx([0.0, 60.0, 55.8, 47.4])


def test_support_is_not_deducted():
    """Tests that only the 60 that the vehicle spends of 100 are deducted from 80: 20 at 50 %."""
    given = program(
        cluster(revenue_musd_year=80.0, support=0.4), when=calendar(horizon=2), tax_rate=0.5
    )
    assert flow(given).tax[0] == pytest.approx([0.0, 10.0])


def test_an_owner_that_is_not_taxable_pays_none():
    """Tests that Taxable owner = no leaves 60 a year whole."""
    plant = cluster(revenue_musd_year=60.0, taxable=False)
    found = flow(program(plant, when=calendar(horizon=4), tax_rate=0.21))
    assert not found.tax.any()


def test_many_options_are_the_single_ones_side_by_side():
    """Tests that (site, start) pairs in any order have the figures that each has alone."""
    given = program(
        cluster(build_periods=2, operating_cost_musd_year=3.0),
        [site(id="A", capex_factor=1.1), site(id="B", operating_cost_factor=1.3)],
        when=calendar(horizon=6, decisions=3),
        tax_rate=0.21,
        cost_escalation=0.03,
    )
    places, starts = np.array([1, 0, 1]), np.array([2, 1, 0])
    together = cash_flow(given, given.clusters[0], places, starts)
    for row, (place, start) in enumerate(zip(places, starts, strict=True)):
        alone = flow(given, place, start)
        assert together.free_cash[row].tolist() == alone.free_cash[0].tolist()


def test_an_operator_costs_more():
    """Tests 20 of capex without the site's factor of 2, and 3 a year without its factor of 2.

    Capex (100 * 2 + 20) * half in two years, 10 % dearer in the second; cost (4 * 2 + 3) in
    the third, at 1.1 * 1.1 of the prices: 13.31. Sustaining 1 % of 220 a year, at 1.21: 2.662.
    """
    given = program(
        cluster(
            build_periods=2,
            operating_cost_musd_year=4.0,
            sustaining_capex_year=0.01,
            ramp_profile=(0.5, 1.0),
        ),
        site(capex_factor=2.0, operating_cost_factor=2.0),
        when=calendar(horizon=3),
        capex_escalation=0.1,
        cost_escalation=0.1,
    )
    dear = cash_flow(given, given.clusters[0], np.array([0]), np.array([0]), fit("ACME", 20.0, 3.0))
    assert dear.capex[0] == pytest.approx([110.0, 121.0, 0.0])
    assert dear.operating_cost[0] == pytest.approx([0.0, 0.0, 13.31])
    assert dear.sustaining[0] == pytest.approx([0.0, 0.0, 2.662])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (CashLines(net_musd=(0.0, 7.0, 7.0)), [0.0, 3.0, 3.0]),
        (CashLines(operating_cost_musd=(1.0, 2.0, 2.0)), [1.0, 5.0, 5.0]),
    ],
)
def test_an_operator_costs_more_beside_given_rows(lines, expected):
    """Tests that 3 a year are added in operating periods to nothing (net), or to the row."""
    given = program(cluster(cash_lines=lines, taxable=True), when=calendar(horizon=3), tax_rate=0.5)
    found = cash_flow(given, given.clusters[0], np.array([0]), np.array([0]), fit("ACME", 0.0, 3.0))
    assert found.operating_cost[0].tolist() == expected
    margin = found.revenue - found.operating_cost + found.net - found.tax
    assert found.operating_cash[0].tolist() == margin[0].tolist()


def test_an_operator_pays_its_part_of_support_and_tax():
    """Tests capex 100 + 100, half of it a grant, and 30 - 10 a year taxed at half beyond 100.

    100 of capital is deducted in the first operating year: 20 a year is taxed from the sixth.
    """
    given = program(cluster(support=0.5), when=calendar(horizon=8), tax_rate=0.5)
    found = cash_flow(
        given, given.clusters[0], np.array([0]), np.array([0]), fit("ACME", 100.0, 10.0)
    )
    assert found.capital[0, 0] == 100.0
    assert found.tax[0].tolist() == [0.0] * 6 + [10.0, 10.0]
