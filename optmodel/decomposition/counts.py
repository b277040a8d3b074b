"""Rows that count what stands at a site, free until a dive or a branch settles them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from optmodel.decomposition.chains import NONE, links_of
from optmodel.decomposition.parts import Indices, Parts


@dataclass(frozen=True, slots=True)
class Counted:
    """A model cut along its sites, with one shared row for each cluster at each site."""

    parts: Parts
    rows: Indices
    """Positions among the shared rows."""
    columns: Indices
    """The column that each of them holds: whether the cluster ever starts there."""


def counted(parts: Parts) -> Counted:
    """Add the rows; each holds the last column of a chain, within that column's own bounds.

    Every plan keeps them, so any prices of them bound its value.
    """
    arrays, before = parts.arrays, links_of(parts)
    last = np.ones(len(before), dtype=np.bool_)
    last[before[before != NONE]] = False
    starts = arrays["integer"] & (arrays["row"] >= 0) & (arrays["place"] >= 0)
    columns = np.flatnonzero(last & starts)
    ones = sparse.csr_array(
        (np.ones(len(columns)), (np.arange(len(columns)), columns)),
        shape=(len(columns), len(before)),
    )
    matrix = sparse.csr_array(sparse.vstack([parts.matrix, ones]))
    first, known = parts.matrix.shape[0], len(parts.shared_rows)
    added = np.arange(len(columns))
    return Counted(
        replace(
            parts,
            arrays={
                **arrays,
                "row_lower": np.append(arrays["row_lower"], arrays["lower"][columns]),
                "row_upper": np.append(arrays["row_upper"], arrays["upper"][columns]),
            },
            matrix=matrix,
            shared_rows=np.append(parts.shared_rows, first + added),
        ),
        rows=known + added,
        columns=columns,
    )
