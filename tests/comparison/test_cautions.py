"""What a reader is told before believing a difference."""

from __future__ import annotations

from dataclasses import replace

from optmodel.comparison.cautions import cautions, common_view
from optmodel.comparison.result import Comparison


def told(compared: Comparison, a: dict[str, object], b: dict[str, object]) -> list[str]:
    """The sentences about the pair with these fields changed."""
    return list(cautions(replace(compared.a, **a), replace(compared.b, **b)))  # type: ignore[arg-type]


def test_two_proven_runs_without_a_gap(compared: Comparison) -> None:
    """Tests that nothing is said where there is nothing to say."""
    assert compared.cautions == ()
    assert compared.chance_musd == 0.0


def test_gaps_are_added(compared: Comparison) -> None:
    """Tests gaps of 2 and 3.5: differences below 5.5 may be chance."""
    (said,) = told(compared, {"gap_musd": 2.0}, {"gap_musd": 3.5})
    assert said.startswith("A difference in value below 5.5 USD m, the two gaps together")


def test_a_run_that_is_not_proven(compared: Comparison) -> None:
    """Tests that status and an unknown bound are said in words."""
    said = told(compared, {}, {"proven": False, "reason": "time limit", "gap_musd": None})
    assert said == [
        "B is NOT PROVEN (time limit): a better plan may exist.",
        "No bound is known for B: any difference may be chance.",
    ]


def test_two_perspectives(compared: Comparison) -> None:
    """Tests that values to different parties are compared by the program's."""
    other = replace(compared.b, perspective="Japan")
    assert common_view(compared.a, other) == "Program"
    assert common_view(other, other) == "Japan"
    (said,) = told(compared, {}, {"perspective": "Japan"})
    assert said.startswith("A maximizes the value to the program, B that to JPN")


def test_versions_and_sources_that_differ(compared: Comparison) -> None:
    """Tests that another solver and another pledge are named."""
    versions = {**compared.b.versions, "highspy": "1.11.0"}
    assert told(compared, {}, {"versions": versions, "sources": ("KOR",)}) == [
        "The first source is JPN in A and KOR in B.",
        "The runs were made with other versions of highspy.",
    ]


def test_an_edited_plan_is_no_matter_of_a_search(compared: Comparison) -> None:
    """Tests that a plan edited by hand says what it breaks, and that no gap makes it chance."""
    broken = {"edited": True, "broken": 2, "proven": False, "gap_musd": None}
    assert told(compared, {"gap_musd": 3.0}, broken) == [
        "B is a plan edited by hand; it BREAKS 2 limits."
    ]
    kept = replace(compared.b, edited=True, proven=False)
    assert kept.sure
    assert told(compared, {}, {"edited": True, "proven": False}) == [
        "B is a plan edited by hand; it keeps every limit."
    ]
