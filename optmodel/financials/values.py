"""The program as a whole: cash of all vehicles, of every party, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from optmodel.financials.by_group import Groups, groups_of
from optmodel.financials.capacity import Capacity
from optmodel.financials.core import Core
from optmodel.financials.edited import EDITED
from optmodel.financials.funding import Funding
from optmodel.financials.program_cash import ProgramCash, program_cash_of
from optmodel.financials.program_dates import Dates, dates_of
from optmodel.financials.program_figures import ProgramFigures
from optmodel.financials.rules import Identity
from optmodel.financials.sites import Sites
from optmodel.financials.targets import Targets
from optmodel.financials.waterfall_sums import add_splits, sums_of, waterfall_identities
from optmodel.live.functions import either, total
from optmodel.live.names import named
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Kind
from optmodel.results.names import HOST


@dataclass(frozen=True, slots=True)
class Values:
    """Sums over all vehicles and values by party; USD m."""

    stack: Stack
    """The rows of the program on the sheet Cash flow (one block)."""
    sums: Stack
    """All vehicles added up on the sheet Waterfall (one block)."""
    cash: ProgramCash
    """The lines of ``stack``."""
    program: Term
    """Value to the program, preparation and synergies included."""
    host: Term
    by_source: tuple[Term, ...]
    penalty: Term
    """Prices of missed targets."""
    objective: Term
    """Value in the chosen perspective less the prices of missed targets."""
    found: Term
    """The objective of the plan as it was found; a value that no edit changes."""
    bound: Term | None
    """What no plan can exceed, as it was proven; None where nothing was."""
    dates: Dates
    groups: Groups
    """What is funded by site and by sector."""
    identities: tuple[Identity, ...]


def values_of(
    core: Core, sites: Sites, funding: Funding, capacity: Capacity, targets: Targets
) -> Values:
    """Describe the program as a whole."""
    cash = program_cash_of(core, sites, funding, capacity)
    sums = sums_of(core)
    add_splits(core)
    program, host = cash.program_value.total, cash.host_value.total
    by_source = tuple(line.total for line in cash.source_values)
    figures = ProgramFigures(core.base.names, cash.stack)
    penalty = figures.add("penalty", "Prices of missed targets", targets.penalty)
    chosen = figures.add(
        "chosen",
        "Value in the chosen perspective, before prices of targets",
        _in_perspective(core, program, host, by_source[0]),
    )
    objective = figures.add("objective", "Value in the chosen perspective", chosen - penalty)
    host_from_parts = _host_from_parts(core, cash, sites, funding, figures)
    plan = core.base.plan
    found = figures.given("found", "The same of the plan as it was found", plan.value_musd)
    bound = None
    if plan.search.bound is not None and isfinite(plan.search.bound):
        label = "Proven bound: no plan that keeps every limit is worth more"
        bound = figures.given("bound", label, plan.search.bound)
    dates = dates_of(core, funding.accounts[0], figures)
    return Values(
        stack=cash.stack,
        sums=sums,
        cash=cash,
        program=program,
        host=host,
        by_source=by_source,
        penalty=penalty,
        objective=objective,
        found=found,
        bound=bound,
        dates=dates,
        groups=groups_of(core, dates),
        identities=(
            *_value_identities(core, cash, host_from_parts),
            _as_found(objective, found),
            *waterfall_identities(core, sums),
        ),
    )


def _in_perspective(core: Core, program: Term, host: Term, pledge: Term) -> Term:
    """Return the value of the party whose value the plan makes as great as possible."""
    record = core.base.tables.settings["Perspective"]
    perspective = core.settings.table.add(
        "set_perspective", "Perspective", "choice", core.base.inputs.of(record, "Value"), Kind.TEXT
    )
    return (
        perspective.equals("Program") * program
        + perspective.equals(HOST) * host
        + perspective.equals("Japan") * pledge
    )


def _host_from_parts(
    core: Core, cash: ProgramCash, sites: Sites, funding: Funding, figures: ProgramFigures
) -> Term:
    """Add up what the host has of vehicles, pools, sites and synergies."""
    parts = total(core.vehicles.field("npv_host").range) + cash.prepared_value.total
    if cash.synergy_value is not None:
        parts = parts + cash.synergy_value.total
    for account, paid in zip(funding.accounts, sites.paid, strict=True):
        number, title = account.terms.number, account.terms.title
        if paid is not None:
            label = f"Present value: site preparation that {title} pays"
            worth = core.time.present_value(paid.range)
            parts = parts + figures.add(f"prepared{number}", label, worth)
        if account.pool is not None:
            label = f"Present value: receipts of the pool of {title}"
            worth = core.time.present_value(account.receipts.range)
            parts = parts - figures.add(f"pool{number}", label, worth)
    return figures.add("host_parts", f"Value to {HOST} from vehicles, pools and sites", parts)


def _value_identities(core: Core, cash: ProgramCash, host_from_parts: Term) -> Iterator[Identity]:
    """Say that the values of all parties are those of their parts."""
    parties = host_from_parts
    for line in cash.source_values:
        parties = parties + line.total
    program = cash.program_value.total
    yield Identity(
        "program_identity", "Program = United States + Japan + other sources", parties, program
    )
    parts = total(core.vehicles.field("npv").range) + cash.prepared_value.total
    if cash.synergy_value is not None:
        parts = parts + cash.synergy_value.total
    yield Identity(
        "values",
        "Value of the program = NPV of all vehicles - site preparation + synergies",
        parts,
        program,
    )


def _as_found(objective: Term, found: Term) -> Identity:
    """Compare with what was found, as long as no decision is edited."""
    edited = named(EDITED, lambda _: 0.0, ranged=False)
    return Identity(
        "value",
        "The workbook's value is the value of the plan as found, unless the plan is edited",
        either(edited.equals(1), objective, found),
        objective,
    )
