"""Who pays for what: funding_shares and maximum_share (shares of starts, dimensionless).

Where only one source may pay for a start, the start itself says what it pays, and there is no
variable. Where several may, share[k,s,t,f] says how many of the copies that start there and then
source f pays for: a fraction where it pays a part of one. Site preparation is shared likewise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.economics.types import IntArray, Options, Preparation
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Rows, Term
from optmodel.program.program import Program

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Payer:
    """What one source pays, over the n columns x and the m columns y of a model."""

    source: int
    """Index into ``Program.sources``."""
    alone: Bools
    """(n,) whether it pays for all that starts there and then, because nobody else may."""
    columns: IntArray
    """(p,) columns x of which it may pay a part, ascending."""
    shares: list[Any]
    """(p,) their Pyomo variables, in starts."""
    opens_alone: Bools
    """(m,) whether it pays for all of the preparation."""
    openings: IntArray
    """(q,) columns y of whose preparation it may pay a part, ascending."""
    opening_shares: list[Any]
    """(q,)"""
    maximum_share: float

    @property
    def largest_share(self) -> NDArray[np.float64]:
        """(n,) largest part of a start that it can pay."""
        largest = self.alone.astype(np.float64)
        largest[self.columns] = self.maximum_share
        return largest

    @property
    def pays_opening(self) -> Bools:
        """(m,) whether it may pay for the preparation, or a part of it."""
        may = self.opens_alone.copy()
        may[self.openings] = True
        return may

    def all_columns(self, decisions: Decisions) -> list[Any]:
        """The columns of its matrices: x, y, its shares of starts, its shares of openings."""
        return [*decisions.x, *decisions.y, *self.shares, *self.opening_shares]


@dataclass(frozen=True, slots=True)
class Funding:
    """All that the rules of money are built over."""

    program: Program
    """With the first copy of each row only."""
    options: Options
    """One per column x."""
    preparation: Preparation
    decisions: Decisions
    payers: tuple[Payer, ...]
    """One per source."""

    @property
    def horizon(self) -> int:
        """H, the number of periods."""
        return self.program.calendar.horizon_periods


def add_shares(
    model: pyo.ConcreteModel,
    program: Program,
    options: Options,
    preparation: Preparation,
    decisions: Decisions,
) -> Funding:
    """Add the variables ``share`` and ``preparation_share``; return what each source may pay.

    0 <= share[k,s,t,f] <= copies that the site can take: nobody pays for more than what starts.
    """
    several = options.payable.sum(axis=1) > 1
    openings = _opening_payers(program, preparation, decisions)
    several_open = openings.sum(axis=1) > 1
    sources = program.sources
    share_of = {
        (column, f): (*decisions.x[column].index(), sources[f].id)
        for column, f in _pairs(options.payable & several[:, None])
    }
    opening_of = {
        (column, f): (*decisions.y[column].index(), sources[f].id)
        for column, f in _pairs(openings & several_open[:, None])
    }
    model.share = pyo.Var(list(share_of.values()))
    for (column, _), name in share_of.items():
        model.share[name].bounds = (0.0, decisions.most_of(column))
    model.preparation_share = pyo.Var(list(opening_of.values()), bounds=(0.0, 1.0))
    payers = []
    for f, source in enumerate(sources):
        columns = np.flatnonzero(options.payable[:, f] & several)
        shared = np.flatnonzero(openings[:, f] & several_open)
        payers.append(
            Payer(
                source=f,
                alone=options.payable[:, f] & ~several,
                columns=columns,
                shares=[model.share[share_of[column, f]] for column in columns.tolist()],
                opens_alone=openings[:, f] & ~several_open,
                openings=shared,
                opening_shares=[
                    model.preparation_share[opening_of[column, f]] for column in shared.tolist()
                ],
                maximum_share=source.maximum_share,
            )
        )
    return Funding(program, options, preparation, decisions, tuple(payers))


def add_funding_shares(model: pyo.ConcreteModel, funding: Funding) -> None:
    """What starts is paid for, and so is the preparation of a site that is opened.

    sum_f share[k,s,t,f] = x[k,s,t] - x[k,s,t-1], and likewise
    sum_f preparation_share[s,t,f] = y[s,t] - y[s,t-1]. Only where more than one source may pay.
    """
    rows, decisions = Rows(), funding.decisions
    previous_y = previous_openings(decisions)
    starts: dict[int, list[Term]] = {}
    openings: dict[int, list[Term]] = {}
    for payer in funding.payers:
        for column, share in zip(payer.columns.tolist(), payer.shares, strict=True):
            starts.setdefault(column, []).append((1.0, share))
        for column, share in zip(payer.openings.tolist(), payer.opening_shares, strict=True):
            openings.setdefault(column, []).append((1.0, share))
    for column in sorted(starts):
        whole = began(decisions.x, decisions.previous_x, column, -1.0)
        rows.equal(decisions.x[column].index(), starts[column] + whole, 0.0)
    for column in sorted(openings):
        whole = began(decisions.y, previous_y, column, -1.0)
        rows.equal(decisions.y[column].index(), openings[column] + whole, 0.0)
    rows.attach(model, "funding_shares")


def add_maximum_share(model: pyo.ConcreteModel, funding: Funding) -> None:
    """No source pays more of a start than its maximum share.

    share[k,s,t,f] <= maximum share[f] * (x[k,s,t] - x[k,s,t-1]). A source that may pay for
    everything has no rows: the sum of the shares says as much.
    """
    rows, decisions = Rows(), funding.decisions
    for payer in funding.payers:
        if payer.maximum_share >= 1.0:
            continue
        for column, share in zip(payer.columns.tolist(), payer.shares, strict=True):
            limit = began(decisions.x, decisions.previous_x, column, -payer.maximum_share)
            rows.at_most(share.index(), [(1.0, share), *limit], 0.0)
    rows.attach(model, "maximum_share")


def began(variables: list[Any], previous: IntArray, column: int, coefficient: float) -> list[Term]:
    """Terms of "coefficient times what began there and then"."""
    terms: list[Term] = [(coefficient, variables[column])]
    if previous[column] != NONE:
        terms.append((-coefficient, variables[int(previous[column])]))
    return terms


def previous_openings(decisions: Decisions) -> IntArray:
    """(m,) the next earlier opening of the same site, or NONE."""
    previous = np.full(len(decisions.y), NONE, dtype=np.intp)
    followed = np.flatnonzero(decisions.next_y != NONE)
    previous[decisions.next_y[followed]] = followed
    return previous


def _opening_payers(program: Program, preparation: Preparation, decisions: Decisions) -> Bools:
    """(m, F) which sources may pay for an opening; no row of it where the host pays.

    An opening that no source can pay for, though some are to, exists only where the site is
    marked open: it is theirs all the same, and the limits of calls say that it cannot be. What
    costs nothing is nothing to share: the first of them "pays" for it.
    """
    site, period = decisions.opening_site, decisions.opening_period
    pays = np.array([source.pays_preparation for source in program.sources], dtype=np.bool_)
    may = preparation.payable[site, period] & pays
    may[~may.any(axis=1)] = pays
    first = np.equal(np.cumsum(may, axis=1), 1)
    free = np.logical_not(preparation.spend_musd[site, period].any(axis=1))
    return np.asarray(may & (first | ~free[:, None]), dtype=np.bool_)


def _pairs(where: Bools) -> list[tuple[int, int]]:
    """(row, column) of every true entry, by row, then column."""
    rows, columns = np.nonzero(where)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
