"""The short summary that the command prints about a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.plan.breaks import amount
from optmodel.plan.plan import Decision, Plan
from optmodel.plan.source_state import SourceState, source_states
from optmodel.program.rule_words import explained
from optmodel.results.words import is_tight
from optmodel.run.finished import Run

SHOWN_SUBJECTS = 4
"""Binding limits of a rule that are named; the others stand in the results."""


def summary_lines(finished: Run) -> Iterator[str]:
    """Give the plan of a run in a dozen lines. Money in USD m."""
    plan = finished.plan
    settings = plan.program.settings
    yield f"{settings.plan_name}: {status_words(plan)}"
    yield f"  Funded         {len(plan.funded)} of {len(plan.decisions)} clusters at {_sites(plan)}"
    values = plan.values_musd
    states = source_states(plan)
    pledge = states[0].source.id
    parties = f"United States {values['united_states']:,.1f}, {pledge} {values['japan']:,.1f}"
    if values["other"]:
        parties += f", other {values['other']:,.1f}"
    yield f"  Value          {values['program']:,.1f} USD m program ({parties})"
    yield from _objective(plan)
    bound, gap_musd, gap = plan.search.bound, plan.gap_musd, plan.gap
    if bound is None or gap_musd is None or gap is None:
        yield "  Bound          none proven"
    else:
        open_words = f"gap {amount(gap_musd)} USD m ({gap:.3%})"
        yield f"  Bound          {bound:,.1f} USD m, {open_words}, {settings.perspective} view"
    for state in states:
        called, left = state.called_musd, state.left_musd
        yield f"  {state.source.id:<14} {called:,.1f} USD m called, {left:,.1f} left unspent"
        if state is not states[0]:
            words = f"beyond the pledge: {called:,.1f} USD m from {state.source.id}"
            yield f"  {'':<14} {words}"
    yield f"  Recovery       {_recovery(plan, states)}"
    yield from _targets(plan)
    title = "Binding"
    for line in _binding(plan):
        yield f"  {title:<14} {line}"
        title = ""
    yield "  Seconds        " + ", ".join(f"{name} {s:.1f}" for name, s in plan.seconds.items())
    if finished.folder is not None:
        yield f"  Results        {finished.folder}"


def status_words(plan: Plan) -> str:
    """Say how sure the plan is."""
    if plan.status == "optimal":
        return "a plan, proven within the requested gap and checked independently"
    return f"a plan, NOT PROVEN ({plan.search.reason}), checked independently"


def _objective(plan: Plan) -> Iterator[str]:
    """Give the objective, which the bound is about, where it is not the program's value."""
    if plan.penalty_musd or plan.program.settings.perspective != "Program":
        words = f"{plan.value_musd:,.1f} USD m, {plan.program.settings.perspective} view"
        missed = f", of which {-plan.penalty_musd:,.1f} prices of missed targets"
        yield f"  Objective      {words}{missed if plan.penalty_musd else ''}"


def _sites(plan: Plan) -> str:
    count = len(plan.openings)
    return f"{count} site{'' if count == 1 else 's'}"


def _recovery(plan: Plan, states: Sequence[SourceState]) -> str:
    """Say when the deemed balances of the funded clusters, and of the pools, are repaid."""
    funded = [plan.decisions[index] for index in plan.funded]
    if not funded:
        return "nothing to recover"
    pools = [state for state in states if state.source.is_pooled]
    said = [_pool_recovery(state) for state in pools]
    if len(pools) < len(states):
        said.insert(0, _own_recovery(funded))
    return "; ".join(said)


def _pool_recovery(state: SourceState) -> str:
    """Say when a pool is repaid."""
    if state.recovery_years is None:
        return f"pool of {state.source.id} never within the horizon"
    if state.recovery_date is None:
        return f"no calls on the pool of {state.source.id}"
    return f"pool of {state.source.id} by {state.recovery_date:%d %b %Y}"


def _own_recovery(funded: Sequence[Decision]) -> str:
    """Say when clusters that are their own vehicles have repaid."""
    days = [decision.recovery_date for decision in funded if decision.recovery_date is not None]
    never = sum(decision.recovery_years is None for decision in funded)
    if not days:
        return f"never within the horizon for {never} of {len(funded)}" if never else "no calls"
    rest = f", never within the horizon for {never} of {len(funded)}" if never else ""
    return f"from {min(days):%d %b %Y} to {max(days):%d %b %Y}{rest}"


def _targets(plan: Plan) -> Iterator[str]:
    """Say how many targets are missed at a price, and what that takes off the objective."""
    missed = sum(state.penalty_musd > 0.0 for state in plan.targets)
    if missed:
        count = len(plan.targets)
        yield f"  Targets        {missed} of {count} missed, price {plan.penalty_musd:,.1f} USD m"


def _binding(plan: Plan) -> Iterator[str]:
    """Name the limits of which something is used and nothing is left, a line per rule."""
    by_rule: dict[str, list[str]] = {}
    for limit in plan.limits:
        if is_tight(limit):
            by_rule.setdefault(limit.name, []).append(limit.subject)
    for rule, subjects in by_rule.items():
        more = len(subjects) - SHOWN_SUBJECTS
        rest = f" and {more} more" if more > 0 else ""
        yield f"{explained(rule)}: {', '.join(subjects[:SHOWN_SUBJECTS])}{rest}"
    if not by_rule:
        yield "nothing"
