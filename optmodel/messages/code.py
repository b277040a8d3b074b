"""What a message code is: one kind of mistake, what it means, and how it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """When a message arises; messages are listed in this order."""

    COMMAND = "command"
    FILE = "file"
    STRUCTURE = "structure"
    TYPES = "types"
    RANGES = "ranges"
    REFERENCES = "references"
    SENSE = "sense"
    POSSIBLE = "possibility"
    PLANS = "results and edited plans"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the catalog of messages; docs/messages.md has a section for each."""

    code: str
    """E stops the run, W does not."""
    stage: Stage
    meaning: str
    """A few words, for headings and tables."""
    why: str = ""
    """One or two sentences: why it matters, what a plan would get wrong."""
    repair: str = ""
    """One or two sentences: what to do in the workbook."""
    example: str = ""
    """A message as it is printed; a test breaks a good workbook so that exactly it comes out."""
    stands_alone: bool = True
    """Whether it is true whatever else is wrong: a row that is mended elsewhere cannot undo it."""

    @property
    def is_error(self) -> bool:
        """Whether it stops the run."""
        return self.code.startswith("E")
