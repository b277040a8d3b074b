"""Typed values of single cells, and what is said about the ones that are wrong."""

from __future__ import annotations

import math
from datetime import date, datetime, time

import pytest

from optmodel.workbook.cells import typed
from optmodel.workbook.raw import RawCell
from optmodel.workbook.schema import SETTING_BY_NAME, SHEET_BY_NAME, Column

LAND = SHEET_BY_NAME["Sites"].column("Land (acres)")
POWER = SHEET_BY_NAME["Clusters"].column("Power (MW)")
BUILD = SHEET_BY_NAME["Clusters"].column("Build (periods)")
CLUSTER = SHEET_BY_NAME["Clusters"].column("Cluster")
SITE = SHEET_BY_NAME["Clusters"].column("Site")
DECISION = SHEET_BY_NAME["Clusters"].column("Decision")
TAXABLE = SHEET_BY_NAME["Clusters"].column("Taxable owner")
START = SHEET_BY_NAME["Clusters"].column("Earliest start")
NAME = SHEET_BY_NAME["Clusters"].column("Name")
STRENGTH = SHEET_BY_NAME["Targets"].column("Strength")
RATE = SETTING_BY_NAME["Discount rate"]
NOON = datetime(2027, 5, 3, 12)  # noqa: DTZ001 - a cell has no time zone
MIDNIGHT = datetime(2027, 1, 2)  # noqa: DTZ001 - a cell has no time zone
MONTHS = SETTING_BY_NAME["Months per period"]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (LAND, 640, 640.0),
        (LAND, 0, 0.0),
        (POWER, -50.5, -50.5),
        (BUILD, 2.0, 2),
        (CLUSTER, "NA", "NA"),
        (CLUSTER, "None", "None"),
        (CLUSTER, "001", "001"),
        (CLUSTER, "=SUM(A1)", "=SUM(A1)"),
        (DECISION, " FUND ", "fund"),
        (TAXABLE, "Yes", True),
        (TAXABLE, False, False),
        (START, NOON, date(2027, 5, 3)),
        (START, date(2027, 5, 3), date(2027, 5, 3)),
        (NAME, 2027, "2027"),
        (STRENGTH, "Must", "must"),
        (STRENGTH, 2.5, 2.5),
        (RATE, 0.08, 0.08),
        (MONTHS, 3, 3),
    ],
)
def test_good_values_are_typed_without_a_word(
    column: Column, value: object, expected: object
) -> None:
    """Tests that a value of the right kind is taken as it is."""
    reading = typed(column, RawCell(value))
    assert reading.note is None
    assert reading.value == expected
    assert type(reading.value) is type(expected)


@pytest.mark.parametrize(
    ("column", "value", "code", "part"),
    [
        (LAND, "１，２００", "E102", "Type 1200."),  # noqa: RUF001 - the point of the case
        (LAND, "1,200", "E102", "Type 1200."),
        (LAND, "1_000", "E102", "Type 1000."),
        (POWER, "(100)", "E102", "Type -100."),
        (POWER, "▲5", "E102", "Type -5."),
        (LAND, "¥100", "E102", "Type 100."),
        (RATE, "8%", "E102", "Type 8%."),
        (LAND, "nan", "E102", "Type a number"),
        (LAND, "about 5", "E102", "Type a number"),
        (LAND, math.nan, "E102", "got nan"),
        (LAND, math.inf, "E102", "got inf"),
        (LAND, True, "E104", "the truth value TRUE"),
        (LAND, MIDNIGHT, "E104", "the date 2027-01-02"),
        (LAND, time(1, 2), "E104", "the time 01:02:00"),
        (LAND, -1, "E130", "of at least 0"),
        (LAND, 1e13, "E130", "not one this large"),
        (POWER, -1e300, "E130", "not one this large"),
        (BUILD, 1.5, "E105", "got 1.5"),
        (RATE, 8, "E131", "For 8 percent enter 8%."),
        (RATE, 0.5, "E131", "between 0 and 0.3"),
        (MONTHS, 2, "E130", "1, 3, 6, 12"),
        (START, "2027-01-01", "E103", "expected a date"),
        (START, 46388, "E103", "If 2027-01-01 is meant"),
        (START, 2027, "E103", "If the year is meant, type 2027-01-01."),
        (START, 1905, "E103", "Type it as a date"),
        (
            START,
            date(1905, 7, 19),
            "E132",
            "expected a date between 1990 and 2200. Was 2027 typed? Type 2027-01-01.",
        ),
        (START, date(1905, 6, 12), "E132", "Was 1990 typed?"),
        (START, date(1905, 6, 11), "E132", "between 1990 and 2200."),
        (START, date(207, 1, 1), "E132", "0207-01-01"),
        (CLUSTER, MIDNIGHT, "E110", "Text"),
        (CLUSTER, 1.5, "E110", "1.5"),
        (CLUSTER, True, "E110", "TRUE"),
        (CLUSTER, "A\nB", "E110", "line break"),
        (CLUSTER, "A" * 256, "E110", "255"),
        (DECISION, "funded", "E111", 'Did you mean "fund"?'),
        (DECISION, 7, "E111", "free, fund, skip"),
        (TAXABLE, "maybe", "E112", "yes or no"),
        (TAXABLE, 1, "E112", "yes or no"),
        (STRENGTH, "should", "E111", "must"),
        (LAND, "#REF!", "E140", "shows #REF!"),
        (CLUSTER, "#N/A", "E140", "shows #N/A"),
    ],
)
def test_wrong_values_are_refused_with_advice(
    column: Column, value: object, code: str, part: str
) -> None:
    """Tests that a wrong cell has its code, and a sentence that says what to do."""
    reading = typed(column, RawCell(value))
    assert reading.wrong
    assert reading.note is not None
    assert reading.note.code == code
    assert part in reading.note.message


def test_uncalculated_formula_is_refused() -> None:
    """Tests that a formula without a stored value is an error, not a blank."""
    reading = typed(LAND, RawCell(None, uncalculated=True))
    assert reading.note is not None
    assert reading.note.code == "E141"


@pytest.mark.parametrize(
    ("column", "value", "name", "code"),
    [
        (CLUSTER, " FIB", "FIB", "W210"),
        (CLUSTER, "FIB\u00a0", "FIB", "W210"),
        (SITE, "TX ", "TX", "W210"),
        (CLUSTER, 1, "1", "W211"),
    ],
)
def test_names_that_need_a_word(column: Column, value: object, name: str, code: str) -> None:
    """Tests that spaces around a name and whole numbers as names are read with a warning."""
    reading = typed(column, RawCell(value))
    assert not reading.wrong
    assert reading.value == name
    assert reading.note is not None
    assert reading.note.code == code


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0\u3000"])
def test_spaces_alone_are_blank(value: object) -> None:
    """Tests that a cell with nothing but spaces, also wide ones, is blank."""
    assert RawCell(value).blank
