"""Whether what stands in the cells of decisions can be read at all."""

from __future__ import annotations

from optmodel.financials.core import Core
from optmodel.financials.rules import Identity
from optmodel.financials.sites import Sites
from optmodel.live.functions import is_text, sum_of
from optmodel.live.term import term


def readable_decisions(core: Core, sites: Sites) -> Identity:
    """Count cells of Fund that say neither yes nor no, and openings that are no dates.

    The rows of the former count as not funded, the latter as left blank: neither may go unnoticed.
    """
    fund = core.decisions.plan.field("fund").range
    unclear = sum_of((1 - fund.equals("yes")) * (1 - fund.equals("no")))
    undated = sum_of(is_text(sites.openings.field("opened").range))
    return Identity(
        "decisions_read",
        "Every Fund on the sheet Plan says yes or no, every Opened on the sheet Sites is a date",
        term(0),
        unclear + undated,
        "number",
    )
