"""The names of the rules, each with the way in which the model carries it out.

A name here is the heading in docs/formulation, the Pyomo component, the row in the LP file,
the function of the audit and the golden file.
"""

from __future__ import annotations

from types import MappingProxyType

RULES = MappingProxyType(
    {
        "fund_once": "row: a cluster starts at most once; exactly once where it is marked fund",
        "stays_started": "row: a cluster that has started stays started",
        "stays_open": "row: a site that has been opened stays open",
        "copies_in_order": "count: copies are counted, and numbered in the order of their starts",
        "open_before_start": "row: a cluster starts only at a site that is prepared",
        "opening_used": "row: a site is opened only if something starts there",
        "sites_opened": "row: no more sites are opened than the Settings allow",
        "clusters_per_site": "row: no more clusters stand at a site than it takes",
        "site_supply": "row: use of each resource stays within what the site has in the period",
        "funding_shares": "row: what starts and what is opened is paid for by the sources",
        "maximum_share": "row: no source pays more of a start than its maximum share",
        "capital_calls": "row: calls of a period are the capital and the preparation spent in it",
        "call_limit": "row: calls stay within what the source can pay in the period",
        "commitment_limit": "row: all calls stay within the commitment that is left",
        "sector_limit": "row: what a source pays for a sector stays between least and most",
        "pooled_balance": "row: the balance of a pool grows by interest and calls, and is repaid",
        "pooled_split": "row: the first share of a pool's cash repays its balance, until it is 0",
        "source_recovery": "row: a pool is repaid in time; a vehicle that is not, is no option",
        "dependency": "row: a cluster starts only after what it needs, and not too long after",
        "group_rule": "row: at most, at least or exactly so many of a group start by a date",
        "starts_per_period": "row: no more clusters start in a period than the Settings allow",
        "builder_capacity": "row: construction uses no more of a resource than there is",
        "market_limit": "row: no more of a product is made than can be sold",
        "operator_choice": "option: one operator runs a cluster, none that has declined",
        "operator_capacity": "row: an operator runs no more clusters or capital than it can carry",
        "synergy": "row: what two clusters gain at the same site counts where both are there",
        "target": "row: a metric reaches its amount by a date, or stays under it, or pays for it",
        "cluster_payback": "option: a start that misses the cluster's payback target is left out",
    }
)
"""Rule name to how it acts: ``row`` (a component of the model of the same name), ``option`` (a
start that breaks it is no option, so the model never sees it) or ``count`` (no plan can break it,
because the model counts copies and ``decode`` numbers them). ``source_recovery`` is both: starts
that repay a source of vehicle *cluster* too late are no options, a pool has rows."""

ROW_RULES = tuple(name for name, acts in RULES.items() if acts.startswith("row"))
"""The rules that are components of the model, in the order of the model."""
