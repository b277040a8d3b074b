"""Which clusters moved, and how copies find each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from optmodel.comparison.clusters import Fate, cluster_changes
from optmodel.comparison.party import ByParty
from optmodel.comparison.result import Comparison
from optmodel.comparison.side import Placed


def placed(copy: int, site: str, year: int, operator: str = "", **shares: float) -> Placed:
    """A funded copy of F."""
    paid = shares or {"JPN": 1.0}
    return Placed("F", copy, True, site, date(year, 1, 1), operator, paid, ByParty(), "")


def fates(compared: Comparison, a: list[Placed], b: list[Placed]) -> list[tuple[str, Fate]]:
    """Label and fate of everything that either of two plans funds."""
    first, second = (
        replace(side, clusters=tuple(mine)) for side, mine in ((compared.a, a), (compared.b, b))
    )
    return [(change.label, change.fate) for change in cluster_changes(first, second)]


def test_the_clusters_of_the_pair(compared: Comparison) -> None:
    """Tests where each cluster of the pair is contained, and why not in the other plan."""
    found = {change.cluster: change for change in compared.clusters}
    assert {name: change.contained for name, change in found.items()} == {
        "X": "both", "Y": "A", "W": "both", "Z": "B",
    }  # fmt: skip
    assert found["W"].fate is Fate.OTHER_START
    assert found["X"].fate is Fate.SAME
    assert "skip" in found["Y"].why
    assert found["X"].why == ""


def test_copies_are_matched_by_likeness_not_by_number(compared: Comparison) -> None:
    """Tests that a new first copy does not move the others: numbers follow the starts."""
    a = [placed(1, "S", 2028), placed(2, "S", 2029)]
    b = [placed(1, "S", 2027), placed(2, "S", 2028), placed(3, "S", 2029)]
    assert fates(compared, a, b) == [
        ("F", Fate.SAME), ("F #2", Fate.SAME), ("F", Fate.ONLY_B),
    ]  # fmt: skip


def test_a_copy_prefers_to_stay_at_its_site(compared: Comparison) -> None:
    """Tests that of two copies the one at the same site is taken, at whatever time."""
    a = [placed(1, "S", 2027), placed(2, "T", 2027)]
    b = [placed(1, "T", 2028), placed(2, "S", 2029)]
    assert fates(compared, a, b) == [("F", Fate.OTHER_START), ("F #2", Fate.OTHER_START)]


def test_what_counts_as_moved(compared: Comparison) -> None:
    """Tests the order of steps: site before start, start before operator and shares."""
    old = [placed(1, "S", 2027, "ACME")]
    assert fates(compared, old, [placed(1, "T", 2028, "ACME")]) == [("F", Fate.OTHER_SITE)]
    assert fates(compared, old, [placed(1, "S", 2028, "ZETA")]) == [("F", Fate.OTHER_START)]
    assert fates(compared, old, [placed(1, "S", 2027, "ZETA")]) == [("F", Fate.OTHER_TERMS)]
    split = placed(1, "S", 2027, "ACME", JPN=0.5, EXT=0.5)
    assert fates(compared, old, [split]) == [("F", Fate.OTHER_TERMS)]
    assert fates(compared, old, old) == [("F", Fate.SAME)]


def test_a_cluster_that_the_other_input_does_not_have(compared: Comparison) -> None:
    """Tests the reason where there is no such row at all."""
    first = replace(compared.a, clusters=(placed(1, "S", 2027),))
    (change,) = cluster_changes(first, replace(compared.b, clusters=()))
    assert (change.contained, change.why) == ("A", "not in the input")


def test_a_pledge_of_another_name_moves_nothing(compared: Comparison) -> None:
    """Tests that what KOR pays in B as the first source is what JPN pays in A."""
    first = replace(compared.a, clusters=(placed(1, "S", 2027, JPN=1.0),))
    second = replace(compared.b, sources=("KOR",), clusters=(placed(1, "S", 2027, KOR=1.0),))
    (change,) = cluster_changes(first, second)
    assert change.fate is Fate.SAME
