"""A column whose records have formulas of their own, where one formula cannot serve them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optmodel.live.records import plain
from optmodel.live.term import NO_PERIOD, Place, Term, term

Cell = tuple[Term, int]
"""A term and the record or block that it stands for."""


def by_record(terms: Sequence[Term]) -> Term:
    """Return one formula for each record."""

    def number(period: int) -> Any:
        found = [np.asarray(one.number(period)) for one in terms]
        words = any(one.dtype.kind in "OU" for one in found)
        return np.array([one.tolist() for one in found], dtype=object if words else np.float64)

    return Term(
        lambda place: terms[place.index].text(place),
        number,
        min(one.rank for one in terms),
        ranged=any(one.ranged for one in terms),
        has_if=any(one.has_if for one in terms),
    )


def at(given: Term, index: int) -> Term:
    """Return the formula of one record, or of one block of a stack, for any place."""

    def number(period: int) -> Any:
        return np.asarray(given.number(period))[index] if given.ranged else value_of(given, index)

    return Term(
        lambda place: given.text(Place(place.sheet, index)),
        number,
        given.rank,
        ranged=given.ranged,
        has_if=given.has_if,
    )


def gathered(cells: Sequence[Cell]) -> Term:
    """Return cells from anywhere, each as its own table would write it."""
    return by_record([at(one, index) for one, index in cells])


def in_order(terms: Sequence[Term]) -> Term:
    """Return a term per record, the first one for the first record."""
    return gathered([(one, index) for index, one in enumerate(terms)])


def chosen_by_row(first: Sequence[bool], one: Term, other: Term | float) -> Term:
    """Return one formula for some records and another for the rest: what is blank is known."""
    two = term(other)

    def text(place: Place) -> str:
        return (one if first[place.index] else two).text(place)

    def number(period: int) -> object:
        given = np.broadcast_to(np.asarray(one.number(period)), (len(first),))
        rest = np.broadcast_to(np.asarray(two.number(period)), (len(first),))
        return np.where(np.array(first, dtype=bool), given, rest)

    return Term(text, number, min(one.rank, two.rank), has_if=one.has_if or two.has_if)


def value_of(given: Term, index: int) -> float | str:
    """Return what one cell shows: a figure, or words."""
    found = np.asarray(given.number(NO_PERIOD))
    value = plain(found.reshape(-1)[index if found.size > 1 else 0])
    return value if isinstance(value, str) else float(value)
