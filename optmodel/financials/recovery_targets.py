"""Recovery targets of sources, required or only reported: met or missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.financials.account import Account
from optmodel.financials.core import Core
from optmodel.financials.limits import NEVER, NO_FIGURE, SHEET
from optmodel.financials.waterfall import Claims
from optmodel.live.by_record import in_order
from optmodel.live.functions import (
    count_where,
    either,
    exact,
    figure,
    largest_of,
    most,
    sum_of,
)
from optmodel.live.records import Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

TARGET = "Recovery target (years)"


@dataclass(frozen=True, slots=True)
class _Reached:
    """How the vehicles of a source stand, or its pool; single cells."""

    vehicles: Term
    """Those that it pays for; of a pool 1."""
    never: Term
    """How many of them never repay it within the horizon."""
    slowest: Term
    """Years of the slowest of the others."""
    late: Term
    """How many miss the target."""


def recovery_targets_of(core: Core, accounts: Sequence[Account]) -> Records | None:
    """Describe a record per source with a target; None where there is none."""
    asked = [
        (account, claims)
        for account, claims in zip(accounts, core.waterfall.claims, strict=True)
        if core.base.inputs.has(claims.terms.record, TARGET)
    ]
    if not asked:
        return None
    sources = [account.terms.source for account, _ in asked]
    table = Records(core.base.names, SHEET, "RecoveryTargets", "rec", len(asked))
    names = [f"{source.id} pool" if source.is_pooled else source.id for source in sources]
    table.add("about", Column("Recovery of", width=34), names)
    table.add("rule", Column("Rule"), [source.recovery_rule for source in sources])
    vehicles = table.add("vehicles", Column("Vehicles", Kind.WHOLE, "number"))
    late = table.add("late", Column("Late", Kind.WHOLE, "number"))
    rows = [account.terms.record for account, _ in asked]
    target = table.add(
        "target", Column("Target", Kind.YEARS, "years"), core.base.inputs.column(rows, TARGET)
    )
    slowest = table.add("slowest", Column("Slowest", Kind.YEARS, "years"))
    met = table.add("met", Column("Target met", Kind.VERDICT))
    cells = [source.cells.get(TARGET) for source in sources]
    table.add("cell", Column("Input cell"), cells)
    allowed = table.add(
        "allowed",
        Column("Target and rounding", Kind.EXACT, "years"),
        target.here + core.settings.zero,
    )
    never = table.add("never", Column("Never", Kind.WHOLE, "number"))
    longest = table.add("longest", Column("Slowest that does", Kind.YEARS, "years"))
    reached = [_reached(core, *pair, allowed.here) for pair in asked]
    vehicles.content = in_order([each.vehicles for each in reached])
    late.content = in_order([each.late for each in reached])
    never.content = in_order([each.never for each in reached])
    longest.content = in_order([each.slowest for each in reached])
    known = table.add(
        "known",
        Column("Slowest, in words or years", Kind.YEARS, "years"),
        either(never.here > 0, NEVER, longest.here),
    )
    slowest.content = either(vehicles.here > 0, known.here, NO_FIGURE)
    judged = table.add("judged", Column("Judged"), either(late.here > 0, "missed", "met"))
    met.content = either(vehicles.here > 0, judged.here, "nothing called")
    return table


def _reached(core: Core, account: Account, claims: Claims, allowed: Term) -> _Reached:
    if claims.balance is None:
        return _of_pool(account, allowed)
    number, horizon = claims.terms.number, core.settings.horizon
    share = core.decisions.shares[number - 1].range
    owed = core.vehicles.field(f"owed{number}").range
    waited = owed - core.vehicles.field(f"first_call{number}").range
    too_late = owed.equals(horizon) + (waited * core.settings.years > allowed) > 0
    return _Reached(
        vehicles=count_where((share, ">", core.sources.pays)),
        never=count_where((owed, "=", horizon)),
        slowest=most(0, largest_of(waited)) * core.settings.years,
        late=sum_of(too_late * 1),
    )


def _of_pool(account: Account, allowed: Term) -> _Reached:
    called = account.calls.total > 0
    never = exact(account.recovery, NEVER)
    years = figure(account.recovery)
    return _Reached(
        vehicles=called * 1,
        never=called * never,
        slowest=years * 1,
        late=called * (never + (years > allowed) > 0),
    )
