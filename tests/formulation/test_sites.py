"""Where clusters stand, in cases that can be solved by hand."""

from __future__ import annotations

from tests.formulation.hand import case, money, place


def test_stays_open_pays_for_an_opening_once() -> None:
    """Tests that two starts in two periods share one opening: 10 + 8 - 3 = 15."""
    found = case(
        {("A", "S"): [10, None], ("B", "S"): [None, 8]}, sites=[place("S", preparation_musd=3.0)]
    )
    assert found.best() == 15.0


def test_open_before_start_waits_for_the_preparation() -> None:
    """Tests that a site that takes two periods to prepare hosts a start in period 2 first."""
    found = case(
        {("A", "S"): [9, 8, 7, 6]},
        sites=[place("S", preparation_musd=1.0, preparation_periods=2)],
        horizon=6,
    )
    assert found.plan() == {"A": ("S", 2)}
    assert found.best() == 6.0  # 7 - 1


def test_open_before_start_needs_no_rows_at_an_open_site() -> None:
    """Tests that a site marked open is paid for and asks nothing: 10 - 3 = 7."""
    found = case({("A", "S"): [10, 9]}, sites=[place("S", decision="open", preparation_musd=3.0)])
    assert len(found.model().open_before_start) == 0
    assert list(found.model().y) == [("S", 0)]
    assert found.best() == 7.0


def test_open_site_is_paid_for_even_if_nothing_starts() -> None:
    """Tests that the preparation of a site marked open is a cost that cannot be avoided: -3."""
    found = case({("A", "S"): [-5]}, sites=[place("S", decision="open", preparation_musd=3.0)])
    assert found.best() == -3.0


def test_preparation_is_a_cost_of_who_pays_it() -> None:
    """Tests the three perspectives: 10, of which Japan 2.5 and the United States 7.5; cost 3."""
    for perspective, source_pays, best in (
        ("Program", True, 7.0),
        ("Program", False, 7.0),
        ("Japan", True, 0.0),  # 2.5 - 3 is a loss, so nothing is done
        ("Japan", False, 2.5),
        ("United States", True, 7.5),
        ("United States", False, 4.5),
    ):
        found = case(
            {("A", "S"): [10]},
            sites=[place("S", preparation_musd=3.0)],
            pledge=money(pays_preparation=source_pays),
            perspective=perspective,
        )
        assert found.best() == best, (perspective, source_pays)


def test_sites_opened_counts_a_site_marked_open() -> None:
    """Tests that of two sites one is taken by the one that is open anyway: 7, not 10."""
    found = case(
        {("A", "X"): [10], ("B", "Y"): [7]},
        sites=[place("X"), place("Y", decision="open")],
        maximum_sites=1,
    )
    assert found.best() == 7.0


def test_clusters_per_site_counts_the_end_of_the_decisions() -> None:
    """Tests that starts in different periods count together: 10, not 10 + 6."""
    found = case({("A", "S"): [10, 9], ("B", "S"): [7, 6]}, sites=[place("S", maximum_clusters=1)])
    assert found.best() == 10.0


def test_clusters_per_site_has_no_row_where_all_fit() -> None:
    """Tests that room for as many as there are is no limit."""
    found = case({("A", "S"): [10], ("B", "S"): [7]}, sites=[place("S", maximum_clusters=2)])
    assert len(found.model().clusters_per_site) == 0


def test_site_without_candidates_is_not_opened() -> None:
    """Tests that a site at which nothing can start has no variable."""
    found = case({("A", "X"): [10], ("A", "Y"): [None]})
    assert list(found.model().y) == [("X", 0)]


def test_opening_used_asks_nothing_of_a_site_marked_open() -> None:
    """Tests that a site marked open may stay empty, though nothing is worth starting: -3."""
    found = case(
        {("A", "S"): [-5], ("A", "T"): [-5]},
        sites=[place("S", decision="open", preparation_musd=3.0), place("T")],
    )
    assert list(found.model().opening_used) == ["T"]
    assert found.best() == -3.0


def test_opening_used_is_met_by_a_start_in_any_period() -> None:
    """Tests that a site opened in 0 for a start in 1, the first after its preparation, is used."""
    found = case(
        {("A", "S"): [None, 9], ("B", "S"): [None, None]},
        sites=[place("S", preparation_musd=1.0, preparation_periods=1)],
    )
    assert found.best() == 8.0
