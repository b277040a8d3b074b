"""Figures and cells of items, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optmodel.conflict.types import Item


def figure(amount: float) -> str:
    """Six decimals at most, thousands separated: ``12,400`` or ``0.5``."""
    written = f"{amount:,.6f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def counted(number: int, what: str) -> str:
    """Give a number and a noun: ``1 period``, ``2 periods``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def years(number: float) -> str:
    """Give a number of years: ``1 year``, ``2.5 years``."""
    return f"{figure(number)} year{'' if number == 1.0 else 's'}"


def present(*cells: str) -> tuple[str, ...]:
    """Cells that the file has, each once."""
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def under(cells: Mapping[str, str], *headers: str) -> tuple[str, ...]:
    """Cells of a row under headers, as far as the file has them."""
    return present(*(cells.get(header, "") for header in headers))


def named(item: Item) -> str:
    """Name an item with its cells: ``FAB-1 must be funded (Clusters!F8)``."""
    return f"{item.words} ({', '.join(item.cells)})" if item.cells else item.words


def listed(words: Iterable[str]) -> str:
    """Join parts of a sentence that may hold commas: ``a; b; c``."""
    return "; ".join(words)
