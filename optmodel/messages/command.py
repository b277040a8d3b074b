"""What was typed on the command line."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

COMMAND = (
    Code("E191", Stage.COMMAND, "a name of an example or file that the command cannot use"),
    Code("E192", Stage.COMMAND, "an option of the command outside its range"),
)
