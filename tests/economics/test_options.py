"""Options: order, figures, copies."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from optmodel.economics import worth
from optmodel.economics.funding import source_calls
from optmodel.economics.options import build_options
from optmodel.economics.types import Options
from optmodel.program.program import CashLines
from tests.economics.programs import calendar, cluster, pair, program, site, source


def places(options: Options) -> list[tuple[int, int, int]]:
    """(cluster, site, start) of every option."""
    return list(
        zip(options.cluster.tolist(), options.site.tolist(), options.start.tolist(), strict=True)
    )


def test_options_stand_by_cluster_site_and_start():
    """Tests two clusters, two sites and two starts in their order."""
    given = program(
        [cluster(id="A"), cluster(id="B")],
        [site(id="X"), site(id="Y")],
        when=calendar(horizon=5, decisions=2),
    )
    found = places(build_options(given))
    assert found == [(k, s, t) for k in (0, 1) for s in (0, 1) for t in (0, 1)]


def test_figures_of_the_hand_checkable_case():
    """Tests at 0 % a year: -100 + 10 * 30 = 200 in all, 124.91 - 100 = 24.91 to the source."""
    found = build_options(program())
    assert len(found) == 1
    assert found.npv_musd[0] == pytest.approx(200.0)
    assert found.npv_source_musd.shape == (1, 1)
    assert found.npv_source_musd[0, 0] == pytest.approx(24.91, abs=0.005)
    assert found.capital_musd.tolist() == [100.0]
    assert found.capital_steps_musd.tolist() == [[100.0]]
    assert found.payback_years[0] == pytest.approx(1 + 100 / 30)
    assert found.recovery_years.tolist() == [[8.0]]
    assert found.excluded == ()


def test_value_is_discounted_to_the_first_period():
    """Tests a start in period 1 at 25 %: -100 / 1.25 + 200 / 1.5625 = 48."""
    given = program(
        cluster(revenue_musd_year=200.0, earliest_start=1),
        when=calendar(horizon=3, decisions=2),
        discount_rate=0.25,
    )
    found = build_options(given)
    assert places(found) == [(0, 0, 1)]
    assert found.npv_musd[0] == pytest.approx(48.0)


@pytest.mark.parametrize(("timing", "value"), [("start", 8.0), ("middle", 7.2), ("end", 6.48)])
def test_value_by_discount_timing(timing, value):
    """Tests -100, then 133 1/3 a year later, with (1 + r) = 1 / 0.81: -100 + 108 = 8.

    In the middle of the period each is worth 0.9 of that, at the end 0.81: 7.2 and 6.48.
    """
    given = program(
        cluster(revenue_musd_year=400 / 3),
        when=calendar(horizon=2),
        discount_rate=1 / 0.81 - 1,
        discount_timing=timing,
    )
    assert build_options(given).npv_musd[0] == pytest.approx(value)


def test_payback_is_measured_as_the_settings_say():
    """Tests 100 out over two years, 50 a year in: 4 years from spend, 2 from operation."""
    plant = cluster(build_periods=2, revenue_musd_year=50.0)
    spend = build_options(program(plant))
    operation = build_options(program(plant, payback_from="first operation"))
    assert spend.payback_years.tolist() == pytest.approx([4.0])
    assert operation.payback_years.tolist() == pytest.approx([2.0])


def test_calls_count_from_the_start_and_shorter_ones_end_in_zeros():
    """Tests builds of three periods and of one, from starts 0 and 1: rows of three."""
    given = program(
        [cluster(id="A", build_periods=3, capex_musd=90.0), cluster(id="B", capex_musd=7.0)],
        when=calendar(horizon=6, decisions=2),
    )
    found = build_options(given)
    assert found.capital_steps_musd.tolist() == [[30, 30, 30], [30, 30, 30], [7, 0, 0], [7, 0, 0]]


def test_calls_of_a_build_that_ends_with_the_horizon():
    """Tests 20, 50, 30 % of 100 in the last three of four periods."""
    plant = cluster(build_periods=3, capex_profile=(0.2, 0.5, 0.3), earliest_start=1)
    found = build_options(program(plant, when=calendar(horizon=4, decisions=2)))
    assert found.start.tolist() == [1]
    assert found.capital_steps_musd.tolist() == [[20.0, 50.0, 30.0]]


def test_nothing_to_call_is_a_call_of_zero():
    """Tests a capex row of zeros: one column, nothing in it, recovered at once."""
    found = build_options(program(cluster(cash_lines=CashLines(capex_musd=(0.0, 0.0)))))
    assert found.capital_steps_musd.tolist() == [[0.0]]
    assert found.recovery_years.tolist() == [[0.0]]


def test_calls_drawn_at_the_start_are_one():
    """Tests that three build periods drawn at the start are one call of 90."""
    given = program(
        cluster(build_periods=3, capex_musd=90.0),
        pledge=source(draw="at start"),
        when=calendar(horizon=6, decisions=2),
    )
    spent = build_options(given).capital_steps_musd
    assert spent.tolist() == [[30.0, 30.0, 30.0]] * 2
    assert source_calls(given.sources[0], spent).tolist() == [[90.0, 0.0, 0.0]] * 2


def test_copies_have_equal_options_of_their_own():
    """Tests that the options and exclusions of copy 2 are those of copy 1."""
    copies = [
        cluster(copy=1, copies=2, earliest_start=1),
        cluster(copy=2, copies=2, earliest_start=1),
    ]
    found = build_options(program(copies, when=calendar(horizon=5, decisions=3)))
    assert places(found) == [(0, 0, 1), (0, 0, 2), (1, 0, 1), (1, 0, 2)]
    assert found.npv_musd[:2].tolist() == found.npv_musd[2:].tolist()
    assert [one.cluster for one in found.excluded] == [0, 1]


def test_program_without_any_option():
    """Tests that everything excluded gives arrays of length 0, and the reasons."""
    found = build_options(program(cluster(decision="skip"), when=calendar(decisions=3)))
    assert len(found) == 0
    assert found.capital_steps_musd.shape == (0, 1)
    assert found.npv_source_musd.shape == (0, 1)
    assert [one.rule for one in found.excluded] == ["skipped"]


def test_pool_without_any_option():
    """Tests that cash by period keeps its three periods where there is no option at all."""
    pool = source(vehicle="pooled")
    found = build_options(
        program(cluster(decision="skip"), pledge=pool, when=calendar(horizon=3, decisions=3))
    )
    assert found.operating_cash_musd.shape == (0, 3)


def test_working_in_pieces_changes_nothing(monkeypatch):
    """Tests that options worked out three at a time are those worked out at once."""
    given = program(
        [cluster(build_periods=2, operating_cost_musd_year=3.0)],
        [site(id="A", capex_factor=1.1), site(id="B"), site(id="C", operating_cost_factor=1.2)],
        when=calendar(horizon=8, decisions=4),
        placement={("FIB", "B"): pair(extra_margin_musd_year=1.0)},
        tax_rate=0.21,
        discount_rate=0.08,
    )
    at_once = build_options(given)
    monkeypatch.setattr(worth, "CELLS_AT_ONCE", 3 * 8)
    in_pieces = build_options(given)
    for figure in fields(Options):
        if figure.name != "excluded":
            pieces = getattr(in_pieces, figure.name)
            assert np.array_equal(getattr(at_once, figure.name), pieces), figure.name
