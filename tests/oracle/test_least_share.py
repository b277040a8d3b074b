"""The least share of a pool: the model has its yes or no exactly where the audit has its rule."""

from __future__ import annotations

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.least_share import LEAST_SHARE as AUDITED
from optmodel.formulation.pool_interest import LEAST_SHARE as MODELED
from tests.cases import case, cluster, pledge, tiny_settings

from .pipeline import model_of

POOL = {"Vehicle": "pooled", "Interest from": "operation", "Deemed rate": 0.1}
EXT = {"Source": "EXT", "Commitment (USD m)": 1e6, "Pays for site preparation": "no"}
RECEIPTS = {"Metric": "receipts", "Sense": "at least", "Amount": 0.0, "Strength": 1.0}


def test_model_and_audit_mean_the_same_share():
    """Tests that a hundred-thousandth is the same number in both."""
    assert MODELED == AUDITED == 1e-5


@pytest.mark.parametrize(
    ("perspective", "terms", "target", "build", "is_rule"),
    [
        ("United States", {}, None, 1, True),
        ("Program", {}, None, 1, False),
        ("Japan", {}, None, 1, False),  # EXT is not the first source
        ("Program", {"Recovery target (years)": 9}, None, 1, True),
        ("Program", {"Recovery target (years)": 9, "Recovery rule": "report"}, None, 1, False),
        ("Program", {}, {**RECEIPTS, "Filter by": "source", "Filter": "EXT"}, 1, True),
        ("Program", {}, RECEIPTS, 1, False),  # a target for the first source
        ("United States", {"Vehicle": "cluster"}, None, 1, False),
        ("United States", {"Interest from": "call"}, None, 1, False),
        ("United States", {"Deemed rate": 0.0}, None, 1, False),
        ("United States", {}, None, 10, False),  # operates past the horizon
    ],
)
def test_share_below_the_least(perspective, terms, target, build, is_rule):
    """Tests a pool that pays for four millionths of a start, under what makes it matter."""
    tables = case(
        tiny_settings(Perspective=perspective),
        Clusters=[cluster("FIB", 100.0, build, **{"Revenue (USD m/year)": 90.0})],
        Funding=[pledge(), {**EXT, **POOL, **terms}],
        Targets=[] if target is None else [target],
    )
    start = Start("FIB", 1, "S", 0)
    shares = {start: {"JPN": 1 - 4e-6, "EXT": 4e-6}}
    verdict = evaluate(tables, [start], [Opening("S", 0)], shares, {Opening("S", 0): {"JPN": 1.0}})
    found = {broken.rule for broken in verdict.violations}
    assert ("funding_shares" in found) == is_rule
    assert bool(len(model_of(tables).model.pays)) == is_rule
