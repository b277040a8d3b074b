"""Why a cluster is not funded, in words that lead to a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optmodel.economics.types import Options
from optmodel.plan.breaks import amount
from optmodel.plan.exclusion_words import exclusion_reason, opening_reason
from optmodel.plan.insertion import Inserter, Insertion
from optmodel.plan.reason import Reason
from optmodel.program.program import Program
from optmodel.search.result import Outcome, SolveResult

SHOWN_BREAKS = 3
"""A reason names no more limits than a reader takes in at once."""
LOOKED_AT = 100
"""Options that are compared for what they break, those that add most: all of them but in programs
with hundreds of sites and periods."""

ONE_BREAK = (False, False, 1)
"""No option that breaks anything ranks closer."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the reasons need to know of the search."""

    value_musd: float
    open_musd: float
    """Bound less value: what may still be missed."""
    is_edited: bool = False
    """Whether somebody wrote the plan down, so that nothing was searched."""

    @classmethod
    def of(cls, result: SolveResult, value_musd: float) -> Search:
        """Read it from a search; without a bound, anything may be missed."""
        distance = np.inf if result.bound is None else max(0.0, result.bound - value_musd)
        return cls(value_musd, float(distance), result.outcome is Outcome.EVALUATED)

    @property
    def tolerance_musd(self) -> float:
        """Gains up to this are nothing: 1e-6 of the plan's value, the audit's tolerance."""
        return 1e-6 * max(1.0, abs(self.value_musd))


def reason_for(inserter: Inserter, cluster: int, search: Search) -> Reason:
    """Say why an unfunded cluster is not in the plan.

    Without an option, what excluded them. Otherwise each of its options is put into the plan,
    everything else as it is: either none adds value, or those that do break a limit, or one
    would have fitted and the search was stopped before proving the best plan. Where it is open
    who would pay, or a pool shares its cash, only what the search proved is said.
    """
    program, options = inserter.program, inserter.options
    mine = range(*np.searchsorted(options.cluster, [cluster, cluster + 1]).tolist())
    if not mine:
        return exclusion_reason(program, options.excluded, cluster)
    put_in = (inserter.insertion(option) for option in mine)
    tried = sorted(
        (insertion for insertion in put_in if insertion is not None),
        key=lambda insertion: (-_hoped_musd(options, insertion), insertion.option),
    )
    if not tried:
        return opening_reason(program, options, inserter.preparation, mine)
    adding = [
        insertion
        for insertion in tried
        if insertion.gain_musd is None or insertion.gain_musd > search.tolerance_musd
    ]
    if not adding:
        return _no_value(program, options, tried[0])
    for insertion in adding:
        if next(inserter.breaks(insertion), None) is None:
            if insertion.gain_musd is None or not insertion.is_settled:
                return _no_better(search)
            return _not_chosen(program, options, insertion, search)
    return _limits(inserter, _closest(inserter, adding[:LOOKED_AT]), search)


def _closest(inserter: Inserter, adding: Sequence[Insertion]) -> Insertion:
    """Find the insertion that is closest to being possible; of equals the one that adds most."""
    ranks = []
    for insertion in adding:
        ranks.append(inserter.rank(insertion))
        if ranks[-1] == ONE_BREAK:
            break
    return adding[ranks.index(min(ranks))]


def _where(program: Program, options: Options, option: int) -> str:
    """Name the site and the start of an option, such as ``at ORR from 2027 Q3``."""
    site = program.sites[int(options.site[option])].id
    return f"at {site} from {program.calendar.label(int(options.start[option]))}"


def _no_value(program: Program, options: Options, best: Insertion) -> Reason:
    """Say that no option adds value, and how close the best one comes."""
    opened = " (opening the site included)" if best.opening_musd else ""
    where = _where(program, options, best.option)
    loss = -(best.gain_musd or 0.0)
    effect = f"lowers the value by at least {amount(loss)} USD m" if loss > 0 else "adds no value"
    return Reason("value", f"{effect}, best {where}{opened}")


def _limits(inserter: Inserter, best: Insertion, search: Search) -> Reason:
    """Say what the option that comes closest would break."""
    broken = inserter.ranked_breaks(best)
    if not broken:  # with other shares it fits, and what it adds then is not known
        return _no_better(search)
    where = _where(inserter.program, inserter.options, best.option)
    shown = "; ".join(str(item) for item in broken[:SHOWN_BREAKS])
    more = len(broken) - SHOWN_BREAKS
    rest = f"; and {more} more" if more > 0 else ""
    words = f"{_would_add(best)} {where}, but breaks {shown}{rest}"
    cell = next((item.cell for item in broken if item.cell), "")
    return Reason(broken[0].rule, words, cell)


def _would_add(best: Insertion) -> str:
    """Say what an option adds, as far as that is known option by option."""
    if best.gain_musd is None:
        return "would be possible"
    most = "up to " if best.is_most else ""
    return f"would add {most}{amount(best.gain_musd)} USD m"


def _hoped_musd(options: Options, insertion: Insertion) -> float:
    """What an option may add; the program's value where nothing better is known."""
    if insertion.gain_musd is None:
        return float(options.npv_musd[insertion.option])
    return insertion.gain_musd


def _no_better(search: Search) -> Reason:
    """Say only what the search proved, where sharing or a pool decides what an option adds."""
    if search.is_edited:
        return Reason("choice", "left out by hand")
    if not np.isfinite(search.open_musd):
        return Reason("choice", "no better plan with it was found; the search proved no bound")
    within = amount(search.open_musd)
    if within == "0":
        words = "funding it would not raise the value: no plan that funds it is worth more"
        return Reason("choice", f"{words} than this one (proven)")
    words = (
        f"funding it would raise the value by {within} USD m at most: no plan that funds it is "
        "worth more than this one by over that (proven)"
    )
    return Reason("choice", words)


def _not_chosen(program: Program, options: Options, best: Insertion, search: Search) -> Reason:
    """Say that the option fits and adds value: the search ended before it was put in."""
    where = _where(program, options, best.option)
    if search.is_edited:
        return Reason("choice", f"left out by hand, although it {_would_add(best)} {where}")
    within = (
        f"within {amount(search.open_musd)} USD m"
        if np.isfinite(search.open_musd)
        else "without a bound"
    )
    words = f"not chosen, although it {_would_add(best)} {where}; the plan is proven only {within}"
    return Reason("choice", words)
