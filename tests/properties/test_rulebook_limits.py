"""Looser limits of the further rules are never worse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.oracle.generator import Row, Workbook
from tests.oracle.generator_rulebook import rulebook

from .solving import Best, best, changed, scaled, with_, with_rows, without

Change = Callable[[Workbook], Workbook]


def cheaper(row: Row) -> Row:
    """A target at half the price."""
    strength = row["Strength"]
    return {**row, "Strength": strength / 2} if isinstance(strength, float) else row


def priced(row: Row) -> Row:
    """A target that must be met gets a price."""
    return {**row, "Strength": 1.0} if row["Strength"] in {None, "must"} else row


LOOSER: dict[str, tuple[str, Change]] = {
    "no sector limits": ("Sector limits", without("Sector limits")),
    "higher sector limits": (
        "Sector limits",
        lambda book: changed(book, Sector_limits=scaled("Maximum (USD m)", 1.5)),
    ),
    "lower sector minima": (
        "Sector limits",
        lambda book: changed(book, Sector_limits=scaled("Minimum (USD m)", 0.5)),
    ),
    "more supply": ("Site supply", lambda book: changed(book, Site_supply=scaled("Available", 2))),
    "more builders": (
        "Construction",
        lambda book: changed(book, Construction=scaled("Capacity", 1.5)),
    ),
    "no builders needed": ("Construction", without("Construction", "Construction use")),
    "larger markets": (
        "Markets",
        lambda book: changed(book, Markets=scaled("Maximum output (units/year)", 1.6)),
    ),
    "no market limits": ("Markets", without("Markets")),
    "operators with more room": (
        "Operators",
        lambda book: changed(
            book,
            Operators=lambda row: {
                **row,
                "Maximum clusters": None,
                "Maximum capital (USD m)": None,
            },
        ),
    ),
    "nobody declines": (
        "Operator fit",
        lambda book: changed(book, Operators=with_(Status="in talks")),
    ),
    "no targets": ("Targets", without("Targets")),
    "cheaper misses": ("Targets", lambda book: changed(book, Targets=cheaper)),
    "prices for what must be": ("Targets", lambda book: changed(book, Targets=priced)),
    "no latest dates": (
        "Dependencies",
        lambda book: changed(book, Dependencies=with_(**{"Maximum lag (periods)": None})),
    ),
    "larger synergies": (
        "Synergies",
        lambda book: changed(
            book,
            Synergies=lambda row: scaled("Capex saving (USD m)", 2)(
                scaled("Benefit (USD m/year)", 2)(row)
            ),
        ),
    ),
    "no recovery targets": (
        "Funding",
        lambda book: changed(
            book,
            Funding=lambda row: {**row, "Recovery target (years)": None, "Recovery rule": None},
        ),
    ),
    "any share": (
        "Funding",
        lambda book: changed(book, Funding=with_(**{"Maximum share of a cluster": 1})),
    ),
}
"""What is made looser: the sheet that must have rows, and the change."""


def is_worse(one: Best, other: Best) -> bool:
    """Whether a value lies below another by more than rounding."""
    if other.value == float("-inf"):
        return False
    return one.value < other.value - 1e-6 * max(1.0, abs(other.value))


@pytest.mark.parametrize("name", LOOSER)
def test_looser_is_not_worse(name: str) -> None:
    """Tests 8 workbooks with such rows that fund something, and any 4, before and after."""
    sheet, change = LOOSER[name]
    for seed in (*with_rows(8, sheet), *range(5000, 5004)):
        book = rulebook(seed)
        assert not is_worse(best(change(book)), best(book)), (name, seed)


def test_a_further_source_never_hurts_the_program() -> None:
    """Tests 12 workbooks: who may also call 500 elsewhere can leave it."""
    extra = {
        "Source": "NEW",
        "Commitment (USD m)": 500,
        "Share before recovery": 0.7,
        "Deemed rate": 0.08,
        "Pays for site preparation": "no",
    }
    gained = 0
    for seed in with_rows(12, "Funding"):
        book = rulebook(seed)
        book = Workbook({**book.settings, "Perspective": "Program"}, book.sheets)
        more = Workbook(book.settings, {**book.sheets, "Funding": [*book.sheets["Funding"], extra]})
        before, after = best(book), best(more)
        assert not is_worse(after, before), seed
        gained += is_worse(before, after)
    assert gained >= 1
