"""Errors planted in figures of sources, pools, synergies and targets: each is caught by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.audit.audit import RULES, audit, evaluate
from optmodel.audit.claim import Claim
from optmodel.audit.pool import POOL_LINES
from optmodel.workbook.tables import Tables

from .claims import failed, figures_of, first, line
from .workbooks import cluster, external, opening, own_cash, site, start, tables_of

STARTS = (start("FIB"), start("CAB", 1))
OPENINGS = (opening(),)
SHARES = ({"JPN": 0.75, "EXT": 0.25}, {"JPN": 1.0})


@pytest.fixture
def tables() -> Tables:
    """Two clusters at one site, paid by a pooled pledge and by external capital.

    They gain 12 a year by standing together, and lack 50 of 150 jobs at 0.5 each. In period 1 the
    first of them loses 30, which the pool makes good later.
    """
    return tables_of(
        {"Discount rate": 0.08, "Tax rate": 0.21, "Horizon periods": 12},
        [cluster("FIB", Jobs=30), cluster("CAB", 200, 2, Jobs=70)],
        [site("ORR", **{"Preparation cost (USD m)": 7})],
        (
            {
                "Vehicle": "pooled",
                "Share before recovery": 0.5,
                "Share after recovery": 0.1,
                "Deemed rate": 0.055,
            },
            external(**{"Share before recovery": 0.3, "Deemed rate": 0.1}),
        ),
        Synergies=[{"Cluster A": "FIB", "Cluster B": "CAB", "Benefit (USD m/year)": 12}],
        Cash_flows=[own_cash("FIB", "operating cost", 0, 90)],
        Targets=[{"Metric": "jobs", "Sense": "at least", "Amount": 150, "Strength": 0.5}],
    )


@pytest.fixture
def claim(tables: Tables) -> Claim:
    """The plan's figures as they should be."""
    verdict = evaluate(tables, STARTS, OPENINGS, dict(zip(STARTS, SHARES, strict=True)))
    return Claim(
        starts=STARTS,
        openings=OPENINGS,
        value=verdict.value,
        bound=verdict.value,
        values=verdict.values,
        calls=verdict.calls,
        figures=tuple(figures_of(book) for book in (verdict.books[one] for one in STARTS)),
        shares=SHARES,
        pools={
            name: {line: pool.line(line) for line in POOL_LINES}
            for name, pool in verdict.pools.items()
        },
        penalty_musd=verdict.penalty_musd,
        synergy_musd=verdict.synergy_musd,
    )


def pool_line(claim: Claim, name: str, period: int, amount: float) -> Claim:
    """The claim with an amount added to a line of its pool."""
    steps = list(claim.pools["JPN"][name])
    steps[period] += amount
    return replace(claim, pools={"JPN": {**claim.pools["JPN"], name: tuple(steps)}})


def test_right_figures_pass_every_check(tables: Tables, claim: Claim) -> None:
    """Tests that nothing fails, every rule has its line, and names are not used twice."""
    assert failed(tables, claim) == {}
    names = [check.name for check in audit(tables, claim)]
    assert len(names) == len(set(names))
    assert set(RULES) <= set(names)
    assert claim.penalty_musd == pytest.approx(25)
    assert claim.value == pytest.approx(claim.values["program"] - 25)


def test_penalty(tables: Tables, claim: Claim) -> None:
    """Tests that a price that is left out of the figures is seen, and one left out of the value."""
    assert set(failed(tables, replace(claim, penalty_musd=0.0))) == {"penalty"}
    forgotten = replace(claim, value=claim.value + claim.penalty_musd, bound=None)
    assert set(failed(tables, forgotten)) == {"value"}


def test_synergy(tables: Tables, claim: Claim) -> None:
    """Tests that synergies 0.01 % beside the recomputed ones are seen, and none at all."""
    wrong = replace(claim, synergy_musd=claim.synergy_musd * 1.0001)
    assert set(failed(tables, wrong)) == {"synergy"}
    assert set(failed(tables, replace(claim, synergy_musd=0.0))) == {"synergy"}


def test_calls_on_the_other_source(tables: Tables, claim: Claim) -> None:
    """Tests that a cent called on the wrong source is seen though the sum is right."""
    japan, *later = claim.calls["JPN"]
    other, *rest = claim.calls["EXT"]
    calls = {"JPN": (japan - 0.01, *later), "EXT": (other + 0.01, *rest)}
    assert set(failed(tables, replace(claim, calls=calls))) == {"capital_calls"}
    more = {**claim.calls, "EXT": (other + 0.01, *rest)}
    assert set(failed(tables, replace(claim, calls=more))) == {"capital_calls", "sources_uses"}


def test_value_of_the_other_sources(tables: Tables, claim: Claim) -> None:
    """Tests that a cent moved from Japan to other sources is seen though the sum is right."""
    values = {
        **claim.values,
        "japan": claim.values["japan"] - 0.01,
        "other": claim.values["other"] + 0.01,
    }
    assert set(failed(tables, replace(claim, values=values))) == {"values"}


@pytest.mark.parametrize("source", ["JPN", "EXT"])
def test_value_of_a_start_to_a_source(tables: Tables, claim: Claim, source: str) -> None:
    """Tests that what a start is worth to either source is checked."""
    worth = dict(claim.figures[0].npv_source_musd)
    worth[source] += 0.01
    assert set(failed(tables, first(claim, npv_source_musd=worth))) == {"npv_source"}


def test_value_of_a_start_to_a_source_that_there_is_not(tables: Tables, claim: Claim) -> None:
    """Tests that nothing can be worth anything to an unknown source."""
    worth = {**claim.figures[0].npv_source_musd, "BNK": 0.01}
    assert set(failed(tables, first(claim, npv_source_musd=worth))) == {"npv_source"}


def test_pooled_calls_of_a_start(tables: Tables, claim: Claim) -> None:
    """Tests that a cent more of the calls said to be the pool's breaks the cluster's balance."""
    assert set(failed(tables, line(claim, "pooled_calls", 0, 0.01))) == {"cash", "corkscrew"}


def test_shares_that_are_not_those_of_the_figures(tables: Tables, claim: Claim) -> None:
    """Tests that other shares give other calls and values by party, and the same value."""
    wrong = failed(tables, replace(claim, shares=({"JPN": 0.5, "EXT": 0.5}, SHARES[1])))
    assert {"capital_calls", "npv_source", "npv_host", "values", "cash", "pools"} <= set(wrong)
    assert not {"value", "npv", "funding_shares", "sources_uses"} & set(wrong)


def test_shares_are_missing(tables: Tables, claim: Claim) -> None:
    """Tests that nobody pays where two could and nobody is named."""
    assert "funding_shares" in failed(tables, replace(claim, shares=()))
    assert "funding_shares" in failed(tables, replace(claim, shares=SHARES[:1]))


@pytest.mark.parametrize(
    ("name", "checks"),
    [
        ("cash", {"pooled_split"}),
        ("carried_loss", {"pooled_split"}),
        ("distributable", {"pooled_split"}),
        ("receipts", {"pooled_split"}),
        ("receipts_after", {"pooled_split"}),
        ("receipts_before", {"pooled_split", "pooled_balance"}),
        ("calls", {"pooled_balance"}),
        ("balance_close", {"pooled_balance"}),
        ("balance_open", {"pooled_balance"}),
        ("interest", {"pooled_balance"}),
    ],
)
def test_line_of_a_pool(tables: Tables, claim: Claim, name: str, checks: set) -> None:
    """Tests that a cent in period 3 of a line of the pool breaks the line and the sums it is in.

    The balance is still owed then, so that half of the cash repays it whatever is needed.
    """
    assert claim.pools["JPN"]["balance_close"][3] > 10
    assert set(failed(tables, pool_line(claim, name, 3, 0.01))) == {"pools", *checks}


def test_period_of_recovery_of_a_pool(tables: Tables, claim: Claim) -> None:
    """Tests that the cash of the period of recovery is split where the balance reaches zero.

    A balance that is repaid a little too early or too late there breaks balance and split.
    """
    closing = claim.pools["JPN"]["balance_close"]
    recovery = max(h for h, owed in enumerate(closing) if owed > 0) + 1
    assert recovery < len(closing)
    for amount in (0.01, -0.01):
        wrong = failed(tables, pool_line(claim, "receipts_before", recovery, amount))
        assert set(wrong) == {"pools", "pooled_balance", "pooled_split"}


@pytest.mark.parametrize("name", POOL_LINES)
def test_line_of_a_pool_is_missing(tables: Tables, claim: Claim, name: str) -> None:
    """Tests that a line that is not claimed counts as nothing, unless it is nothing."""
    lines = {other: steps for other, steps in claim.pools["JPN"].items() if other != name}
    is_nothing = not any(claim.pools["JPN"][name])
    expected = set() if is_nothing else {"pools"}
    assert set(failed(tables, replace(claim, pools={"JPN": lines}))) == expected


def test_pool_is_missing(tables: Tables, claim: Claim) -> None:
    """Tests that no pool at all is seen, one of another source, and a line of another name."""
    assert set(failed(tables, replace(claim, pools={}))) == {"pools"}
    wrong = {**claim.pools, "EXT": {"cash": (1.0,)}}
    assert set(failed(tables, replace(claim, pools=wrong))) == {"pools"}
    named = {"JPN": {**claim.pools["JPN"], "profit": (1.0,)}}
    assert set(failed(tables, replace(claim, pools=named))) == {"pools"}


def test_line_of_a_pool_is_too_short_or_too_long(tables: Tables, claim: Claim) -> None:
    """Tests that periods that are missing count as nothing, and one too many is seen."""
    cash = claim.pools["JPN"]["cash"]
    short = replace(claim, pools={"JPN": {**claim.pools["JPN"], "cash": cash[:5]}})
    assert set(failed(tables, short)) == {"pools", "pooled_split"}
    long = replace(claim, pools={"JPN": {**claim.pools["JPN"], "cash": (*cash, 1.0)}})
    assert set(failed(tables, long)) == {"pools"}


def test_not_a_number_in_a_pool(tables: Tables, claim: Claim) -> None:
    """Tests that NaN passes no comparison of a pool."""
    wrong = failed(tables, pool_line(claim, "calls", 3, float("nan")))
    assert {"pools", "pooled_balance"} <= set(wrong)
