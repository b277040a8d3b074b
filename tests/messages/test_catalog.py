"""Every code of the catalog: what it says, and a broken input that triggers exactly it.

``OPTMODEL_WRITE_EXAMPLES=1 pytest tests/messages/test_catalog.py`` writes the examples of the
catalog anew; read the difference before keeping it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import optmodel
from optmodel.messages import CODES, Stage
from tests.messages.broken import CASES
from tests.messages.case import Place

WITHOUT_CASE: dict[str, str] = {}
"""Codes that no input triggers alone, each with the reason."""

HASH = re.compile(r"\b[0-9a-f]{8}(?=…)")
"""The beginning of the hash of a file; an example does not show it."""


def test_every_code_has_a_case() -> None:
    """Tests that each code but the ones with a reason has a broken input, and no other has."""
    assert {*CASES, *WITHOUT_CASE} == set(CODES)
    assert not set(CASES) & set(WITHOUT_CASE)


@pytest.mark.parametrize("code", CASES)
def test_broken_input_triggers_exactly_its_code(
    code: str, place: Place, written: dict[str, str] | None
) -> None:
    """Tests that a slip in a good input gives its code alone, at its cell, as the docs show."""
    case = CASES[code]
    lines = [HASH.sub("", str(found)) for found in case.act(place)]
    assert {line.split()[0] for line in lines} == {code}, "\n".join(lines)
    assert address_in(lines[0]) == case.address
    if written is not None:
        written[code] = lines[0]
    else:
        assert lines[0] == CODES[code].example


def address_in(line: str) -> str:
    """The cell, or the sheet, that a printed message names; nothing where it names none."""
    _, *parts = line.split("  ", 2)
    return re.split(r", \d+ cells| \(", parts[0])[0] if len(parts) == 2 else ""


def test_codes_in_the_source_are_those_of_the_catalog() -> None:
    """Tests that every code that is raised has an entry, and that every entry is raised."""
    package = Path(optmodel.__file__).parent
    used: set[str] = set()
    for path in package.rglob("*.py"):
        if package / "messages" not in path.parents:
            used |= set(re.findall(r'"([EW][0-9]{3})"', path.read_text(encoding="utf-8")))
    assert used == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_entry_says_why_and_what_to_do(code: str) -> None:
    """Tests that meaning, reason and repair are sentences without a gap in them."""
    entry = CODES[code]
    assert entry.code == code
    assert entry.meaning
    assert not entry.meaning.endswith(".")
    for text in (entry.why, entry.repair):
        assert re.fullmatch(r"[A-Z`].*[.]", text), text
        assert "  " not in text


def test_codes_are_listed_by_stage() -> None:
    """Tests that the catalog is in the order of the stages."""
    listed = [list(Stage).index(it.stage) for it in CODES.values()]
    assert listed == sorted(listed)


def test_no_two_codes_mean_the_same() -> None:
    """Tests that each meaning stands there once."""
    assert len({it.meaning for it in CODES.values()}) == len(CODES)
