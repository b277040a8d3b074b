"""Findings in the order in which they are told, runs of equal ones as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from optmodel.errors import Finding
from optmodel.messages.code import Stage
from optmodel.workbook.schema import SETTINGS_SHEET, SHEETS

ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]+)(?::([A-Z]{1,3})([0-9]+))?")
ROWS = re.compile(r"([0-9]+):([0-9]+)")
SHAPE = re.compile(r'"[^"]*"|[0-9][^\s"]*[0-9%]|[0-9]')
"""What may differ between messages of one shape: quoted texts, and figures with their signs."""
OWN_ADVICE = "Did you mean"
"""Messages with a suggestion of their own are told one by one."""
OTHER_PLACE = frozenset({"E115", "W310"})
"""Codes whose findings say the same although each involves another cell."""
MOST_GOT = 3
"""Different values that a merged finding shows."""

STAGES = {stage: rank for rank, stage in enumerate(Stage)}
PLACES = {sheet.name: rank for rank, sheet in enumerate((SETTINGS_SHEET, *SHEETS))}


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put findings in order, and merge those that say the same of cells next to each other.

    The order is by stage, then sheet as in the template, column and row. Merged are cells of
    consecutive rows in one column, and of consecutive numbered columns (``Step 1``, ``Step 2``)
    in one row, whose findings have the same code and say the same but for the value.
    """
    blocks = [_Block.of(finding) for finding in sorted(findings, key=_order)]
    blocks = _joined(blocks, across=True)
    blocks.sort(key=lambda it: _order(it.first))
    return tuple(block.finding() for block in _joined(blocks, across=False))


@dataclass(slots=True)
class _Block:
    """Cells in a rectangle of which the same is said; a single finding to begin with."""

    findings: list[Finding]
    shape: str
    """What they have in common; empty where a finding stands for itself."""
    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    @classmethod
    def of(cls, finding: Finding) -> _Block:
        place = ADDRESS.fullmatch(finding.cell)
        alone = bool(finding.involved) and finding.code not in OTHER_PLACE
        if place is None or place[3] or alone or OWN_ADVICE in finding.message:
            return cls([finding], "")
        column, row = _number(place[1]), int(place[2])
        return cls([finding], SHAPE.sub("…", finding.message), column, column, row, row)

    @property
    def first(self) -> Finding:
        return self.findings[0]

    def goes_on(self, other: _Block, *, across: bool) -> bool:
        """Whether another block continues this one, to the right or below."""
        one, two = self.first, other.first
        if not self.shape or (one.code, one.sheet, self.shape) != (
            two.code,
            two.sheet,
            other.shape,
        ):
            return False
        if across:
            same = SHAPE.sub("…", one.column) == SHAPE.sub("…", two.column)
            return same and self.top == other.top and self.right + 1 == other.left
        wide = (self.left, self.right) == (other.left, other.right)
        return wide and one.column == two.column and self.bottom + 1 == other.top

    def take(self, other: _Block) -> None:
        """Grow by a block that continues this one."""
        self.findings += other.findings
        self.right, self.bottom = other.right, other.bottom

    def finding(self) -> Finding:
        """Give one finding for all."""
        first, last = self.first, self.findings[-1]
        if len(self.findings) == 1:
            return first
        return replace(
            first,
            message=_message(self.findings),
            cell=f"{first.cell}:{last.cell}",
            key=_span(first.key, last.key),
            column=_span(first.column, last.column),
            expected=first.expected if len({it.expected for it in self.findings}) == 1 else "",
            got=_got(self.findings),
            cells=tuple(it.cell for it in self.findings),
            involved=tuple(dict.fromkeys(cell for it in self.findings for cell in it.involved)),
        )


def _joined(blocks: Sequence[_Block], *, across: bool) -> list[_Block]:
    """Join each block with the one that it continues, if there is any."""
    joined: list[_Block] = []
    ends: dict[tuple[str, str, int, int], int] = {}
    key = _across if across else _below
    for block in blocks:
        at = ends.get(key(block, end=False))
        if at is not None and joined[at].goes_on(block, across=across):
            joined[at].take(block)
        else:
            at = len(joined)
            joined.append(block)
        ends[key(joined[at], end=True)] = at
    return joined


def _across(block: _Block, *, end: bool) -> tuple[str, str, int, int]:
    """Where a block ends to the right, or would have to be continued from."""
    return block.first.sheet, block.first.code, block.top, block.right if end else block.left - 1


def _below(block: _Block, *, end: bool) -> tuple[str, str, int, int]:
    """Where a block ends below, or would have to be continued from."""
    return block.first.sheet, block.first.code, block.left, block.bottom if end else block.top - 1


def _message(findings: Sequence[Finding]) -> str:
    """Give the message of the first so that it is true of all."""
    first = findings[0]
    if len({it.message for it in findings}) == 1:
        return first.message
    others = findings[1:]
    rest = "The other cell" if len(others) == 1 else f"The {len(others)} other cells"
    held = _got([it for it in others if it.got != first.got])
    if not held:
        return f"{first.cell}: {first.message} {rest} {_alike(first, len(others))}."
    verb = "holds" if len(others) == 1 else "hold"
    return f"{first.cell}: {first.message} {rest} {verb} {held}."


def _alike(first: Finding, others: int) -> str:
    """Say of cells whose values are not known that they have the same mistake."""
    verb = "is" if others == 1 else "are"
    return f"{verb} wrong in the same way" if first.is_error else f"{verb} the same"


def _got(findings: Sequence[Finding]) -> str:
    different = list(dict.fromkeys(it.got for it in findings if it.got))
    more = len(different) - MOST_GOT
    shown = "; ".join(different[:MOST_GOT])
    return f"{shown}; and {more} more" if more > 0 else shown


def _span(first: str, last: str) -> str:
    """Name the first and the last, the word that they share once: ``site A to B``."""
    if first == last or not last:
        return first
    if not first:
        return last
    head, _, tail = last.partition(" ")
    return f"{first} to {tail if tail and first.startswith(f'{head} ') else last}"


def _order(finding: Finding) -> tuple[int, int, str, int, int]:
    column, row = _place(finding.cell)
    rank = PLACES.get(finding.sheet, len(PLACES) if finding.sheet else -1)
    return STAGES[finding.entry.stage], rank, finding.sheet, column, row


def _place(cell: str) -> tuple[int, int]:
    """Column and row of a cell or the first of a range; whole sheets and rows go first."""
    if place := ADDRESS.fullmatch(cell):
        return _number(place[1]), int(place[2])
    if rows := ROWS.fullmatch(cell):
        return 0, int(rows[1])
    return (_number(cell), 0) if cell.isalpha() and cell.isupper() else (0, 0)


def _number(letters: str) -> int:
    """Count columns from 1: A, Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
