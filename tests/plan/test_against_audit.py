"""Plans over the whole rulebook against the audit: limits, figures, and one option more."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.audit.audit import audit
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.insertion import Inserter, Insertion
from optmodel.plan.limits import plan_limits

from .programs import result
from .rulebook_plans import Judged, rulebook_plans

SHOWN = {
    "commitment_limit", "call_limit", "sector_limit", "maximum_share", "site_supply",
    "sites_opened", "clusters_per_site", "starts_per_period", "builder_capacity", "market_limit",
    "operator_capacity", "dependency", "group_rule", "first_call", "last_call", "last_commitment",
    "source_recovery", "target",
}  # fmt: skip
"""Rules of the audit that a plan reports as limits, where the plan is made of options."""

FORGIVEN = 1e-6
"""What the audit forgives, relative to a limit or absolute."""


@pytest.mark.parametrize("block", range(4))
def test_limits_are_broken_where_the_audit_says_so(block: int) -> None:
    """Tests that a limit has negative slack exactly where the audit names its rule."""
    broken: set[str] = set()
    for seed in range(30 * block, 30 * block + 30):
        for judged in rulebook_plans(seed, 8):
            violations = {violation.rule for violation in judged.verdict.violations}
            if "funding_shares" in violations:  # no plan: parts that do not make a whole
                continue
            limits = plan_limits(judged.program, judged.options, judged.inserter().used)
            over = {x.name for x in limits if x.slack < -FORGIVEN * max(1.0, abs(x.limit))}
            named = violations & SHOWN
            assert over & SHOWN == named, (seed, judged.verdict.violations)
            broken |= named
    assert len(broken) >= 8


@pytest.mark.parametrize("block", range(4))
def test_a_plan_passes_every_check_of_the_audit(block: int) -> None:
    """Tests that every figure that a good plan claims is the audit's own."""
    good = 0
    for seed in range(30 * block, 30 * block + 30):
        for judged in rulebook_plans(seed, 8):
            if not judged.verdict.feasible:
                continue
            plan = build_plan(
                judged.program,
                judged.options,
                judged.preparation,
                result(judged.verdict.value),
                judged.chosen,
            )
            failed = [str(check) for check in audit(judged.tables, claim_of(plan))
                      if not check.passed]  # fmt: skip
            assert not failed, (seed, failed)
            good += 1
    assert good >= 10


def payable_shares(judged: Judged, option: int, most: np.ndarray) -> list[np.ndarray]:
    """Ways to share an option up to ``most``: each source first in turn, then the others."""
    ways = []
    for first in range(len(most)):
        shares, left = np.zeros(len(most)), 1.0
        for source in (first, *(f for f in range(len(most)) if f != first)):
            shares[source] = min(left, most[source])
            left -= shares[source]
        if left <= 1e-9:
            ways.append(shares)
    return ways


def check_insertion(judged: Judged, inserter: Inserter, insertion: Insertion) -> str:
    """Hold one insertion against the audit; say whether it breaks, fits or leaves it open."""
    option, opening = insertion.option, insertion.opening
    found = [str(item) for item in inserter.breaks(insertion)]
    may = np.where(
        judged.options.payable[option],
        [source.maximum_share for source in judged.program.sources],
        0.0,
    )
    ways = payable_shares(judged, option, may)
    verdicts = [judged.verdict_with(option, opening, shares) for shares in ways]
    gains = [each.value - judged.verdict.value for each in verdicts]
    fitting = [gain for gain, each in zip(gains, verdicts, strict=True) if each.feasible]
    if insertion.gain_musd is not None and fitting:
        assert max(fitting) <= insertion.gain_musd + FORGIVEN * max(1.0, abs(insertion.gain_musd))
    if found:
        assert not fitting, found
        return "breaks"
    if insertion.is_settled and len(ways) == 1:
        assert fitting, (found, [each.violations for each in verdicts])
        assert insertion.gain_musd == pytest.approx(fitting[0], rel=1e-6, abs=1e-6)
        return "fits"
    return "open"


@pytest.mark.parametrize("block", range(4))
def test_one_more_option_gains_and_breaks_what_the_audit_finds(block: int) -> None:
    """Tests every option of every unfunded cluster in good plans.

    What is said to break is broken however the option is shared; where nothing is open, what
    breaks nothing is a plan and gains what is said.
    """
    counted = {"breaks": 0, "fits": 0, "open": 0}
    for seed in range(30 * block, 30 * block + 30):
        for judged in rulebook_plans(seed, 8):
            if not judged.verdict.feasible:
                continue
            inserter = judged.inserter()
            for option, k in enumerate(judged.options.cluster.tolist()):
                insertion = inserter.insertion(option)
                if k not in inserter.used.option_of and insertion is not None:
                    counted[check_insertion(judged, inserter, insertion)] += 1
    assert counted["breaks"] >= 20
    assert counted["fits"] >= 10
