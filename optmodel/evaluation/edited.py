"""Decisions as somebody wrote them into a results workbook, resolved to the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Parts = tuple[float, ...]
"""(F,) part that each source pays, in the order of Funding; they add up to 1."""


@dataclass(frozen=True, slots=True)
class EditedStart:
    """A cluster that the edited plan funds."""

    cluster: int
    """Index into ``Program.clusters``."""
    operator: int
    """Index into ``Program.operators``; -1 where nobody has to be chosen."""
    site: int
    """Index into ``Program.sites``."""
    period: int
    parts: Parts | None
    """None = left blank: the best ones."""


@dataclass(frozen=True, slots=True)
class EditedOpening:
    """A row of the table of opened sites."""

    period: int
    parts: Parts | None
    """Who pays for the preparation; None = left blank."""


@dataclass(frozen=True, slots=True)
class EditedPlan:
    """What the sheets Plan and Sites say."""

    starts: tuple[EditedStart, ...]
    """In the order of the sheet."""
    openings: Mapping[int, EditedOpening]
    """Index of each site that the sheet Sites lists as opened."""
