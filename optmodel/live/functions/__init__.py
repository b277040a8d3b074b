"""The functions that formulas use; none newer than Excel 2010, none that recalculates by itself."""

from __future__ import annotations

from optmodel.live.functions.arithmetic import (
    added,
    exponential,
    least,
    logarithm,
    magnitude,
    most,
    normal_quantile,
    rounded,
    sine,
    whole,
)
from optmodel.live.functions.call import Given, called
from optmodel.live.functions.choices import either, every, some
from optmodel.live.functions.conditions import Condition, count_where, sum_where
from optmodel.live.functions.dates import month_of, months_after, working_day, year_of
from optmodel.live.functions.lookup import Matrix, entry, item, item_or, position
from optmodel.live.functions.ranges import largest, largest_of, rows_in, smallest, sum_of, total
from optmodel.live.functions.words import exact, figure, is_number, is_text, letter

__all__ = [
    "Condition",
    "Given",
    "Matrix",
    "added",
    "called",
    "count_where",
    "either",
    "entry",
    "every",
    "exact",
    "exponential",
    "figure",
    "is_number",
    "is_text",
    "item",
    "item_or",
    "largest",
    "largest_of",
    "least",
    "letter",
    "logarithm",
    "magnitude",
    "month_of",
    "months_after",
    "most",
    "normal_quantile",
    "position",
    "rounded",
    "rows_in",
    "sine",
    "smallest",
    "some",
    "sum_of",
    "sum_where",
    "total",
    "whole",
    "working_day",
    "year_of",
]
