"""Arithmetic of single cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add
from statistics import NormalDist

import numpy as np

from optmodel.live.functions.call import Given, called
from optmodel.live.term import Term


def least(*given: Given) -> Term:
    """``MIN`` of single cells."""
    return called("MIN", lambda *values: reduce(np.minimum, values), *given)


def most(*given: Given) -> Term:
    """``MAX`` of single cells."""
    return called("MAX", lambda *values: reduce(np.maximum, values), *given)


def added(terms: Iterable[Term]) -> Term:
    """``+`` of all, in their order; there is at least one."""
    return reduce(add, terms)


def magnitude(given: Term) -> Term:
    """``ABS``."""
    return called("ABS", np.abs, given)


def whole(given: Term) -> Term:
    """``INT``: down to the next whole number."""
    return called("INT", np.floor, given)


def rounded(given: Term) -> Term:
    """``ROUND`` to a whole number; halves never occur where it is used."""
    return called("ROUND", lambda value, _: np.round(value), given, 0)


def exponential(given: Term) -> Term:
    """``EXP``."""
    return called("EXP", np.exp, given)


def logarithm(given: Term) -> Term:
    """``LN``."""
    return called("LN", np.log, given)


def sine(given: Term) -> Term:
    """``SIN``."""
    return called("SIN", np.sin, given)


def normal_quantile(share: Term) -> Term:
    """``NORMSINV``: the standard normal quantile."""
    inverse = np.frompyfunc(NormalDist().inv_cdf, 1, 1)
    return called("NORMSINV", lambda p: np.asarray(inverse(p), np.float64), share)
