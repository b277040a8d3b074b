"""How many copies of a row can stand at a site, by its limits and what could add to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.formulation.copies import merge_copies
from tests.economics.programs import pair
from tests.formulation.hand import case, copies, one, place

USE = {"power": 6.0}


@pytest.mark.parametrize(
    ("supplier", "allowed", "fits"),
    [
        ({}, True, 2),
        ({"decision": "skip"}, True, 1),
        ({"site": "T"}, True, 1),
        ({}, False, 1),
    ],
)
def test_only_what_can_stand_there_adds_to_a_supply(
    supplier: dict[str, object], allowed: bool, fits: int
) -> None:
    """Tests 10 MW against copies of 6: one fits; with a plant of 6 MW, 16 MW, two do.

    A plant that is skipped, fixed elsewhere or not allowed at the site adds nothing.
    """
    made = case(
        {("A", "S"): [9, 8]},
        *copies("A", 3, use=USE),
        one("P", use={"power": -6.0}, **supplier),
        sites=[place("S", supply={"power": 10.0}), place("T")],
    )
    program = replace(made.program, placement={("P", "S"): pair(allowed=allowed)})
    assert merge_copies(program, made.options).most[0, 0] == fits


def test_every_copy_of_a_plant_adds_to_a_supply() -> None:
    """Tests 0 MW and two plants of 6: two of three copies of 6 fit."""
    made = case(
        {("A", "S"): [9, 8]},
        *copies("A", 3, use=USE),
        *copies("P", 2, use={"power": -6.0}),
        sites=[place("S", supply={"power": 0.0})],
    )
    assert merge_copies(made.program, made.options).most[0, 0] == 2
