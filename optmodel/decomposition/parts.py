"""A model cut along its sites: what belongs to one site alone, and what the sites share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from optmodel.search.solver import Arrays

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Part:
    """One site: its columns, and the rows that hold nothing else."""

    columns: Indices
    rows: Indices


@dataclass(frozen=True, slots=True)
class Parts:
    """Maximize cost @ x; shared rows hold columns of several sites, the rest one site each."""

    arrays: Arrays
    matrix: sparse.csr_array
    """(rows, columns) of the whole model."""
    sites: tuple[Part, ...]
    shared_rows: Indices
    shared_columns: Indices
    """Columns of no site: calls, balances, what is missed of a target."""


def parts_of(arrays: Arrays) -> Parts:
    """Cut a model by the label of the site that each column has."""
    count = len(arrays["cost"])
    shape = (len(arrays["row_lower"]), count)
    matrix = sparse.csr_array((arrays["values"], arrays["indices"], arrays["starts"]), shape=shape)
    place = _joined(matrix, arrays["place"])
    lowest, highest = _range(matrix, place)
    alone = (lowest == highest) & (lowest >= 0)
    by_column = _groups(place)
    by_row = _groups(np.where(alone, lowest, -1))
    none = np.zeros(0, dtype=np.intp)
    sites = tuple(
        Part(columns, by_row.get(label, none))
        for label, columns in sorted(by_column.items())
        if label >= 0
    )
    return Parts(
        arrays=arrays,
        matrix=matrix,
        sites=sites,
        shared_rows=np.flatnonzero(~alone),
        shared_columns=by_column.get(-1, none),
    )


def _joined(matrix: sparse.csr_array, place: NDArray[np.int64]) -> NDArray[np.int64]:
    """(columns,) labels, in which a column that goes with one site alone has its label too.

    A share of a start has no label of its own, but every row that ties it to starts ties it to
    those of one site. Any labels are right: they only say along which lines the model is cut.
    """
    lowest, highest = _range(matrix, np.where(place >= 0, place, np.iinfo(np.int64).max), place)
    single = (lowest == highest) & (lowest >= 0)
    entry_row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    loose = (place[matrix.indices] < 0) & single[entry_row]
    column, label = matrix.indices[loose], lowest[entry_row[loose]]
    first = np.full(len(place), np.iinfo(np.int64).max)
    last = np.full(len(place), -1)
    np.minimum.at(first, column, label)
    np.maximum.at(last, column, label)
    return np.where((place < 0) & (first == last), first, place)


def _range(
    matrix: sparse.csr_array, low: NDArray[np.int64], high: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """((rows,) lowest, (rows,) highest) label in each row; -1 in a row without entries."""
    high = low if high is None else high
    lowest, highest = (np.full(matrix.shape[0], -1, dtype=np.int64) for _ in range(2))
    filled = np.flatnonzero(np.diff(matrix.indptr))
    if len(filled):
        starts = matrix.indptr[filled]
        lowest[filled] = np.minimum.reduceat(low[matrix.indices], starts)
        highest[filled] = np.maximum.reduceat(high[matrix.indices], starts)
    return lowest, highest


def _groups(labels: NDArray[np.int64]) -> dict[int, Indices]:
    """Label to its positions, ascending."""
    if not len(labels):
        return {}
    order = np.argsort(labels, kind="stable")
    found, starts = np.unique(labels[order], return_index=True)
    return dict(zip(found.tolist(), np.split(order, starts[1:]), strict=True))
