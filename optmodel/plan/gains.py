"""What one more option adds to the value of the plan, as the perspective sees it."""

from __future__ import annotations

from optmodel.economics.perspective import (
    PLEDGE,
    opening_costs,
    opening_share_costs,
    share_values,
)
from optmodel.economics.types import FloatArray, IntArray, Options, Preparation
from optmodel.plan.payers import Opening, Payers
from optmodel.plan.synergies import Placed, realized_synergies
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


class Gains:
    """Values of options put into a fixed plan, USD m."""

    def __init__(
        self,
        program: Program,
        options: Options,
        preparation: Preparation,
        used: Usage,
        payers: Payers,
    ) -> None:
        self._program = program
        self._options = options
        self._used = used
        self._payers = payers
        self._by_source = share_values(program, options)
        self._share_costs = opening_share_costs(program, preparation)
        self._host_costs = opening_costs(program, preparation)
        self._placed: tuple[Placed, ...] = tuple(
            (k, int(options.site[option]), int(options.start[option]))
            for k, option in used.option_of.items()
        )

    @property
    def depends_on_payer(self) -> bool:
        """Whether the perspective looks at who pays."""
        return self._program.settings.perspective != "Program"

    def depends_on_pools(self, pooled: IntArray) -> bool:
        """Whether the perspective looks at the cash of any of these pools."""
        of_whom = {"Program": [], "Japan": pooled[pooled == PLEDGE], "United States": pooled}
        return bool(len(of_whom[self._program.settings.perspective]))

    def value_musd(self, option: int, most: FloatArray) -> float:
        """Largest value of an option, paid by no source in a larger part than ``most``, (F,).

        The sources that are best for the perspective come first.
        """
        by_source, parts = self._by_source[option].tolist(), most.tolist()
        left, value = 1.0, 0.0
        # The order of sources stands where they are equally good.
        for worth, most_part in sorted(zip(by_source, parts, strict=True), key=_falling):
            part = min(left, most_part)
            value += part * worth
            left -= part
        return value + self._synergy_musd(option)

    def opening_musd(self, opening: Opening) -> float:
        """Smallest cost of an opening, less the cost of the later one that it replaces."""
        if opening is None:
            return 0.0
        replaced = self._used.openings.get(opening[0])
        saved = 0.0 if replaced is None else self._cost_musd((opening[0], replaced))
        payers = self._payers.of_opening(opening)
        if len(payers):
            return float(self._share_costs[opening][payers].min()) - saved
        return float(self._host_costs[opening]) - saved

    def _cost_musd(self, opening: tuple[int, int]) -> float:
        """Cost of an opening of the plan, at the shares of the plan."""
        if not len(self._payers.of_opening(opening)):
            return float(self._host_costs[opening])
        return float(self._used.preparation_shares[opening[0]] @ self._share_costs[opening])

    def _synergy_musd(self, option: int) -> float:
        """What an option adds to the synergies, which are the program's and the host's."""
        program, options = self._program, self._options
        if not program.synergies or program.settings.perspective == "Japan":
            return 0.0
        cluster = program.clusters[int(options.cluster[option])].id
        if not any(cluster in {each.cluster_a, each.cluster_b} for each in program.synergies):
            return 0.0
        site = int(options.site[option])
        there = [placed for placed in self._placed if placed[1] == site]
        more = (int(options.cluster[option]), site, int(options.start[option]))
        before, after = (
            realized_synergies(program, there),
            realized_synergies(program, [*there, more]),
        )
        return sum(each.value_musd for each in after) - sum(each.value_musd for each in before)


def _falling(pair: tuple[float, float]) -> float:
    """Sort by worth, the best first."""
    return -pair[0]
