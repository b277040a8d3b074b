"""A lever: one kind of business limit that can give way alone, by an amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from optmodel.conflict.types import Edit
from optmodel.workbook.records import row_key
from optmodel.workbook.schema import SHEET_BY_NAME
from optmodel.workbook.tables import Record, Tables, Value

Loosens = Callable[[tuple[str | int, ...]], tuple[float, float]]
"""Name of a row of the rule to how far its lower and its upper limit move a unit of the lever;
0 and 0 for rows that are not the lever's."""

ANY_AMOUNT = 1e12
"""Added to a limit that is to hold nothing back; finite, and beyond every program."""
ANY_NUMBER = 1_000_000
"""Likewise for numbers of clusters, sites and starts."""
ADDRESS = re.compile(r"(?P<sheet>.+?)(?:![A-Z]+| row )(?P<row>\d+)")


@dataclass(frozen=True, slots=True)
class Lever:
    """One limit or decision, and the cells that change where it gives way."""

    kind: str
    """Such as ``commitment`` or ``release``; levers of one kind are alternatives of each other."""
    rule: str
    """The rule that gives way, as in docs/formulation; ``decision`` for what is marked."""
    about: tuple[str, ...]
    """Ids of what of the rule it is, such as (site, resource)."""
    price_musd: float
    """What a unit is taken to cost, USD m."""
    most: float
    """Largest amount that makes sense."""
    step: float
    """Amounts are multiples of it; 0 = any amount, rounded to a few digits."""
    edits: Callable[[float], tuple[Edit, ...]]
    """Amount to what is typed."""
    words: Callable[[float], str]
    """Amount to what is said."""
    row_rule: str = ""
    """The component of the model whose rows take the amount up; empty where the lever works on
    options, so that amounts have to be tried."""
    loosens: Loosens = field(default=lambda _key: (0.0, 0.0))
    loosened: tuple[Edit, ...] = ()
    """What takes the limit away altogether; empty = the edits of the largest amount."""
    is_demand: bool = False
    """Whether it gives up a part of what is asked for, rather than a limit on the way there."""
    more_helps: bool = True
    """Whether a larger amount always leaves at least the plans of a smaller one."""

    @property
    def by_rows(self) -> bool:
        """Whether rows of the model take the amount up."""
        return bool(self.row_rule)

    @property
    def without(self) -> tuple[Edit, ...]:
        """What takes the limit away."""
        return self.loosened or self.edits(self.most)


def typing(record: Record, header: str, new: Value, unit: str = "") -> Edit:
    """Make the edit of a cell of a record; in Settings ``header`` is the name of the setting."""
    setting = record.sheet == "Settings"
    column = "Value" if setting else header
    subject = (
        f"setting {header}" if setting else row_key(SHEET_BY_NAME[record.sheet], record.values)
    )
    return Edit(
        sheet=record.sheet,
        row=record.row,
        header=header,
        cell=record.address(column) if record.cell(column) and record.row else "",
        subject=subject,
        old=record[column],
        new=new,
        unit=unit,
    )


def raised(records: Iterable[Record], header: str, amount: float, unit: str) -> tuple[Edit, ...]:
    """Add an amount to a column of some records, none below 0."""
    return tuple(
        typing(record, header, tidy(max(0.0, record.number(header) + amount)), unit)
        for record in records
    )


def cleared(record: Record) -> tuple[Edit, ...]:
    """Clear a whole row, but for where it comes from and its notes."""
    kept = SHEET_BY_NAME[record.sheet].provenance
    headers = (header for header in record.values if header in record.given - kept)
    return tuple(typing(record, header, None) for header in headers)


def record_at(tables: Tables, address: str) -> Record:
    """Find the record of a cell, given its full address.

    Raises
    ------
    ValueError
        Where there is none.
    """
    match = ADDRESS.fullmatch(address)
    rows = tables.rows(match["sheet"]) if match else ()
    for record in rows:
        if match and record.row == int(match["row"]):
            return record
    raise ValueError(f"Expected the address of a row, got {address!r}.")


def tidy(amount: float) -> int | float:
    """Take the noise of adding off an amount; a whole one is a whole number."""
    near = round(amount, 9)
    return int(near) if near == int(near) else near


def figure(amount: float) -> str:
    """Write an amount for people: thousands separated, no trailing zeros."""
    return f"{tidy(amount):,.12g}" if isinstance(tidy(amount), float) else f"{tidy(amount):,}"


def plural(number: float, one: str) -> str:
    """Write a number with its noun."""
    return f"{figure(number)} {one}{'' if tidy(number) == 1 else 's'}"


def collide(parts: Iterable[Iterable[Edit]]) -> bool:
    """Whether two levers would type different things into one cell."""
    typed: dict[tuple[str, int, str], Value] = {}
    return any(
        typed.setdefault((edit.sheet, edit.row, edit.header), edit.new) != edit.new
        for edit in chain.from_iterable(parts)
    )


def together(parts: Iterable[Iterable[Edit]]) -> tuple[Edit, ...]:
    """Put the edits of several levers together; of two on one cell the last stays."""
    last = {(edit.sheet, edit.row, edit.header): edit for edit in chain.from_iterable(parts)}
    return tuple(last.values())
