"""Limits that begin and cease to bind, and sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from optmodel.comparison.limits import limit_changes
from optmodel.comparison.result import Comparison
from optmodel.comparison.side import OpenSite
from optmodel.comparison.sites import site_changes
from optmodel.plan.limit import Limit


def land(used: float, limit: float, period: int, site: str = "S") -> Limit:
    """The land of a site, tightest in a period."""
    return Limit("site_supply", f"{site} land ({period})", used, limit, "acres", "Sites!H5")


def changed(compared: Comparison, a: list[Limit], b: list[Limit]) -> list[tuple[str, str]]:
    """Subject and change."""
    first, second = replace(compared.a, limits=tuple(a)), replace(compared.b, limits=tuple(b))
    return [(found.subject, found.change) for found in limit_changes(first, second)]


def test_begin_cease_and_both(compared: Comparison) -> None:
    """Tests 5 of 5 acres against 4 of 5, whatever the period in which the most is used."""
    full, free = land(5, 5, 2029), land(4, 5, 2031)
    assert changed(compared, [free], [full]) == [("S land", "begins to bind")]
    assert changed(compared, [full], [free]) == [("S land", "ceases to bind")]
    assert changed(compared, [full], [land(5, 5, 2031)]) == [("S land", "binds in both")]
    assert changed(compared, [free], [free]) == []


def test_limits_that_one_run_does_not_have(compared: Comparison) -> None:
    """Tests that a new limit that binds begins to, and one of nothing is not worth a word."""
    assert changed(compared, [], [land(5, 5, 2029)]) == [("S land", "begins to bind")]
    assert changed(compared, [], [land(0, 0, 2029)]) == []


def test_limits_of_one_name_are_told_apart(compared: Comparison) -> None:
    """Tests that two limits on the same subject are matched in their order."""
    two = [land(4, 5, 2029), land(5, 5, 2030)]
    assert changed(compared, two, two) == [("S land", "binds in both")]


def test_sites(compared: Comparison) -> None:
    """Tests a site only in A, one only in B, one opened later and one as before."""
    early, late = date(2027, 1, 1), date(2028, 1, 1)
    a = [OpenSite("P", early, 1, 0.0), OpenSite("Q", early, 1, 0.0), OpenSite("R", early, 2, 3.0)]
    b = [OpenSite("T", late, 1, 0.0), OpenSite("Q", late, 1, 0.0), OpenSite("R", early, 1, 3.0)]
    found = site_changes(replace(compared.a, sites=tuple(a)), replace(compared.b, sites=tuple(b)))
    assert [(change.site, change.contained, change.change) for change in found] == [
        ("P", "A", "opened only in A"),
        ("Q", "both", "opened at another time"),
        ("R", "both", "same opening"),
        ("T", "B", "opened only in B"),
    ]
