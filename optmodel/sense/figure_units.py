"""Figures of clusters and sites against the range of sourced ones: units slipped by a thousand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.sense.sourced_ranges import SourcedRange, sourced_ranges
from optmodel.sense.unit_slips import Slip, slips
from optmodel.workbook.tables import Record, Tables

CODES = {"Clusters": "W301", "Sites": "W302"}
"""Sheet to the code of its warnings."""

WHOSE = {"Clusters": "factories", "Sites": "sites"}

MOST_SLIPS = 2
"""Guesses that are told; where more fit, none is a good one."""

Figures = Mapping[str, float]
"""Header to figure, those above 0 alone: nothing can be said of the others."""


def figure_findings(tables: Tables) -> Iterator[Finding]:
    """Warn of each row whose figures lie far outside what sourced ones have.

    Only figures above 0 are compared: a power plant uses less than nothing, and a blank is 0.
    """
    for sheet, code in CODES.items():
        ranges = sourced_ranges(sheet)
        headers = {header for each in ranges for header in each.headers}
        for record in tables.rows(sheet):
            figures = _positive(record, headers)
            outside = _outside(ranges, figures)
            if outside:
                yield _finding(record, code, outside, figures, ranges)


def _positive(record: Record, headers: set[str]) -> Figures:
    amounts = {header: record.optional_number(header) for header in headers}
    return {header: amount for header, amount in amounts.items() if amount and amount > 0}


def _outside(ranges: Sequence[SourcedRange], figures: Figures) -> list[SourcedRange]:
    return [each for each in ranges if _has(each, figures) and not each.holds(_of(each, figures))]


def _has(each: SourcedRange, figures: Figures) -> bool:
    return all(header in figures for header in each.headers)


def _of(each: SourcedRange, figures: Figures) -> float:
    """The figure, or the ratio of the two."""
    return figures[each.figure] / (figures[each.per] if each.per else 1.0)


def _finding(
    record: Record,
    code: str,
    outside: Sequence[SourcedRange],
    figures: Figures,
    ranges: Sequence[SourcedRange],
) -> Finding:
    """Say which ratios are odd, and what could have slipped."""
    guesses = _guesses(outside, figures, ranges)
    said = "; ".join(_words(each, figures) for each in outside)
    questions = [guess.question for guess in guesses]
    advice = " ".join(questions) or "Check the units of these cells."
    message = f"{said}. {advice}"
    odd = dict.fromkeys(header for each in outside for header in each.headers)
    first = guesses[0].header if guesses else next(iter(odd))
    finding = at(record, first, code, message)
    involved = tuple(record.address(header) for header in odd if header != first)
    return Finding(
        code, message, finding.sheet, finding.cell, finding.key, first, involved=involved
    )


def _guesses(
    outside: Sequence[SourcedRange], figures: Figures, ranges: Sequence[SourcedRange]
) -> list[Slip]:
    """Slips that would bring most figures back: one for each column, two columns at most."""
    odd = dict.fromkeys(header for each in outside for header in each.headers)
    left = {
        slip: len(_outside(ranges, {**figures, header: figures[header] * slip.factor}))
        for header in odd
        for slip in slips(header)
    }
    fewest = min(left.values(), default=len(outside))
    if fewest >= len(outside):
        return []
    best: dict[str, Slip] = {}
    for slip, count in left.items():
        if count == fewest:
            best.setdefault(slip.header, slip)
    return list(best.values()) if len(best) <= MOST_SLIPS else []


def _words(each: SourcedRange, figures: Figures) -> str:
    """Such as ``Jobs per Capex (USD m) is 900; sourced factories have 0.1 to 5.35``."""
    span = f"{_number(each.least)} to {_number(each.most)}"
    amount = _number(_of(each, figures))
    return f"{each.name} is {amount}; sourced {WHOSE[each.sheet]} have {span}"


def _number(amount: float) -> str:
    """Three digits, never in powers of ten but for what is below a millionth."""
    if amount >= 1000:
        return f"{amount:,.0f}"
    return f"{amount:.3g}"
