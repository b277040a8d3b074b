"""Errors planted in figures: each is caught by the check of its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.audit.audit import RULES, audit, evaluate
from optmodel.audit.book import LINES
from optmodel.audit.claim import Claim
from optmodel.workbook.tables import Tables

from .claims import failed, figures_of, first, line
from .workbooks import cluster, opening, site, start, tables_of

STARTS = (start("FIB"), start("CAB", 1))
OPENINGS = (opening(),)


@pytest.fixture
def tables() -> Tables:
    """Two clusters at one site that costs 7 to prepare, under the pledge's terms."""
    return tables_of(
        {"Discount rate": 0.08, "Tax rate": 0.21, "Horizon periods": 12},
        [cluster("FIB"), cluster("CAB", 200, 2)],
        [site("ORR", **{"Preparation cost (USD m)": 7})],
        {
            "Share before recovery": 0.5,
            "Share after recovery": 0.1,
            "Deemed rate": 0.055,
        },
    )


@pytest.fixture
def claim(tables: Tables) -> Claim:
    """The plan's figures as they should be."""
    verdict = evaluate(tables, STARTS, OPENINGS)
    books = [verdict.books[one] for one in STARTS]
    return Claim(
        starts=STARTS,
        openings=OPENINGS,
        value=verdict.value,
        bound=verdict.value * (1 + 1e-9),
        values=verdict.values,
        calls=verdict.calls,
        figures=tuple(figures_of(book) for book in books),
    )


def test_right_figures_pass_every_check(tables: Tables, claim: Claim) -> None:
    """Tests that nothing fails, every rule has its line, and names are not used twice."""
    checks = audit(tables, claim)
    assert all(check.passed and not check.detail for check in checks)
    names = [check.name for check in checks]
    assert len(names) == len(set(names))
    assert set(RULES) <= set(names)


def test_figures_that_agree_are_shown(tables: Tables, claim: Claim) -> None:
    """Tests that a line of two equal figures shows them, not two zeros."""
    checks = {check.name: check for check in audit(tables, claim)}
    assert (checks["value"].expected, checks["value"].actual) == (claim.value, claim.value)
    largest = max(abs(amount) for amount in claim.values.values())
    assert abs(checks["values"].expected) == largest
    assert checks["capex"].expected == max(one.capex_musd for one in claim.figures)


def test_value_off_by_a_ten_thousandth(tables: Tables, claim: Claim) -> None:
    """Tests that a value that is 0.01 % too high fails, and so does its bound."""
    wrong = failed(tables, replace(claim, value=claim.value * 1.0001))
    assert set(wrong) == {"value", "bound"}
    assert "expected" in wrong["value"]


def test_value_off_by_a_ten_millionth_passes(tables: Tables, claim: Claim) -> None:
    """Tests that rounding is forgiven."""
    assert failed(tables, replace(claim, value=claim.value * (1 + 1e-7))) == {}


def test_objective_of_the_solver_that_is_not_the_value(tables: Tables, claim: Claim) -> None:
    """Tests that a solver's objective 0.01 % beside the recomputed value fails, rounding passes."""
    right = claim.value
    assert failed(tables, replace(claim, solver_value=right * (1 + 1e-7))) == {}
    assert set(failed(tables, replace(claim, solver_value=right * 1.0001))) == {"solver_value"}


@pytest.mark.parametrize("change", [1e-4, -1e-4, 1e250])
def test_rate_of_return(tables: Tables, claim: Claim, change: float) -> None:
    """Tests that a rate a hundredth of a percent beside the right one fails, and an absurd one."""
    rate = claim.figures[0].irr
    assert rate is not None
    assert set(failed(tables, first(claim, irr=rate + change))) == {"irr"}


def test_rate_of_return_that_is_kept_back(tables: Tables, claim: Claim) -> None:
    """Tests that cash with one sign change has to have a rate."""
    assert set(failed(tables, first(claim, irr=None))) == {"irr"}


def test_value_above_the_bound(tables: Tables, claim: Claim) -> None:
    """Tests that a bound below the value is a contradiction."""
    assert set(failed(tables, replace(claim, bound=claim.value - 1))) == {"bound"}


def test_plan_without_a_bound_passes(tables: Tables, claim: Claim) -> None:
    """Tests that a search that proved nothing is not blamed for it."""
    assert failed(tables, replace(claim, bound=None)) == {}


@pytest.mark.parametrize("party", ["united_states", "japan", "other"])
def test_value_of_a_party(tables: Tables, claim: Claim, party: str) -> None:
    """Tests that one dollar in a hundred moved to a party breaks its value and the identity."""
    values = {**claim.values, party: claim.values[party] + 0.01}
    assert set(failed(tables, replace(claim, values=values))) == {"values", "program_identity"}


def test_value_moved_between_parties(tables: Tables, claim: Claim) -> None:
    """Tests that money moved from one party to the other is seen though the sum is right."""
    values = {
        **claim.values,
        "united_states": claim.values["united_states"] + 0.01,
        "japan": claim.values["japan"] - 0.01,
    }
    assert set(failed(tables, replace(claim, values=values))) == {"values"}


def test_calls_of_a_period(tables: Tables, claim: Claim) -> None:
    """Tests that calls a thousandth too high in one period break the calls and the sources."""
    calls = list(claim.calls["JPN"])
    calls[1] *= 1.001
    wrong = failed(tables, replace(claim, calls={"JPN": tuple(calls)}))
    assert set(wrong) == {"capital_calls", "sources_uses"}
    assert "JPN in period 1" in wrong["capital_calls"]


def test_calls_a_period_later(tables: Tables, claim: Claim) -> None:
    """Tests that calls shifted by a period break the calls alone: their sum is right."""
    calls = (0.0, *claim.calls["JPN"][:-1])
    assert set(failed(tables, replace(claim, calls={"JPN": calls}))) == {"capital_calls"}


def test_missing_source(tables: Tables, claim: Claim) -> None:
    """Tests that no calls at all are seen."""
    assert "capital_calls" in failed(tables, replace(claim, calls={}))


@pytest.mark.parametrize(
    ("figure", "check"),
    [
        ("npv_musd", "npv"),
        ("npv_host_musd", "npv_host"),
        ("capex_musd", "capex"),
        ("payback_years", "payback"),
        ("recovery_years", "recovery"),
    ],
)
def test_figure_of_a_start(tables: Tables, claim: Claim, figure: str, check: str) -> None:
    """Tests that a figure 0.01 % off is caught under its name, and the start is named."""
    wrong = failed(tables, first(claim, **{figure: getattr(claim.figures[0], figure) * 1.0001}))
    assert set(wrong) == {check}
    assert "FIB #1 at ORR" in wrong[check]


def test_value_to_a_source(tables: Tables, claim: Claim) -> None:
    """Tests that a value to the pledge 0.01 % off is caught under its name."""
    worth = {name: one * 1.0001 for name, one in claim.figures[0].npv_source_musd.items()}
    assert set(failed(tables, first(claim, npv_source_musd=worth))) == {"npv_source"}


@pytest.mark.parametrize("figure", ["payback_years", "recovery_years"])
def test_never_is_not_a_date(tables: Tables, claim: Claim, figure: str) -> None:
    """Tests that *never* is caught where there is a date."""
    assert set(failed(tables, first(claim, **{figure: None}))) == {figure.removesuffix("_years")}


def test_figures_are_missing(tables: Tables, claim: Claim) -> None:
    """Tests that a start without figures is seen."""
    assert "figures" in failed(tables, replace(claim, figures=claim.figures[:1]))


def test_not_a_number_fails(tables: Tables, claim: Claim) -> None:
    """Tests that NaN passes no comparison."""
    assert "npv" in failed(tables, first(claim, npv_musd=float("nan")))
    assert "value" in failed(tables, replace(claim, value=float("nan")))
    assert "bound" in failed(tables, replace(claim, value=float("nan")))


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("receipts", "cash_split"),
        ("host", "cash_split"),
        ("balance_close", "corkscrew"),
        ("balance_open", "corkscrew"),
        ("interest", "corkscrew"),
        ("receipts_before", "corkscrew"),
        ("support", "sources_uses"),
    ],
)
def test_line_of_cash(tables: Tables, claim: Claim, name: str, identity: str) -> None:
    """Tests that a cent in one period of one line breaks the line and the sum it is in."""
    assert set(failed(tables, line(claim, name, 3, 0.01))) == {"cash", identity}


@pytest.mark.parametrize("name", LINES)
def test_every_line_is_compared(tables: Tables, claim: Claim, name: str) -> None:
    """Tests that a cent in any line is seen."""
    assert "cash" in failed(tables, line(claim, name, 2, 0.01))


def test_wrong_plan_fails_under_its_rule(tables: Tables, claim: Claim) -> None:
    """Tests that a broken rule is a failed line with the excess: a start 2 periods early."""
    late = replace(claim, openings=(opening(period=2),))
    checks = {check.name: check for check in audit(tables, late)}
    assert not checks["open_before_start"].passed
    assert checks["open_before_start"].difference == 2
    assert "FIB #1 at ORR" in checks["open_before_start"].detail


def test_just_over_the_tolerance_fails(tables: Tables, claim: Claim) -> None:
    """Tests that 1.5 tolerances are too far and 0.5 are not."""
    assert set(failed(tables, replace(claim, value=claim.value * (1 - 1.5e-6)))) == {"value"}
    assert failed(tables, replace(claim, value=claim.value * (1 - 0.5e-6))) == {}


def test_other_differences_are_counted(tables: Tables, claim: Claim) -> None:
    """Tests that two wrong periods show the one that is further off, and that there is another."""
    first_period, *rest = claim.calls["JPN"]
    calls = (first_period + 1, *(call + 5 for call in rest))
    wrong = failed(tables, replace(claim, calls={"JPN": calls}))["capital_calls"]
    assert wrong.endswith(f"; {len(calls) - 1} more differ")
    # One more period of calls than there is: what is too long is no less wrong.
    longer = replace(claim, calls={"JPN": (*claim.calls["JPN"], 1.0)})
    assert "capital_calls" in failed(tables, longer)


def test_party_that_is_missing_counts_as_nothing(tables: Tables, claim: Claim) -> None:
    """Tests that other sources may be left out where there are none, and Japan may not."""
    values = {party: amount for party, amount in claim.values.items() if party != "other"}
    assert failed(tables, replace(claim, values=values)) == {}
    del values["japan"]
    assert set(failed(tables, replace(claim, values=values))) == {"values", "program_identity"}


def test_many_violations_are_counted() -> None:
    """Tests that a rule broken four times shows three places and counts one more."""
    names = ("FIB", "CAB", "TRF", "PWR")
    tables = tables_of({}, [cluster(name, Decision="skip") for name in names], [site("ORR")], {})
    starts = tuple(start(name) for name in names)
    claim = Claim(starts, OPENINGS, 0.0, None, {}, {}, ())
    skipped = next(check for check in audit(tables, claim) if check.name == "skipped")
    assert skipped.detail.endswith("; 1 more")
    assert skipped.tolerance == 0
