"""What a synergy is worth: the present value of its benefit by period and of its saving."""

from __future__ import annotations

from optmodel.economics.factors import discount_factors, escalation_factors
from optmodel.economics.types import FloatArray
from optmodel.program.policy import Synergy
from optmodel.program.program import Program


def benefit_values(program: Program, synergy: Synergy) -> FloatArray:
    """(H,) present value of the benefit at a site where both operate in period h, USD m.

    The benefit of a year times the length of the period, escalated like revenue.
    """
    settings, calendar = program.settings, program.calendar
    nominal = synergy.benefit_musd_year * calendar.years
    return nominal * escalation_factors(settings.revenue_escalation, calendar) * _discount(program)


def saving_values(program: Program, synergy: Synergy) -> FloatArray:
    """(T,) present value of the saving at a site where the second starts in period t, USD m.

    Escalated like capex.
    """
    settings, calendar = program.settings, program.calendar
    price = escalation_factors(settings.capex_escalation, calendar)
    values = synergy.capex_saving_musd * price * _discount(program)
    return values[: calendar.decision_periods]


def _discount(program: Program) -> FloatArray:
    settings = program.settings
    return discount_factors(settings.discount_rate, settings.discount_timing, program.calendar)
