"""The bridge of values: by hand, reversed, of a run with itself, and with a pool."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import optmodel
from optmodel.comparison.bridge import adds_up
from optmodel.comparison.party import ByParty, added
from optmodel.comparison.result import Comparison
from tests.run.rulebook import two_sources

from .pair import solved


def objective(comparison: Comparison) -> dict[str, float]:
    """Step to what it adds, of all that are not 0."""
    return {
        step.name: pytest.approx(step.objective, abs=1e-9)
        for step in comparison.bridge
        if step.objective
    }


def test_every_step_is_what_a_hand_adds_up(compared: Comparison) -> None:
    """Tests the steps of the pair: Y -170, Z +80, W 110 - 130, X 305 - 260, site -15 + 10,
    synergy 8 - 9, price 3 - 5: together -73 = 483 - 556.
    """
    assert objective(compared) == {
        "Clusters only in A": -170.0,
        "Clusters only in B": 80.0,
        "Other start, same site": -20.0,
        "Same decision, other figures": 45.0,
        "Site preparation": -5.0,
        "Synergies": -1.0,
        "Prices of missed targets": -2.0,
    }
    assert (compared.value_a, compared.value_b) == pytest.approx((556.0, 483.0))
    assert compared.difference == pytest.approx(-73.0)


def test_the_steps_add_up_for_every_party(compared: Comparison) -> None:
    """Tests that the steps give 488 - 559 for the program, and the parties' own differences."""
    total = added(step.values for step in compared.bridge)
    assert total.program == pytest.approx(-71.0)
    assert total == pytest_approx(compared.b.values - compared.a.values)
    assert compared.adds_up


def pytest_approx(values: ByParty) -> ByParty:
    """The same values to the cent."""
    return ByParty(*(pytest.approx(getattr(values, name), abs=1e-8) for name in ByParty.__slots__))


def test_a_step_that_is_a_cent_off_is_seen(compared: Comparison) -> None:
    """Tests that the check of the bridge can fail: 2 cents in one step."""
    first, *rest = compared.bridge
    wrong = replace(first, objective=first.objective + 2e-8)
    assert not adds_up(compared.a, compared.b, [wrong, *rest], compared.view)


def test_swapped_sides_give_the_negated_bridge(
    folders: tuple[Path, Path], compared: Comparison
) -> None:
    """Tests that B to A has the steps of A to B with the opposite sign, only in A and only in B
    exchanged.
    """
    a, b = folders
    back = optmodel.compare(b, a)
    other = {"Clusters only in A": "Clusters only in B", "Clusters only in B": "Clusters only in A"}
    there = {other.get(step.name, step.name): -step.objective for step in compared.bridge}
    assert {step.name: pytest.approx(step.objective) for step in back.bridge} == there
    assert back.difference == -compared.difference


def test_a_run_has_no_difference_to_itself(folders: tuple[Path, Path]) -> None:
    """Tests that the same folder twice gives nothing in any table."""
    same = optmodel.compare(folders[0], folders[0])
    assert objective(same) == {}
    assert same.inputs is not None
    assert (same.inputs.values, same.inputs.rows, same.inputs.notes) == ((), (), ())
    assert {change.fate.value for change in same.clusters} == {"same decision"}
    assert {change.change for change in same.limits} <= {"binds in both"}
    assert "Both runs were made from the same input." in same.cautions


def test_receipts_of_a_pool_move_value_between_parties_only(tmp_path: Path) -> None:
    """Tests two runs whose pool takes 80 % and then 50 % of the same cash: the program is worth
    the same, what the other sources gain the host loses, and all of it is in one step.
    """
    less, more = two_sources(), two_sources()
    funding = [dict(row) for row in more["Funding"]]  # type: ignore[call-overload]
    funding[1]["Share after recovery"] = 0.5
    first = solved(tmp_path, "less", less)
    second = solved(tmp_path, "more", more | {"Funding": funding})
    found = optmodel.compare(first, second)
    (pool,) = (step.values for step in found.bridge if step.name == "Receipts of pools")
    gained = found.b.values.other - found.a.values.other
    assert gained > 1.0
    assert pool == pytest_approx(ByParty(0.0, -gained, 0.0, gained))
    assert found.adds_up
