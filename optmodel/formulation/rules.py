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
        "sites_opened": "row: no more sites are opened than the Settings allow",
        "clusters_per_site": "row: no more clusters stand at a site than it takes",
        "site_supply": "row: use of land, power, water and workers stays within the site's supply",
        "capital_calls": "row: calls of a period are the capital and the preparation spent in it",
        "call_limit": "row: calls stay within what the source can pay in the period",
        "commitment_limit": "row: all calls stay within the commitment that is left",
        "dependency": "row: a cluster starts only after what it needs",
        "group_rule": "row: at most, at least or exactly so many of a group start by a date",
        "starts_per_period": "row: no more clusters start in a period than the Settings allow",
        "cluster_payback": "option: a start that misses the cluster's payback target is left out",
        "source_recovery": "option: a start that repays the source too late is left out",
    }
)
"""Rule name to how it acts: ``row`` (a component of the model of the same name), ``option`` (a
start that breaks it is no option, so the model never sees it) or ``count`` (no plan can break it,
because the model counts copies and ``decode`` numbers them)."""

ROW_RULES = tuple(name for name, acts in RULES.items() if acts.startswith("row"))
"""The rules that are components of the model, in the order of the model."""
