"""Supply over time and resources beyond the four."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from tests.cases import cluster, program_of, site, tiny_settings
from tests.program.said import brief, findings_of


def supply(resource: str, year: int, amount: float) -> dict[str, object]:
    """Make a row of Site supply for S."""
    return {"Site": "S", "Resource": resource, "From": date(year, 1, 1), "Available": amount}


def test_supply_replaces_the_base_figure() -> None:
    """Tests 1000 acres for two years, 200 for one, then 300 to the end of the horizon."""
    rows = [supply("Land", 2029, 200), supply("Land", 2030, 300)]
    program = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Site_supply=rows)
    (place,) = program.sites
    assert program.supply(place, "land") == (1000.0, 1000.0, 200.0, *[300.0] * 7)
    assert program.supply(place, "power") == (inf,) * 10


@pytest.mark.parametrize(
    ("typed", "resource"),
    [
        ("Power", "power"),
        ("POWER", "power"),
        ("power (mw)", "power"),
        ("Land (acres)", "land"),
        ("Water (mgd)", "water"),
        ("workers", "workers"),
    ],
)
def test_resources_in_any_case_with_or_without_unit(typed: str, resource: str) -> None:
    """Tests how the four resources may be called."""
    program = program_of(
        tiny_settings(), Clusters=[cluster("A", 1)], Site_supply=[supply(typed, 2027, 5)]
    )
    assert program.supply(program.sites[0], resource) == (5.0,) * 10


def test_two_names_of_one_resource_are_one() -> None:
    """Tests that Power and Power (MW) in one period are two rows for one thing."""
    rows = [supply("Power", 2027, 5), supply("Power (MW)", 2027, 6)]
    assert brief(findings_of(Site_supply=rows)) == [("E219", "Site supply!C6")]


def test_further_resources() -> None:
    """Tests that every cluster has a use of every further resource, 0 where blank."""
    rows = [
        cluster("A", 1, **{"Use: steam": None, "Use: gas": 2}),
        cluster("B", 2, **{"Use: steam": -3, "Use: gas": None}),
    ]
    supplies = [supply("gas", 2027, 4), supply("gas", 2028, 6)]
    program = program_of(tiny_settings(), Clusters=rows, Site_supply=supplies)
    assert program.resources[:4] == ("land", "power", "water", "workers")
    assert set(program.resources[4:]) == {"gas", "steam"}
    (place,) = program.sites
    assert [program.use(it, place, "gas") for it in program.clusters] == [2.0, 0.0]
    assert [program.use(it, place, "steam") for it in program.clusters] == [0.0, -3.0]
    assert program.supply(place, "gas") == (4.0, *[6.0] * 9)
    assert program.supply(place, "steam") == (inf,) * 10


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("gass", ' Did you mean "gas"?'),
        ("Gas", ' It differs from "gas" in case, spaces or the width of characters.'),
        ("Powr", ' Did you mean "Power"?'),
        ("xyz", ""),
    ],
)
def test_unknown_resource(typed: str, advice: str) -> None:
    """Tests that a supply of nothing that is used is refused, with a near name."""
    (found,) = findings_of(
        Clusters=[cluster("A", 1, **{"Use: gas": 2})], Site_supply=[supply(typed, 2027, 1)]
    )
    assert (found.code, found.address) == ("E225", "Site supply!B5")
    where = "the site resources or a column Use: NAME of Clusters"
    assert found.message == f'"{typed}" is not in {where}.{advice}'


@pytest.mark.parametrize("name", ["Power", "power", "Land (acres)"])
def test_further_resource_with_the_name_of_a_base_one(name: str) -> None:
    """Tests that a column Use: Power beside Power (MW) is refused."""
    (found,) = findings_of(Clusters=[cluster("A", 1, **{f"Use: {name}": 2})])
    assert found.code == "E226"
    assert found.address == "Clusters!AD5"


def test_further_resources_that_look_alike() -> None:
    """Tests that Gas and gas cannot be two resources."""
    (found,) = findings_of(Clusters=[cluster("A", 1, **{"Use: gas": 2, "Use: Gas": 2})])
    assert (found.code, found.address) == ("E226", "Clusters!AE5")
    assert found.message == '"Gas" and "gas" look alike. Use one column for both.'


def test_supply_without_a_limit_before_its_first_row() -> None:
    """Tests the warning for power until 2029 and for a further resource until 2028."""
    (found,) = findings_of(Site_supply=[supply("Power", 2029, 1)])
    assert (found.code, found.address) == ("W232", "Site supply!C5")
    assert found.message == (
        "S has no limit of Power before 2029. Fill Power (MW) in Sites where there is less."
    )
    (found,) = findings_of(
        Clusters=[cluster("A", 1, **{"Use: gas": 2})], Site_supply=[supply("gas", 2028, 1)]
    )
    assert found.message == (
        "S has no limit of gas before 2028. Add a row from the first period where there is less."
    )


def test_supply_with_a_figure_from_the_first_period_on() -> None:
    """Tests that a base figure, or a row from period 0 on, leaves nothing open."""
    assert (
        findings_of(
            Clusters=[cluster("A", 1, **{"Use: gas": 2})],
            Sites=[site("S", **{"Power (MW)": 3})],
            Site_supply=[
                supply("Power", 2029, 1),
                supply("Land", 2029, 1),
                supply("gas", 2027, 1),
                supply("gas", 2029, 2),
            ],
        )
        == []
    )
