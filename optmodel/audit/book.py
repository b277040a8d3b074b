"""Everything that the audit works out about one start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.audit.cash import Cash, cash_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, Steps, word
from optmodel.audit.returns import payback_years, present_value
from optmodel.audit.waterfall import Waterfall, waterfall_of

CASH_LINES = (
    "capex",
    "support",
    "capital",
    "revenue",
    "extra_margin",
    "operating_cost",
    "sustaining",
    "rent",
    "tax",
    "net",
    "operating_cash",
    "free_cash",
)
"""Names of the cash flow's lines, the attributes of ``Cash``."""

WATERFALL_LINES = (
    "calls",
    "carried_loss",
    "distributable",
    "balance_open",
    "interest",
    "receipts",
    "receipts_before",
    "receipts_after",
    "balance_close",
    "source",
    "host",
)
"""Names of the waterfall's lines, the attributes of ``Waterfall``."""

LINES = CASH_LINES + WATERFALL_LINES
"""Names under which a claim gives its cash by period."""


@dataclass(frozen=True, slots=True)
class Book:
    """The audit's own account of one start. Money in USD m."""

    cash: Cash
    waterfall: Waterfall
    npv_musd: float
    npv_source_musd: Mapping[str, float]
    """By source id."""
    npv_host_musd: float
    capex_musd: float
    payback_years: float | None
    recovery_years: float | None

    def line(self, name: str) -> Steps:
        """One of ``LINES``, by period."""
        steps: Steps = getattr(self.cash if name in CASH_LINES else self.waterfall, name)
        return steps


def book_of(facts: Facts, start: Start) -> Book:
    """Work one start out, from its rows to its value."""
    cash = cash_of(facts, start.cluster, start.site, start.period)
    waterfall = waterfall_of(facts, cash, start.period)
    value = present_value(facts, cash.free_cash)
    to_source = present_value(facts, waterfall.source)
    return Book(
        cash=cash,
        waterfall=waterfall,
        npv_musd=value,
        npv_source_musd={source_id(facts): to_source},
        npv_host_musd=present_value(facts, waterfall.host),
        capex_musd=sum(cash.capex),
        payback_years=payback_years(
            facts, cash.free_cash, cash.capital, start.period, cash.operation
        ),
        recovery_years=waterfall.recovery_years,
    )


def preparation_of(facts: Facts, opening: Opening) -> Steps:
    """(H,) spending on a site from its opening: even over its periods, at the prices of capex."""
    site = facts.sites[opening.site]
    periods = max(1, preparation_periods(facts, opening.site))
    cost = site.number("Preparation cost (USD m)") / periods
    return tuple(
        cost * index if opening.period <= h < opening.period + periods else 0.0
        for h, index in enumerate(facts.capex_index)
    )


def preparation_periods(facts: Facts, site: str) -> int:
    """Periods from the opening of a site to the first start there."""
    return round(facts.sites[site].number("Preparation (periods)"))


def source_pays_preparation(facts: Facts) -> bool:
    """Whether preparing a site is a call on the source; else the host pays."""
    return facts.source.flag("Pays for site preparation")


def source_id(facts: Facts) -> str:
    """Id of the source, the key of its calls."""
    return facts.source.text("Source")


def recovery_is_required(facts: Facts) -> bool:
    """Whether a missed recovery target rules a start out: by default where there is a target."""
    if facts.source.optional_number("Recovery target (years)") is None:
        return False
    return word(facts.source, "Recovery rule") in {"", "required"}
