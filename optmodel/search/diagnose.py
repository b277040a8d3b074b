"""Why no plan is possible, in sentences for the people who wrote the input."""

from __future__ import annotations

import time
from dataclasses import replace

from optmodel.economics.types import Exclusion, Options, Preparation
from optmodel.program.program import Cluster, Program
from optmodel.search.controls import Controls
from optmodel.search.relax import standing_in_the_way
from optmodel.search.shortfall import shortfall

SHARE_OF_TIME = 0.25
"""A diagnosis takes no more than this part of the time limit of the search ..."""
LONGEST_S = 60.0
"""... and no more than a minute: a bound that is proven by then is a true answer."""
SHARE_OF_A_SEARCH = 0.25
"""Part of that time for each of its searches; most take a fraction of a second."""
MOST_CLUSTERS = 20
"""Clusters without an option that are named; the rest are counted."""
UNEXPLAINED = (
    "No plan meets every limit (proven), but no single reason was found in the time for it. "
    "Free some of the clusters that are marked fund, and solve again."
)


def diagnose(
    program: Program, options: Options, preparation: Preparation, controls: Controls
) -> tuple[str, ...]:
    """Explain a search that ended with "no plan meets every limit".

    Money that is missing comes first, with the proven amount; then clusters that must be
    funded and cannot start anywhere, with the reasons; then, where neither explains it, the
    rules without which a plan would be possible.
    """
    allowed = max(4.0, min(LONGEST_S, SHARE_OF_TIME * controls.time_limit_s))
    deadline = time.monotonic() + allowed
    quick = replace(controls, time_limit_s=SHARE_OF_A_SEARCH * allowed)
    sentences = list(_without_option(program, options))
    if program.sources:
        money = shortfall(program, quick)
        if money.sentence:
            sentences.insert(0, money.sentence)
    if not sentences:
        sentences += standing_in_the_way(
            program, options, preparation, quick, lambda: time.monotonic() > deadline
        )
    return tuple(sentences) or (UNEXPLAINED,)


def _without_option(program: Program, options: Options) -> list[str]:
    """One sentence per cluster that must be funded and cannot start anywhere."""
    possible = set(options.cluster.tolist())
    stuck = {
        cluster.id: (index, cluster)
        for index, cluster in reversed(list(enumerate(program.clusters)))
        if cluster.decision == "fund" and index not in possible
    }
    in_order = sorted(stuck.values(), key=lambda pair: pair[0])
    sentences = [
        _stuck(program, cluster, [e for e in options.excluded if e.cluster == index])
        for index, cluster in in_order[:MOST_CLUSTERS]
    ]
    if len(in_order) > MOST_CLUSTERS:
        sentences.append(
            f"The same holds for {len(in_order) - MOST_CLUSTERS} more clusters that must be funded."
        )
    return sentences


def _stuck(program: Program, cluster: Cluster, excluded: list[Exclusion]) -> str:
    """Why a cluster that must be funded cannot start anywhere; equal reasons are merged."""
    places: dict[tuple[str, str], list[str]] = {}
    for exclusion in excluded:
        site = "every site" if exclusion.site < 0 else program.sites[exclusion.site].id
        names = places.setdefault((exclusion.reason, exclusion.cell), [])
        if site not in names:
            names.append(site)
    reasons = "; ".join(
        f"at {', '.join(names)}: {reason}{f' ({cell})' if cell else ''}"
        for (reason, cell), names in places.items()
    )
    decision = cluster.cells.get("Decision", "")
    return (
        f"{cluster.label} must be funded{f' ({decision})' if decision else ''} but has no "
        f"possible start{f': {reasons}' if reasons else ''}."
    )
