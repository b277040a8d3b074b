"""Figures of a row against sourced ranges, and what could have slipped where they lie outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from optmodel.sense.sourced_ranges import SourcedRange
from optmodel.sense.unit_slips import Slip, slips
from optmodel.workbook.tables import Record

MOST_SLIPS = 2
"""Guesses that are told; where more fit, none is a good one."""

WHOSE = {"Clusters": "factories", "Sites": "sites"}

Figures = Mapping[str, float]
"""Header to figure, those above 0 alone: nothing can be said of the others."""


def positive(record: Record, ranges: Sequence[SourcedRange]) -> Figures:
    """Collect the figures of a row that some range is about."""
    headers = dict.fromkeys(header for each in ranges for header in each.headers)
    amounts = {header: record.optional_number(header) for header in headers}
    return {header: amount for header, amount in amounts.items() if amount and amount > 0}


def outside(ranges: Sequence[SourcedRange], figures: Figures) -> list[SourcedRange]:
    """List the ranges, widened, in which the figures do not lie."""
    return [each for each in ranges if has(each, figures) and not each.holds(of(each, figures))]


def has(each: SourcedRange, figures: Figures) -> bool:
    """Whether both figures of a ratio are there."""
    return all(header in figures for header in each.headers)


def of(each: SourcedRange, figures: Figures) -> float:
    """The figure, or the ratio of the two."""
    return figures[each.figure] / (figures[each.per] if each.per else 1.0)


def guesses(ranges: Sequence[SourcedRange], figures: Figures) -> list[Slip]:
    """Slips that would bring most figures back: one for each column, two columns at most.

    Of two units of one column that bring back equally many, the one counts that brings them
    nearer to the middle of what sourced ones have.
    """
    odd = outside(ranges, figures)
    headers = dict.fromkeys(header for each in odd for header in each.headers)
    found: dict[str, tuple[int, float, Slip]] = {}
    for slip in (slip for header in headers for slip in slips(header)):
        if any(header not in figures for header in slip.along):
            continue
        mended = slip.mended(figures)
        found_now = len(outside(ranges, mended)), _distance(ranges, mended, slip.header), slip
        if slip.header not in found or found_now[:2] < found[slip.header][:2]:
            found[slip.header] = found_now
    fewest = min((left for left, _, _ in found.values()), default=len(odd))
    best = [slip for left, _, slip in found.values() if left == fewest]
    return best if fewest < len(odd) and len(best) <= MOST_SLIPS else []


def span_words(each: SourcedRange) -> str:
    """Such as ``sourced factories have 0.1 to 5.35``."""
    return f"sourced {WHOSE[each.sheet]} have {figure(each.least)} to {figure(each.most)}"


def figure(amount: float) -> str:
    """Three digits, never in powers of ten but for what is below a millionth."""
    if amount >= 1000:
        return f"{amount:,.0f}"
    return f"{amount:.3g}"


def _distance(ranges: Sequence[SourcedRange], figures: Figures, header: str) -> float:
    """How far, in powers, the figures of a column lie from the middle of their ranges."""
    about = [each for each in ranges if header in each.headers and has(each, figures)]
    return sum(abs(log(of(each, figures)) - _middle(each)) for each in about)


def _middle(each: SourcedRange) -> float:
    return (log(each.least) + log(each.most)) / 2
