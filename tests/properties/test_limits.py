"""Looser limits are never worse, tighter ones never better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from optmodel.search.matrix import hand_over
from tests.oracle.generator import Workbook, workbook
from tests.oracle.pipeline import EXACTLY, loaded, model_of

from .solving import Best, best, changed, fundable, scaled, with_, without, worth

Change = Callable[[Workbook], Workbook]

LOOSER: dict[str, Change] = {
    "more pledge": lambda book: changed(book, Funding=scaled("Commitment (USD m)", 1.4)),
    "larger calls": lambda book: changed(
        book, Funding_calls=scaled("Maximum call (USD m/period)", 1.5)
    ),
    "calls carried forward": lambda book: changed(book, Funding_calls=with_(Carry_forward="yes")),
    "no limit on calls": without("Funding calls"),
    "later last commitment": lambda book: changed(book, Funding=with_(Last_commitment=None)),
    "no recovery target": lambda book: changed(
        book, Funding=lambda row: {**row, "Recovery target (years)": None, "Recovery rule": None}
    ),
    "more land": lambda book: changed(book, Sites=scaled("Land (acres)", 2)),
    "more power": lambda book: changed(book, Sites=scaled("Power (MW)", 2)),
    "any number of sites": lambda book: changed(book, {"Maximum sites": None}),
    "any number of starts": lambda book: changed(book, {"Maximum starts per period": None}),
    "permits in hand": lambda book: changed(book, Sites=scaled("Permit median (months)", 0.5)),
    "no payback targets": lambda book: changed(
        book, Clusters=lambda row: {**row, "Maximum payback (years)": None}
    ),
    "no order": without("Dependencies"),
    "no groups": without("Groups", "Group rules"),
    "anywhere": lambda book: changed(book, Clusters=with_(Site=None)),
    "any time": lambda book: changed(
        book, Clusters=lambda row: {**row, "Earliest start": None, "Latest start": None}
    ),
}

TIGHTER: dict[str, Change] = {
    "less pledge": lambda book: changed(book, Funding=scaled("Commitment (USD m)", 0.7)),
    "smaller calls": lambda book: changed(
        book, Funding_calls=scaled("Maximum call (USD m/period)", 0.6)
    ),
    "less land": lambda book: changed(book, Sites=scaled("Land (acres)", 0.5)),
    "one site": lambda book: changed(book, {"Maximum sites": 1}),
    "one start a period": lambda book: changed(book, {"Maximum starts per period": 1}),
    "one cluster a site": lambda book: changed(
        book, Sites=lambda row: {**row, "Maximum clusters": 1}
    ),
    "shorter paybacks": lambda book: changed(book, Clusters=scaled("Maximum payback (years)", 0.5)),
}


def is_worse(one: Best, other: Best) -> bool:
    """Whether a value lies below another by more than rounding."""
    if other.value == float("-inf"):
        return False
    return one.value < other.value - 1e-6 * max(1.0, abs(other.value))


@pytest.mark.parametrize("name", LOOSER)
def test_looser_is_not_worse(name: str) -> None:
    """Tests 12 workbooks that fund something and 6 others, before and after."""
    for seed in (*fundable(12), *range(1000, 1006)):
        book = workbook(seed)
        assert not is_worse(best(LOOSER[name](book)), best(book)), (name, seed)


@pytest.mark.parametrize("name", TIGHTER)
def test_tighter_is_not_better(name: str) -> None:
    """Tests 12 workbooks that fund something, before and after."""
    for seed in fundable(12):
        book = workbook(seed)
        assert not is_worse(best(book), best(TIGHTER[name](book))), (name, seed)


def test_forbidding_the_best_plan_is_not_better() -> None:
    """Tests that a workbook in which one start of the best plan is skipped is worth no more."""
    for seed in fundable(20):
        book = workbook(seed)
        found = best(book)
        gone = min(start.cluster for start in found.starts)
        less = changed(
            book,
            Clusters=lambda row, gone=gone: (
                {**row, "Decision": "skip"} if row["Cluster"] == gone else row
            ),
        )
        assert not is_worse(found, best(less)), seed


def test_pledge_of_zero_funds_nothing_that_costs() -> None:
    """Tests that without money nothing is called, or no plan is possible."""
    for seed in fundable(20):
        book = changed(workbook(seed), Funding=with_(**{"Commitment (USD m)": 0}))
        book = changed(book, Funding=with_(**{"Already committed (USD m)": 0}))
        found = best(book)
        funded = {start.cluster for start in found.starts}
        for row in book.sheets["Clusters"]:
            costs = float(str(row["Capex (USD m)"])) and float(str(row["Support (% of capex)"])) < 1
            assert not (costs and row["Cluster"] in funded), seed
        assert found.value == float("-inf") or worth(book, found) == pytest.approx(found.value)


def test_relaxation_is_not_worse() -> None:
    """Tests that clusters in fractions are worth at least as much as whole ones."""
    for seed in fundable(20):
        book = workbook(seed)
        matrix = hand_over(model_of(book.tables()).model)
        fractions = replace(matrix, integer=np.zeros(matrix.columns, dtype=bool))
        solver = loaded(fractions, EXACTLY)
        solver.run()
        relaxed = solver.getInfo().objective_function_value
        assert relaxed >= best(book).value - 1e-6 * max(1.0, abs(relaxed)), seed
