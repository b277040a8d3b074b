"""The functions that formulas use; none newer than Excel 2010, none that recalculates by itself."""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np

from optmodel.live.term import Place, Term, aligned, has_words, term

Given = Term | float | str


def called(
    name: str,
    compute: Callable[..., Any],
    *given: Given,
    ranged: bool | None = None,
    has_if: bool | None = None,
) -> Term:
    """Call a function of the spreadsheet by its name; ``compute`` does the same with numbers.

    ``ranged`` says whether the result still runs over cells; None = as the arguments.
    """
    terms = tuple(term(one) for one in given)

    def text(place: Place) -> str:
        return f"{name}({','.join(one.text(place) for one in terms)})"

    def number(period: int) -> Any:
        return compute(*aligned(period, *terms))

    return Term(
        text,
        number,
        ranged=any(one.ranged for one in terms) if ranged is None else ranged,
        has_if=any(one.has_if for one in terms) if has_if is None else has_if,
    )


def least(*given: Given) -> Term:
    """``MIN`` of single cells."""
    return called("MIN", lambda *values: _over(np.minimum, values), *given)


def most(*given: Given) -> Term:
    """``MAX`` of single cells."""
    return called("MAX", lambda *values: _over(np.maximum, values), *given)


def _over(compute: Callable[[Any, Any], Any], values: tuple[Any, ...]) -> Any:
    result = values[0]
    for value in values[1:]:
        result = compute(result, value)
    return result


def either(condition: Term, then: Given, otherwise: Given) -> Term:
    """``IF``; never inside another one."""
    parts = (term(condition), term(then), term(otherwise))
    if any(part.has_if for part in parts):
        raise ValueError("An IF inside an IF; give the inner one a cell of its own.")
    return called("IF", _chosen, *parts, has_if=True)


def _chosen(condition: Any, then: Any, otherwise: Any) -> Any:
    if has_words(then) or has_words(otherwise):
        then, otherwise = np.asarray(then, object), np.asarray(otherwise, object)
    return np.where(np.asarray(condition, bool), then, otherwise)


def every(*conditions: Term) -> Term:
    """``AND`` of single cells."""
    return called("AND", lambda *values: _over(np.logical_and, values), *conditions)


def some(*conditions: Term) -> Term:
    """``OR`` of single cells."""
    return called("OR", lambda *values: _over(np.logical_or, values), *conditions)


def magnitude(given: Term) -> Term:
    """``ABS``."""
    return called("ABS", np.abs, given)


def whole(given: Term) -> Term:
    """``INT``: down to the next whole number."""
    return called("INT", np.floor, given)


def rounded(given: Term) -> Term:
    """``ROUND`` to a whole number; halves never occur where it is used."""
    return called("ROUND", lambda value, _: np.round(value), given, 0)


def total(cells: Term) -> Term:
    """``SUM`` of a range."""
    return called("SUM", _summed, cells, ranged=False)


def largest(cells: Term) -> Term:
    """``MAX`` of a range."""
    return called("MAX", lambda values: np.max(values, axis=-1), cells, ranged=False)


def smallest(cells: Term) -> Term:
    """``MIN`` of a range, which passes over words; some cell must be a figure."""

    def compute(values: Any) -> Any:
        if has_words(values):
            values = np.where(_is_number(values).astype(bool), values, np.inf)
            values = values.astype(np.float64)
        return np.min(values, axis=-1)

    return called("MIN", compute, cells, ranged=False)


def sum_of(products: Term) -> Term:
    """``SUMPRODUCT``: what a calculation with ranges comes to, added up."""
    return called("SUMPRODUCT", _summed, products, ranged=False)


def largest_of(products: Term) -> Term:
    """``SUMPRODUCT(MAX(...))``: the largest of a calculation with ranges."""
    inner = called("MAX", lambda values: np.max(values, axis=-1), products, ranged=False)
    return called("SUMPRODUCT", lambda value: value, inner)


def _summed(values: Any) -> Any:
    """Sum numbers as ``SUM`` does, which passes over words."""
    if has_words(values):
        numbers = np.where(_is_number(values), values, 0.0).astype(np.float64)
        return numbers.sum(axis=-1)
    return np.sum(values, axis=-1)


_is_number = np.frompyfunc(lambda value: isinstance(value, int | float), 1, 1)


def exact(one: Term, other: Given) -> Term:
    """``EXACT`` as 1 or 0: words that are the same to the letter."""
    test = called("EXACT", _equal, one, other)
    return test * 1


def _equal(a: Any, b: Any) -> Any:
    return np.equal(np.asarray(a, object), np.asarray(b, object)).astype(np.float64)


def item(cells: Term, position: Term) -> Term:
    """``INDEX`` of a column or a row: its cell number ``position``, from 1."""
    return _indexed(cells, position)


def item_or(cells: Term, position: Term, otherwise: Given = 0) -> Term:
    """Return the same, and ``otherwise`` where the position is 0: there is no such cell."""
    return either(position.equals(0), otherwise, _indexed(cells, position))


def _indexed(cells: Term, position: Term) -> Term:
    def text(place: Place) -> str:
        return f"INDEX({cells.text(place)},{position.text(place)})"

    def number(period: int) -> Any:
        values = np.asarray(cells.number(period))
        at = np.asarray(position.number(period)).astype(np.intp) - 1
        # Position 0 is never looked at: the formula around it chooses otherwise.
        at = np.clip(at, 0, values.shape[-1] - 1)
        if values.ndim == 1:
            return values[at]
        return values[np.arange(len(values)), np.broadcast_to(at, len(values))]

    return Term(text, number, has_if=cells.has_if or position.has_if)


def entry(matrix: Matrix, row: Term, column: Term) -> Term:
    """``INDEX`` of a matrix: row and column from 1."""

    def text(place: Place) -> str:
        return f"INDEX({matrix.text(place)},{row.text(place)},{column.text(place)})"

    def number(period: int) -> Any:
        values = matrix.values()
        at = np.asarray(row.number(period)).astype(np.intp) - 1
        over = np.asarray(column.number(period)).astype(np.intp) - 1
        return values[np.clip(at, 0, values.shape[0] - 1), np.clip(over, 0, values.shape[1] - 1)]

    return Term(text, number, has_if=row.has_if or column.has_if)


class Matrix:
    """A block of cells with a name: rows of records, columns of steps."""

    def __init__(self, name: str, values: Callable[[], Any]) -> None:
        self.name = name
        self.values = values

    def text(self, _: Place) -> str:
        """Return its name."""
        return self.name


def letter(words: str, position: Term) -> Term:
    """``MID(words, position, 1)``: the letter at a position from 1, no words beyond the last."""

    def compute(given: str, at: Any, _: Any) -> Any:
        letters = np.array([*given, ""], dtype=object)
        return letters[np.minimum(np.asarray(at).astype(np.intp) - 1, len(given))]

    return called("MID", compute, words, position, 1)


Condition = tuple[Term, str, Given]
"""A range of cells, a comparison such as ``<=``, and what each cell is compared with."""

COMPARE = {
    "=": np.equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "<>": np.not_equal,
}


def count_where(*conditions: Condition) -> Term:
    """``COUNTIFS`` of numeric ranges; a criterion may itself be a range, one count per cell."""
    return _where("COUNTIFS", None, conditions)


def sum_where(cells: Term, *conditions: Condition) -> Term:
    """``SUMIFS`` of a numeric range where numeric ranges fulfill conditions."""
    return _where("SUMIFS", cells, conditions)


def _where(name: str, cells: Term | None, conditions: tuple[Condition, ...]) -> Term:
    wanted = [(area, sign, term(value)) for area, sign, value in conditions]
    ranged = any(value.ranged for _, _, value in wanted)

    def text(place: Place) -> str:
        parts = [] if cells is None else [cells.text(place)]
        for area, sign, value in wanted:
            said = value.text(place)
            parts += [area.text(place), said if sign == "=" else f'"{sign}"&{said}']
        return f"{name}({','.join(parts)})"

    def number(period: int) -> Any:
        found: Any = True
        for area, sign, value in wanted:
            against = np.asarray(value.number(period))
            if ranged and not value.ranged:
                against = against[..., None]
            found = found & COMPARE[sign](area.number(period), against[..., None])
        weights = 1.0 if cells is None else cells.number(period)
        return np.sum(found * weights, axis=-1)

    return Term(text, number, ranged=ranged, has_if=any(value.has_if for _, _, value in wanted))


def position(cells: Term, value: Term) -> Term:
    """``MATCH(value, cells, 0)`` of figures: where a figure stands first."""

    def text(place: Place) -> str:
        return f"MATCH({value.text(place)},{cells.text(place)},0)"

    def number(period: int) -> Any:
        wanted = np.asarray(value.number(period))[..., None]
        return np.argmax(np.asarray(cells.number(period)) == wanted, axis=-1) + 1.0

    return Term(text, number, has_if=value.has_if)


def days(year: Term, month: Term) -> Term:
    """``DATE(year, month, 1)``: the first day of a month, as the number of a day."""

    def compute(year: Any, month: Any, _: Any) -> Any:
        passed = np.asarray(month).astype(np.intp) - 1
        full = np.asarray(year).astype(np.intp) + passed // 12
        months = (full - 1970) * 12 + passed % 12
        first = months.astype("datetime64[M]").astype("datetime64[D]")
        return (first - np.datetime64("1899-12-30")).astype(np.float64)

    return called("DATE", compute, year, month, 1)


def year_of(day: Term) -> Term:
    """``YEAR``."""
    return called("YEAR", lambda value: _calendar(value)[0], day)


def month_of(day: Term) -> Term:
    """``MONTH``, 1 to 12."""
    return called("MONTH", lambda value: _calendar(value)[1], day)


def _calendar(day: Any) -> tuple[Any, Any]:
    date = np.datetime64("1899-12-30") + np.asarray(day).astype(np.int64)
    months = date.astype("datetime64[M]").astype(np.int64)
    return months // 12 + 1970.0, months % 12 + 1.0


def working_day(day: Term, count: Given, holidays: Term) -> Term:
    """``WORKDAY``: so many working days after a day, or before it, weekends and holidays apart.

    A count of 0 gives the day itself, whatever it is.
    """
    steps = term(count)

    def text(place: Place) -> str:
        given = (day.text(place), steps.text(place), holidays.text(place))
        return f"WORKDAY({','.join(given)})"

    def number(period: int) -> Any:
        days = _dates(day.number(period))
        free = _dates(holidays.number(period))
        moved = np.asarray(steps.number(period)).astype(np.intp)
        later = np.busday_offset(days, moved, roll="backward", holidays=free)
        sooner = np.busday_offset(days, moved, roll="forward", holidays=free)
        found = np.where(moved == 0, days, np.where(moved > 0, later, sooner))
        return (found - np.datetime64("1899-12-30")).astype(np.float64)

    return Term(text, number, has_if=day.has_if or steps.has_if)


def _dates(days: Any) -> Any:
    """Return numbers of days as NumPy has days."""
    return np.datetime64("1899-12-30") + np.asarray(days).astype(np.int64)


def is_number(cell: Term) -> Term:
    """``ISNUMBER``."""

    def compute(value: Any) -> Any:
        array = np.asarray(value)
        found = _is_number(array.astype(object)) if has_words(array) else ~np.isnan(array)
        return np.asarray(found).astype(np.float64)

    return called("ISNUMBER", compute, cell)


def normal_quantile(share: Term) -> Term:
    """``NORMSINV``: the standard normal quantile."""
    inverse = np.frompyfunc(NormalDist().inv_cdf, 1, 1)
    return called("NORMSINV", lambda p: np.asarray(inverse(p), np.float64), share)


def exponential(given: Term) -> Term:
    """``EXP``."""
    return called("EXP", np.exp, given)


def logarithm(given: Term) -> Term:
    """``LN``."""
    return called("LN", np.log, given)


def figure(cell: Term) -> Term:
    """``N``: the figure of a cell, 0 where it holds words."""

    def compute(value: Any) -> Any:
        array = np.asarray(value)
        if array.dtype.kind not in "OU":
            return array
        array = array.astype(object)
        return np.where(_is_number(array).astype(bool), array, 0.0).astype(np.float64)

    return called("N", compute, cell)


def sine(given: Term) -> Term:
    """``SIN``."""
    return called("SIN", np.sin, given)


def rows_in(cells: Term) -> Term:
    """``ROWS``: how many cells a column has."""
    return called("ROWS", lambda values: float(np.shape(values)[-1]), cells, ranged=False)
