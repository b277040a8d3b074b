"""Names of rows, made when somebody asks for one: a matrix has hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from pyomo.core.base.component_namer import index_repr

Ints = NDArray[np.intp]


class RowNames(Sequence[str]):
    """The names of the rows of a matrix, such as ``site_supply[ORR,land,3]``."""

    def __init__(
        self, rules: Sequence[str], keys: Sequence[Sequence[Any]], kept: Ints | None = None
    ) -> None:
        """Take the rules, the keys of the rows of each, and which of all these rows there are.

        ``kept`` counts the rows of all rules, one rule after the other; None = every row.
        """
        self._rules = tuple(rules)
        self._keys = tuple(keys)
        self._ends = np.cumsum([len(some) for some in keys], dtype=np.intp)
        every = int(self._ends[-1]) if len(keys) else 0
        self._kept = np.arange(every) if kept is None else kept

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._kept)

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Name of a row, or of several."""
        if isinstance(index, slice):
            return RowNames(self._rules, self._keys, self._kept[index])
        row = int(self._kept[index])
        part = int(np.searchsorted(self._ends, row, side="right"))
        return _name(self._rules[part], self._keys[part][row - int(self._ends[part])])

    def __iter__(self) -> Iterator[str]:
        """Every name."""
        return (self[row] for row in range(len(self)))

    def only(self, rows: Ints) -> RowNames:
        """Names of some of the rows."""
        return RowNames(self._rules, self._keys, self._kept[rows])

    def and_one(self, name: str) -> RowNames:
        """The same, and one row more."""
        kept = np.append(self._kept, sum(map(len, self._keys)))
        return RowNames((*self._rules, name), (*self._keys, (None,)), kept)

    def rules(self) -> NDArray[np.object_]:
        """(rows,) the rule that each row belongs to: what stands before the bracket."""
        part = np.searchsorted(self._ends, self._kept, side="right")
        return np.array(self._rules, dtype=np.object_)[part]


def _name(rule: str, key: Any) -> str:
    """Name of a row as Pyomo writes it; a component without an index has the key None."""
    if key is None:
        return rule
    single = isinstance(key, tuple) and len(key) == 1
    return f"{rule}{index_repr(key[0] if single else key)}"
