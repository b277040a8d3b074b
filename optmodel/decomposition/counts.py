"""Rows that count what stands where, free until a dive or a branch gives them limits.

A row for each cluster at a site, for each site whether it opens, and for each cluster at how many
sites it stands. In a plan all of them are whole; what layouts mix to is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from optmodel.decomposition.chains import NONE, links_of
from optmodel.decomposition.parts import Indices, Parts

MOST_PAIRS = 10_000
"""Clusters at sites, above which they are not counted: that many rows slow the master down."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A model cut along its sites, with these rows among the shared ones.

    The matrix and the limits of ``parts`` hold them; the arrays' own lists of entries do not.
    """

    parts: Parts
    rows: Indices
    """(n,) positions of the rows among the shared rows."""
    content: sparse.csr_array
    """(n, columns) what each of them adds up."""
    openings: Indices
    """Which of the n count a site."""
    clusters: Indices
    """Which count a cluster at all sites."""
    pairs: Indices
    """Which count a cluster at a site, each operator by itself; none where there are too many."""


def counted(parts: Parts, most_pairs: int = MOST_PAIRS) -> Counted:
    """Add the rows, with limits that the bounds of the columns imply.

    They add up last columns of chains: whether something ever starts or opens. Every plan keeps
    them, so any prices of them bound its value.
    """
    arrays, before = parts.arrays, links_of(parts)
    last = arrays["integer"] & (arrays["place"] >= 0)
    last[before[before != NONE]] = False
    opens = np.flatnonzero(last & (arrays["row"] < 0))
    starts = np.flatnonzero(last & (arrays["row"] >= 0))
    _, cluster = np.unique(arrays["row"][starts], return_inverse=True)
    row = np.concatenate([np.arange(len(opens)), len(opens) + cluster])
    most = int(row.max(initial=-1)) + 1
    paired = starts if len(starts) <= most_pairs else starts[:0]
    pairs = most + np.arange(len(paired))
    row = np.concatenate([row, pairs])
    column = np.concatenate([opens, starts, paired])
    shape = (most + len(paired), len(before))
    content = sparse.csr_array((np.ones(len(row)), (row, column)), shape=shape)
    first, known = parts.matrix.shape[0], len(parts.shared_rows)
    added = np.arange(shape[0])
    limits = {
        "row_lower": np.append(arrays["row_lower"], content @ arrays["lower"]),
        "row_upper": np.append(arrays["row_upper"], content @ arrays["upper"]),
    }
    return Counted(
        parts=replace(
            parts,
            arrays={**arrays, **limits},
            matrix=sparse.csr_array(sparse.vstack([parts.matrix, content])),
            shared_rows=np.append(parts.shared_rows, first + added),
        ),
        rows=known + added,
        content=content,
        openings=np.arange(len(opens)),
        clusters=np.arange(len(opens), most),
        pairs=pairs,
    )
