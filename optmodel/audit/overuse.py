"""The worst period of something of which there is only so much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.audit.calendar import Calendar
from optmodel.audit.case import Violation
from optmodel.audit.limits import Limits
from optmodel.audit.tolerance import resource as resource_tolerance


def worst_overuse(
    rule: str,
    words: str,
    calendar: Calendar,
    used: Sequence[float],
    limits: Limits,
    *,
    cells: Sequence[str],
    unit: str,
) -> Iterator[Violation]:
    """The period in which the most is used beyond its limit, if there is any.

    Parameters
    ----------
    rule
        Under which this is reported.
    words
        What is used, and where.
    used, limits
        (H,) by period, in one unit; a limit of None is none.
    cells
        (H,) address of the cell that sets the limit of each period.
    """
    over = {
        h: amount - limit
        for h, (amount, limit) in enumerate(zip(used, limits, strict=True))
        if limit is not None and amount - limit > resource_tolerance(limit)
    }
    if over:
        worst = max(over, key=over.__getitem__)
        found = f"{words} in {calendar.name(worst)}: {used[worst]:.9g} of {limits[worst]:.9g}"
        yield Violation(rule, found, over[worst], cells[worst], unit)
