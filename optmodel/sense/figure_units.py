"""Figures of clusters and sites against the range of sourced ones: units slipped by a thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.sense.column_units import column_finding, column_slips
from optmodel.sense.figures import Figures, figure, guesses, of, outside, positive, span_words
from optmodel.sense.sourced_ranges import SourcedRange, sourced_ranges
from optmodel.workbook.tables import Record, Tables

CODES = {"Clusters": "W301", "Sites": "W302"}
"""Sheet to the code of its warnings."""

MOST_RATIOS = 2
"""Ratios that are told of a row; the rest are counted."""


def figure_findings(tables: Tables) -> Iterator[Finding]:
    """Warn of figures that lie far outside what sourced ones have: of whole columns, then of rows.

    Only figures above 0 are compared: a power plant uses less than nothing, and a blank is 0.
    A row of a column that slipped as a whole is not told of again.
    """
    for sheet, code in CODES.items():
        ranges, columns = sourced_ranges(sheet), column_slips(tables, sheet)
        yield from (column_finding(slip, code) for slip in columns)
        told = {record.row for slip in columns for record in slip.records}
        for record in tables.rows(sheet):
            figures = positive(record, ranges)
            odd = outside(ranges, figures)
            if odd and record.row not in told:
                yield _finding(record, code, odd, figures, ranges)


def _finding(
    record: Record,
    code: str,
    odd: Sequence[SourcedRange],
    figures: Figures,
    ranges: Sequence[SourcedRange],
) -> Finding:
    """Say which ratios are odd, and what could have slipped."""
    found = guesses(ranges, figures)
    said = "; ".join(_words(each, figures) for each in odd[:MOST_RATIOS])
    more = f"; and {len(odd) - MOST_RATIOS} more" if len(odd) > MOST_RATIOS else ""
    advice = " ".join(guess.question for guess in found) or "Check the units of these cells."
    headers = dict.fromkeys(header for each in odd for header in each.headers)
    first = found[0].header if found else next(iter(headers))
    involved = tuple(record.address(header) for header in headers if header != first)
    return replace(at(record, first, code, f"{said}{more}. {advice}"), involved=involved)


def _words(each: SourcedRange, figures: Figures) -> str:
    """Such as ``Jobs per Capex (USD m) is 900; sourced factories have 0.1 to 5.35``."""
    return f"{each.name} is {figure(of(each, figures))}; {span_words(each)}"
