"""Rules about single starts and about their order."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.records import Records
from optmodel.live.stack import Stack


@dataclass(frozen=True, slots=True)
class Starts:
    """Rules of starts and of order."""

    tables: tuple[Records, ...]
    """Tables of dependencies, groups and the like, with their titles; shown on the sheet Limits."""
    titles: tuple[str, ...]
    stacks: tuple[Stack, ...]
    """Rows by period, such as starts per period; shown on the sheet Timeline."""
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]


def starts_of(core: Core) -> Starts:
    """Describe the rules of starts and of order."""
    raise NotImplementedError
