"""Which rules stand in the way: those whose removal makes a plan possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pyomo.environ as pyo

from optmodel.economics.types import Options, Preparation
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.search.highs import solve_model
from optmodel.search.result import Outcome

WORDS = {
    "dependency": "what clusters need first",
    "group_rule": "the rules of groups",
    "starts_per_period": "the maximum of starts per period",
    "sites_opened": "the maximum of sites",
    "clusters_per_site": "the maximum of clusters at a site",
    "site_supply": "what sites can supply",
    "call_limit": "what the pledge can pay by period",
    "commitment_limit": "the commitment",
}
"""Rules that a person could relax, in the order in which they are tried, in plain words."""

SUPPLY_COLUMNS = {
    "land": "Land (acres)",
    "power": "Power (MW)",
    "water": "Water (mgd)",
    "workers": "Workers",
}


def standing_in_the_way(
    program: Program,
    options: Options,
    preparation: Preparation,
    controls: Controls,
    out_of_time: Callable[[], bool],
) -> tuple[str, ...]:
    """Sentences about the rules without which a plan would be possible; none if time runs out."""
    model = build_model(program, options, preparation)
    present = [rule for rule in WORDS if len(model.component(rule))]

    def possible(without: list[str]) -> bool:
        return _possible(_relaxed(program, options, preparation, without), controls)

    alone = []
    for rule in present:
        if out_of_time():
            return ()
        if possible([rule]):
            alone.append(rule)
    if alone:
        return tuple(
            f"Without {WORDS[rule]} (rule {rule}{_cells(program, model, rule)}) a plan would "
            "be possible."
            for rule in alone
        )
    return _together(present, possible, out_of_time)


def _together(
    present: list[str], possible: Callable[[list[str]], bool], out_of_time: Callable[[], bool]
) -> tuple[str, ...]:
    """The rules that must be relaxed together: put back, one by one, all that can be."""
    if out_of_time() or not possible(present):
        return ()
    relaxed = list(present)
    for rule in present:
        fewer = [other for other in relaxed if other != rule]
        if out_of_time():
            break
        if possible(fewer):
            relaxed = fewer
    named = " and ".join(f"{WORDS[rule]} (rule {rule})" for rule in relaxed)
    return (f"No single limit is the reason: {named} would have to give way together.",)


def _relaxed(
    program: Program, options: Options, preparation: Preparation, without: list[str]
) -> Any:
    """Build the model without some rules and without an objective.

    Limits of sites are taken out of the program, because bounds on the copies at a site follow
    from them as well.
    """
    changes: dict[str, Any] = {}
    if "site_supply" in without:
        changes["supply"] = {}
    if "clusters_per_site" in without:
        changes["maximum_clusters"] = None
    sites = tuple(replace(site, **changes) for site in program.sites)
    model = build_model(replace(program, sites=sites), options, preparation)
    for rule in without:
        model.component(rule).deactivate()
    model.value.deactivate()
    model.any_plan = pyo.Objective(expr=0.0, sense=pyo.maximize)
    return model


def _possible(model: Any, controls: Controls) -> bool:
    """Whether a plan is found."""
    return solve_model(model, controls).outcome in {Outcome.OPTIMAL, Outcome.FEASIBLE}


def _cells(program: Program, model: Any, rule: str) -> str:
    """Where the input says so, as ``: Settings!B12``, or nothing."""
    cells: Iterable[str] = ()
    settings = {"starts_per_period": "Maximum starts per period", "sites_opened": "Maximum sites"}
    if rule == "dependency":
        cells = (dependency.cell for dependency in program.dependencies)
    elif rule == "group_rule":
        cells = (each.cell for each in program.group_rules)
    elif rule in settings:
        cells = (program.setting_cells.get(settings[rule], ""),)
    elif rule in {"site_supply", "clusters_per_site"}:
        cells = _site_cells(program, model, rule)
    elif rule == "call_limit":
        cells = (limit.cell for limit in program.sources[0].call_limits)
    named = [cell for cell in dict.fromkeys(cells) if cell]
    return f": {', '.join(named)}" if named else ""


def _site_cells(program: Program, model: Any, rule: str) -> Iterable[str]:
    """Cells of the sites that have rows of a rule."""
    by_id = {site.id: site for site in program.sites}
    for index in model.component(rule):
        if rule == "site_supply":
            site, resource, _ = index
            yield by_id[site].cells.get(SUPPLY_COLUMNS[resource], "")
        else:
            yield by_id[index].cells.get("Maximum clusters", "")
