"""Numbers and dates outside what a column takes."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

RANGES = (
    Code("E130", Stage.RANGES, "a number outside its range"),
    Code(
        "E131", Stage.RANGES, "a fraction outside its range, often a percentage typed as a number"
    ),
    Code("E132", Stage.RANGES, "a date outside 1990 to 2200"),
)
