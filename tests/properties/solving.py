"""Random workbooks solved, and the small changes that properties make to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.plan.claim import claim_of
from optmodel.search.controls import Controls
from tests.oracle.generator import Row, Workbook, workbook
from tests.oracle.generator_rulebook import rulebook
from tests.oracle.pipeline import EXACTLY, model_of, plan_of, search_here

IMPOSSIBLE = float("-inf")
"""Value where no plan keeps all rules: worse than any plan."""


@dataclass(frozen=True, slots=True)
class Best:
    """The solver's best plan."""

    value: float
    starts: frozenset[Start]
    openings: frozenset[Opening]
    shares: Mapping[Start, Mapping[str, float]] | None = field(default=None, compare=False)
    """Who pays for what; None where Funding has one row."""
    preparation_shares: Mapping[Opening, Mapping[str, float]] | None = field(
        default=None, compare=False
    )


def best(book: Workbook, controls: Controls = EXACTLY) -> Best:
    """Solve a workbook to the last digit."""
    model = model_of(book.tables())
    result = search_here(model.model, controls)
    if result.value is None:
        return Best(IMPOSSIBLE, frozenset(), frozenset())
    claim = claim_of(plan_of(model, result))
    return Best(
        claim.value,
        frozenset(claim.starts),
        frozenset(claim.openings),
        dict(zip(claim.starts, claim.shares, strict=True)) if claim.shares else None,
        dict(zip(claim.openings, claim.preparation_shares, strict=True))
        if claim.preparation_shares
        else None,
    )


@cache
def fundable(count: int, first: int = 0) -> tuple[int, ...]:
    """Seeds of the first workbooks whose best plan funds something."""
    seeds: list[int] = []
    seed = first
    while len(seeds) < count:
        if best(workbook(seed)).starts:
            seeds.append(seed)
        seed += 1
    return tuple(seeds)


@cache
def with_rows(count: int, *sheets: str) -> tuple[int, ...]:
    """Seeds of the first workbooks over the whole rulebook that have rows in all these sheets.

    Their best plans fund something.
    """
    seeds: list[int] = []
    seed = 0
    while len(seeds) < count:
        book = rulebook(seed)
        if all(book.sheets[sheet] for sheet in sheets) and best(book).starts:
            seeds.append(seed)
        seed += 1
    return tuple(seeds)


def worth(book: Workbook, plan: Best) -> float:
    """What the audit says a plan is worth in a workbook; impossible where it breaks a rule."""
    verdict = evaluate(
        book.tables(), plan.starts, plan.openings, plan.shares, plan.preparation_shares
    )
    return verdict.value if verdict.feasible else IMPOSSIBLE


def changed(
    book: Workbook,
    settings: dict[str, object] | None = None,
    **sheets: Callable[[Row], Row | None],
) -> Workbook:
    """A workbook with other settings and with each row of some sheets changed or left out."""
    copy = deepcopy(book)
    copy.settings.update(settings or {})
    for name, change in sheets.items():
        sheet = name.replace("_", " ")
        rows = [change(row) for row in copy.sheets[sheet]]
        copy.sheets[sheet] = [row for row in rows if row is not None]
    return copy


def with_(**columns: object) -> Callable[[Row], Row]:
    """A change that fills cells; an underscore stands for a space."""
    cells = {name.replace("_", " "): value for name, value in columns.items()}
    return lambda row: {**row, **cells}


def scaled(header: str, factor: float) -> Callable[[Row], Row]:
    """A change that multiplies a cell, blank or not."""

    def change(row: Row) -> Row:
        value = row.get(header)
        return row if value is None else {**row, header: float(str(value)) * factor}

    return change


def without(*sheets: str) -> Callable[[Workbook], Workbook]:
    """A change that empties sheets."""

    def change(book: Workbook) -> Workbook:
        return Workbook(book.settings, {**book.sheets, **{name: [] for name in sheets}})

    return change


def day_in(book: Workbook, period: int) -> date:
    """The first day of a month in a period of a workbook."""
    first = book.settings["First period"]
    assert isinstance(first, date)
    months = int(str(book.settings["Months per period"]))
    month = first.year * 12 + first.month - 1 + period * months
    return date(month // 12, month % 12 + 1, 1)


def free_of_limits(book: Workbook) -> Workbook:
    """The same clusters and sites with land, money and time enough, and nothing forced."""
    loose = without("Funding calls", "Dependencies", "Groups", "Group rules", "Cash flows")(book)
    blank = dict.fromkeys(("Power (MW)", "Water (mgd)", "Workers", "Maximum clusters"))
    permits = {"Permit median (months)": None, "Permit P80 (months)": None}
    return changed(
        loose,
        {"Maximum sites": None, "Maximum starts per period": None},
        Sites=lambda row: {**row, **blank, **permits, "Decision": "free", "Land (acres)": 10_000},
        Clusters=lambda row: {
            **row,
            "Decision": "free",
            "Earliest start": None,
            "Latest start": None,
        },
        Funding=lambda row: {
            **row,
            "Commitment (USD m)": 10_000,
            "Last commitment": None,
            "First call": None,
            "Last call": None,
        },
    )
