"""The search in stages: by sites where there are several, else the root, better plans, the tree.

A model of some size is cut along its sites (see ``by_site``): that gives a bound, plans, and a
core, the model without what no better plan holds; a large core is searched by neighborhoods of the
best plan before its tree. Any other model of some size gets its bound at the root within seconds,
while plans as good as that bound come late in the tree. So after the root the best plan is improved
by neighborhoods, and only if the gap is still too wide the tree is searched, beginning with that
plan. Measured on the program of Japan's pledge (1,641 whole numbers, one busy core): the tree alone
had a plan within 0.44 % after 89 s, with neighborhoods there was one within 0.29 % after 15 s.

That no plan is possible is searched twice: without presolve and from another seed it has to
come out again, because presolve is where solvers of this kind have been wrong.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from optmodel.decomposition.core import Core
from optmodel.decomposition.prices import Losses
from optmodel.search.by_site import BySite
from optmodel.search.exchange import LOG_FILE, LOG_FILE_AGAIN, LOG_FILE_CORE, LOG_FILE_RIVAL
from optmodel.search.link import Link
from optmodel.search.solver import Incumbent
from optmodel.search.standing import Found
from optmodel.search.tree import ENDED, FROM_PLAN, Held, TreeSearch, View

INFINITE = float("inf")
ROOT_NODES = 1
FIRST_LOSS = 0.01
"""The first core leaves out starts that lose more than this part of the bound, or than the gap."""
FURTHER = 4.0
"""How much more the next core may lose where there was no plan in one."""
LARGE, LARGE_WORK = 4000, 400_000
"""Whole-number columns of a core that is searched by neighborhoods before its tree, and iterations
of the simplex method for them."""
RIVAL = {"mip_pscost_minreliable": 0, "mip_heuristic_run_rins": False} | FROM_PLAN
"""Options of the second of two trees: it tries no branches before it chooses one, which takes most
of the time of a small tree, and makes a large one larger. Plans are left to the first: a heuristic
that searches a tree of its own cannot be ended from outside, so the second may wait for one of the
first."""
EXPLORED_NODES = 500
"""Of the tree of a core whose bound says nothing."""
FINER = 5.0
"""It is searched to a gap this many times smaller than the one asked for."""
LONGEST_S = 8.0
"""Of a neighborhood that is searched beside the prices."""


class Search(TreeSearch):
    """One search, stage by stage; see ``Standing`` for what it is made of."""

    def run(self) -> Found:
        """Search until the gap is proven, or time, the user or the solver ends it.

        Raises
        ------
        OptionError
            Where HiGHS does not take an option or the model as given.
        """
        self._announce()
        large = int(np.count_nonzero(self._arrays["integer"])) >= self._levers.staged_from
        if not (large and self._by_site()):
            self._in_tree(large=large)
        if self._found.status == "kInfeasible" and self._found.incumbent is None:
            self._confirm()
        self._found.seconds = self._seconds()
        return self._found

    def _in_tree(self, *, large: bool) -> None:
        """Search the model as it is: at once, or in stages where it is large."""
        whole = View(self._arrays)
        found = self._found
        root = {"mip_max_nodes": ROOT_NODES} if large else {}
        self._branch(whole, LOG_FILE, root, found.incumbent)
        if self._settled():
            return
        self._improve(whole, found.incumbent)
        if not self._settled():
            self._branch(whole, LOG_FILE_AGAIN, {}, found.incumbent)
            self._settled()

    def _by_site(self) -> bool:
        """Search by sites; whether that settles it."""
        link = self._link()
        by_site = BySite(self._arrays, link)
        if not by_site.applies:
            return False
        losses = by_site.bound_and_plans()
        if losses is not None:
            self._in_cores(by_site, losses, link)
        self._found.status, self._found.status_text = "kSolutionLimit", "searched by sites"
        return self._settled()

    def _in_cores(self, by_site: BySite, losses: Losses, link: Link) -> None:
        """Search the model without what loses much, then less and less is left out."""
        gap = max(FIRST_LOSS, float(self._options["mip_rel_gap"]))
        most = complete = link.distance(losses.bound)
        if by_site.size(losses, complete) >= self._levers.dives_from:
            most = min(gap * abs(losses.bound), complete)
        while not self._is_over():
            ended = self._in_core(by_site.core(losses, most), losses.bound - most)
            complete = link.distance(losses.bound)
            if not ended or most >= complete:
                return
            known = np.isfinite(complete)
            most = complete if known or most >= abs(losses.bound) else FURTHER * most

    def _in_core(self, core: Core, limit: float) -> bool:
        """Search a core outside of which no plan is worth more than the limit; if to its end."""
        view = View.of(core, limit)
        if not len(core.columns):  # nothing is left to decide
            self._keep_bound(max(limit, float(core.arrays["offset"])))
            return True
        if int(np.count_nonzero(core.arrays["integer"])) >= LARGE:
            # As long as its root would take, or less.
            self._improve(view, self._found.incumbent, LARGE_WORK)
            if self._is_over():
                return False
        elif int(self._options["threads"]) > 1:
            return self._race(view)
        start = self._found.incumbent
        return self._branch(view, LOG_FILE_CORE, _heuristics(start), start) in ENDED

    def _race(self, view: View) -> bool:
        """Search two trees of a core beside each other until one has come to its end; if one has.

        They share plans and bounds: the gap may be proven by the plan of one and the bound of the
        other.
        """
        ended, start, held = threading.Event(), self._found.incumbent, Held()

        def tree(log: str, more: Mapping[str, Any]) -> None:
            try:
                if self._branch(view, log, more, start, until=ended.is_set, held=held) in ENDED:
                    ended.set()
            except BaseException:
                ended.set()
                raise

        with ThreadPoolExecutor(1) as pool:
            rival = pool.submit(tree, LOG_FILE_RIVAL, RIVAL)
            tree(LOG_FILE_CORE, _heuristics(start))
            rival.result()
        return ended.is_set()

    def _link(self) -> Link:
        """What the search by sites needs of this one."""

        def enough() -> bool:
            best = self._found.incumbent
            return best is not None and self._is_proven(best.value)

        def lower(bound: float) -> None:
            self._keep_bound(bound)
            self._report()

        def explore(core: Core, seconds: float, start: Incumbent | None) -> None:
            gap = float(self._options["mip_rel_gap"]) / FINER
            further = {"mip_rel_gap": gap, "mip_max_nodes": EXPLORED_NODES}
            view = View.of(core, INFINITE)
            if len(core.columns):
                self._branch(view, LOG_FILE_CORE, further, start, seconds=seconds)

        def improve(core: Core, start: Incumbent, until: Callable[[], bool]) -> None:
            view = View.of(core, INFINITE)
            self._improve(view, start, INFINITE, until=until, longest_s=LONGEST_S)

        return Link(
            options=self._options,
            levers=self._levers,
            seconds=self._seconds,
            left_s=self._left,
            stop=self._stop,
            best=lambda: self._found.incumbent,
            keep=self._keep_plan,
            lower=lower,
            enough=enough,
            explore=explore,
            improve=improve,
            note=self._write,
        )

    def _confirm(self) -> None:
        """Search once more for a plan where the solver says that there is none."""
        seed = (int(self._options["random_seed"]) + 1) % 2**31
        # The claim is in doubt, and with it the bound that came with it.
        self._found.bound = float("inf")
        anew = {"presolve": "off", "random_seed": seed}
        self._branch(View(self._arrays), LOG_FILE_AGAIN, anew, self._found.incumbent)
        if self._found.incumbent is not None and self._found.status == "kOptimal":
            self._found.status_text += ", after another search had claimed that there is no plan"
        elif self._found.incumbent is None and self._found.status in {"kTimeLimit", "kInterrupt"}:
            self._found.status = "kInfeasible"
            self._found.status_text = "model Infeasible, not confirmed in the time that was left"


def _heuristics(start: Incumbent | None) -> Mapping[str, Any]:
    """Options of HiGHS for a tree that begins with the best plan, or without any."""
    return {} if start is None else FROM_PLAN
