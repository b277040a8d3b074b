"""Sites: when they are opened, what that costs whom, and what is used of what they offer."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.site_map import SiteMap, site_map_of
from optmodel.financials.site_openings import openings_of
from optmodel.financials.site_peaks import peaks_of
from optmodel.financials.site_rules import add_rule_columns, site_checks, site_limits
from optmodel.financials.site_spending import spending_of
from optmodel.financials.site_use import limited, site_use_of
from optmodel.live.line import Line
from optmodel.live.records import Records
from optmodel.live.stack import Stack


@dataclass(frozen=True, slots=True)
class Sites:
    """What happens at the sites."""

    openings: Records
    """The table SitesOpened: a record per site that may be opened at all; ``Opened`` and the
    shares of its preparation are decisions."""
    stacks: tuple[Stack, ...]
    """Rows by period of the sheet Sites."""
    preparation: Line
    """Spending on all sites, USD m by period, positive (one block)."""
    paid: tuple[Line | None, ...]
    """What each source pays of it (one block); None of a source that pays for no preparation."""
    by_site: Line | None
    """Spending on each site by period, a block per record of ``openings``; None where no
    preparation costs anything."""
    peaks: Records | None
    """The period that leaves least of each limited resource at each site; None = no limit."""
    supply: Records | None
    """Steps of what is on offer where that changes over time."""
    map: SiteMap | None
    """None where no site that may be opened has coordinates in the United States."""
    limits: tuple[LimitLine, ...]
    checks: tuple[RuleCheck, ...]


def sites_of(core: Core) -> Sites:
    """Describe the sites."""
    openings = openings_of(core)
    spending = spending_of(core, openings)
    use = site_use_of(core, openings)
    uses = tuple(limited(use.uses))
    peaks = peaks_of(core, openings, uses)
    add_rule_columns(core, openings)
    before = (spending.program, spending.by_site, openings.payable)
    return Sites(
        openings=openings.table,
        stacks=(*(stack for stack in before if stack is not None), *use.stacks),
        preparation=spending.preparation,
        paid=spending.paid,
        by_site=None if spending.by_site is None else spending.by_site.line("spending"),
        peaks=peaks,
        supply=None if use.steps is None else use.steps.table,
        map=site_map_of(core, openings),
        limits=tuple(site_limits(core, openings, peaks, uses)),
        checks=tuple(site_checks(core, openings, peaks)),
    )
