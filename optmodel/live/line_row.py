"""The row of a line in one block, as its sheet shows it."""

from __future__ import annotations

from typing import Any

import numpy as np

from optmodel.live.line import Line
from optmodel.live.records import plain
from optmodel.live.term import NO_PERIOD, Term
from optmodel.results.layout import Live, Periods, Row, Shown


def line_row(line: Line, index: int) -> Row:
    """Return the row of a line in the block with a number: subject, label, figures, periods."""
    look = line.look
    cells = (
        _subject(line.stack.subject, index),
        look.label,
        look.unit,
        _constant(line, index),
        _total(line, index),
    )
    return Row(cells, look.kind, look.tone, periods=_periods(line, index))


def _subject(subject: Term | str, index: int) -> Any:
    if isinstance(subject, str):
        return subject
    found = np.asarray(subject.number(NO_PERIOD))
    return Live(subject, index, plain(found.reshape(-1)[index if found.ndim else 0]))


def _constant(line: Line, index: int) -> Any:
    content, kind = line.constant_content, line.look.constant_kind
    if content is None:
        return None
    value = plain(line.constants[index])
    return Live(content, index, value, kind) if isinstance(content, Term) else Shown(value, kind)


def _total(line: Line, index: int) -> Any:
    """Return the total; a plain sum is a figure of the line's kind."""
    if line.total_content is False:
        return None
    kind = None if line.total_content is True else line.look.constant_kind
    return Live(line.total_formula, index, plain(line.totals[index]), kind)


def _periods(line: Line, index: int) -> Periods:
    if line.content is None:
        return Periods(None, index, (None,) * line.stack.horizon)
    content = line.content if isinstance(line.content, Term) else None
    return Periods(content, index, tuple(plain(value) for value in line.values[index].tolist()))
