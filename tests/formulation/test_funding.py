"""What the pledge pays and when, in cases that can be solved by hand."""

from __future__ import annotations

from optmodel.program.program import CallLimit
from tests.formulation.hand import case, money, place


def limits(*rows: tuple[int, float | None, bool]) -> tuple[CallLimit, ...]:
    """Rows of Funding calls: from, maximum, carry forward."""
    return tuple(CallLimit(first, most, carry, "") for first, most, carry in rows)


def test_call_limit_without_carrying_forward_loses_what_is_unused() -> None:
    """Tests that 30 a period never pay 50 at once, and that with carrying 60 do in period 1."""
    values = {("A", "S"): [10, 9]}
    for carry, best in ((False, 0.0), (True, 9.0)):
        pledge = money(call_limits=limits((0, 30.0, carry)))
        assert case(values, pledge=pledge, calls={"A": [50.0]}).best() == best


def test_capital_calls_follow_the_start() -> None:
    """Tests that calls of 20 and 30 fall into periods 1 and 2 where A starts in period 1."""
    model = case({("A", "S"): [None, 9]}, calls={"A": [20.0, 30.0]}).model()
    assert list(model.calls) == [("JPN", 1), ("JPN", 2)]
    assert [variable.ub for variable in model.calls.values()] == [20.0, 30.0]


def test_capital_calls_of_later_starts_cancel() -> None:
    """Tests that x of the earlier start keeps only what differs: 50 now, then 0, in period 1.

    Started in 0, A calls 25 in 0 and 25 in 1; started in 1, 25 in 1 and 25 in 2.
    """
    model = case({("A", "S"): [9, 8]}, calls={"A": [25.0, 25.0]}).model()
    row = model.capital_calls
    assert str(row["JPN", 0].body) == "25.0*x[A,S,0] - calls[JPN,0]"
    assert str(row["JPN", 1].body) == "25.0*x[A,S,1] - calls[JPN,1]"
    assert str(row["JPN", 2].body) == "-25.0*x[A,S,0] + 25.0*x[A,S,1] - calls[JPN,2]"


def test_commitment_limit_counts_preparation() -> None:
    """Tests that 50 for A and 3 for the site are more than 52, unless the host prepares it."""
    values = {("A", "S"): [10]}
    for pays, best in ((True, 0.0), (False, 7.0)):
        found = case(
            values,
            sites=[place("S", preparation_musd=3.0)],
            pledge=money(52.0, pays_preparation=pays),
            calls={"A": [50.0]},
        )
        assert found.best() == best


def test_commitment_limit_of_nothing_funds_nothing() -> None:
    """Tests that without a pledge nothing that costs is done, and what is free is done."""
    found = case({("A", "S"): [10], ("B", "S"): [7]}, pledge=money(0.0), calls={"B": [0.0]})
    assert found.best() == 7.0


def test_commitment_limit_is_met_to_the_digit() -> None:
    """Tests that calls of exactly what is left are possible: 30 + 70 = 100."""
    found = case(
        {("A", "S"): [10], ("B", "S"): [7]}, pledge=money(100.0), calls={"A": [30], "B": [70]}
    )
    assert found.best() == 17.0
