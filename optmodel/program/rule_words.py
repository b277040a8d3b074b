"""Plain words for the names of rules, as tables and summaries show them."""

from __future__ import annotations

EXPLAINED = {
    "commitment_limit": "Commitment",
    "call_limit": "Calls of a period",
    "sector_limit": "Calls for a sector",
    "maximum_share": "Share of a cluster",
    "site_supply": "Supply of a site",
    "sites_opened": "Sites opened",
    "clusters_per_site": "Clusters at a site",
    "starts_per_period": "Starts in a period",
    "builder_capacity": "Capacity of builders",
    "market_limit": "Output that can be sold",
    "operator_capacity": "What an operator can carry",
    "dependency": "Needs another cluster first",
    "group_rule": "Number out of a group",
    "first_call": "First call",
    "last_call": "Last call",
    "last_commitment": "Last commitment",
    "cluster_payback": "Payback target",
    "source_recovery": "Recovery target",
    "target": "Target",
}
"""Plain words for the names of rules, in the order in which the sheet Limits lists them."""


def explained(rule: str) -> str:
    """Return plain words for the name of a rule."""
    return EXPLAINED.get(rule, rule.replace("_", " ").capitalize())
