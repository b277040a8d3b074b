"""A term is a formula and its number: brackets, order and what may not stand in a formula."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from optmodel.live.functions import either
from optmodel.live.term import NO_PERIOD, Place, Term, term

HERE = Place("Sheet", 0)


def cell(name: str, value: object) -> Term:
    """A cell of a name with a value."""
    return Term(lambda _: name, lambda _: value)


A, B, C = cell("A", 7.0), cell("B", 2.0), cell("C", 3.0)


@pytest.mark.parametrize(
    ("made", "text", "number"),
    [
        (A + B * C, "A+B*C", 13.0),
        ((A + B) * C, "(A+B)*C", 27.0),
        (A - (B + C), "A-(B+C)", 2.0),
        (A - B - C, "A-B-C", 2.0),
        (A - (B - C), "A-(B-C)", 8.0),
        (A / (B * C), "A/(B*C)", 7 / 6),
        (A / B * C, "A/B*C", 10.5),
        (A * (B / C), "A*(B/C)", 14 / 3),
        ((A + B) ** C, "(A+B)^C", 729.0),
        (B ** (C - 1), "B^(C-1)", 4.0),
        ((B**C) ** B, "B^C^B", 64.0),
        (-A, "0-A", -7.0),
        (-A * B, "(0-A)*B", -14.0),
        (A * -1, "A*-1", -7.0),
        (1 - A, "1-A", -6.0),
        (12 * A, "12*A", 84.0),
        (1 / B, "1/B", 0.5),
        ((A > B) * C, "(A>B)*C", 3.0),
        (A + B <= C, "A+B<=C", 0.0),
        (A.equals(1.0), "A=1", 0.0),
        (A.differs(B), "A<>B", 1.0),
        ((A < B) + (A >= B), "(A<B)+(A>=B)", 1.0),
    ],
)
def test_brackets_stand_where_the_number_needs_them(made: Term, text: str, number: float) -> None:
    """Tests text and number of one expression; a spreadsheet raises from left to right."""
    assert made.text(HERE) == text
    assert made.number(NO_PERIOD) == pytest.approx(number, rel=1e-15)


def test_additions_keep_their_order() -> None:
    """Tests that (a + b) + c and a + (b + c) are added up as they are written."""
    large, small = cell("L", 1e16), cell("S", 1.0)
    assert ((large + small) + small).number(0) == 1e16
    assert (large + (small + small)).number(0) == 1e16 + 2
    assert (large + (small + small)).text(HERE) == "L+(S+S)"


@pytest.mark.parametrize("figure", [2, 0.5, 1e-9, -12, 365.25])
def test_other_figures_need_a_cell(figure: float) -> None:
    """Tests that a figure that means something may not hide in a formula."""
    with pytest.raises(ValueError, match="give it a cell of its own"):
        _ = A * figure


@pytest.mark.parametrize("figure", [0, 1, -1, 12, 100, 1000])
def test_plain_figures_may_stand_in_formulas(figure: int) -> None:
    """Tests the only figures that may."""
    assert term(figure).text(HERE) == str(figure)


def test_an_if_holds_no_other_if() -> None:
    """Tests that choices are split over cells, however deep the inner one lies."""
    inner = either(A > B, 1, 0)
    for nested in (inner, inner + 1, inner > 0, 1 - inner * C):
        with pytest.raises(ValueError, match="IF inside an IF"):
            either(A > B, nested, 0)


@pytest.mark.parametrize("use", [bool, lambda one: not one, lambda one: one and 1])
def test_a_formula_is_neither_true_nor_false(use: Callable[[Term], object]) -> None:
    """Tests that a condition of Python on a term is refused: it would be decided at once."""
    with pytest.raises(TypeError, match="neither true nor false"):
        use(A > B)


def test_words_are_quoted_and_joined() -> None:
    """Tests quotes in words, and that whole numbers are joined without a point."""
    said = term('the "first" of ').joined(A)
    assert said.text(HERE) == '"the ""first"" of "&A'
    assert said.number(NO_PERIOD) == 'the "first" of 7'


def test_words_are_compared_whatever_their_case() -> None:
    """Tests that ``=`` on words is as in a spreadsheet."""
    words = cell("W", np.array(["Yes", "no", ""], dtype=object))
    assert words.equals("yes").number(NO_PERIOD).tolist() == [1.0, 0.0, 0.0]
    assert words.differs("yes").number(NO_PERIOD).tolist() == [0.0, 1.0, 1.0]


def test_a_single_figure_stands_beside_every_cell_of_a_range() -> None:
    """Tests two records of three cells, each against its own figure."""
    cells = Term(lambda _: "R", lambda _: np.arange(6.0).reshape(2, 3), ranged=True)
    least = cell("M", np.array([1.0, 4.0]))
    found = (cells >= least).number(NO_PERIOD)
    assert found.tolist() == [[0.0, 1.0, 1.0], [0.0, 1.0, 1.0]]


def test_division_by_nothing_says_nothing_until_it_is_used() -> None:
    """Tests that the branch that a formula does not choose may divide by 0."""
    nothing = cell("Z", 0.0)
    chosen = either(nothing > 0, A / nothing, 1)
    assert chosen.text(HERE) == "IF(Z>0,A/Z,1)"
    assert float(chosen.number(NO_PERIOD)) == 1.0
