"""Who pays for an edited plan, with two sources by hand.

The program of tests/run/rulebook.py: A and B are worth 465 with the synergy and a target that is
missed. JPN has 150 and pays for A and half of B, EXT pays for the other half.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from optmodel.errors import InputError
from optmodel.evaluation.evaluate import Evaluation, evaluate
from tests.cases import Rows
from tests.evaluation.sheets import edit
from tests.run.rulebook import two_sources

JPN, EXT = "Share Japan", "Share Outside money"


def shares(evaluation: Evaluation) -> list[tuple[float, ...]]:
    """What each source pays of each funded cluster."""
    return [one.shares for one in evaluation.plan.decisions if one.funded]


def test_untouched_shares_are_read_as_they_were_written(shared: Path) -> None:
    """Tests that value, shares and parties are those of the run, without any search."""
    found = evaluate(shared, two_sources())
    assert shares(found) == [(1, 0), (0.5, 0.5)]
    assert found.value_musd == 465
    assert found.plan.values_musd == {
        "program": 475, "united_states": 441, "japan": 19.5, "other": 14.5,
    }  # fmt: skip
    assert (found.broken, found.record.notes, found.record.edits) == ((), (), ())


def test_typed_shares_are_taken(shared: Path) -> None:
    """Tests half and half of A and all of B: 50 + 100 from JPN, 50 from EXT; the value stays."""
    edit(shared, {"A": {JPN: 0.5, EXT: 0.5}, "B": {JPN: 1, EXT: None}})
    found = evaluate(shared, two_sources())
    assert shares(found) == [(0.5, 0.5), (1, 0)]
    assert (found.value_musd, found.keeps_every_limit) == (465, True)
    assert [str(one) for one in found.record.edits or ()] == [
        "A: share JPN 1 -> 0.5",
        "A: share EXT 0 -> 0.5",
        "B: share JPN 0.5 -> 1",
        "B: share EXT 0.5 -> 0",
    ]


def test_typed_shares_are_scaled_to_one(shared: Path) -> None:
    """Tests shares that miss 1 by less than a millionth."""
    edit(shared, {"B": {JPN: 0.5, EXT: 0.5000005}})
    assert sum(shares(evaluate(shared, two_sources()))[1]) == pytest.approx(1, abs=1e-15)


def test_shares_beyond_a_commitment_break_it(shared: Path) -> None:
    """Tests that JPN paying for all is called for 200 of 150."""
    edit(shared, {"B": {JPN: 1, EXT: 0}})
    (one,) = evaluate(shared, two_sources()).broken
    assert (one.rule, one.excess, one.cell) == ("commitment_limit", 50, "Funding!C5")


def test_blank_shares_are_the_best_ones_the_pledge_first(shared: Path) -> None:
    """Tests that B without shares, beside A on JPN, gets back its half and half."""
    edit(shared, {"B": {JPN: None, EXT: None}})
    found = evaluate(shared, two_sources())
    assert shares(found) == [(1, 0), (pytest.approx(0.5), pytest.approx(0.5))]
    assert found.keeps_every_limit
    assert found.record.notes == ("Shares that were left blank are the best ones for this plan.",)


def test_blank_shares_of_a_plan_that_breaks_something_else_are_the_best_ones(shared: Path) -> None:
    """Tests that C, whose operator declined, does not keep JPN's 150 from being used up."""
    blank = {JPN: None, EXT: None}
    operated = {"Fund": "yes", "Site": "S", "Start": date(2027, 1, 1), "Operator": "ZETA"}
    edit(shared, {"A": blank, "B": blank, "C": operated})
    found = evaluate(shared, two_sources())
    assert {one.rule for one in found.broken} == {"operator_choice"}
    assert sum(found.plan.calls_musd["JPN"]) == pytest.approx(150)
    assert sum(found.plan.calls_musd["EXT"]) == pytest.approx(150)


def test_where_no_shares_keep_the_limits_the_pledge_pays_first(shared: Path) -> None:
    """Tests EXT with 20 of the 50 that JPN lacks: JPN is called for 200 of 150."""
    poorer: dict[str, Rows | dict[str, object]] = two_sources()
    japan, outside = poorer["Funding"]
    poorer["Funding"] = [japan, {**dict(outside), "Commitment (USD m)": 20.0}]
    blank = {JPN: None, EXT: None}
    edit(shared, {"A": blank, "B": blank})
    found = evaluate(shared, poorer)
    assert shares(found) == [(1, 0), (1, 0)]
    assert [(one.rule, one.excess) for one in found.broken] == [("commitment_limit", 50)]
    assert found.record.notes[0].startswith("No shares of the sources keep every limit")
    assert (found.from_bound_musd, found.from_found_musd) == (None, None)


@pytest.mark.parametrize(
    ("typed", "code", "cell"),
    [
        ({JPN: 0.5, EXT: 0.4}, "E403", "10"),
        ({JPN: 50, EXT: 50}, "E131", "10"),
        ({JPN: "half", EXT: 0.5}, "E102", "10"),
        ({"Operator": "ACNE"}, "E114", "9"),
        ({"Operator": None}, "E101", "9"),
    ],
)
def test_a_wrong_share_or_operator_is_a_finding(
    shared: Path, typed: dict[str, object], code: str, cell: str
) -> None:
    """Tests shares that do not add up, percentages typed as numbers, texts and operators."""
    edit(shared, {"A" if "Operator" in typed else "B": typed})
    with pytest.raises(InputError) as caught:
        evaluate(shared, two_sources())
    first = caught.value.findings[0]
    assert (first.code, first.sheet) == (code, "Plan")
    assert first.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == cell


def test_an_operator_where_there_is_no_choice_changes_nothing(shared: Path) -> None:
    """Tests a name typed for B, which nobody has to run."""
    edit(shared, {"B": {"Operator": "ACME"}})
    found = evaluate(shared, two_sources())
    assert found.value_musd == 465
    assert any("W402" in warning for warning in found.run.info.warnings)
