"""How many clusters start in each period: rows of the sheet Timeline."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.live.functions import count_where, largest, sum_of
from optmodel.live.line import Look
from optmodel.live.stack import Stack
from optmodel.results.layout import Kind

SHEET = "Timeline"
MAXIMUM = "Maximum starts per period"


def per_period(core: Core) -> Stack:
    """Describe the rows: period, starts in it, and those beyond the maximum where there is one."""
    base, field = core.base, core.decisions.field
    stack = Stack(base.names, SHEET, "tl", base.horizon, subject="Program")
    number = stack.add("number", _look("Period"), core.time.number.now)
    starts = stack.add("starts", _look("Starts"), total=True)
    starts.content = count_where(
        (field("funded").range, "=", 1), (field("start").range, "=", number.now)
    )
    setting = base.tables.settings[MAXIMUM]
    if base.inputs.has(setting, "Value"):
        maximum = base.inputs.of(setting, "Value")
        over = stack.add(
            "over",
            _look("Starts more than the maximum"),
            constant=maximum,
            total=True,
        )
        beyond = starts.now > over.constant
        over.content = beyond * (starts.now - over.constant)
    return stack


def _look(label: str) -> Look:
    """As narrow as a letter."""
    return Look(label, "number", Kind.STAMP, constant_kind=Kind.WHOLE)


def per_period_checks(stack: Stack) -> Iterator[RuleCheck]:
    """Add up the starts beyond the maximum."""
    if stack.has("over"):
        yield RuleCheck("starts_per_period", sum_of(stack.line("over").range))


def per_period_limits(core: Core, stack: Stack) -> Iterator[LimitLine]:
    """Give the fullest period against the maximum."""
    if not stack.has("over"):
        return
    setting = core.base.tables.settings[MAXIMUM]
    yield LimitLine(
        "starts_per_period",
        "fullest period",
        "starts",
        largest(stack.line("starts").range),
        core.base.inputs.of(setting, "Value"),
        cell=setting.address("Value"),
    )
