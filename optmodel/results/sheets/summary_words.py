"""The sentences of the summary: what is decided, what it is worth, what is missed."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.plan.as_typed import typed_targets
from optmodel.plan.breaks import amount
from optmodel.plan.plan import Plan
from optmodel.plan.recovery_targets import recovery_states
from optmodel.plan.source_state import beyond_pledge_musd, source_states
from optmodel.results.names import HOST, pledge_of, source_title
from optmodel.results.words import money, status_words


def decision_words(plan: Plan) -> Iterator[str]:
    """Yield the decision in sentences."""
    yield (
        f"Fund {len(plan.funded)} of {len(plan.decisions)} clusters at {len(plan.openings)} of"
        f" {len(plan.program.sites)} sites; {_drawn_words(plan)}."
    )
    values = plan.values_musd
    source = pledge_of(plan)
    others = "".join(
        f", {source_title(plan, state.source)} {money(state.value_musd)}"
        for state in source_states(plan)[1:]
    )
    yield (
        f"Discounted value: program {money(values['program'])}, {HOST}"
        f" {money(values['united_states'])}, {source_title(plan, source)}"
        f" {money(values['japan'])}{others}."
    )
    yield from _target_words(plan)
    yield status_words(plan)
    yield from _recovery_words(plan)


def _drawn_words(plan: Plan) -> str:
    """Say what is called from whom, and how much of it is beyond the pledge."""
    pledge, *others = source_states(plan)
    available = pledge.available_musd
    share = f" ({pledge.called_musd / available:.1%})" if available > 0 else ""
    title = source_title(plan, pledge.source)
    if not others:
        return (
            f"call {money(pledge.called_musd)}{share} of the {money(available)} that {title} has"
            " available"
        )
    further = "".join(
        f"; from {source_title(plan, state.source)} {money(state.called_musd)}" for state in others
    )
    return (
        f"drawn from {title} {money(pledge.called_musd)}{share} of {money(available)}{further}"
        f" ({money(beyond_pledge_musd(plan))} beyond the pledge)"
    )


def _target_words(plan: Plan) -> Iterator[str]:
    """Say which targets are missed and what that costs; nothing where none is."""
    missed = [state for state in typed_targets(plan) if state.penalty_musd > 0.0]
    if missed:
        words = "; ".join(
            f"{state.subject} by {amount(state.missed)} {state.unit}" for state in missed
        )
        yield f"Missed, at a price of {money(plan.penalty_musd)} in the objective: {words}."


def _recovery_words(plan: Plan) -> Iterator[str]:
    """Say what is not recovered within the horizon, and when pools are."""
    for state in source_states(plan):
        if state.source.is_pooled and state.called_musd > 0.0:
            day = state.recovery_date
            when = "not recovered within the horizon" if day is None else f"recovered by {day}"
            yield f"The pool of {source_title(plan, state.source)} is {when}."
    never = sum(decision.recovery_years is None for decision in plan.decisions if decision.funded)
    if never:
        yield f"Not recovered within the horizon: {never} of {len(plan.funded)} funded clusters."
    for target in recovery_states(plan):
        if target.is_met is False:
            title = source_title(plan, target.source)
            which = "" if target.source.is_pooled else f" by {target.late} of {target.vehicles}"
            yield f"Recovery target of {title}, {target.target_years:g} years: missed{which}."
