"""Counts and sums of the cells that fulfill conditions."""

from __future__ import annotations

from typing import Any

import numpy as np

from optmodel.live.functions.call import Given
from optmodel.live.term import Place, Term, term

Condition = tuple[Term, str, Given]
"""A range of cells, a comparison such as ``<=``, and what each cell is compared with."""


COMPARE = {
    "=": np.equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "<>": np.not_equal,
}


def count_where(*conditions: Condition) -> Term:
    """``COUNTIFS`` of numeric ranges; a criterion may itself be a range, one count per cell."""
    return _where("COUNTIFS", None, conditions)


def sum_where(cells: Term, *conditions: Condition) -> Term:
    """``SUMIFS`` of a numeric range where numeric ranges fulfill conditions."""
    return _where("SUMIFS", cells, conditions)


def _where(name: str, cells: Term | None, conditions: tuple[Condition, ...]) -> Term:
    wanted = [(area, sign, term(value)) for area, sign, value in conditions]
    ranged = any(value.ranged for _, _, value in wanted)

    def text(place: Place) -> str:
        parts = [] if cells is None else [cells.text(place)]
        for area, sign, value in wanted:
            said = value.text(place)
            parts += [area.text(place), said if sign == "=" else f'"{sign}"&{said}']
        return f"{name}({','.join(parts)})"

    def number(period: int) -> Any:
        found: Any = True
        for area, sign, value in wanted:
            against = np.asarray(value.number(period))
            if ranged and not value.ranged:
                against = against[..., None]
            found = found & COMPARE[sign](area.number(period), against[..., None])
        weights = 1.0 if cells is None else cells.number(period)
        return np.sum(found * weights, axis=-1)

    return Term(text, number, ranged=ranged, has_if=any(value.has_if for _, _, value in wanted))
