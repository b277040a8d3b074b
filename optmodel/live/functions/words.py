"""Functions of words, and of cells that may hold words instead of figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from optmodel.live.functions.call import Given, called
from optmodel.live.term import Term, has_words


def exact(one: Term, other: Given) -> Term:
    """``EXACT`` as 1 or 0: words that are the same to the letter."""
    test = called("EXACT", _equal, one, other)
    return test * 1


def _equal(a: Any, b: Any) -> Any:
    return np.equal(np.asarray(a, object), np.asarray(b, object)).astype(np.float64)


def letter(words: str, position: Term) -> Term:
    """``MID(words, position, 1)``: the letter at a position from 1, no words beyond the last."""

    def compute(given: str, at: Any, _: Any) -> Any:
        letters = np.array([*given, ""], dtype=object)
        return letters[np.minimum(np.asarray(at).astype(np.intp) - 1, len(given))]

    return called("MID", compute, words, position, 1)


def is_number(cell: Term) -> Term:
    """``ISNUMBER``."""

    def compute(value: Any) -> Any:
        array = np.asarray(value)
        found = are_numbers(array.astype(object)) if has_words(array) else ~np.isnan(array)
        return np.asarray(found).astype(np.float64)

    return called("ISNUMBER", compute, cell)


def is_text(cell: Term) -> Term:
    """``ISTEXT`` as 1 or 0: words; a blank cell has none."""

    def compute(value: Any) -> Any:
        array = np.asarray(value)
        if not has_words(array):
            return np.zeros(array.shape)
        return np.asarray(_are_words(array.astype(object))).astype(np.float64)

    return called("ISTEXT", compute, cell) * 1


_are_words = np.frompyfunc(lambda value: isinstance(value, str) and value != "", 1, 1)


def figure(cell: Term) -> Term:
    """``N``: the figure of a cell, 0 where it holds words."""

    def compute(value: Any) -> Any:
        array = np.asarray(value)
        if array.dtype.kind not in "OU":
            return array
        array = array.astype(object)
        return np.where(are_numbers(array).astype(bool), array, 0.0).astype(np.float64)

    return called("N", compute, cell)


are_numbers = np.frompyfunc(lambda value: isinstance(value, int | float), 1, 1)
"""Of each of some contents of cells, whether it is a number."""
