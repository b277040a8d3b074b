"""Limits and reasons against the audit: what the plan says of a limit, the audit finds too."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.verdict import Verdict
from optmodel.formulation.chosen import Chosen
from optmodel.plan.insertion import Inserter, Insertion
from optmodel.plan.limits import plan_limits
from optmodel.workbook.tables import Tables

from .enumerate_plans import small_workbook
from .pipeline import Model, model_of
from .random_plans import random_plans

SHOWN = {
    "commitment_limit", "call_limit", "site_supply", "sites_opened", "clusters_per_site",
    "starts_per_period", "dependency", "group_rule", "first_call", "last_call",
}  # fmt: skip
"""Rules of the audit that a plan reports as limits, where the plan is made of options."""

FORGIVEN = 1e-6
"""What the audit forgives, relative to a limit or absolute."""


def chosen_of(
    made: Model, starts: tuple[Start, ...], openings: tuple[Opening, ...]
) -> Chosen | None:
    """The decisions of a plan; None where a start is no option or an opening no decision."""
    clusters = {(c.id, c.copy): k for k, c in enumerate(made.program.clusters)}
    sites = {s.id: index for index, s in enumerate(made.program.sites)}
    options = made.options
    keys = zip(options.cluster.tolist(), options.site.tolist(), options.start.tolist(), strict=True)
    position = {key: index for index, key in enumerate(keys)}
    wanted = [(clusters[s.cluster, s.copy], sites[s.site], s.period) for s in starts]
    decisions = made.program.calendar.decision_periods
    if any(key not in position for key in wanted) or any(o.period >= decisions for o in openings):
        return None
    picked = np.array(sorted(position[key] for key in wanted), dtype=np.intp)
    opened = {sites[opening.site]: opening.period for opening in openings}
    paid = (1.0,) if made.program.sources[0].pays_preparation else (0.0,)
    return Chosen(picked, opened, np.ones((len(picked), 1)), dict.fromkeys(opened, paid))


def plans(seed: int, count: int) -> Iterator[tuple[Model, Tables, Chosen, Verdict]]:
    """Random plans made of options, with the audit's verdict on each."""
    book, space = small_workbook(seed)
    tables = book.tables()
    made = model_of(tables)
    for starts, openings in random_plans(Random(seed), space, count):
        chosen = chosen_of(made, starts, openings)
        if chosen is not None:
            yield made, tables, chosen, evaluate(tables, starts, openings)


@pytest.mark.parametrize("block", range(4))
def test_limits_are_broken_where_the_audit_says_so(block: int) -> None:
    """Tests that a limit has negative slack exactly where the audit names its rule."""
    broken = 0
    for seed in range(25 * block, 25 * block + 25):
        for made, _, chosen, verdict in plans(seed, 8):
            inserter = Inserter(made.program, made.options, made.preparation, chosen)
            limits = plan_limits(made.program, made.options, inserter.used)
            over = {x.name for x in limits if x.slack < -FORGIVEN * max(1.0, abs(x.limit))}
            named = {violation.rule for violation in verdict.violations} & SHOWN
            assert over & SHOWN == named, (seed, verdict.violations)
            broken += len(named)
    assert broken >= 20


def verdict_with(tables: Tables, inserter: Inserter, insertion: Insertion) -> Verdict:
    """The audit's verdict on the plan with one more option in it."""
    program, options = inserter.program, inserter.options
    openings = dict(inserter.used.openings)
    if insertion.opening is not None:
        openings |= dict([insertion.opening])
    # Copies are numbered by their starts, so one more may change the numbers of the others.
    numbers: dict[str, int] = {}
    starts = []
    picked = [*inserter.used.option_of.values(), insertion.option]
    for option in sorted(picked, key=lambda option: int(options.start[option])):
        cluster = program.clusters[int(options.cluster[option])].id
        numbers[cluster] = numbers.get(cluster, 0) + 1
        site = program.sites[int(options.site[option])].id
        starts.append(Start(cluster, numbers[cluster], site, int(options.start[option])))
    opened = [Opening(program.sites[s].id, period) for s, period in openings.items()]
    return evaluate(tables, starts, opened)


@pytest.mark.parametrize("block", range(4))
def test_an_insertion_gains_and_breaks_what_the_audit_finds(block: int) -> None:
    """Tests every option of every unfunded cluster in good plans: gain, and whether it fits."""
    fits = breaks = 0
    for seed in range(25 * block, 25 * block + 25):
        for made, tables, chosen, verdict in plans(seed, 6):
            if not verdict.feasible:
                continue
            inserter = Inserter(made.program, made.options, made.preparation, chosen)
            for option, k in enumerate(made.options.cluster.tolist()):
                insertion = inserter.insertion(option)
                if k in inserter.used.option_of or insertion is None:
                    continue
                found = [str(item) for item in inserter.breaks(insertion)]
                after = verdict_with(tables, inserter, insertion)
                assert after.feasible == (not found), (seed, option, found, after.violations)
                gain = after.value - verdict.value
                assert insertion.gain_musd == pytest.approx(gain, rel=1e-6, abs=1e-6)
                fits += not found
                breaks += bool(found)
    assert fits >= 20
    assert breaks >= 20
