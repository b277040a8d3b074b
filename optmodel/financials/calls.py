"""Calls of one source by period against what can be called: the first rows of its account."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.call_limits import CallLimits, CallRows, call_limits_of
from optmodel.financials.core import Core
from optmodel.financials.paying import has_window
from optmodel.financials.sources import SourceTerms
from optmodel.financials.waterfall import Claims
from optmodel.live.functions import either, every, least
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Kind, Tone


@dataclass(frozen=True, slots=True)
class CallLines:
    """What is called on a source, and what could be."""

    calls: Line
    """All calls, site preparation included."""
    for_clusters: Line
    cumulative: Line
    left: Line
    """Left of the commitment; its constant is what is available in all."""
    limits: CallLimits | None
    """None where no period has a limit."""
    room: Line
    """What can be called in the period, within its limit and within the commitment."""
    unspent: Term
    """Left of the commitment at the end."""


def call_lines_of(
    core: Core, stack: Stack, claims: Claims, paid: Line | None, rows: CallRows | None
) -> CallLines:
    """Add the rows of calls to the account of a source.

    ``paid`` is the site preparation that it pays, None of a source that pays for none.
    """
    terms = claims.terms
    for_clusters = stack.add(
        "for_clusters", Look("Calls for clusters"), claims.calls.summed, total=True
    )
    everything = for_clusters.now
    if paid is not None:
        prepared = stack.add("prepared", Look("Calls for site preparation"), paid.now, total=True)
        everything = everything + prepared.now
    calls = stack.add("calls", Look("Calls in all", tone=Tone.TOTAL), everything, total=True)
    cumulative = stack.add("cumulative", Look("Calls, cumulative"))
    cumulative.content = cumulative.before + calls.now
    stack.add("commitment", Look("Commitment"), constant=terms.commitment)
    stack.add("already", Look("Already committed"), constant=terms.already)
    left = stack.add("left", Look("Left of the commitment"), constant=terms.available)
    left.content = left.constant - cumulative.now
    window = _window(core, stack, terms)
    limits = None
    if rows is not None and terms.number in rows.spans:
        limits = call_limits_of(core, stack, rows, terms, (calls, window))
    within = left.constant - cumulative.before
    if limits is not None:
        now = limits.maximum.now - limits.called.now + calls.now
        within = either(limits.limited.now > 0, least(now, within), within)
    room = stack.add("room", Look("Can be called, within limit and commitment"))
    room.content = within if window is None else window.now * within
    stack.add("not_called", Look("Not called, of what can be"), room.now - calls.now)
    unspent = stack.add("unspent", Look(_unspent(terms)), constant=left.constant - calls.total)
    return CallLines(calls, for_clusters, cumulative, left, limits, room, unspent.constant)


def _unspent(terms: SourceTerms) -> str:
    kind = "pledge" if terms.number == 1 else "commitment"
    return f"Unspent {kind} at the end (not a saving)"


def _window(core: Core, stack: Stack, terms: SourceTerms) -> Line | None:
    """1 from the first to the last call; None of a source that can be called at any time."""
    if not any(has_window(core, terms, header) for header in ("First call", "Last call")):
        return None
    period = core.time.number.now
    line = stack.add("window", Look("Between first and last call", "1 or 0", Kind.WHOLE))
    line.content = every(period >= terms.first_call, period <= terms.last_call) * 1
    return line
