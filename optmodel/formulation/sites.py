"""Where clusters stand.

stays_open, open_before_start, sites_opened, clusters_per_site, opening_used.

Everything here is in sites and clusters (dimensionless). y[s,t] is 1 from the period of the
opening on; a start needs the site to be open and its preparation to be over.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from optmodel.economics.types import IntArray, Options
from optmodel.formulation.decisions import NONE, Decisions
from optmodel.formulation.rows import Rows
from optmodel.program.program import Program


def add_stays_open(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """What has been opened stays open: y[s,t-] <= y[s,t], t- the opening before t."""
    rows = Rows()
    for opening in np.nonzero(decisions.next_y != NONE)[0].tolist():
        later = int(decisions.next_y[opening])
        site = program.sites[decisions.opening_site[later]]
        key = (site.id, int(decisions.opening_period[later]))
        rows.at_most(key, [(1.0, decisions.y[opening]), (-1.0, decisions.y[later])], 0.0)
    rows.attach(model, "stays_open")


def add_open_before_start(
    model: pyo.ConcreteModel, program: Program, options: Options, decisions: Decisions
) -> None:
    """A cluster starts only at a site whose preparation is over.

    x[k,s,t] <= most[k,s] * y[s, t - preparation], most = the copies of k that fit s beside
    nothing else (1 for a row with one copy): the smallest number that is valid. With operators
    to choose from, the left side is sum_o x[k,s,t,o]: one row for all of them, which is tighter
    than a row each. Where a later option of the same cluster and site looks at the same y, its
    row says more (x never falls), so only the last of them has a row. At a site that is open from
    the beginning y is 1: the bounds of x say it, unless several operators together could exceed
    what each of them keeps to; then the last option has the row. Other rules rely on this row
    for the copies of a row at a site, whoever runs them.
    """
    rows = Rows()
    places = _places(options)
    opened = _opened(decisions, places)
    same = np.all(places[1:, :2] == places[:-1, :2], axis=1)
    follows = np.append(same, False)[: len(places)]
    # The row of the later option of the same y says more.
    said_later = follows & (opened == np.roll(opened, -1))
    kept = np.flatnonzero(~said_later).tolist()
    listed, openings, followed = places.tolist(), opened.tolist(), follows.tolist()
    for index in kept:
        (k, s, t), opening = listed[index], openings[index]
        columns = decisions.started_at(k, s, t)
        terms = [(1.0, decisions.x[column]) for column in columns]
        most = float(decisions.most[k, s])
        if program.sites[s].decision == "open" and opening != NONE:
            if not followed[index] and len(columns) > 1 and most < decisions.copies[k]:
                rows.at_most((program.clusters[k].id, program.sites[s].id, t), terms, most)
            continue
        if opening != NONE:
            terms.append((-most, decisions.y[opening]))
        rows.at_most((program.clusters[k].id, program.sites[s].id, t), terms, 0.0)
    rows.attach(model, "open_before_start")


def _places(options: Options) -> IntArray:
    """(p, 3) cluster, site and start of every option, each once, sorted."""
    found = np.column_stack((options.cluster, options.site, options.start))
    found = found[np.lexsort(found.T[::-1])]
    new = np.ones(len(found), dtype=np.bool_)
    new[1:] = np.any(found[1:] != found[:-1], axis=1)
    return np.asarray(found[new], dtype=np.intp)


def _opened(decisions: Decisions, places: IntArray) -> IntArray:
    """(p,) opening that has to be there for a start at each place, or NONE."""
    site, period = places[:, 1], places[:, 2] - decisions.lag[places[:, 1]]
    found = decisions.latest_y[site, np.clip(period, 0, decisions.latest_y.shape[1] - 1)]
    return np.asarray(np.where(period < 0, NONE, found), dtype=np.intp)


def add_sites_opened(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """No more sites are opened than the Settings allow: sum_s y[s,T-1] <= maximum."""
    rows = Rows()
    maximum = program.settings.maximum_sites
    final = np.nonzero(decisions.next_y == NONE)[0].tolist()
    if maximum is not None and len(final) > maximum:
        rows.at_most(("all",), [(1.0, decisions.y[last]) for last in final], float(maximum))
    rows.attach(model, "sites_opened")


def add_clusters_per_site(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """No more clusters stand at a site than it takes, and none before it is open.

    sum_k x[k,s,T-1] <= maximum[s] * y[s, T-1-preparation]. The y on the right is valid because
    nothing has started where it is 0, and tight because the row is then 0 <= 0. A site that
    takes all its candidates has no row.
    """
    rows = Rows()
    last = program.calendar.decision_periods - 1
    for index, site in enumerate(program.sites):
        here = decisions.latest_x[:, index, last]
        candidates = here[here != NONE].tolist()
        possible = decisions.most[np.unique(decisions.cluster[candidates]), index].sum()
        if site.maximum_clusters is None or possible <= site.maximum_clusters:
            continue
        terms = [(1.0, decisions.x[option]) for option in candidates]
        opening = decisions.opened(index, last - site.preparation_periods)
        if opening != NONE:
            terms.append((-float(site.maximum_clusters), decisions.y[opening]))
        rows.at_most((site.id,), terms, 0.0)
    rows.attach(model, "clusters_per_site")


def add_opening_used(model: pyo.ConcreteModel, program: Program, decisions: Decisions) -> None:
    """A site is opened only if something starts there, unless it is marked open.

    y[s,T-1] <= sum_k x[k,s,T-1].
    """
    rows = Rows()
    last = program.calendar.decision_periods - 1
    for opening in np.nonzero(decisions.next_y == NONE)[0].tolist():
        site = int(decisions.opening_site[opening])
        if program.sites[site].decision == "open":
            continue
        here = decisions.latest_x[:, site, last]
        started = [(-1.0, decisions.x[column]) for column in here[here != NONE].tolist()]
        rows.at_most((program.sites[site].id,), [(1.0, decisions.y[opening]), *started], 0.0)
    rows.attach(model, "opening_used")
