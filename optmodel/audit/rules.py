"""The table of contents: every rule by its name, with the sentence that stands in Checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from optmodel.audit import (
    capacity_rules,
    funding_rules,
    order_rules,
    policy_rules,
    return_rules,
    share_rules,
    site_rules,
    start_rules,
)
from optmodel.audit.case import Case, Violation


class Rule(NamedTuple):
    """A rule as the audit sees it."""

    find: Callable[[Case], Iterator[Violation]]
    """From a plan to where it breaks the rule."""
    description: str


BROKEN_BY_A_START: dict[str, Rule] = {
    "skipped": Rule(start_rules.skipped, "No cluster marked skip starts"),
    "site_closed": Rule(start_rules.site_closed, "Nothing stands at a closed site"),
    "fixed_site": Rule(start_rules.fixed_site, "A fixed cluster is at its site"),
    "placement": Rule(start_rules.placement, "Every pair is allowed"),
    "start_window": Rule(start_rules.start_window, "Starts lie in their windows"),
    "last_commitment": Rule(funding_rules.last_commitment, "No start after the last commitment"),
    "permit": Rule(start_rules.permit, "Permits are in hand before construction"),
    "preparation": Rule(start_rules.preparation, "Sites can be prepared before their first start"),
    "first_call": Rule(funding_rules.first_call, "Nothing before the first call"),
    "last_call": Rule(funding_rules.last_call, "Nothing after the last call"),
    "horizon": Rule(start_rules.horizon, "Every build ends inside the horizon"),
    "cluster_payback": Rule(return_rules.cluster_payback, "Every payback target is met"),
    "source_recovery": Rule(return_rules.vehicle_recovery, "Every required recovery target is met"),
    "operator_choice": Rule(
        capacity_rules.operator_choice, "An operator that has not declined runs what needs one"
    ),
}
"""Rules that a start breaks by itself, whatever else is planned. Those about a source are judged
for the sources that pay a part of it; ``payable`` says which may."""

BROKEN_BY_A_PLAN: dict[str, Rule] = {
    "fund_once": Rule(order_rules.fund_once, "Every cluster starts at most once, fund exactly"),
    "stays_started": Rule(order_rules.stays_started, "Every start is known and in a decision"),
    "stays_open": Rule(site_rules.stays_open, "Every site opens at most once, in a decision"),
    "copies_in_order": Rule(order_rules.copies_in_order, "Copies start in their order"),
    "open_before_start": Rule(
        site_rules.open_before_start, "Sites are open and prepared before a start"
    ),
    "opening_used": Rule(
        site_rules.opening_used, "No site is opened without a start, unless marked open"
    ),
    "sites_opened": Rule(site_rules.sites_opened, "No more sites open than allowed"),
    "clusters_per_site": Rule(site_rules.clusters_per_site, "No site holds too many clusters"),
    "site_supply": Rule(site_rules.site_supply, "Use of every site resource within its supply"),
    "funding_shares": Rule(share_rules.funding_shares, "Everything is paid for, by who may pay"),
    "maximum_share": Rule(share_rules.maximum_share, "No source pays too large a part"),
    "commitment_limit": Rule(funding_rules.commitment_limit, "Calls within the commitment"),
    "call_limit": Rule(funding_rules.call_limit, "Calls within what the source can pay when"),
    "sector_limit": Rule(
        funding_rules.sector_limit, "Calls for a sector as little and as much as agreed"
    ),
    "source_recovery": Rule(return_rules.source_recovery, "Every required recovery target is met"),
    "dependency": Rule(order_rules.dependency, "What a cluster needs is there before it"),
    "group_rule": Rule(order_rules.group_rule, "Group rules are met"),
    "starts_per_period": Rule(order_rules.starts_per_period, "No period has too many starts"),
    "builder_capacity": Rule(capacity_rules.builder_capacity, "Building within what there is"),
    "market_limit": Rule(capacity_rules.market_limit, "Output within what can be sold"),
    "operator_capacity": Rule(
        capacity_rules.operator_capacity, "No operator runs more than it can carry"
    ),
    "target": Rule(policy_rules.target, "Every target that must be met is met"),
}
"""Rules about starts and openings together."""

PLAN_RULES: dict[str, Rule] = BROKEN_BY_A_PLAN | {
    name: rule for name, rule in BROKEN_BY_A_START.items() if name not in BROKEN_BY_A_PLAN
}

FIGURE_RULES = ("capital_calls", "synergy", "pooled_balance", "pooled_split")
"""Rules that are equations: a plan cannot break them, figures can, so that their checks compare
figures (see ``reconcile`` and ``pool_checks``)."""

RULES: tuple[str, ...] = (*PLAN_RULES, *FIGURE_RULES)
"""Names of the rules that the audit checks."""


def violations_of(case: Case) -> Iterator[Violation]:
    """Every place where a plan breaks a rule, rule by rule."""
    for rule in PLAN_RULES.values():
        yield from rule.find(case)
