"""Every limit of the program, and how much of it the plan uses. Names are the rules' names."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.types import Options
from optmodel.plan.call_room import call_rooms
from optmodel.plan.capacity_limits import capacity_limits
from optmodel.plan.limit import Limit
from optmodel.plan.pools import pools_of
from optmodel.plan.return_limits import return_limits
from optmodel.plan.sequence_limits import sequence_limits
from optmodel.plan.share_limits import share_limits
from optmodel.plan.site_limits import site_limits
from optmodel.plan.targets import target_limits, target_states
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


def plan_limits(program: Program, options: Options, used: Usage) -> tuple[Limit, ...]:
    """All limits, in the order: money, sites, pace, sequence, returns, targets."""
    pools = pools_of(program, options, used)
    return (
        *_commitments(program, used),
        *_calls(program, used),
        *share_limits(program, used),
        *site_limits(program, used),
        *_starts(program, used),
        *capacity_limits(program, options, used),
        *sequence_limits(program, options, used),
        *return_limits(program, options, used, pools),
        *target_limits(target_states(program, options, used, pools)),
    )


def _commitments(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the commitment of each source, less what is already committed."""
    for source, calls in zip(program.sources, used.calls_musd, strict=True):
        yield Limit(
            "commitment_limit",
            source.id,
            float(calls.sum()),
            source.commitment_musd - source.already_committed_musd,
            "USD m",
            source.cells.get("Commitment (USD m)", ""),
        )


def _calls(program: Program, used: Usage) -> Iterator[Limit]:
    """Give what each source can pay by each limited period, from its first to its last call."""
    calendar = program.calendar
    for source, calls in zip(program.sources, used.calls_musd, strict=True):
        for window in call_rooms(source, calendar.horizon_periods):
            label = f"{source.id} {calendar.label(window.last)}"
            if window.first < window.last:
                label += f" (carried from {calendar.label(window.first)})"
            called = float(calls[window.first : window.last + 1].sum())
            yield Limit("call_limit", label, called, window.maximum_musd, "USD m", window.cell)


def _starts(program: Program, used: Usage) -> Iterator[Limit]:
    """Give the starts in each decision period."""
    maximum = program.settings.maximum_starts
    if maximum is None:
        return
    cell = program.setting_cells.get("Maximum starts per period", "")
    for period, count in enumerate(used.starts):
        label = program.calendar.label(period)
        yield Limit("starts_per_period", label, float(count), float(maximum), "starts", cell)
