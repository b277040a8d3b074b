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
        example=(
            "E130  Sites!H5 (site TX-03, Land (acres))  got -640; expected a number of "
            "acres of at least 0."
        ),
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
        example=(
            "E131  Settings!B10 (Discount rate)  got 8; expected a fraction (a year) "
            "between 0 and 0.3. For 8 percent enter 8%."
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
        example=(
            "E132  Clusters!X6 (cluster CAB-1, Earliest start)  got 2702-01-01; expected a "
            "date between 1990 and 2200."
        ),
    ),
)
