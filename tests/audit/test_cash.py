"""Cash flow, tax, payback and present value against sums made by hand."""

from __future__ import annotations

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.book import Book
from optmodel.audit.profiles import stretch

from .workbooks import cluster, opening, own_cash, site, start, tables_of

NO_SHARE: dict = {}


def _book(settings: dict, row: dict, place: dict, period: int = 0, **sheets: list) -> Book:
    """The account of one cluster at one site."""
    tables = tables_of(settings, [row], [site("ORR", **place)], NO_SHARE, **sheets)
    plan = start(str(row["Cluster"]), period)
    return evaluate(tables, [plan], [opening()]).books[plan]


@pytest.mark.parametrize(
    ("measured_from", "years"), [("first spend", 7.0), ("first operation", 4.0)]
)
def test_payback_from_spend_and_from_operation(measured_from: str, years: float) -> None:
    """Tests the case of the issue: 100 a year for three years, then 75 a year.

    300 / 75 = 4 years of operation after 3 years of build: 7.0 and 4.0.
    """
    settings = {"Payback measured from": measured_from, "Horizon periods": 10}
    book = _book(settings, cluster("FAB", 300, 3, revenue=75), {})
    assert book.payback_years == pytest.approx(years)


def test_payback_counts_the_last_crossing_inside_its_period() -> None:
    """Tests -100, 150, -100, 80: positive after one period for a while, for good at 3 5/8.

    Sums: -100, 50, -50, 30. The last crossing needs 50 of 80 in period 3: 3.625.
    """
    row = own_cash("FAB", "net", 0, 150, -100, 80)
    book = _book({"Horizon periods": 4}, cluster("FAB"), {}, Cash_flows=[row])
    assert book.payback_years == pytest.approx(3.625)


def test_payback_after_a_sum_of_zero() -> None:
    """Tests -100, 100, -50, 80: back at zero after period 1, for good at 3 5/8."""
    row = own_cash("FAB", "net", 0, 100, -50, 80)
    book = _book({"Horizon periods": 4}, cluster("FAB"), {}, Cash_flows=[row])
    assert book.payback_years == pytest.approx(3.625)


def test_payback_is_never_where_cash_stays_below() -> None:
    """Tests that 100 against 5 x 19 never pays back."""
    assert _book({}, cluster("FAB", revenue=19), {}).payback_years is None


def test_payback_is_zero_where_nothing_is_spent() -> None:
    """Tests that free capital pays back at once."""
    assert _book({}, cluster("FAB", capex=0), {}).payback_years == 0


@pytest.mark.parametrize(
    ("steps", "periods", "shares"),
    [
        ((), 4, (0.25, 0.25, 0.25, 0.25)),
        ((), 0, (1.0,)),
        ((0.2, 0.8), 2, (0.2, 0.8)),
        ((0.2, 0.8), 4, (0.1, 0.1, 0.4, 0.4)),
        ((0.2, 0.8), 1, (1.0,)),
        # Cut points at 2/3 and 4/3 of two steps: 0.2 x 2/3; 0.2 x 1/3 + 0.8 x 1/3; 0.8 x 2/3.
        ((0.2, 0.8), 3, (0.4 / 3, 1 / 3, 1.6 / 3)),
    ],
)
def test_stretched_profile(steps: tuple, periods: int, shares: tuple) -> None:
    """Tests that a profile keeps its shape in a build of another length."""
    assert stretch(steps, periods) == pytest.approx(shares)


def test_half_years_escalate_by_the_root() -> None:
    """Tests periods of six months at 21 % a year: prices grow by 10 % each period.

    Capex 100 in period 1 costs 110. Revenue of 60 a year is 30 a period: 30 x 1.1^2 = 36.30.
    """
    settings = {"Months per period": 6, "Capex escalation": 0.21, "Revenue escalation": 0.21}
    cash = _book(settings, cluster("FAB"), {}, period=1).cash
    assert cash.capex[:3] == pytest.approx((0, 110, 0))
    assert cash.revenue[:3] == pytest.approx((0, 0, 36.3))


def test_lines_of_a_site_with_factors_and_rent() -> None:
    """Tests capex 100 x 1.2 + 10 = 130, cost 20 x 0.5 = 10, sustaining 130 x 2 % = 2.60.

    Rent: 500 acres x 4,000 dollars = 2.00. Extra margin 7. Operating cash is
    60 + 7 - 10 - 2.60 - 2 = 52.40.
    """
    row = cluster(
        "FAB",
        **{
            "Operating cost (USD m/year)": 20,
            "Sustaining capex (% of capex/year)": 0.02,
            "Land (acres)": 100,
        },
    )
    place = {
        "Capex factor": 1.2,
        "Operating cost factor": 0.5,
        "Land rent (USD/acre/year)": 4000,
    }
    pair = {
        "Cluster": "FAB",
        "Site": "ORR",
        "Extra capex (USD m)": 10,
        "Extra margin (USD m/year)": 7,
        "Land (acres)": 500,
    }
    cash = _book({}, row, place, Placement=[pair]).cash
    assert cash.capex[0] == pytest.approx(130)
    assert cash.sustaining[1] == pytest.approx(2.6)
    assert cash.rent[1] == pytest.approx(2.0)
    assert cash.operating_cash[1] == pytest.approx(52.4)


def test_life_ends_operation() -> None:
    """Tests that two years of life after a build of one earn in periods 1 and 2 only."""
    cash = _book({}, cluster("FAB", **{"Life (years)": 2}), {}).cash
    assert cash.revenue == pytest.approx((0, 60, 60, 0, 0, 0))


def test_ramp_lasts_in_its_last_step() -> None:
    """Tests a ramp of 50 % and 90 %."""
    row = cluster("FAB", **{"Ramp profile": "slow"})
    ramp = {"Profile": "slow", "Kind": "ramp", "Step 1": 0.5, "Step 2": 0.9}
    cash = _book({}, row, {}, Profiles=[ramp]).cash
    assert cash.revenue[:4] == pytest.approx((0, 30, 54, 54))


def test_tax_deducts_capital_first_and_carries_losses() -> None:
    """Tests 25 % tax on 60 a year after 100 of capital.

    Period 1: 60 - 100 = -40, no tax. Period 2: 60 - 40 = 20, tax 5. Then 60: tax 15.
    """
    cash = _book({"Tax rate": 0.25}, cluster("FAB"), {}).cash
    assert cash.tax == pytest.approx((0, 0, 5, 15, 15, 15))


def test_support_lowers_capital_not_capex() -> None:
    """Tests that a grant of 35 % leaves 65 of 100 to the vehicle."""
    book = _book({}, cluster("FAB", **{"Support (% of capex)": 0.35}), {})
    assert (book.cash.capex[0], book.cash.capital[0]) == pytest.approx((100, 65))
    assert book.capex_musd == pytest.approx(100)
    assert book.waterfall.calls[0] == pytest.approx(65)


def test_own_rows_replace_lines() -> None:
    """Tests own capex with a factor and an extra in proportion, and own net taken as it is.

    Capex row 30, 90 at factor 1.5, extra 12 as 3 and 9: 48 and 144. Net 10 a period from the
    start, no tax; the extra margin of 2 is added while operating (from period 1).
    """
    row = cluster("FAB", **{"Operating cost (USD m/year)": 20})
    lines = [
        own_cash("FAB", "capex", 30, 90),
        own_cash("FAB", "net", 10, 10),
    ]
    pair = {
        "Cluster": "FAB",
        "Site": "ORR",
        "Extra capex (USD m)": 12,
        "Extra margin (USD m/year)": 2,
    }
    settings = {"Tax rate": 0.25, "Cost escalation": 0.25}
    cash = _book(settings, row, {"Capex factor": 1.5}, Cash_flows=lines, Placement=[pair]).cash
    assert cash.capex[:3] == pytest.approx((48, 144, 0))
    assert cash.operating_cash[:3] == pytest.approx((10, 12, 2))


@pytest.mark.parametrize(
    ("timing", "value"),
    [("start", -100 + 121 / 1.21), ("end", -100 / 1.1 + 121 / 1.331)],
)
def test_discount_timing(timing: str, value: float) -> None:
    """Tests -100 in period 0 and 121 in period 2 at 10 %, at the start or end of periods."""
    settings = {"Horizon periods": 3, "Discount rate": 0.1, "Discount timing": timing}
    row = own_cash("FAB", "net", 0, 0, 121)
    book = _book(settings, cluster("FAB"), {}, Cash_flows=[row])
    assert book.npv_musd == pytest.approx(value)


def test_every_line_of_half_a_year() -> None:
    """Tests a start in period 1 of half years, built in one of them, at 21 % a year on costs.

    Prices of costs are 1.1^2 in period 2, the first of operation, and of capex 1.1 in period 1.
    Revenue 60 / 2 = 30, margin 8 / 2 = 4, cost 20 / 2 x 1.21 = 12.10, rent of 100 acres at
    20,000 dollars 2 / 2 x 1.21 = 1.21, sustaining 2 % of 100 / 2 x 1.21 = 1.21.
    """
    row = cluster(
        "FAB",
        **{
            "Operating cost (USD m/year)": 20,
            "Sustaining capex (% of capex/year)": 0.02,
            "Land (acres)": 100,
        },
    )
    settings = {"Months per period": 6, "Cost escalation": 0.21, "Capex escalation": 0.21}
    pair = {"Cluster": "FAB", "Site": "ORR", "Extra margin (USD m/year)": 8}
    place = {"Land rent (USD/acre/year)": 20_000}
    cash = _book(settings, row, place, period=1, Placement=[pair]).cash
    assert cash.capex[:3] == pytest.approx((0, 110, 0))
    assert cash.revenue[:3] == pytest.approx((0, 0, 30))
    assert cash.extra_margin[:3] == pytest.approx((0, 0, 4))
    assert cash.operating_cost[:3] == pytest.approx((0, 0, 12.1))
    assert cash.rent[:3] == pytest.approx((0, 0, 1.21))
    assert cash.sustaining[:3] == pytest.approx((0, 0, 1.21))


def test_own_rows_count_from_the_start() -> None:
    """Tests own revenue and cost of a start in period 1: they begin there, life or not."""
    lines = [
        own_cash("FAB", "revenue", 5, 60, 70),
        own_cash("FAB", "operating cost", 1, 10, 20),
    ]
    row = cluster("FAB", **{"Life (years)": 1})
    cash = _book({}, row, {"Operating cost factor": 0.5}, period=1, Cash_flows=lines).cash
    assert cash.revenue == pytest.approx((0, 5, 60, 70, 0, 0))
    assert cash.operating_cost == pytest.approx((0, 0.5, 5, 10, 0, 0))


def test_own_capex_of_nothing_spreads_the_extra_evenly() -> None:
    """Tests a row of zeros over a build of two with an extra of 12: 6 and 6."""
    pair = {"Cluster": "FAB", "Site": "ORR", "Extra capex (USD m)": 12}
    lines = [own_cash("FAB", "capex", 0, 0, 0)]
    cash = _book({}, cluster("FAB", build=2), {}, Cash_flows=lines, Placement=[pair]).cash
    assert cash.capex[:3] == pytest.approx((6, 6, 0))


def test_own_capex_is_the_base_of_sustaining() -> None:
    """Tests 10 % a year of an own capex of 0.3 and 0.5 at factor 1.5: 0.12 a year."""
    row = cluster("FAB", **{"Sustaining capex (% of capex/year)": 0.1})
    lines = [own_cash("FAB", "capex", 0.3, 0.5)]
    cash = _book({}, row, {"Capex factor": 1.5}, Cash_flows=lines).cash
    assert cash.sustaining[1] == pytest.approx(0.12)


def test_capital_after_the_first_year_of_operation_is_deducted_in_its_own() -> None:
    """Tests 25 % tax on 60 a year with capex 40, 10 and 50 from period 0.

    Operation begins in period 1: 60 - 40 - 10 = 10, tax 2.50. Period 2: 60 - 50, tax 2.50.
    Period 3: 60, tax 15.
    """
    lines = [own_cash("FAB", "capex", 40, 10, 50)]
    cash = _book({"Tax rate": 0.25}, cluster("FAB"), {}, Cash_flows=lines).cash
    assert cash.tax[:4] == pytest.approx((0, 2.5, 2.5, 15))
    assert cash.free_cash[:4] == pytest.approx((-40, 47.5, 7.5, 45))


@pytest.mark.parametrize(
    ("columns", "lines"),
    [({"Taxable owner": "no"}, []), ({}, [own_cash("FAB", "net", 0, 60, 60, 60)])],
)
def test_no_tax(columns: dict, lines: list) -> None:
    """Tests an owner that is not taxable, and a net row, which is after tax."""
    cash = _book({"Tax rate": 0.25}, cluster("FAB", **columns), {}, Cash_flows=lines).cash
    assert cash.tax == (0,) * 6
    assert cash.operating_cash[1:4] == pytest.approx((60, 60, 60))


def test_half_years_are_discounted_in_their_middle() -> None:
    """Tests 121 in period 1 of half years: 0.75 years at the rate of 21 %."""
    settings = {
        "Months per period": 6,
        "Horizon periods": 3,
        "Discount rate": 0.21,
        "Discount timing": "middle",
    }
    book = _book(settings, cluster("FAB", capex=0), {}, Cash_flows=[own_cash("FAB", "net", 0, 121)])
    assert book.npv_musd == pytest.approx(121 / 1.21**0.75)


def test_trailing_zeros_of_own_capex_are_no_spending() -> None:
    """Tests that a row 1, 0, 0, 0 of a start in period 3 of 6 ends inside the horizon."""
    tables = tables_of(
        {"Decision periods": 4},
        [cluster("FAB")],
        [site("ORR")],
        NO_SHARE,
        Cash_flows=[own_cash("FAB", "capex", 1, 0, 0, 0)],
    )
    assert evaluate(tables, [start("FAB", 3)], [opening()]).feasible


@pytest.mark.parametrize(
    ("payer", "values"),
    [("yes", (-5.5, 0.0, -5.5)), ("no", (-5.5, -5.5, 0.0))],
)
def test_who_pays_for_preparation_bears_it(payer: str, values: tuple) -> None:
    """Tests 6 of preparation over two years at 20 % a year: 3 + 3 / 1.2 = 5.50.

    The source bears it, or the host; the program bears it either way.
    """
    tables = tables_of(
        {"Discount rate": 0.2},
        [cluster("FAB")],
        [site("ORR", **{"Preparation cost (USD m)": 6, "Preparation (periods)": 2})],
        {"Pays for site preparation": payer},
    )
    found = evaluate(tables, [], [opening()])
    shown = [found.values[party] for party in ("program", "united_states", "japan")]
    assert shown == pytest.approx(values)
    assert found.calls["JPN"] == pytest.approx((3, 3, 0, 0, 0, 0) if payer == "yes" else (0,) * 6)


@pytest.mark.parametrize(
    ("perspective", "value"), [("Program", 200.0), ("United States", 180.0), ("Japan", 20.0)]
)
def test_perspective_chooses_whose_value_counts(perspective: str, value: float) -> None:
    """Tests 100 of capex and 5 x 60 of cash, of which the source has 40 %: 120 - 100 = 20."""
    tables = tables_of(
        {"Perspective": perspective},
        [cluster("FAB")],
        [site("ORR")],
        {"Share before recovery": 0.4},
    )
    assert evaluate(tables, [start("FAB")], [opening()]).value == pytest.approx(value)
