"""Words of messages about what is impossible: numbers, lists, and findings about one cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from optmodel.errors import Finding
from optmodel.program.program import Cluster, Program
from optmodel.sense.outlook import Row

SHOWN = 4
"""Names that are listed; the rest are counted."""


def number(amount: float) -> str:
    """Two decimals at most, thousands separated."""
    return f"{amount:,.2f}".rstrip("0").rstrip(".")


def counted(count: int, noun: str) -> str:
    """Such as ``1 cluster`` and ``3 clusters``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(names: Iterable[str], most: int = SHOWN) -> str:
    """Such as ``A, B, C, D and 3 more``."""
    every = list(dict.fromkeys(names))
    if len(every) <= most:
        return " and ".join(filter(None, (", ".join(every[:-1]), "".join(every[-1:]))))
    return f"{', '.join(every[:most])} and {len(every) - most} more"


def named(rows: Iterable[Row]) -> str:
    """Rows of Clusters with their copies, such as ``FAB, FIB (3 copies)``."""
    return listed(
        row.cluster.id if row.copies == 1 else f"{row.cluster.id} ({row.copies} copies)"
        for row in rows
    )


def cells_of(rows: Iterable[Row], *headers: str) -> tuple[str, ...]:
    """Addresses of some columns of rows of Clusters."""
    return tuple(address(row.cluster.cells, header) for row in rows for header in headers)


def address(cells: Mapping[str, str], header: str) -> str:
    """The full address of a cell, or nothing."""
    return cells.get(header, "")


def setting(program: Program, name: str) -> str:
    """The full address of a setting."""
    return program.setting_cells.get(name, "")


def finding(
    code: str,
    message: str,
    where: str,
    *,
    key: str = "",
    column: str = "",
    involved: Sequence[str] = (),
) -> Finding:
    """Make a finding from the full address of its cell."""
    sheet, _, cell = where.partition("!")
    others = tuple(dict.fromkeys(it for it in involved if it and it != where))
    return Finding(code, message, sheet, cell, key, column, involved=others)


def about(
    cluster: Cluster, header: str, code: str, message: str, involved: Sequence[str]
) -> Finding:
    """Make a finding about a cell of a cluster."""
    where = address(cluster.cells, header)
    key = f"cluster {cluster.id}"
    return finding(code, message, where, key=key, column=header, involved=involved)
