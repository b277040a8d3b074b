"""Ceilings on what can be sold of a product."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import cluster
from tests.program.said import brief, findings_of


def market(product: str, year: int = 2027) -> dict[str, object]:
    """Make a row of Markets."""
    return {"Product": product, "From": date(year, 1, 1), "Maximum output (units/year)": 5}


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("cabel", ' Did you mean "cable"?'),
        ("Cable", ' It differs from "cable" in case, spaces or the width of characters.'),
        ("wine", ""),
    ],
)
def test_product_that_no_cluster_has(typed: str, advice: str) -> None:
    """Tests that a ceiling that could never bind is refused, with a near name."""
    (found,) = findings_of(Clusters=[cluster("A", 1, Product="cable")], Markets=[market(typed)])
    assert (found.code, found.address) == ("E225", "Markets!A5")
    assert found.message == f'"{typed}" is not in the column Product of Clusters.{advice}'


def test_product_in_two_spellings() -> None:
    """Tests the warning that a ceiling on cable leaves Cable out."""
    made = {"Output (units/year)": 1}
    clusters = [
        cluster(name, 1, Product=it, **made)
        for name, it in zip("AB", ("cable", "Cable"), strict=True)
    ]
    (found,) = findings_of(Clusters=clusters, Markets=[market("cable")])
    assert (found.code, found.address) == ("W236", "Markets!A5")
    assert found.message == (
        '"cable" does not include "Cable", which the column Product of Clusters has as well.'
    )


def test_outputs_in_different_units() -> None:
    """Tests one warning for a product counted in km and in tonnes, blank units of 0 aside."""

    def maker(name: str, unit: str, output: float) -> dict[str, object]:
        figures = {"Output unit": unit, "Output (units/year)": output}
        return cluster(name, 1, Product="cable", **figures)

    clusters = [maker("A", "km", 1), maker("B", "t", 2), maker("C", "", 0)]
    (found,) = findings_of(Clusters=clusters, Markets=[market("cable"), market("cable", 2028)])
    assert (found.code, found.address) == ("W234", "Markets!A5")
    assert 'units ("km", "t")' in found.message
    same = [maker("A", "km", 1), maker("B", "km", 2), maker("C", "", 0)]
    assert brief(findings_of(Clusters=same, Markets=[market("cable")])) == []
