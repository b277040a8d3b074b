"""From what a file stores of a cell to its value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from optmodel.workbook.package.shared import GENERAL, plain
from optmodel.workbook.raw import ERROR_VALUES

UNKNOWN_ERROR = "#UNKNOWN!"
EXACT_DIGITS = 15
"""A whole number of so many digits is kept exactly; Excel keeps no more."""


class Values:
    """Knows the shared texts, the formats and the calendar of a workbook."""

    def __init__(self, texts: Sequence[str], formats: Sequence[str], from_1904: bool) -> None:
        self._texts = texts
        self._formats = formats
        self._dates = [is_date_format(it) for it in formats]
        self._durations = [is_timedelta_format(it) for it in formats]
        self._epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH

    def style(self, number: str) -> int:
        """Give the index of a cell format that a cell names.

        Raises
        ------
        ValueError
            Where there is no such format.
        """
        if number.isascii() and number.isdecimal() and len(number) < 10:
            index = int(number)
            if index < len(self._formats):
                return index
        raise ValueError(f'there is no cell format "{number[:20]}"')

    def number_format(self, style: int) -> str:
        """Give the number format as Excel stores it."""
        return self._formats[style] if style < len(self._formats) else GENERAL

    def value(self, kind: str, text: str, style: int) -> object:
        """Give the value of a cell.

        Parameters
        ----------
        kind
            As the file names it: ``n`` number, ``s`` shared text, ``str`` text of a formula,
            ``b`` truth value, ``e`` error, ``d`` date.
        text
            What stands in the cell; not empty.

        Raises
        ------
        ValueError
            Where no spreadsheet program writes that.
        """
        match kind:
            case "n":
                return self._number(text, style)
            case "s":
                return self._shared(text)
            case "str":
                return plain(text)
            case "b":
                return _truth(text)
            case "e":
                return text if text in ERROR_VALUES else UNKNOWN_ERROR
            case "d":
                return _day(text)
        raise ValueError(f'there is no kind of cell "{kind[:20]}"')

    def _number(self, text: str, style: int) -> object:
        number = _number(text)
        if style < len(self._dates) and self._dates[style]:
            try:
                return from_excel(number, self._epoch, timedelta=self._durations[style])
            except (OverflowError, ValueError):
                return number  # Excel shows #### and keeps the number.
        return number

    def _shared(self, text: str) -> str:
        if text.isascii() and text.isdecimal() and len(text) < 10:
            index = int(text)
            if index < len(self._texts):
                return self._texts[index]
        raise ValueError(f'there is no shared text "{text[:20]}"')


def _number(text: str) -> int | float:
    """Read a number as XML spells it; Python would also take 1_000 and full-width digits."""
    if text.isascii() and "_" not in text:
        try:
            if len(text) <= EXACT_DIGITS and text.lstrip("-").isdecimal():
                return int(text)
            return float(text)
        except ValueError:
            pass
    raise ValueError(f'"{text[:40]}" is stored as a number')


def _truth(text: str) -> bool:
    if text in {"0", "false"}:
        return False
    if text in {"1", "true"}:
        return True
    raise ValueError(f'"{text[:40]}" is stored as a truth value')


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f'"{text[:40]}" is stored as a date') from None
