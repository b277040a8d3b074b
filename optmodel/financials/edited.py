"""Whether the decisions are still those of the run: a signature of each kind of decision."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.financials.core import Core
from optmodel.financials.sites import Sites
from optmodel.live.by_record import gathered, value_of
from optmodel.live.functions import magnitude, sine, sum_of
from optmodel.live.records import Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

SHEET = "Checks"
EDITED = "plan_edited"
"""Name of the cell that is 1 where a decision is no longer the one of the run."""
PART = "part"
"""What the keys of the fields begin with that say who pays for preparing a site."""


def edits_of(core: Core, sites: Sites) -> Records:
    """Describe a record per kind of decision: its signature in the run, and now.

    A signature is the sum of all decisions of a kind, each times the sine of the number of its
    row: no two rows have weights of which one is a fraction of the other, so that edits do not
    cancel out.
    """
    signatures = (*_of_plan(core), *_of_sites(sites))
    table = Records(core.base.names, SHEET, "Edited", "edit", len(signatures))
    table.add("what", Column("Decisions"), [what for what, _ in signatures])
    run = [value_of(signature, 0) for _, signature in signatures]
    table.add("run", Column("Signature in the run", Kind.EXACT, "number"), run)
    now = table.add(
        "now",
        Column("Signature now", Kind.EXACT, "number"),
        gathered([(signature, 0) for _, signature in signatures]),
    )
    table.add(
        "differs",
        Column("Differs", Kind.WHOLE, "1 or 0"),
        (magnitude(now.here - table.field("run").here) > core.settings.zero) * 1,
    )
    return table


def _of_plan(core: Core) -> Iterator[tuple[str, Term]]:
    """Sign what is decided about clusters; what an unfunded row says does not count."""
    decisions = core.decisions
    weight = sine(decisions.field("cluster").range + decisions.field("copy").range / 1000)
    funded = decisions.field("funded").range
    yield "Funded", sum_of(weight * funded)
    for key, what in (("site", "Sites"), ("start", "Starts"), ("fit", "Operators")):
        yield what, sum_of(weight * funded * decisions.field(key).range)
    if len(decisions.shares) > 1:
        for share, terms in zip(decisions.shares, core.sources.terms, strict=True):
            yield f"Shares of {terms.title}", sum_of(weight * share.range)


def _of_sites(sites: Sites) -> Iterator[tuple[str, Term]]:
    """Sign when sites are opened, and which parts of their preparation sources pay."""
    weight = sine(sites.openings.field("no").range)
    period = sites.openings.field("period").range
    opened = period >= 0
    yield "Openings of sites", sum_of(weight * (period + 1))
    for field in sites.openings.fields:
        if field.key.startswith(PART):
            yield f"Preparation: {field.column.name}", sum_of(weight * opened * field.range)
