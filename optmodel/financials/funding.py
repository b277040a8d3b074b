"""Money of the sources: calls against what can be called, receipts, pools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optmodel.financials.account import SHEET, Account, account_of
from optmodel.financials.call_limits import call_rows_of
from optmodel.financials.core import Core
from optmodel.financials.funding_limits import account_checks, account_limits, share_checks
from optmodel.financials.least_share import add_least_shares
from optmodel.financials.paying import Paying, paying_of
from optmodel.financials.pools import pool_identities
from optmodel.financials.preparation_payers import preparation_checks
from optmodel.financials.rules import Identity, LimitLine, RuleCheck
from optmodel.financials.sector_limits import sector_checks, sector_limit_lines, sector_table_of
from optmodel.financials.sites import Sites
from optmodel.live.functions import added, sum_of, total
from optmodel.live.line import Look
from optmodel.live.records import Records
from optmodel.live.stack import Stack
from optmodel.results.layout import Tone
from optmodel.results.names import HOST


@dataclass(frozen=True, slots=True)
class Funding:
    """Every source, in the order of Funding."""

    accounts: tuple[Account, ...]
    together: Stack
    """All sources added up, and what the host pays for sites; the last rows of the sheet."""
    tables: tuple[Records, ...]
    """Tables below those of the sheet Workings."""
    call_rows: Records | None
    """Rows of Funding calls; None where no period has a limit. Shown on the sheet Funding."""
    sectors: Records | None
    """Limits of sectors, likewise."""
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]
    identities: tuple[Identity, ...]


def funding_of(core: Core, sites: Sites) -> Funding:
    """Describe the money of the sources."""
    paying = paying_of(core)
    add_least_shares(paying)
    rows = call_rows_of(core)
    accounts = tuple(
        account_of(paying, claims, paid, rows)
        for claims, paid in zip(core.waterfall.claims, sites.paid, strict=True)
    )
    sectors = sector_table_of(paying)
    together = _together(core, sites, accounts)
    prepared, prepared_checks = preparation_checks(core, sites)
    return Funding(
        accounts=accounts,
        together=together,
        tables=(paying.table, *prepared),
        call_rows=None if rows is None else rows.table,
        sectors=sectors,
        limits=(
            *(line for account in accounts for line in account_limits(paying, account, rows)),
            *sector_limit_lines(core, sectors),
        ),
        checks=(
            *(check for account in accounts for check in account_checks(paying, account)),
            *share_checks(paying),
            *prepared_checks,
            *sector_checks(sectors),
        ),
        identities=tuple(_identities(paying, sites, accounts, together)),
    )


def _together(core: Core, sites: Sites, accounts: tuple[Account, ...]) -> Stack:
    """Add the sources up; what no source pays of site preparation is the host's."""
    stack = Stack(core.base.names, SHEET, "fund_all", core.base.horizon, subject="All sources")
    calls = added(account.calls.now for account in accounts)
    receipts = added(account.receipts.now for account in accounts)
    stack.add("calls", Look("Calls of all sources", tone=Tone.TOTAL), calls, total=True)
    stack.add("receipts", Look("Receipts of all sources", tone=Tone.TOTAL), receipts, total=True)
    prepared = [
        account.stack.line("prepared").now
        for account, line in zip(accounts, sites.paid, strict=True)
        if line is not None
    ]
    host = sites.preparation.now
    if prepared:
        given = stack.add("prepared", Look("Site preparation paid by sources"), added(prepared),
                          total=True)  # fmt: skip
        host = host - given.now
    stack.add("host", Look(f"Site preparation paid by the {HOST}"), host, total=True)
    return stack


def _identities(
    paying: Paying, sites: Sites, accounts: tuple[Account, ...], together: Stack
) -> Iterator[Identity]:
    core = paying.core
    for account, paid in zip(accounts, sites.paid, strict=True):
        number, title = account.terms.number, account.terms.title
        capital = core.vehicles.field("capital").range
        expected = sum_of(paying.range(f"part{number}") * capital)
        if paid is not None:
            expected = expected + paid.total
        yield Identity(
            "capital_calls",
            f"Calls on {title} = its parts of the capital and of site preparation",
            expected,
            account.calls.total,
        )
        if account.pool_rows is not None:
            yield from pool_identities(account.pool_rows, title)
    uses = total(core.vehicles.field("capex").range)
    if together.has("prepared"):
        uses = uses + together.line("prepared").total
    sources = together.line("calls").total
    if core.cash.stack.has("support"):
        sources = sources + core.cash.stack.line("support").summed_total
    yield Identity(
        "sources_uses",
        "Sources (calls and support) = uses (capex and site preparation that they pay)",
        uses,
        sources,
    )
