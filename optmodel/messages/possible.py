"""What no plan can do, proven before any search."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

POSSIBLE = (
    Code("W310", Stage.POSSIBLE, "a cluster fixed to a closed site"),
    Code("W311", Stage.POSSIBLE, "a cluster all of whose candidates have declined"),
)
