"""Numbers and dates outside what a column takes."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

RANGES = (
    Code(
        "E130",
        Stage.RANGES,
        "a number outside its range",
        why=(
            "No such figure is possible: a zero too many, a wrong sign or a wrong unit is "
            "likely, and the plan would be built on it."
        ),
        repair="Type a number in the range that the message names, in the unit of the header.",
    ),
    Code(
        "E131",
        Stage.RANGES,
        "a fraction outside its range, often a percentage typed as a number",
        why=(
            "Excel stores eight percent as 0.08. An 8 that is read as a fraction stands for"
            " 800 percent."
        ),
        repair=(
            "Type the percentage with its sign (8%) or as a fraction (0.08), in the range "
            "that the message names."
        ),
    ),
    Code(
        "E132",
        Stage.RANGES,
        "a date outside 1990 to 2200",
        why=(
            "So far off, the year is a slip of the keyboard, and nothing that depends on "
            "the date would happen in the plan."
        ),
        repair="Type the date again, with all four digits of the year.",
    ),
)
