"""Results workbooks of small programs, each made once for all tests of a worker."""

from __future__ import annotations

from random import Random

import pytest
from openpyxl.workbook.workbook import Workbook

from optmodel import api
from optmodel.run.intake import tables_of
from tests.oracle.enumerate_plans import small_rulebook
from tests.recalculation.plans import plan_of, settled
from tests.recalculation.test_any_edit import given_plans
from tests.results.hand import CAB, FIB, ODD, given, hand_tables
from tests.results.written import Written, values_of, written
from tests.run.rulebook import two_sources


@pytest.fixture(scope="session")
def hand() -> Written:
    """The best plan of the program by hand, found and proven."""
    tables = hand_tables()
    return written(api.solve(tables), tables)


@pytest.fixture(scope="session")
def workbook(hand: Written) -> Workbook:
    """What it shows."""
    return hand.values


@pytest.fixture(scope="session")
def crowded() -> Written:
    """A plan of the same program that somebody gives: 130 acres on 100."""
    tables = hand_tables()
    return written(plan_of(tables, given(tables, FIB, CAB)), tables)


@pytest.fixture(scope="session")
def sources() -> Written:
    """The best plan of the program with two sources, one of them a pool."""
    tables, _ = tables_of(two_sources())
    assert tables is not None
    return written(api.solve(tables), tables)


@pytest.fixture(scope="session")
def rulebook() -> Written:
    """A plan that breaks rules, of a small workbook with the whole rulebook."""
    book, space = small_rulebook(1)
    tables = book.tables()
    chosen = settled(tables, next(given_plans(Random(1), space, 1)))
    return written(plan_of(tables, chosen), tables)


@pytest.fixture(scope="session", params=["hand", "crowded", "sources", "rulebook"])
def book(request: pytest.FixtureRequest) -> Written:
    """Each of these workbooks."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Written)
    return made


@pytest.fixture(scope="session")
def crowded_values(crowded: Written) -> Workbook:
    """What the plan with too many acres shows."""
    return crowded.values


@pytest.fixture(scope="session")
def carried() -> Workbook:
    """What the best plan shows where calls that are not made are carried forward."""
    tables = hand_tables(carries=True)
    return values_of(plan_of(tables, given(tables, FIB, ODD)), tables)
