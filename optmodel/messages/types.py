"""What kind of thing stands in a cell."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

TYPES = (
    Code("E101", Stage.TYPES, "a required cell or setting is blank"),
    Code("E102", Stage.TYPES, "a text (or nan, inf) where a number is expected"),
    Code("E103", Stage.TYPES, "something that is not a date where a date is expected"),
    Code("E104", Stage.TYPES, "a date, a time or TRUE/FALSE where a number is expected"),
    Code("E105", Stage.TYPES, "a number that is not whole where a whole one is expected"),
    Code("E110", Stage.TYPES, "a name that is a date, has control characters or is too long"),
    Code("E111", Stage.TYPES, "not one of the choices"),
    Code("E112", Stage.TYPES, "neither yes nor no"),
    Code("E140", Stage.TYPES, "a cell that shows an error"),
    Code("E141", Stage.TYPES, "a formula that was never calculated"),
    Code("W210", Stage.TYPES, "spaces around a name"),
    Code("W211", Stage.TYPES, "a number that is read as a name"),
)
