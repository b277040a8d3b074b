"""Calls of functions of the spreadsheet by their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from optmodel.live.term import Place, Term, aligned, term

Given = Term | float | str


def called(
    name: str,
    compute: Callable[..., Any],
    *given: Given,
    ranged: bool | None = None,
    has_if: bool | None = None,
) -> Term:
    """Call a function of the spreadsheet by its name; ``compute`` does the same with numbers.

    ``ranged`` says whether the result still runs over cells; None = as the arguments.
    """
    terms = tuple(term(one) for one in given)

    def text(place: Place) -> str:
        return f"{name}({','.join(one.text(place) for one in terms)})"

    def number(period: int) -> Any:
        return compute(*aligned(period, *terms))

    return Term(
        text,
        number,
        ranged=any(one.ranged for one in terms) if ranged is None else ranged,
        has_if=any(one.has_if for one in terms) if has_if is None else has_if,
    )
