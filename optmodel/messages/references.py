"""Names that stand for other rows."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

REFERENCES = (
    Code("E114", Stage.REFERENCES, "a reference to something that is not there"),
    Code("E115", Stage.REFERENCES, "a record or setting that stands there already"),
    Code("E116", Stage.REFERENCES, "a setting that does not exist"),
)
