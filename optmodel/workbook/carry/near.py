"""Which column or setting a name that is not known stands for, or only seems to stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from optmodel.workbook.schema import Column, Kind, folded
from optmodel.workbook.suggest import TITLE_LIKENESS, nearest, nearest_title

Key = TypeVar("Key", int, str)

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_WORDS = re.compile(r"[\w%/]+")

_SHORT = {"million": "m", "millions": "m", "mn": "m", "us$": "usd", "percent": "%"}
"""Other words for the same unit."""

_ANY_SHARE = frozenset({"%", "fraction", "share"})
"""Units that say of a share that it is one."""


@dataclass(frozen=True, slots=True)
class NotFilled:
    """A column or setting that was not found, though the old workbook has a near name."""

    sheet: str
    header: str
    near: str
    """As it stands in the old workbook."""
    cell: str
    """Where, in the old workbook."""

    def __str__(self) -> str:
        return f'{self.sheet}, "{self.header}": look at "{self.near}" in {self.cell}'


def carried_into(names: Mapping[Key, str], missing: Iterable[Column]) -> dict[Key, str]:
    """Find the missing column or setting into which each near name can be carried.

    Left out is a name that is near to none, or to the same one as another name is, or whose unit
    is not the same: numbers are carried as they are.
    """
    by_name = {column.header: column for column in missing}
    near = {key: nearest_title(text, by_name) for key, text in names.items()}
    return {
        key: header
        for key, header in only(near).items()
        if _is_same_unit(names[key], by_name[header])
    }


def only(near: Mapping[Key, str]) -> dict[Key, str]:
    """Keep what is near to something that nothing else is near to."""
    targets = list(near.values())
    return {key: target for key, target in near.items() if target and targets.count(target) == 1}


def suggested(text: str, missing: Iterable[Column]) -> str:
    """Find the missing column or setting that is probably meant, ``""`` where none is near."""
    by_name = {_bare(it.header): it.header for it in missing}
    name = _bare(text)
    near = nearest_title(text, by_name.values()) or by_name.get(nearest(name, by_name), "")
    if near or not name:
        return near
    words = set(name.split())
    holding = [it for it in by_name if words <= set(it.split()) or set(it.split()) <= words]
    return by_name[holding[0]] if len(holding) == 1 else ""


def told(text: str, missing: Iterable[Column], header: str, where: str) -> str:
    """Say of a name that is not known where it went, and what may be meant by it.

    Parameters
    ----------
    header
        The column or setting that is suggested; ``""`` for none.
    where
        Where it is carried, such as ``to the right as "Owner"``.
    """
    column = next((it for it in missing if it.header == header), None)
    if column is None:
        return f"carried {where}."
    if _units(text) and not _is_same_unit(text, column):
        unit = _known_unit(column)
        return (
            f'carried {where}. "{header}" has another unit ({unit}): convert the numbers into it.'
        )
    return f'carried {where}. Did you mean "{header}"?'


def _is_same_unit(text: str, column: Column) -> bool:
    """Whether nothing in a name speaks for another unit than the column's."""
    units = _units(text)
    if not units:
        bare = _bare(column.header)
        same_words = _WORDS.findall(folded(text)) == _WORDS.findall(folded(column.header))
        return same_words or bool(nearest(folded(text), [bare], TITLE_LIKENESS))
    known = _plain_unit(_known_unit(column))
    is_share = column.kind is Kind.FRACTION and not _ANY_SHARE.isdisjoint(units)
    return known in units or is_share


def _units(text: str) -> set[str]:
    return {_plain_unit(it) for it in _BRACKETS.findall(folded(text))}


def _known_unit(column: Column) -> str:
    brackets = _BRACKETS.findall(column.header)
    return brackets[-1] if brackets else column.unit


def _plain_unit(unit: str) -> str:
    """A unit without what makes no difference: spaces, case, and how a million is written."""
    words = re.findall(r"[\w$]+|[^\w\s$]", folded(unit))
    plain = "".join(_SHORT.get(it, it) for it in words)
    return plain if plain == "%" else plain.removeprefix("%")


def _bare(header: str) -> str:
    """A header without its unit."""
    return " ".join(_BRACKETS.sub("", folded(header)).split())
