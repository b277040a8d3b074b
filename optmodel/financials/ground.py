"""What the input says, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base, base_of
from optmodel.financials.lookups import Lookups, lookups_of
from optmodel.financials.settings import Settings, settings_of
from optmodel.financials.sources import SourceTable, sources_of
from optmodel.financials.time import Time, time_of
from optmodel.plan.plan import Plan
from optmodel.workbook.tables import Tables


@dataclass(frozen=True, slots=True)
class Ground:
    """Settings, calendar, tables of the input and terms of the sources."""

    base: Base
    settings: Settings
    time: Time
    lookups: Lookups
    sources: SourceTable


def ground_of(plan: Plan, tables: Tables) -> Ground:
    """Describe what the input says."""
    base = base_of(plan, tables)
    settings = settings_of(base)
    return Ground(
        base,
        settings,
        time_of(base, settings),
        lookups_of(base, settings),
        sources_of(base, settings),
    )
