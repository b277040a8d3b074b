"""The maximum of starts per period, against what must start in a run of periods."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optmodel.errors import Finding
from optmodel.sense.outlook import Outlook, Row
from optmodel.sense.words import cells_of, counted, finding, named, setting

MAXIMUM = "Maximum starts per period"


def start_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find a run of periods in which more clusters must start than may, the shortest one."""
    program, maximum = outlook.program, outlook.program.settings.maximum_starts
    rows = outlook.forced()
    if maximum is None or not rows:
        return
    run = _crowded(outlook, rows, maximum)
    if run is None:
        return
    first, last = run
    inside = [r for r in rows if outlook.earliest(r) >= first and outlook.latest(r) <= last]
    count, periods = sum(row.copies for row in inside), last - first + 1
    label = program.calendar.label
    when = f"in {label(first)}" if periods == 1 else f"from {label(first)} to {label(last)}"
    message = (
        f"at most {counted(maximum, 'start')} in each period, {maximum * periods} {when}; but "
        f"{counted(count, 'cluster')} must be funded and can only start then: {named(inside)}."
    )
    yield finding(
        "E320",
        message,
        setting(program, MAXIMUM),
        key=f"setting {MAXIMUM}",
        involved=cells_of(inside, "Decision", "Earliest start", "Latest start"),
    )


def _crowded(outlook: Outlook, rows: tuple[Row, ...], maximum: int) -> tuple[int, int] | None:
    """First and last period of the shortest run with too many starts."""
    periods = outlook.program.calendar.decision_periods
    copies = np.zeros((periods, periods), dtype=np.intp)
    for row in rows:
        copies[outlook.earliest(row), outlook.latest(row)] += row.copies
    # inside[a, b]: starts that lie from a to b, whatever the plan.
    inside = copies[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    length = np.arange(periods) - np.arange(periods)[:, None] + 1
    crowded = (length > 0) & (inside > maximum * length)
    if not crowded.any():
        return None
    shortest = np.where(crowded, length, periods + 1)
    first, last = np.unravel_index(int(shortest.argmin()), shortest.shape)
    return int(first), int(last)
