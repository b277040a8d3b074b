"""From a cell to a typed value, or to the sentence that says why not."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from numbers import Real

from optmodel.workbook.raw import ERROR_VALUES, RawCell
from optmodel.workbook.schema import Column, Kind, folded
from optmodel.workbook.suggest import nearest, number_in_text
from optmodel.workbook.tables import Value

EARLIEST_YEAR, LATEST_YEAR = 1990, 2200
"""Dates outside are slips of the keyboard, such as 0207 for 2027."""

DAY_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 32_874, 109_938
"""What Excel stores for a day: the days from day zero, here of those years."""

LONGEST_ID = 255
LONGEST_TEXT = 32_767
"""What an Excel cell can hold."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said about a cell: a code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed value, and what is to be said about it."""

    value: Value
    note: Note | None = None

    @property
    def wrong(self) -> bool:
        """Whether the cell stops the run."""
        return self.note is not None and self.note.code.startswith("E")


def typed(column: Column, cell: RawCell) -> Typed:
    """Read a cell that is not blank as its column's kind asks."""
    if cell.uncalculated:
        return _wrong(
            "E141",
            "is a formula that was never calculated. Open the file in Excel, save, run again.",
        )
    if isinstance(cell.value, str) and cell.value.strip() in ERROR_VALUES:
        return _wrong("E140", f"shows {cell.value.strip()}. Paste the value.")
    return _READERS[column.kind](column, cell.value)


def shown(value: object) -> str:
    """A value as a message shows it, with its type where that is the point."""
    if isinstance(value, str):
        text = value if len(value) <= 40 else value[:39] + "…"
        return f'the text "{text}"'
    if isinstance(value, bool):
        return f"the truth value {str(value).upper()}"
    if isinstance(value, date):
        return f"the date {value:%Y-%m-%d}"
    if isinstance(value, time | timedelta):
        return f"the time {value}"
    if isinstance(value, Real):
        return f"{float(value):g}"
    return f"{value!r}"


def _wrong(code: str, message: str) -> Typed:
    return Typed(None, Note(code, message))


def quantity(column: Column) -> str:
    """Say what a number of a column is, such as ``a number of acres``."""
    words = {Kind.WHOLE: "a whole number", Kind.FRACTION: "a fraction"}.get(column.kind, "a number")
    unit = column.unit
    if unit in COUNTED:
        return f"{words} of {unit}"
    if unit.startswith("of "):
        return f"{words} {unit}"
    return f"{words} ({unit})" if unit and unit != "number" else words


def span(column: Column) -> str:
    """Say between which numbers a column takes, ``""`` where it takes any."""
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return f"between {low:g} and {high:g}"
    if low is not None:
        return f"of at least {low:g}"
    return f"of at most {high:g}" if high is not None else ""


def _number(column: Column, value: object) -> Typed:
    if isinstance(value, bool) or not isinstance(value, Real):
        return _not_a_number(column, value)
    number = float(value)
    if not math.isfinite(number):
        return _wrong("E102", f"expected {quantity(column)}, got {number}. Type a number.")
    outside = _outside(column, number)
    return outside if outside is not None else Typed(number)


def _not_a_number(column: Column, value: object) -> Typed:
    expected = f"expected {quantity(column)}, got {shown(value)}"
    if not isinstance(value, str):
        return _wrong("E104", f"{expected}. Type a number and set the cell's format to Number.")
    meant, what = number_in_text(value)
    cause = f" ({what})" if what else ""
    otherwise = "Type a number." if column.required else "Type a number, or clear the cell."
    advice = f"Type {meant}." if meant else otherwise
    return _wrong("E102", f"{expected}{cause}. {advice}")


COUNTED = frozenset(
    {
        "acres",
        "business days",
        "clusters",
        "degrees",
        "months",
        "people",
        "periods",
        "seconds",
        "sites",
        "threads",
        "years",
    }
)
"""Units that a number can be one of."""

LARGEST = 1e12
"""No figure of a program is larger, in whatever unit: a million times a million USD m."""


def _outside(column: Column, number: float) -> Typed | None:
    low, high = column.minimum, column.maximum
    if abs(number) > LARGEST:
        return _wrong("E130", f"got {number:g}; expected {quantity(column)}, not one this large.")
    if (low is None or number >= low) and (high is None or number <= high):
        return None
    text = f"got {number:g}; expected {quantity(column)} {span(column)}."
    percent = number / 100
    meant = column.kind is Kind.FRACTION and number > 1 and percent <= (high or 0)
    if meant:
        return _wrong("E131", f"{text} For {number:g} percent enter {number:g}%.")
    code = "E131" if column.kind is Kind.FRACTION else "E130"
    return _wrong(code, text)


def _whole(column: Column, value: object) -> Typed:
    reading = _number(column, value)
    if reading.wrong:
        return reading
    assert isinstance(reading.value, float)  # noqa: S101
    if not reading.value.is_integer():
        return _wrong("E105", f"expected {quantity(column)}, got {reading.value:g}.")
    whole = int(reading.value)
    if column.allowed and whole not in column.allowed:
        allowed = ", ".join(str(number) for number in column.allowed)
        return _wrong("E130", f"got {whole}; expected one of {allowed}.")
    return Typed(whole)


def _date(_: Column, value: object) -> Typed:
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        return _wrong("E103", f"expected a date, got {shown(value)}. {_date_advice(value)}")
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        text = f"got {day.isoformat()}; expected a date between {EARLIEST_YEAR} and {LATEST_YEAR}."
        return _wrong("E132", f"{text}{_year_advice((day - DAY_ZERO).days)}")
    return Typed(day)


def _year_advice(days: int) -> str:
    """Say what to type where a year alone was typed, which Excel shows as a day of 1905."""
    if EARLIEST_YEAR <= days <= LATEST_YEAR:
        return f" Was {days} typed? Type {days}-01-01."
    return ""


def _date_advice(value: object) -> str:
    """Say what to do about something that is not a date; Excel counts days from 1900."""
    if isinstance(value, Real) and FIRST_SERIAL <= float(value) <= LAST_SERIAL:
        day = DAY_ZERO + timedelta(days=float(value))
        return f"If {day:%Y-%m-%d} is meant, set the cell's format to Date."
    if isinstance(value, Real) and EARLIEST_YEAR <= float(value) <= LATEST_YEAR:
        return f"If the year is meant, type {int(float(value))}-01-01."
    return "Type it as a date such as 2027-01-31, so that Excel stores a date."


def _text(_: Column, value: object) -> Typed:
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if len(text) > LONGEST_TEXT:
        return _wrong("E110", f"is longer than {LONGEST_TEXT} characters. Shorten it.")
    return Typed(text.strip())


def _id(column: Column, value: object) -> Typed:
    if isinstance(value, bool | date | time | timedelta):
        return _wrong(
            "E110",
            f"expected a name, got {shown(value)}. Set the cell's format to Text and type "
            "the name again.",
        )
    if isinstance(value, Real):
        return _id_from_number(column, float(value))
    text = str(value)
    name = text.strip()
    if len(name) > LONGEST_ID:
        return _wrong("E110", f"is longer than {LONGEST_ID} characters. Shorten the name.")
    if any(not character.isprintable() and not character.isspace() for character in name) or any(
        character in "\r\n\t\v\f" for character in name
    ):
        return _wrong("E110", "has a line break or a control character in it. Type the name again.")
    if name != text:
        return Typed(name, Note("W210", f'has spaces around it; "{name}" is read.'))
    return Typed(name)


def _id_from_number(column: Column, number: float) -> Typed:
    if not number.is_integer():
        return _wrong("E110", f"expected a name, got the number {number:g}. Type it as text.")
    name = str(int(number))
    if column.kind is Kind.REFERENCE:
        return Typed(name)
    return Typed(name, Note("W211", f'is a number; the text "{name}" is read as its name.'))


def _choice(column: Column, value: object) -> Typed:
    choices = ", ".join(column.choices)
    if isinstance(value, str):
        for choice in column.choices:
            if folded(choice) == folded(value):
                return Typed(choice)
        near = nearest(value, column.choices)
        if near:
            return _wrong("E111", f'"{value}" is not one of {choices}. Did you mean "{near}"?')
    return _wrong("E111", f"got {shown(value)}; expected one of {choices}.")


def _flag(_: Column, value: object) -> Typed:
    if isinstance(value, bool):
        return Typed(value)
    if isinstance(value, str) and folded(value) in {"yes", "no"}:
        return Typed(folded(value) == "yes")
    return _wrong("E112", f"expected yes or no, got {shown(value)}.")


def _must_or_number(column: Column, value: object) -> Typed:
    if isinstance(value, str) and folded(value) == "must":
        return Typed("must")
    if isinstance(value, str):
        return _wrong("E111", f"expected must or a price ({column.unit}), got {shown(value)}.")
    return _number(column, value)


_READERS: dict[Kind, Callable[[Column, object], Typed]] = {
    Kind.TEXT: _text,
    Kind.ID: _id,
    Kind.REFERENCE: _id,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.NUMBER: _number,
    Kind.FRACTION: _number,
    Kind.WHOLE: _whole,
    Kind.DATE: _date,
    Kind.MUST_OR_NUMBER: _must_or_number,
}
