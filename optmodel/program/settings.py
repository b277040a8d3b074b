"""The sheet Settings as calendar and settings."""

from __future__ import annotations

from datetime import date

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.program import Settings
from optmodel.workbook.tables import Tables


def build_calendar(tables: Tables) -> tuple[Calendar, list[Finding]]:
    """Make the calendar; the first period begins on the first day of its month."""
    first = tables.setting("First period")
    assert isinstance(first, date)  # noqa: S101 - the schema requires a date
    calendar = Calendar(
        first_day=date(first.year, first.month, 1),
        months=_whole(tables, "Months per period"),
        decision_periods=_whole(tables, "Decision periods"),
        horizon_periods=_whole(tables, "Horizon periods"),
    )
    if calendar.decision_periods <= calendar.horizon_periods:
        return calendar, []
    record = tables.settings["Horizon periods"]
    message = (
        f"{calendar.horizon_periods} horizon periods are fewer than "
        f"{calendar.decision_periods} decision periods. Lengthen the horizon."
    )
    name = "Horizon periods"
    return calendar, [Finding("E201", message, "Settings", record.cell("Value"), "", name)]


def build_settings(tables: Tables) -> Settings:
    """Take the settings as typed."""
    return Settings(
        plan_name=str(tables.setting("Plan name")),
        discount_rate=_number(tables, "Discount rate"),
        discount_timing=str(tables.setting("Discount timing")),
        perspective=str(tables.setting("Perspective")),
        revenue_escalation=_number(tables, "Revenue escalation"),
        cost_escalation=_number(tables, "Cost escalation"),
        capex_escalation=_number(tables, "Capex escalation"),
        tax_rate=_number(tables, "Tax rate"),
        permit_confidence=_number(tables, "Permit confidence"),
        maximum_sites=_optional_whole(tables, "Maximum sites"),
        maximum_starts=_optional_whole(tables, "Maximum starts per period"),
        payback_from=str(tables.setting("Payback measured from")),
        optimality_gap=_number(tables, "Optimality gap"),
        time_limit_s=_number(tables, "Time limit"),
        threads=_whole(tables, "Threads"),
        seed=_whole(tables, "Random seed"),
    )


def _number(tables: Tables, name: str) -> float:
    return tables.settings[name].number("Value")


def _whole(tables: Tables, name: str) -> int:
    return round(_number(tables, name))


def _optional_whole(tables: Tables, name: str) -> int | None:
    return None if tables.setting(name) is None else _whole(tables, name)
