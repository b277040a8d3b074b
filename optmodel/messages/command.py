"""What was typed on the command line."""

from __future__ import annotations

from optmodel.messages.carry import CARRY
from optmodel.messages.code import Code, Stage

COMMAND = (
    Code(
        "E191",
        Stage.COMMAND,
        "a name of an example or file that the command cannot use",
        why=(
            "The command writes new files only and never over one that is there; and Excel "
            "opens a workbook only under a name that ends in .xlsx."
        ),
        repair=(
            "Give the name of a new file that ends in .xlsx, or move the old file away. "
            "`optmodel template --list` names the examples."
        ),
        example=(
            'E191  there is no example "tinny"; there are us_japan_pledge, korea_pledge, '
            "crystal_land, tiny."
        ),
    ),
    Code(
        "E192",
        Stage.COMMAND,
        "an option of the command outside its range",
        why="A search with such a limit, gap, number of threads or seed cannot be made.",
        repair=(
            "Give a time limit of 0 or more seconds, a gap between 0 and 1 (0.01 is one "
            "percent), 1 to 256 threads, a seed of 0 or more; or leave the option out, so "
            "that Settings says it."
        ),
        example="E192  Expected the gap to be between 0 and 1; 0.01 is one percent.",
    ),
    *CARRY,
)
