"""Functions of ranges of cells: sums, counts, the least and the largest."""

from __future__ import annotations

from typing import Any

import numpy as np

from optmodel.live.functions.call import called
from optmodel.live.functions.words import are_numbers
from optmodel.live.term import Term, has_words


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
            values = np.where(are_numbers(values).astype(bool), values, np.inf)
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


def rows_in(cells: Term) -> Term:
    """``ROWS``: how many cells a column has."""
    return called("ROWS", lambda values: float(np.shape(values)[-1]), cells, ranged=False)


def _summed(values: Any) -> Any:
    """Sum numbers as ``SUM`` does, which passes over words."""
    if has_words(values):
        numbers = np.where(are_numbers(values), values, 0.0).astype(np.float64)
        return numbers.sum(axis=-1)
    return np.sum(values, axis=-1)
