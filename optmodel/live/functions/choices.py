"""Choices and conditions of single cells."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from optmodel.live.functions.call import Given, called
from optmodel.live.term import Term, has_words, term


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
    return called("AND", lambda *values: reduce(np.logical_and, values), *conditions)


def some(*conditions: Term) -> Term:
    """``OR`` of single cells."""
    return called("OR", lambda *values: reduce(np.logical_or, values), *conditions)
