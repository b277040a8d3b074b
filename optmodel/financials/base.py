"""What every part of the financial model is made from."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.input_values import InputValues
from optmodel.live.functions import month_of, whole, year_of
from optmodel.live.names import Names
from optmodel.live.term import Term
from optmodel.plan.plan import Plan
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Base:
    """The plan, the input it was made from, and the names of the workbook."""

    plan: Plan
    tables: Tables
    names: Names
    inputs: InputValues

    @property
    def program(self) -> Program:
        """What is decided about."""
        return self.plan.program

    @property
    def horizon(self) -> int:
        """Number of periods."""
        return self.program.calendar.horizon_periods


def base_of(plan: Plan, tables: Tables) -> Base:
    """Begin the financial model of a plan."""
    return Base(plan, tables, Names(), InputValues(tables))


def period_of(day: Term, first_month: Term, months: Term) -> Term:
    """Return the period that a day names: whole periods since the first month, in months."""
    return whole((month_number(day) - first_month) / months)


def month_number(day: Term) -> Term:
    """Return the number of the month of a day, counted through all years."""
    return 12 * year_of(day) + month_of(day)
