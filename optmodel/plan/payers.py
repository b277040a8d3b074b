"""Who could pay for one more option and for its opening, and whether that is open."""

from __future__ import annotations

import numpy as np

from optmodel.economics.payers import maximum_shares
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.program.program import Program

Opening = tuple[int, int] | None
"""Site and period of an opening that an option needs and the plan lacks; None = it needs none."""

NONE = -1
"""Stands for a source where there are none, or several."""
NOBODY: IntArray = np.zeros(0, dtype=np.intp)


class Payers:
    """Sources that may pay for an option, and for an opening."""

    def __init__(self, program: Program, options: Options, preparation: Preparation) -> None:
        self._options = options
        self._preparation = preparation
        self._maximum = maximum_shares(program)
        self._pooled = np.array([source.is_pooled for source in program.sources], dtype=np.bool_)
        self._any_pooled = bool(self._pooled.any())
        # Asked for every option again and again.
        count = options.payable.sum(axis=1)
        self._sole: list[int] = np.where(count == 1, options.payable.argmax(axis=1), NONE).tolist()

    def of_option(self, option: int) -> IntArray:
        """Indices of the sources that may pay for an option."""
        return np.flatnonzero(self._options.payable[option])

    def of_opening(self, opening: Opening) -> IntArray:
        """Indices of the sources that may pay for an opening; none where the host pays."""
        if opening is None:
            return NOBODY
        return np.flatnonzero(self._preparation.payable[opening])

    def sole(self, option: int) -> int | None:
        """Index of the only source that may pay for an option; None = there are several."""
        source = self._sole[option]
        return None if source == NONE else source

    def opening_is_open(self, opening: Opening) -> bool:
        """Whether several sources may pay for an opening."""
        return opening is not None and len(self.of_opening(opening)) > 1

    def most(self, option: int) -> FloatArray:
        """(F,) largest part of an option that each source may pay."""
        return np.where(self._options.payable[option], self._maximum, 0.0)

    def pooled_among(self, option: int, opening: Opening) -> IntArray:
        """Indices of the pooled sources that may pay for an option or its opening."""
        if not self._any_pooled:
            return NOBODY
        asked = np.union1d(self.of_option(option), self.of_opening(opening)).astype(np.intp)
        return asked[self._pooled[asked]]
