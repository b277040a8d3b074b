"""Plans edited into the sheets Plan and Sites of random workbooks: recalculated = audited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from optmodel.audit.claim import Start
from optmodel.audit.shares import preparation_payers
from optmodel.financials.model import FinancialModel, financial_model
from optmodel.results.write import workbook_bytes
from optmodel.workbook.tables import Tables
from tests.oracle.enumerate_plans import small_open_pools, small_rulebook
from tests.oracle.generator import Workbook
from tests.oracle.night import blocks
from tests.oracle.random_plans import random_plans, random_shares
from tests.oracle.share_rows import Decision
from tests.oracle.space import Space

from .judge import changed_cells, disagreements, error_cells, opened
from .libreoffice import Calculator
from .plans import INFO, Given, plan_of, settled, write_decisions

Make = Callable[[int], tuple[Workbook, Space]]
PLANS = 3
"""Edits of each workbook; one more is the plan that it was written for."""


@dataclass(frozen=True, slots=True)
class Case:
    """A results workbook and the plans that somebody writes into it."""

    seed: int
    tables: Tables
    model: FinancialModel
    written: Path
    edited: tuple[tuple[Path, Given], ...]


def cases(make: Make, seeds: range, folder: Path) -> Iterator[Case]:
    """Write a results workbook for each seed, and copies of it with other plans."""
    for seed in seeds:
        book, space = make(seed)
        tables, random = book.tables(), Random(seed)
        first, *others = (settled(tables, given) for given in given_plans(random, space, PLANS + 1))
        plan = plan_of(tables, first)
        model = financial_model(plan, tables)
        content = workbook_bytes(plan, tables, INFO, model)
        written = folder / f"{seed}.xlsx"
        written.write_bytes(content)
        edited = []
        for number, given in enumerate(others):
            path = folder / f"{seed}-{number}.xlsx"
            path.write_bytes(content)
            write_decisions(path, tables, given)
            edited.append((path, given))
        yield Case(seed, tables, model, written, ((written, first), *edited))


def given_plans(random: Random, space: Space, count: int) -> Iterator[Given]:
    """Random plans, good and bad ones; an operator only where one is asked for."""
    for starts, openings in random_plans(random, space, count):
        asked: tuple[Start, ...] = tuple(
            start if start.cluster in space.facts.fits else replace(start, operator="")
            for start in starts
        )
        shares = random_shares(random, space, (asked, openings))
        yield Given(
            asked,
            openings,
            _said(shares, asked, tuple(space.facts.sources)),
            _said(shares, openings, tuple(preparation_payers(space.facts))),
        )


def _said(
    shares: Mapping[Decision, Mapping[str, float]],
    decisions: tuple[Any, ...],
    payers: tuple[str, ...],
) -> dict[Any, Mapping[str, float]]:
    """Shares as the workbook can say them: who pays alone pays all, and has no column."""
    if len(payers) > 1:
        return {
            it: {name: shares[it].get(name, 0.0) for name in payers if name in shares[it]}
            for it in decisions
        }
    return {it: dict.fromkeys(payers, 1.0) for it in decisions}


def agree(make: Make, seeds: range, calculator: Calculator, folder: Path) -> None:
    """Write, edit, recalculate and compare."""
    made = list(cases(make, seeds, folder))
    files = [path for case in made for path, _ in case.edited]
    fresh = dict(zip(files, calculator.recalculate(files), strict=True))
    for case in made:
        assert changed_cells(case.written, fresh[case.written]) == [], case.seed
        for path, given in case.edited:
            found = opened(fresh[path], case.model)
            said = case.seed, path.name, given
            assert error_cells(found.book) == [], said
            assert list(disagreements(found, case.tables, given)) == [], said


@pytest.mark.parametrize("seed", blocks(1, 8))
def test_edits_of_any_workbook(seed: int, calculator: Calculator, tmp_path: Path) -> None:
    """Tests a workbook over the whole rulebook with 4 plans; 7 more at night."""
    agree(small_rulebook, range(seed, seed + 1), calculator, tmp_path)


@pytest.mark.parametrize("seed", blocks(1, 2))
def test_edits_with_open_pools(seed: int, calculator: Calculator, tmp_path: Path) -> None:
    """Tests a workbook with pools and shares, with 4 plans; another at night."""
    agree(small_open_pools, range(seed, seed + 1), calculator, tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("block", range(20))
def test_edits_of_many_workbooks(block: int, calculator: Calculator, tmp_path: Path) -> None:
    """Tests 120 more workbooks with 480 plans."""
    first = 100 + 6 * block
    agree(small_rulebook, range(first, first + 6), calculator, tmp_path)
