"""Every error of the stage possibility is a proof: the search finds no plan either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from optmodel.search.result import Outcome
from optmodel.sense.possibility import possibility_findings
from tests.oracle.generator import Workbook, workbook
from tests.oracle.generator_rulebook import open_pools, rulebook, shared_sites
from tests.oracle.pipeline import EXACTLY, model_of, search_here

MAKERS: dict[str, Callable[[int], Workbook]] = {
    "base": workbook,
    "rulebook": rulebook,
    "open pools": open_pools,
    "shared sites": shared_sites,
}


def forced(make: Callable[[int], Workbook], seed: int) -> Workbook:
    """A random workbook in which more must be funded: half of the free clusters."""
    book = make(seed)
    for number, row in enumerate(book.sheets["Clusters"]):
        if row["Decision"] == "free" and (seed >> number) % 2:
            row["Decision"] = "fund"
    return book


def confirmed(book: Workbook, where: object) -> tuple[bool, set[str]]:
    """Whether there is no plan, and the codes that said so before the search."""
    model = model_of(book.tables())
    said = possibility_findings(model.program, model.options)
    codes = {it.code for it in said if it.is_error}
    impossible = search_here(model.model, EXACTLY).outcome is Outcome.INFEASIBLE
    assert impossible or not codes, (where, [str(it) for it in said])
    return impossible, codes


def confirm(name: str, seeds: range) -> Counter[str]:
    """Count what was impossible, what was said to be, and by which code."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        impossible, codes = confirmed(forced(MAKERS[name], seed), (name, seed))
        counts["impossible"] += impossible
        counts["proven"] += bool(codes)
        counts.update(codes)
    return counts


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_said_to_be_impossible_is(name: str) -> None:
    """Tests 30 random workbooks of each kind: no plan is found where none was said to be."""
    counts = confirm(name, range(30))
    assert 2 * counts["proven"] >= counts["impossible"] > 5


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
@pytest.mark.parametrize("name", MAKERS)
def test_what_is_said_to_be_impossible_is_at_night(name: str, block: int) -> None:
    """Tests 10,000 more workbooks."""
    confirm(name, range(1000 + 125 * block, 1125 + 125 * block))
