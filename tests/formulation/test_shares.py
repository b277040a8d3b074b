"""Who pays for what: shares of starts and of site preparation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optmodel.errors import ContradictionError
from optmodel.formulation.decode import decode
from tests.formulation.hand import Case, case, copies, money, one, place
from tests.formulation.money_cases import with_sources


def test_one_source_has_no_shares() -> None:
    """Tests that with one source the start itself says who pays: no column, no row."""
    model = case({("A", "S"): [10, 9]}).model()
    assert len(model.share) == len(model.preparation_share) == 0
    assert len(model.funding_shares) == len(model.maximum_share) == 0


def test_start_that_only_one_source_may_pay_has_no_shares() -> None:
    """Tests that JPN, which may not pay in period 1, leaves all of that start to EXT.

    EXT has 5 and A calls 10: period 1 is out of reach, and period 0 is worth 8, not 9.
    """
    found = with_sources(
        case({("A", "S"): [8, 9]}, calls={"A": [10.0]}), money(), money(5.0, id="EXT")
    )
    payable = np.array([[True, True], [False, True]])
    made = Case(found.program, replace(found.options, payable=payable), found.preparation)
    assert list(made.model().share) == [("A", "S", 0, "JPN"), ("A", "S", 0, "EXT")]
    assert made.best() == 8.0


def test_copies_of_one_option_share_alike() -> None:
    """Tests that 2 copies, 60 and 40 paid by two sources of 120 and 80, are 0.6 and 0.4 each."""
    found = case({("A", "S"): [10]}, *copies("A", 2), calls={"A": [100.0]})
    made = with_sources(found, money(120.0), money(80.0, id="EXT"))
    result = made.solve()
    assert result.x is not None
    chosen = decode(made.model(), result.x)
    assert chosen.shares.tolist() == [[pytest.approx(0.6), pytest.approx(0.4)]] * 2
    assert chosen.shares.sum(axis=1).tolist() == [1.0, 1.0]


def test_preparation_is_shared_by_those_who_pay_for_it() -> None:
    """Tests that a site of 9 is prepared by JPN with 5 and EXT with 4, whatever maximum share.

    A calls nothing. MID does not pay for preparation.
    """
    found = case(
        {("A", "S"): [10]},
        one("A", capex_musd=0.0),
        sites=[place("S", preparation_musd=9.0)],
    )
    sources = (
        money(5.0),
        money(id="MID", pays_preparation=False),
        money(4.0, id="EXT", maximum_share=0.1),
    )
    made = with_sources(found, *sources)
    result = made.solve()
    assert result.x is not None
    parts = decode(made.model(), result.x).preparation_shares[0]
    assert list(parts) == pytest.approx([5 / 9, 0.0, 4 / 9])


def test_host_pays_where_no_source_does() -> None:
    """Tests that the parts are 0 then, and that the United States bear the 3."""
    found = case(
        {("A", "S"): [10]},
        sites=[place("S", preparation_musd=3.0)],
        perspective="United States",
    )
    made = with_sources(
        found, money(pays_preparation=False), money(id="EXT", pays_preparation=False)
    )
    result = made.solve()
    assert result.x is not None
    assert result.value == pytest.approx(7.0)
    assert decode(made.model(), result.x).preparation_shares == {0: (0.0, 0.0)}


@pytest.mark.parametrize(
    ("perspective", "best"), [("Program", 10.0), ("Japan", 6.0), ("United States", 9.0)]
)
def test_perspective_counts_shares(perspective: str, best: float) -> None:
    """Tests that of 10, 0.6 are Japan's if JPN pays all, and 0.1 are EXT's if EXT does.

    Japan wants JPN to pay all (6), the United States EXT (9).
    """
    found = case({("A", "S"): [10]}, perspective=perspective)
    made = with_sources(found, money(), money(id="EXT"), to_sources=[0.6, 0.1])
    assert made.best() == pytest.approx(best)


def test_shares_that_are_not_all_of_a_start_are_refused() -> None:
    """Tests that 0.5 and 0.4 of A pay for less than A."""
    made = with_sources(case({("A", "S"): [10]}), money(), money(id="EXT"))
    model = made.model()
    x = np.array([1, 1, 0.5, 0.4, *[0.0] * (len(model.calls))])
    with pytest.raises(ContradictionError, match=r"pays for 0\.9 of 1 starts"):
        decode(model, x)


def test_share_that_is_rounding_is_none() -> None:
    """Tests that 1e-12 and -1e-12 are no shares, and what is left adds up to 1."""
    made = with_sources(case({("A", "S"): [10]}), money(), money(id="EXT"))
    model = made.model()
    for dust in (1e-12, -1e-12):
        x = np.array([1, 1, 1 - dust, dust, *[0.0] * (len(model.calls))])
        assert decode(model, x).shares.tolist() == [[1.0, 0.0]]


def test_preparation_that_costs_nothing_is_not_shared() -> None:
    """Tests that a site without costs has no shares of them."""
    made = with_sources(case({("A", "S"): [10]}), money(), money(id="EXT"))
    assert len(made.model().preparation_share) == 0
