"""The decisions and what every vehicle makes of them: what all rules look at."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.cash import CashBlocks, cash_of
from optmodel.financials.decisions import Decisions, decisions_of
from optmodel.financials.ground import Ground
from optmodel.financials.lookups import Lookups
from optmodel.financials.notice import holidays_of
from optmodel.financials.plan_results import add_plan_results
from optmodel.financials.rates import Rates
from optmodel.financials.returns import add_returns
from optmodel.financials.settings import Settings
from optmodel.financials.sources import SourceTable
from optmodel.financials.time import Time
from optmodel.financials.vehicles import vehicles_of
from optmodel.financials.waterfall import WaterfallBlocks, waterfall_of
from optmodel.live.functions import item_or
from optmodel.live.records import Records
from optmodel.live.term import Term


@dataclass(frozen=True, slots=True)
class Core:
    """Decisions, vehicles, their cash and how it is shared."""

    ground: Ground
    decisions: Decisions
    vehicles: Records
    cash: CashBlocks
    waterfall: WaterfallBlocks
    rates: Rates
    """How the internal rates of return of the vehicles are found."""
    holidays: Records
    """Federal holidays, which notices leave out."""

    def own(self, key: str, otherwise: Term | float = 0) -> Term:
        """Return a figure of Workings for the cluster of each vehicle; ``otherwise`` where free."""
        return item_or(self.decisions.field(key).range, self.vehicles.field("row").here, otherwise)

    @property
    def base(self) -> Base:
        """The plan and the names of the workbook."""
        return self.ground.base

    @property
    def settings(self) -> Settings:
        """Single figures."""
        return self.ground.settings

    @property
    def time(self) -> Time:
        """Rows by period that all others look at."""
        return self.ground.time

    @property
    def lookups(self) -> Lookups:
        """Tables of the input."""
        return self.ground.lookups

    @property
    def sources(self) -> SourceTable:
        """Terms of the funding sources."""
        return self.ground.sources


def core_of(ground: Ground) -> Core:
    """Describe decisions, vehicles, cash and waterfall, then what follows for each cluster."""
    decisions = decisions_of(ground)
    vehicles = vehicles_of(ground.base, decisions)
    cash = cash_of(ground, decisions, vehicles)
    waterfall = waterfall_of(ground, decisions, vehicles, cash)
    rates = add_returns(ground, vehicles, cash, waterfall)
    holidays = holidays_of(ground.base)
    core = Core(ground, decisions, vehicles, cash, waterfall, rates, holidays)
    add_plan_results(core)
    return core
