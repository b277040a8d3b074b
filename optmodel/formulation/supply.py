"""What sites can give: site_supply, in acres, MW, mgd, people and units of further resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from optmodel.economics.types import FloatArray, IntArray
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.over_time import not_implied
from optmodel.formulation.rows import Rows, Term
from optmodel.program.program import Cluster, Program


@dataclass(frozen=True, slots=True)
class _User:
    """A cluster, with one of its operators, that uses (or, below 0, adds) a resource at a site."""

    row: int
    variant: int
    most: int
    """Copies of the row that the site can take, whoever runs them."""
    use: float
    from_start: int
    """Periods from the start of construction until it uses."""
    lasts: int | None
    """Periods for which it uses; None = for ever."""


def add_site_supply(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """Use of each resource at each site stays within the supply, in every period.

    sum_k use[k,r] * active[k,s,h] <= supply[s,r,h] * y[s, (h - build) - preparation], with
    active = x[k,s,h] for land (from the start of construction, for ever) and
    active = x[k,s,h-build] - x[k,s,h-build-life] for all other resources (while operating).
    Negative use adds to the supply from the day it operates.

    The y on the right belongs to the latest start that can be using anything in h (``build``
    is the shortest build among the users), so it is 1 wherever the left side is positive: no
    large constant, and the row is tight. A row stands only where it can bind: where all users
    together exceed the supply, and no later period says as much, because use can only grow
    until then and the supply is no larger. (If the site is not open yet, nothing has started
    there.)
    """
    rows = Rows()
    for site, place in enumerate(program.sites):
        for resource in program.resources:
            supply = np.array(program.supply(place, resource))
            if not np.isfinite(supply).any():
                continue
            users = _users(program, decisions, site, resource)
            most = {user.row: max(0.0, user.use) * user.most for user in users}
            scarce = supply < sum(most.values())
            if not scarce.any():
                continue
            for h, terms in _terms(program, decisions, site, users, supply):
                if scarce[h]:
                    rows.at_most((place.id, resource, h), terms, 0.0)
    rows.attach(model, "site_supply")


def _users(program: Program, decisions: Decisions, site: int, resource: str) -> tuple[_User, ...]:
    """Clusters that have options at the site and use the resource there, by operator."""
    here = decisions.latest_x[:, site, -1] != NONE
    found = []
    for variant in np.flatnonzero(here).tolist():
        row = int(decisions.row_of[variant])
        cluster = program.clusters[row]
        use = program.use(cluster, program.sites[site], resource)
        if use:
            most = int(decisions.most[row, site])
            found.append(_User(row, variant, most, use, *_stretch(cluster, resource)))
    return tuple(found)


def _stretch(cluster: Cluster, resource: str) -> tuple[int, int | None]:
    """(periods until it uses, periods for which it uses) from the start of construction."""
    if resource == "land":
        return 0, None
    return cluster.build_periods, cluster.life_periods


@dataclass(frozen=True, slots=True)
class _Active:
    """Which x are counted for U users in H periods; NONE where nothing is."""

    begun: IntArray
    """(U, H) option whose x adds to the users of a period."""
    ended: IntArray
    """(U, H) option whose x takes away again."""


def _active(users: tuple[_User, ...], decisions: Decisions, site: int, horizon: int) -> _Active:
    """Look up the options of all users in all periods at once."""
    begin = np.array([user.from_start for user in users])
    lasts = np.array([horizon if user.lasts is None else user.lasts for user in users])
    # A last entry NONE stands before the others: nothing has started before period 0.
    latest = decisions.latest_x[[user.variant for user in users], site]
    last_start = latest.shape[1] - 1
    latest = np.append(latest, np.full((len(users), 1), NONE, dtype=np.intp), axis=1)

    def started_by(start: IntArray) -> IntArray:
        index = np.clip(start, -1, last_start)
        return np.asarray(np.take_along_axis(latest, index, axis=1), dtype=np.intp)

    period = np.arange(horizon) - begin[:, None]
    return _Active(started_by(period), started_by(period - lasts[:, None]))


def _terms(
    program: Program, decisions: Decisions, site: int, users: tuple[_User, ...], supply: FloatArray
) -> Iterator[tuple[int, list[Term]]]:
    """(period, terms of its row) of one site and resource where a row can bind."""
    last_start = program.calendar.decision_periods - 1
    quickest = min(user.from_start for user in users if user.use > 0)
    active = _active(users, decisions, site, program.calendar.horizon_periods)
    for h in not_implied(_falls(users, active), supply):
        terms = _use(decisions, users, active.begun[:, h], active.ended[:, h])
        if not any(amount > 0 for amount, _ in terms):
            continue
        start = min(h - quickest, last_start)
        opening = decisions.opened(site, start - program.sites[site].preparation_periods)
        if opening != NONE:
            terms.append((-float(supply[h]), decisions.y[opening]))
        yield h, terms


def _use(
    decisions: Decisions, users: tuple[_User, ...], begun: IntArray, ended: IntArray
) -> list[Term]:
    """Terms of the left side in a period."""
    terms: list[Term] = []
    for user, first, last in zip(users, begun.tolist(), ended.tolist(), strict=True):
        if first == last:
            continue  # nothing yet, or everything that has begun has ended
        terms.append((user.use, decisions.x[first]))
        if last != NONE:
            terms.append((-user.use, decisions.x[last]))
    return terms


def _falls(users: tuple[_User, ...], active: _Active) -> NDArray[np.bool_]:
    """(H-1,) whether a plan can use less in the next period.

    A user can only add while nothing of it ends, a supplier can only take away while nothing
    of it begins.
    """
    uses = np.array([user.use > 0 for user in users])
    matters = np.where(uses[:, None], active.ended, active.begun)
    return np.asarray((matters[:, 1:] != matters[:, :-1]).any(axis=0))
