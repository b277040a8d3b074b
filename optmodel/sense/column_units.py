"""Columns that were typed in another unit as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.sense.figures import Figures, figure, guesses, of, outside, positive, span_words
from optmodel.sense.sourced_ranges import SourcedRange, sourced_ranges
from optmodel.sense.unit_slips import Slip
from optmodel.workbook.tables import Record, Tables

FEWEST_ROWS = 2
"""One row is no column."""


@dataclass(frozen=True, slots=True)
class ColumnSlip:
    """A column most of whose figures lie outside by what looks like one slip."""

    slips: tuple[Slip, ...]
    """The likely slip; two, of different columns, where nothing tells which it is."""
    records: tuple[Record, ...]
    """The rows, in the order of the sheet."""
    rows: int
    """All rows that have such a figure."""
    range: SourcedRange
    """One that most of the rows miss."""
    least: float
    most: float
    """Of these rows, for that range."""

    def mended(self, record: Record, figures: Figures) -> Figures:
        """Give the figures of a row as they would be, if it is one of these rows."""
        is_meant = len(self.slips) == 1 and record in self.records
        return self.slips[0].mended(figures) if is_meant else figures


def column_slips(tables: Tables, sheet: str) -> tuple[ColumnSlip, ...]:
    """Look for columns in another unit, the one that most rows speak for first.

    Each is taken to be as guessed before the next is looked for, so that capex in USD does not
    hide that revenue is so too.
    """
    ranges = sourced_ranges(sheet)
    rows = [(record, positive(record, ranges)) for record in tables.rows(sheet)]
    found: list[ColumnSlip] = []
    while (slip := _column_slip(ranges, rows)) is not None:
        found.append(slip)
        if len(slip.slips) > 1:
            break
        rows = [(record, slip.mended(record, figures)) for record, figures in rows]
    return tuple(found)


def column_finding(slip: ColumnSlip, code: str) -> Finding:
    """Ask about the column once, with the figures of the range that they miss."""
    header, many = slip.slips[0].header, len(slip.records)
    who = (
        ("both rows" if many == 2 else f"all {many} rows")
        if many == slip.rows
        else f"{many} of {slip.rows} rows"
    )
    asked = " ".join(it.question for it in slip.slips)
    least, most = figure(slip.least), figure(slip.most)
    amounts = least if least == most else f"{least} to {most}"
    message = (
        f"{who}: {asked[0].lower()}{asked[1:]} {slip.range.name} is {amounts}; "
        f"{span_words(slip.range)}."
    )
    first, last = slip.records[0], slip.records[-1]
    found = replace(at(first, header, code, message), key="")
    others = [name for it in slip.slips for name in it.headers if name != header]
    involved = [it.address(name) for name in others for it in slip.records]
    if last.row - first.row + 1 == many:
        cells = tuple(record.cell(header) for record in slip.records)
        return replace(found, cell=f"{cells[0]}:{cells[-1]}", cells=cells, involved=tuple(involved))
    own = [it.address(header) for it in slip.records[1:]]
    return replace(found, involved=(*own, *involved))


def _column_slip(
    ranges: Sequence[SourcedRange], rows: Sequence[tuple[Record, Figures]]
) -> ColumnSlip | None:
    """Find the slip that most rows speak for, if more than half of those with a figure do."""
    guessed = [(record, figures, guesses(ranges, figures)) for record, figures in rows]
    votes = Counter(slip for _, _, found in guessed for slip in found)
    most = max(votes.values(), default=0)
    best = [slip for slip, count in votes.items() if count == most]
    if most < FEWEST_ROWS:
        return None
    typed = sum(best[0].header in figures for _, figures in rows)
    if 2 * most <= typed:
        return None
    told = [(record, figures) for record, figures, found in guessed if best[0] in found]
    shown = _shown(ranges, [figures for _, figures in told], best[0].header)
    amounts = [of(shown, figures) for _, figures in told if shown in outside(ranges, figures)]
    records = tuple(record for record, _ in told)
    same = [slip for slip in best if all(slip in it for _, _, it in guessed if best[0] in it)]
    return ColumnSlip(tuple(same), records, typed, shown, min(amounts), max(amounts))


def _shown(ranges: Sequence[SourcedRange], rows: Sequence[Figures], header: str) -> SourcedRange:
    """Choose the range that tells most: of the column itself, or that most rows miss."""
    missed = Counter(each for row in rows for each in outside(ranges, row))
    about: Iterator[SourcedRange] = (each for each in missed if header in each.headers)
    return max(about, key=lambda each: (not each.per, missed[each]))
