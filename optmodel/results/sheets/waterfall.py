"""The sheet Waterfall: the deemed balance of every vehicle, from opening to closing."""

from __future__ import annotations

from optmodel.live.stack import stacked
from optmodel.plan.plan import Plan
from optmodel.program.program import Source
from optmodel.results.layout import Report, Sheet
from optmodel.results.names import source_title
from optmodel.results.time_axis import period_ends, time_columns


def waterfall(report: Report) -> Sheet:
    """Describe the sheet Waterfall."""
    model = report.model
    pools = [account.pool for account in model.funding.accounts if account.pool is not None]
    stacks = (*pools, model.values.sums, model.core.waterfall.stack)
    title = "Pools, all vehicles, then each" if pools else "All vehicles, then each"
    return Sheet(
        "Waterfall",
        "Waterfall",
        _description(report.plan),
        (stacked("Waterfall", title, time_columns(report), stacks),),
        period_ends=period_ends(report),
        frozen_columns=3,
    )


def _description(plan: Plan) -> str:
    """Say how the cash is shared, by source."""
    terms = (_terms(plan, source) for source in plan.program.sources)
    corkscrew = (
        "Opening + interest + calls - receipts before recovery = closing; all are positive amounts."
    )
    return " ".join((corkscrew, *terms))


def _terms(plan: Plan, source: Source) -> str:
    pooled = ", in one pool" if source.is_pooled else ""
    return (
        f"{source_title(plan, source)} has {source.share_before:.0%} of distributable cash before"
        f" recovery and {source.share_after:.0%} after it; deemed rate"
        f" {source.deemed_rate:.2%} a year{pooled}."
    )
