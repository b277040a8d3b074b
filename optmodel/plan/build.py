"""From what the solver chose to the plan: decisions, dates, cash, limits and reasons."""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.economics.types import Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.capacity_limits import operator_loads
from optmodel.plan.cash import plan_cash
from optmodel.plan.decisions import funded_decisions, sheet_order, unfunded_decision
from optmodel.plan.insertion import Inserter
from optmodel.plan.limits import plan_limits
from optmodel.plan.plan import Opening, Plan
from optmodel.plan.pools import pools_of
from optmodel.plan.reasons import Search, reason_for
from optmodel.plan.synergies import Placed, realized_synergies
from optmodel.plan.targets import penalty_musd, target_states
from optmodel.plan.usage import Usage, spread
from optmodel.plan.value import perspective_value, values_by_party
from optmodel.program.program import Program
from optmodel.search.result import SolveResult


def build_plan(
    program: Program,
    options: Options,
    preparation: Preparation,
    result: SolveResult,
    chosen: Chosen,
) -> Plan:
    """Work out everything that follows from the chosen options and openings.

    Nothing is read from the solver but its decisions, its bound and its status: value, cash,
    calls and limits are recomputed from the program and the options.
    """
    inserter = Inserter(program, options, preparation, chosen)
    used, order = inserter.used, sheet_order(program)
    pools = pools_of(program, options, used)
    targets = target_states(program, options, used, pools)
    synergies = realized_synergies(program, _placed(options, used))
    values = values_by_party(
        program, options, preparation, chosen, pools=pools, synergies=synergies
    )
    value = perspective_value(program, values) - penalty_musd(targets)
    funded = tuple(position for position, k in enumerate(order) if k in used.option_of)
    cash = plan_cash(program, options, used, [order[position] for position in funded])
    decisions = funded_decisions(program, options, cash)
    search = Search.of(result, value)
    for k in order:
        if k not in used.option_of:
            reason = reason_for(inserter, k, search)
            decisions[k] = unfunded_decision(program.clusters[k], reason)
    return Plan(
        program=program,
        search=result,
        decisions=tuple(decisions[k] for k in order),
        openings=_openings(program, options, preparation, used),
        value_musd=value,
        values_musd=values,
        calls_musd={
            source.id: tuple(calls.tolist())
            for source, calls in zip(program.sources, used.calls_musd, strict=True)
        },
        schedule=cash.schedule if funded else None,
        funded=funded,
        limits=plan_limits(program, options, used),
        exclusions=options.excluded + preparation.excluded,
        accounts=cash.accounts,
        targets=targets,
        synergies=synergies,
        operators=operator_loads(program, options, used),
    )


def _placed(options: Options, used: Usage) -> list[Placed]:
    """What stands where since when: cluster, site and start of everything funded."""
    return [
        (k, int(options.site[option]), int(options.start[option]))
        for k, option in sorted(used.option_of.items())
    ]


def _openings(
    program: Program, options: Options, preparation: Preparation, used: Usage
) -> tuple[Opening, ...]:
    """List the opened sites in the order of the sheet, with what stands there."""
    rank = {site: position for position, site in enumerate(program.site_order)}
    standing = _standing(program, options, used.option_of)
    listed: list[Opening] = []
    for s in sorted(used.openings, key=lambda index: rank[program.sites[index].id]):
        period = used.openings[s]
        spend = spread(preparation.spend_musd[s, period], period, program.calendar.horizon_periods)
        listed.append(
            Opening(
                site=program.sites[s].id,
                period=period,
                start=program.calendar.start_of(period),
                preparation_musd=tuple(spend.tolist()),
                clusters=tuple(standing.get(s, ())),
                shares=tuple(used.preparation_shares[s].tolist()),
            )
        )
    return tuple(listed)


def _standing(
    program: Program, options: Options, option_of: Mapping[int, int]
) -> dict[int, list[int]]:
    """Site index to the positions, in the plan's decisions, of what stands there."""
    standing: dict[int, list[int]] = {}
    for position, k in enumerate(sheet_order(program)):
        if k in option_of:
            standing.setdefault(int(options.site[option_of[k]]), []).append(position)
    return standing
