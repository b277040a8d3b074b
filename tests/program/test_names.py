"""Tests of names without a reference among thousands: told in time, near ones suggested."""

from __future__ import annotations

from time import process_time

import pytest

from optmodel.errors import Finding
from optmodel.program.names import KnownNames
from optmodel.program.operators import build_fits
from optmodel.workbook.suggest import NearNames
from optmodel.workbook.tables import Record, Tables
from tests.cases import cluster, tiny_settings
from tests.program.said import findings_of

MANY = 20_000
"""As many rows as a sheet may have."""


def row(sheet: str, number: int, **values: str) -> Record:
    """A row with only some of its columns."""
    letters = {header: chr(65 + index) for index, header in enumerate(values)}
    return Record(sheet, number, values, letters, frozenset(values))


def name(number: int, word: str = "product") -> str:
    """One of many names that are like each other."""
    return f"{word} {number:05d} site"


def test_names_among_thousands_are_told_in_time() -> None:
    """Tests 20,000 names that are not there among 20,000: each is told, the first with advice."""
    known = KnownNames((name(number) for number in range(MANY)), "Clusters")
    begin = process_time()
    found: list[Finding] = []
    for number in range(MANY):
        found += known.findings(row("Markets", 5, Product=name(number, "produkt")), "Product")
    assert process_time() - begin < 10
    assert {it.code for it in found} == {"E225"}
    assert len(found) == MANY
    assert found[0].message.endswith(f'Did you mean "{name(0)}"?')
    assert found[-1].message.endswith("is not in Clusters.")


def test_another_spelling_is_told_however_many_there_are() -> None:
    """Tests that case is told of the last of 20,000 names as of the first."""
    known = KnownNames((name(number) for number in range(MANY)), "Clusters")
    for number in range(MANY):
        text = name(number).upper()
        (found,) = known.findings(row("Markets", 5, Product=text), "Product")
        assert f'It differs from "{name(number)}" in case' in found.message


def test_a_name_is_looked_for_once() -> None:
    """Tests that a misspelling that occurs often has its advice each time."""
    names = NearNames(name(number) for number in range(MANY))
    assert {names.nearest("product 00007 siet") for _ in range(MANY)} == {name(7)}


def test_operators_among_thousands_are_told_in_time() -> None:
    """Tests 20,000 clusters with operators that are not among 20,000, all of which declined."""
    operators = tuple(
        row("Operators", 5 + it, Operator=name(it, "firm"), Status="declined") for it in range(MANY)
    )
    clusters = tuple(
        row("Clusters", 5 + it, Cluster=f"C{it}", Operator=name(it, "frim"), Decision="free")
        for it in range(MANY)
    )
    tables = Tables({"Operators": operators, "Clusters": clusters})
    begin = process_time()
    _, findings = build_fits(tables)
    assert process_time() - begin < 10
    assert findings[0].code == "W233"
    assert 'Did you mean "firm 00000 site"?' in findings[0].message


@pytest.mark.parametrize("operator", ["Corning Inc", "CORNING", "the Corning", "corn"])
def test_a_name_like_a_declined_one_is_told(operator: str) -> None:
    """Tests whole words and longer parts of words, in any case."""
    found = findings_of(
        tiny_settings(),
        Clusters=[cluster("A", 100, Operator=operator)],
        Operators=[{"Operator": "Corning", "Status": "declined"}],
    )
    assert [it.code for it in found] == ["W244"]
