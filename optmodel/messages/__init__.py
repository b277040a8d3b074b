"""The catalog of messages about the input: one code for each kind of mistake."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from optmodel.messages.code import Code, Stage
from optmodel.messages.command import COMMAND
from optmodel.messages.file import FILE
from optmodel.messages.plans import PLANS
from optmodel.messages.possible import POSSIBLE
from optmodel.messages.ranges import RANGES
from optmodel.messages.references import REFERENCES
from optmodel.messages.sense import SENSE
from optmodel.messages.structure import STRUCTURE
from optmodel.messages.types import TYPES

CODES: Mapping[str, Code] = MappingProxyType(
    {
        it.code: it
        for group in (
            COMMAND,
            FILE,
            STRUCTURE,
            TYPES,
            RANGES,
            REFERENCES,
            SENSE,
            POSSIBLE,
            PLANS,
        )
        for it in group
    }
)
"""Every code, in the order of the stages."""

__all__ = ["CODES", "Code", "Stage"]
