"""Every function of formulas against a figure by hand, and its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from optmodel.live import functions as f
from optmodel.live.term import NO_PERIOD, Place, Term

HERE = Place("Sheet", 0)
DAY = 46388.0
"""1 January 2027."""


def cell(name: str, value: object) -> Term:
    """A single cell."""
    return Term(lambda _: name, lambda _: value)


def cells(name: str, values: Sequence[object]) -> Term:
    """A range."""
    kind = object if any(isinstance(value, str) for value in values) else np.float64
    return Term(lambda _: name, lambda _: np.array(values, dtype=kind), ranged=True)


A, B, ZERO = cell("A", 7.0), cell("B", 2.0), cell("Z", 0.0)
R, S = cells("R", [3.0, 1.0, 2.0]), cells("S", [10.0, 20.0, 40.0])


@pytest.mark.parametrize(
    ("made", "text", "number"),
    [
        (f.least(A, B, 12), "MIN(A,B,12)", 2.0),
        (f.most(A, B, 0), "MAX(A,B,0)", 7.0),
        (f.either(A > B, A, 0), "IF(A>B,A,0)", 7.0),
        (f.every(A > B, B > A), "AND(A>B,B>A)", 0.0),
        (f.some(A > B, B > A), "OR(A>B,B>A)", 1.0),
        (f.magnitude(B - A), "ABS(B-A)", 5.0),
        (f.whole(A / B), "INT(A/B)", 3.0),
        (f.whole(-A / B), "INT((0-A)/B)", -4.0),
        (f.rounded(A / B - 1), "ROUND(A/B-1,0)", 2.0),
        (f.added([A, B, A]), "A+B+A", 16.0),
        (f.total(R), "SUM(R)", 6.0),
        (f.largest(R), "MAX(R)", 3.0),
        (f.smallest(R), "MIN(R)", 1.0),
        (f.sum_of(R * S), "SUMPRODUCT(R*S)", 130.0),
        (f.sum_of((R > 1) * S), "SUMPRODUCT((R>1)*S)", 50.0),
        (f.largest_of((R < B) * S), "SUMPRODUCT(MAX((R<B)*S))", 20.0),
        (f.item(S, B), "INDEX(S,B)", 20.0),
        (f.item_or(S, B, 1), "IF(B=0,1,INDEX(S,B))", 20.0),
        (f.item_or(S, ZERO, 1), "IF(Z=0,1,INDEX(S,Z))", 1.0),
        (f.position(S, cell("V", 40.0)), "MATCH(V,S,0)", 3.0),
        (f.count_where((R, ">=", B)), 'COUNTIFS(R,">="&B)', 2.0),
        (f.count_where((R, "=", B)), "COUNTIFS(R,B)", 1.0),
        (f.count_where((R, ">", 0), (S, "<>", 1.0)), 'COUNTIFS(R,">"&0,S,"<>"&1)', 3.0),
        (f.sum_where(S, (R, "<", cell("V", 3.0))), 'SUMIFS(S,R,"<"&V)', 60.0),
        (
            f.months_after(cell("D", DAY - 1), cell("M", 1.0)),
            "DATE(YEAR(D),MONTH(D)+M,1)",
            DAY,
        ),
        (f.year_of(cell("D", DAY - 1)), "YEAR(D)", 2026.0),
        (f.month_of(cell("D", DAY - 1)), "MONTH(D)", 12.0),
        (f.is_number(A), "ISNUMBER(A)", 1.0),
        (f.is_number(cell("N", np.array(np.nan))), "ISNUMBER(N)", 0.0),
        (f.figure(A), "N(A)", 7.0),
        (f.normal_quantile(cell("P", 0.8)), "NORMSINV(P)", 0.8416212335729143),
        (f.exponential(ZERO), "EXP(Z)", 1.0),
        (f.logarithm(f.exponential(B)), "LN(EXP(B))", 2.0),
        (f.rows_in(S), "ROWS(S)", 3.0),
    ],
)  # fmt: skip
def test_text_and_number_of_a_function(made: Term, text: str, number: float) -> None:
    """Tests what the spreadsheet is told, and that the number is what it would find."""
    assert made.text(HERE) == text
    assert float(made.number(NO_PERIOD)) == pytest.approx(number, rel=1e-12)


def test_words_the_same_to_the_letter() -> None:
    """Tests that ``EXACT`` tells apart what ``=`` does not, and takes no wildcards."""
    words = cells("W", ["TX-1", "tx-1", "TX*"])
    assert f.exact(words, cell("V", "TX*")).number(NO_PERIOD).tolist() == [0.0, 0.0, 1.0]
    assert f.exact(words, cell("V", "tx-1")).number(NO_PERIOD).tolist() == [0.0, 1.0, 0.0]
    assert f.exact(words, "TX-1").text(HERE) == 'EXACT(W,"TX-1")*1'


def test_sums_pass_over_words() -> None:
    """Tests that a column with "never" in it is added up as the spreadsheet does."""
    years = cells("Y", [1.5, "never", 2.0])
    assert float(f.total(years).number(NO_PERIOD)) == 3.5
    assert float(f.smallest(years).number(NO_PERIOD)) == 1.5


def test_words_are_no_number() -> None:
    """Tests ``ISNUMBER`` and ``N`` of a column with words."""
    years = cells("Y", [1.5, "never"])
    assert f.is_number(years).number(NO_PERIOD).tolist() == [1.0, 0.0]
    assert f.figure(years).number(NO_PERIOD).tolist() == [1.5, 0.0]


def test_a_choice_between_figures_and_words() -> None:
    """Tests that a figure beside words stays a figure."""
    some = cells("Y", [1.5, 2.5]) > B
    chosen = f.either(some, "never", cells("Y", [1.5, 2.5])).number(NO_PERIOD)
    assert chosen.tolist() == [1.5, "never"]


def test_counts_for_every_record() -> None:
    """Tests a criterion that is a range: one count per cell, as inside ``SUMPRODUCT``."""
    counted = f.count_where((R, "<=", R))
    assert counted.text(HERE) == 'COUNTIFS(R,"<="&R)'
    assert counted.number(NO_PERIOD).tolist() == [3.0, 1.0, 2.0]
    assert float(f.sum_of(counted).number(NO_PERIOD)) == 6.0


def test_counts_against_a_cell_of_each_record() -> None:
    """Tests a criterion per record: one count each."""
    own = cell("$B2", np.array([1.0, 3.0]))
    assert f.count_where((R, ">=", own)).number(NO_PERIOD).tolist() == [3.0, 1.0]


def test_a_cell_of_a_matrix() -> None:
    """Tests row and column from 1."""
    matrix = f.Matrix("m_steps", lambda: np.array([[0.0, 0.4, 0.6], [0.0, 1.0, 0.0]]))
    found = f.entry(matrix, cell("K", np.array([1.0, 2.0])), cell("L", np.array([3.0, 2.0])))
    assert found.text(HERE) == "INDEX(m_steps,K,L)"
    assert found.number(NO_PERIOD).tolist() == [0.6, 1.0]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: f.item(S, inner),
        lambda inner: f.position(S, inner),
        lambda inner: f.count_where((R, "=", inner)),
        lambda inner: f.least(inner, 1),
        lambda inner: f.sum_of(inner * R),
    ],
)
def test_a_choice_inside_a_function_is_still_seen(wrap: Callable[[Term], Term]) -> None:
    """Tests that no function hides an IF from the rule that IFs are not nested."""
    with pytest.raises(ValueError, match="IF inside an IF"):
        f.either(A > B, wrap(f.either(A > B, 1, 0)), 0)
