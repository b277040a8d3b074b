"""What options add to the metric of a target by its date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.economics.options import build_options
from optmodel.economics.targets import matches, metric_amounts, unfiltered_amounts
from optmodel.program.policy import Target
from optmodel.program.program import Program
from tests.economics.programs import calendar, cluster, program, site, source, target


def two_sectors() -> Program:
    """A builds for 2 years and is a chip plant; B builds for 1 and is a grid; starts in 0 and 1.

    A can stand in Tennessee or Texas, B in Texas alone.
    """
    return program(
        [
            cluster(
                id="A",
                sector="Chips",
                product="Wafers",
                jobs=50.0,
                output_year=9.0,
                build_periods=2,
            ),
            cluster(id="B", sector="Grid", product="Power", jobs=7.0, output_year=3.0, site="Y"),
        ],
        [site(id="X", state="TN"), site(id="Y", state="TX")],
        when=calendar(horizon=6, decisions=2),
    )


PLACES = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 1, 0), (1, 1, 1)]
"""(cluster, site, start) of the options of ``two_sectors``."""


def amounts(metric: str, by_period: int, filter_by: str = "all", value: str = "") -> list[float]:
    """Amounts of the options of ``two_sectors``, filtered."""
    given = two_sectors()
    options = build_options(given)
    places = zip(
        options.cluster.tolist(), options.site.tolist(), options.start.tolist(), strict=True
    )
    assert list(places) == PLACES
    asked = target(metric, by_period, filter_by, value)
    found: list[float] = metric_amounts(given, options, asked).tolist()
    return found


def test_clusters_count_from_their_start():
    """Tests that by period 0 the starts of period 0 count, by period 1 all."""
    assert amounts("clusters", 0) == [1.0, 0.0, 1.0, 0.0, 1.0, 0.0]
    assert amounts("clusters", 1) == [1.0] * 6


@pytest.mark.parametrize(("metric", "of_a", "of_b"), [("jobs", 50.0, 7.0), ("output", 9.0, 3.0)])
def test_jobs_and_output_count_from_the_first_operating_period(metric, of_a, of_b):
    """Tests that A operates from 2 or 3, B from 1 or 2: by 2 all but A's later start."""
    assert amounts(metric, 0) == [0.0] * 6
    assert amounts(metric, 2) == [of_a, 0.0, of_a, 0.0, of_b, of_b]
    assert amounts(metric, 5) == [of_a] * 4 + [of_b] * 2


def test_capex_counts_as_it_is_spent():
    """Tests 100 over two years for A and at once for B: by period 1, half of A's later start."""
    assert amounts("capex", 1) == [100.0, 50.0, 100.0, 50.0, 100.0, 100.0]
    assert amounts("capex", 0) == [50.0, 0.0, 50.0, 0.0, 100.0, 0.0]


def test_value_is_that_of_what_has_started():
    """Tests A: 4 * 30 - 100 from period 0; B: 5 * 30 - 100; those of period 1 do not count."""
    assert amounts("value", 0) == pytest.approx([20.0, 0.0, 20.0, 0.0, 50.0, 0.0])


@pytest.mark.parametrize(
    ("filter_by", "value", "expected"),
    [
        ("all", "", [True] * 6),
        ("sector", "Grid", [False] * 4 + [True] * 2),
        ("product", "Wafers", [True] * 4 + [False] * 2),
        ("state", "TX", [False] * 2 + [True] * 4),
        ("site", "X", [True] * 2 + [False] * 4),
        ("source", "JPN", [True] * 6),
    ],
)
def test_filters(filter_by, value, expected):
    """Tests which options pass, and that the others add nothing to the filtered metric only."""
    given = two_sectors()
    options = build_options(given)
    asked = target("clusters", 5, filter_by, value)
    assert matches(given, options, asked).tolist() == expected
    assert metric_amounts(given, options, asked).tolist() == [float(one) for one in expected]
    assert unfiltered_amounts(given, options, asked).tolist() == [1.0] * 6


def test_receipts_and_calls_of_the_source():
    """Tests by 2029 (period 2): half of 30 a year from 2028, and 100 called.

    The bank has all of 30 a year and is called for 50 and 50, but drawn at the start all at once.
    """
    bank = source(id="BNK", share_before=1.0, draw="at start")
    of_bank = target("receipts", 0, "source", "BNK")
    of_first: Target = target("receipts", 2)
    given = program(cluster(build_periods=2, support=0.5), others=[bank], when=calendar(horizon=4))
    given = replace(given, targets=(of_bank, target("jobs", 3), of_first))
    options = build_options(given)
    assert metric_amounts(given, options, of_bank).tolist() == [0.0]
    assert unfiltered_amounts(given, options, of_bank).tolist() == [50.0]
    assert metric_amounts(given, options, of_first).tolist() == [15.0]
    assert unfiltered_amounts(given, options, of_first).tolist() == [50.0]
