"""Everything that the audit works out about one start, at the shares that pay for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.audit.cash import Cash
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, Steps
from optmodel.audit.returns import present_value
from optmodel.audit.shares import Shares, only_source, paying, scaled, total
from optmodel.audit.unit import SourceAccount, Unit, unit_of

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

SHARED_LINES = (
    "calls",
    "pooled_calls",
    "balance_open",
    "interest",
    "receipts",
    "receipts_before",
    "receipts_after",
    "balance_close",
)
"""Lines that are the sum over the sources, each at its share."""

WATERFALL_LINES = (*SHARED_LINES, "carried_loss", "distributable", "source", "host")
"""Names of the waterfall's lines, the attributes of ``Mixture``."""

LINES = CASH_LINES + WATERFALL_LINES
"""Names under which a claim gives its cash by period."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """The waterfall of a start with all its sources together; nominal USD m, each (H,)."""

    calls: Steps
    pooled_calls: Steps
    """The part of the calls that pools repay, not the cluster."""
    balance_open: Steps
    interest: Steps
    receipts: Steps
    receipts_before: Steps
    receipts_after: Steps
    balance_close: Steps
    carried_loss: Steps
    distributable: Steps
    source: Steps
    host: Steps


@dataclass(frozen=True, slots=True)
class Book:
    """The audit's own account of one start. Money in USD m."""

    unit: Unit
    """The start as any source would have it that paid for all of it."""
    shares: Shares
    """As claimed."""
    parts: Shares
    """The known sources that pay a part, in the order of Funding."""
    waterfall: Mixture
    npv_source_musd: Mapping[str, float]
    """By source id; to a pooled source its calls alone."""
    npv_host_musd: float
    recovery_years: float | None
    """Of the first source with a vehicle of its own that pays a part; 0 where none does."""

    @property
    def cash(self) -> Cash:
        """Cash of the cluster, whoever pays."""
        return self.unit.cash

    @property
    def accounts(self) -> Mapping[str, SourceAccount]:
        """Source id to its account as if it paid for all of it."""
        return self.unit.accounts

    @property
    def npv_musd(self) -> float:
        """To the program."""
        return self.unit.npv_musd

    @property
    def capex_musd(self) -> float:
        """Gross, escalated, undiscounted."""
        return self.unit.capex_musd

    @property
    def payback_years(self) -> float | None:
        """Simple payback as the Settings measure it."""
        return self.unit.payback_years

    def line(self, name: str) -> Steps:
        """One of ``LINES``, by period."""
        steps: Steps = getattr(self.cash if name in CASH_LINES else self.waterfall, name)
        return steps


def book_of(
    facts: Facts, start: Start, shares: Shares | None = None, unit: Unit | None = None
) -> Book:
    """Work one start out, from its rows to its value.

    Parameters
    ----------
    shares
        Who pays which part; None = the only source pays.
    unit
        ``unit_of(facts, start)``, if it is ready already.
    """
    ready = unit or unit_of(facts, start)
    claimed = only_source(facts) if shares is None else shares
    parts = paying(facts, claimed)
    mixture = _mixture(ready, parts)
    own = [ready.accounts[name] for name in parts if not ready.accounts[name].is_pooled]
    return Book(
        unit=ready,
        shares=claimed,
        parts=parts,
        waterfall=mixture,
        npv_source_musd={
            name: parts.get(name, 0.0) * account.npv_musd
            for name, account in ready.accounts.items()
        },
        npv_host_musd=present_value(facts, mixture.host),
        recovery_years=own[0].recovery_years if own else 0.0,
    )


def _mixture(unit: Unit, parts: Shares) -> Mixture:
    """Add up what the sources have, each at its share; the host has the rest."""
    falls = {name: unit.accounts[name].waterfall for name in parts}
    horizon = len(unit.cash.capital)
    lines = {
        line: total([scaled(getattr(falls[name], line), parts[name]) for name in falls], horizon)
        for line in SHARED_LINES
    }
    source = tuple(lines["receipts"][h] - lines["calls"][h] for h in range(horizon))
    cash = next(iter(unit.accounts.values())).waterfall
    return Mixture(
        **lines,
        carried_loss=cash.carried_loss,
        distributable=cash.distributable,
        source=source,
        host=tuple(unit.cash.free_cash[h] - source[h] for h in range(horizon)),
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
