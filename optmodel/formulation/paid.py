"""Amounts in proportion to what starts, or to what a source pays of it, as terms of a row."""

from __future__ import annotations

import numpy as np

from optmodel.economics.types import FloatArray
from optmodel.formulation.decisions import Decisions
from optmodel.formulation.differences import less_next
from optmodel.formulation.rows import Term
from optmodel.formulation.shares import Payer


def paid_terms(
    decisions: Decisions,
    payer: Payer,
    per_start: FloatArray,
    per_opening: FloatArray | None = None,
) -> list[Term]:
    """Terms of amounts in proportion to what a source pays, (n,) a start and (m,) an opening."""
    alone = np.where(payer.alone, per_start, 0.0)
    opens = None if per_opening is None else np.where(payer.opens_alone, per_opening, 0.0)
    terms = own_terms(decisions, alone, opens)
    terms += zip(per_start[payer.columns].tolist(), payer.shares, strict=True)
    if per_opening is not None:
        terms += zip(per_opening[payer.openings].tolist(), payer.opening_shares, strict=True)
    return terms


def own_terms(
    decisions: Decisions, per_start: FloatArray, per_opening: FloatArray | None = None
) -> list[Term]:
    """Terms of amounts in proportion to what starts, (n,), and opens, (m,), whoever pays."""
    terms = list(zip(less_next(per_start, decisions.next_x).tolist(), decisions.x, strict=True))
    if per_opening is not None:
        opened = less_next(per_opening, decisions.next_y)
        terms += zip(opened.tolist(), decisions.y, strict=True)
    return [(amount, variable) for amount, variable in terms if amount]


def largest_total(decisions: Decisions, per_start: FloatArray) -> float:
    """At most so much, from (n,) amounts a start: every copy of a row starts once at most."""
    largest = np.zeros(len(decisions.copies))
    np.maximum.at(largest, decisions.cluster, per_start)
    return float(decisions.copies @ largest)
