"""Random plans, good and bad ones: what starts, what opens, and who pays for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import word

from .share_rows import Decision
from .space import PlanTuple, Shares, Space


def random_plans(random: Random, space: Space, count: int) -> Iterator[PlanTuple]:
    """Plans of which some keep every rule: mostly starts that pass alone, now and then any.

    Sites are opened in time, too late, early, twice as many as needed, or not at all.
    """
    facts = space.facts
    for _ in range(count):
        starts = []
        often = random.choice([0.25, 0.45, 0.7])
        for cluster, copy in ((start.cluster, start.copy) for start in _firsts(space)):
            allowed = [
                start for start in space.starts if (start.cluster, start.copy) == (cluster, copy)
            ]
            if random.random() < 0.1 or not allowed:
                site = random.choice(list(facts.sites))
                period = random.randrange(facts.calendar.decisions)
                operator = random.choice(["", *facts.operators])
                start = Start(cluster, copy, site, period, operator)
                starts += [start] if random.random() < 0.2 else []
            elif random.random() < often:
                starts.append(random.choice(allowed))
        if random.random() < 0.8:
            starts = _numbered(starts)
        openings = []
        for site, row in facts.sites.items():
            periods = [start.period for start in starts if start.site == site]
            if word(row, "Decision") == "open":
                openings.append(Opening(site, 0))
            elif periods and random.random() < 0.95:
                wait = round(row.number("Preparation (periods)"))
                ready = min(periods) - wait + (random.random() < 0.05)
                openings.append(Opening(site, max(0, random.randint(0, max(0, ready)))))
        yield tuple(starts), tuple(openings)


def random_shares(random: Random, space: Space, plan: PlanTuple) -> Shares:
    """Who pays for what: often within the rules, sometimes too much, too little, or the wrong one.

    Copies that start there and then are alike, so their shares are: the model adds them up.
    """
    sources = list(space.most)
    shares: Shares = {}
    decisions: tuple[Decision, ...] = (*plan[0], *plan[1])
    for decision in decisions:
        alike = replace(decision, copy=1) if isinstance(decision, Start) else decision
        if alike in shares:
            shares[decision] = shares[alike]
            continue
        payers = [source for source in space.payers(decision) if source]
        if isinstance(decision, Opening) and space.is_free(decision):
            # What costs nothing is nothing to share, and the model has no columns for it.
            shares[decision] = dict.fromkeys(payers[:1], 1.0)
            continue
        chance = random.random()
        if chance < 0.1:
            payers = random.sample(sources, random.randint(1, len(sources)))
        elif chance < 0.4 and isinstance(decision, Start) and len(payers) == len(sources):
            shares[decision] = _up_to(space.most)
            continue
        paid = _parts(random, payers)
        if chance > 0.95 and paid:
            paid[payers[0]] += random.choice([-0.05, 0.05])
        shares[decision] = paid
        if isinstance(decision, Start):
            shares[alike] = paid
    return {decision: shares[decision] for decision in decisions}


def _up_to(most: dict[str, float]) -> dict[str, float]:
    """Every source in turn pays its maximum, until all is paid."""
    shares, left = {}, 1.0
    for source, share in most.items():
        shares[source] = min(share, left)
        left = round(left - shares[source], 9)
    return shares


def _parts(random: Random, payers: Sequence[str]) -> dict[str, float]:
    """Parts in whole percents that add up to 1; often one pays all."""
    if not payers:
        return {}
    parts = dict.fromkeys(payers, 0)
    steps = random.choice([1, 2, 10, 20])
    for _ in range(steps):
        parts[random.choice(payers)] += 100 // steps
    return {source: part / 100 for source, part in parts.items()}


def _numbered(starts: Sequence[Start]) -> list[Start]:
    """The same starts with the copies of a cluster numbered in their order."""
    numbers: Counter[str] = Counter()
    renumbered = []
    for start in sorted(starts, key=lambda start: start.period):
        numbers[start.cluster] += 1
        renumbered.append(replace(start, copy=numbers[start.cluster]))
    return renumbered


def _firsts(space: Space) -> Iterator[Start]:
    """One start of every cluster and copy, for its ids."""
    for cluster, row in space.facts.clusters.items():
        for copy in range(1, round(row.number("Copies")) + 1):
            yield Start(cluster, copy, "", 0)
