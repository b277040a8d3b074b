"""In which periods a site can be opened so that its preparation can be paid for."""

from __future__ import annotations

import numpy as np

from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import IntArray, Preparation
from optmodel.financials.core import Core
from optmodel.financials.input_rows import site_positions
from optmodel.financials.opening_columns import preparing_sources
from optmodel.financials.sources import SourceTerms
from optmodel.live.functions import added, least, most
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.program.program import Program, Site
from optmodel.results.layout import Kind

BY_AMOUNT = frozenset({"commitment_limit", "call_limit"})
"""Rules that forbid an opening for what it costs."""


def payable_openings(
    core: Core, sites: tuple[Site, ...], sheet: str, subject: Term, wait: Term
) -> Stack | None:
    """Describe whether each site can be opened in a period; a block per site.

    None where nothing but the time decides, whoever pays. ``wait`` is the length of the
    preparation of each site in periods.
    """
    program = core.base.program
    preparation = build_preparation(program)
    if not _matters(program, preparation, sites):
        return None
    stack = Stack(
        core.base.names, sheet, "sa", core.base.horizon, blocks=len(sites), subject=subject
    )
    span = most(1, wait)
    able = [
        _able(core, stack, core.sources.terms[index], span) for index in preparing_sources(program)
    ]
    refused = _refused(program, preparation, sites, core.base.horizon)
    line = None
    if refused.any():
        look = Look("Opening would cost more than can be called", "1 or 0", Kind.WHOLE)
        line = stack.add("refused", look, refused.tolist())
    cost = core.lookups.sites.field("prepare_cost").cells(_rows(core, sites))
    allowed = stack.add(
        "allowed",
        Look("Can be opened (constant: it costs nothing)", "1 or 0", Kind.WHOLE),
        constant=(cost <= core.settings.zero) * 1,
    )
    payers = added(line.now for line in able)
    # What a preparation that costs nothing spends can be paid at any time.
    could = payers + allowed.constant > 0
    ready = core.time.number.now + wait < core.settings.decisions
    allowed.content = could * ready if line is None else could * ready * (1 - line.now)
    return stack


def _matters(program: Program, preparation: Preparation, sites: tuple[Site, ...]) -> bool:
    """Whether more than the time decides about an opening."""
    if not preparing_sources(program):
        return False
    periods = np.arange(program.calendar.decision_periods)
    index_of = {site.id: index for index, site in enumerate(program.sites)}
    return any(
        (
            preparation.allowed[index_of[site.id]]
            != (periods + site.preparation_periods < len(periods))
        ).any()
        for site in sites
        if site.decision != "open"
    )


def _rows(core: Core, sites: tuple[Site, ...]) -> list[int]:
    """Records of sites in Lookups."""
    at = site_positions(core.base)
    return [at[site.id] for site in sites]


def _able(core: Core, stack: Stack, terms: SourceTerms, span: Term) -> Line:
    """1 where all of the spending would lie within the first and the last call of a source."""
    now = core.time.number.now
    look = Look(f"Opening within the calls of {terms.title}", "1 or 0", Kind.WHOLE)
    line = stack.add(f"able{terms.number}", look, constant=span)
    ends = least(now + line.constant - 1, core.settings.horizon - 1)
    line.content = (now >= terms.first_call) * (ends <= terms.last_call)
    return line


def _refused(
    program: Program, preparation: Preparation, sites: tuple[Site, ...], horizon: int
) -> IntArray:
    """(m, H) whether the amount forbids an opening; what the input alone decides."""
    refused = np.zeros((len(sites), horizon), dtype=np.intp)
    at = {site.id: index for index, site in enumerate(sites)}
    for exclusion in preparation.excluded:
        row = at.get(program.sites[exclusion.site].id)
        if exclusion.rule in BY_AMOUNT and row is not None:
            refused[row, exclusion.first : exclusion.last + 1] = 1
    return refused
