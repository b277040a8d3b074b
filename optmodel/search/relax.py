"""Which rules stand in the way: those whose removal makes a plan possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pyomo.environ as pyo

from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options, Preparation
from optmodel.formulation.model import build_model
from optmodel.program.program import Program
from optmodel.program.resources import HEADERS
from optmodel.search.controls import Controls
from optmodel.search.existence import plan_exists
from optmodel.search.highs import solve_model
from optmodel.search.shortfall import WITHOUT_LIMIT_MUSD

WORDS = {
    "dependency": "what clusters need first",
    "group_rule": "the rules of groups",
    "starts_per_period": "the maximum of starts per period",
    "sites_opened": "the maximum of sites",
    "clusters_per_site": "the maximum of clusters at a site",
    "site_supply": "what sites can supply",
    "builder_capacity": "the capacity of construction resources",
    "market_limit": "what can be sold",
    "operator_capacity": "what operators can carry",
    "sector_limit": "the limits of sectors",
    "target": "the targets",
    "maximum_share": "the maximum share of a cluster that a source pays",
    "source_recovery": "the recovery that sources require",
    "call_limit": "what the pledge can pay by period",
    "commitment_limit": "the commitment",
}
"""Rules that a person could relax, in the order in which they are tried, in plain words."""

WITHOUT: Mapping[str, tuple[tuple[str, Any], ...]] = MappingProxyType(
    {
        "call_limit": (("call_limits", ()),),
        "commitment_limit": (("commitment_musd", WITHOUT_LIMIT_MUSD),),
        "maximum_share": (("maximum_share", 1.0),),
        "source_recovery": (("recovery_rule", "report"),),
    }
)
"""Rule to the terms of every source that take it out of the program: options are ruled out by it,
or bounds follow from it."""


def standing_in_the_way(
    program: Program,
    options: Options,
    preparation: Preparation,
    controls: Controls,
    out_of_time: Callable[[], bool],
) -> tuple[str, ...]:
    """Sentences about the rules without which a plan would be possible; none if time runs out.

    A search that was cut short proves nothing: what only proofs allow to say is said only where
    every search that it rests on came to its end.
    """
    model = build_model(program, options, preparation)
    ruled_out = {exclusion.rule for exclusion in options.excluded}
    present = [rule for rule in WORDS if len(model.component(rule)) or rule in ruled_out]

    def possible(without: list[str]) -> bool | None:
        if out_of_time():
            return None
        relaxed = _relaxed(program, options, preparation, without)
        return plan_exists(solve_model(relaxed, controls))

    answers = {rule: possible([rule]) for rule in present}
    alone = [rule for rule, answer in answers.items() if answer]
    if alone:
        return tuple(
            f"Without {_words(program, rule)} (rule {rule}"
            f"{_cells(program, options, model, rule)}) a plan would be possible."
            for rule in alone
        )
    none_alone = all(answer is False for answer in answers.values())
    named = {rule: f"{_words(program, rule)} (rule {rule})" for rule in present}
    return _together(named, possible, none_alone=none_alone)


def _together(
    names: Mapping[str, str], possible: Callable[[list[str]], bool | None], *, none_alone: bool
) -> tuple[str, ...]:
    """The rules that must be relaxed together: put back, one by one, all that can be."""
    relaxed, proven = list(names), none_alone
    if not possible(relaxed):
        return ()
    for rule in names:
        fewer = [other for other in relaxed if other != rule]
        answer = possible(fewer)
        if answer:
            relaxed = fewer
        elif answer is None:
            proven = False
    named = [names[rule] for rule in relaxed]
    if proven:
        together = " and ".join(named)
        return (f"No single limit is the reason: {together} would have to give way together.",)
    listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    unknown = "the time did not suffice to find out whether less would have to give way"
    return (f"At least without {listed} a plan would be possible; {unknown}.",)


def _relaxed(
    program: Program, options: Options, preparation: Preparation, without: list[str]
) -> Any:
    """Build the model without some rules and without an objective.

    Limits of sites and of money are taken out of the program, because options are ruled out by
    them and bounds on the copies at a site follow from them as well.
    """
    terms: dict[str, Any] = {}
    if "site_supply" in without:
        terms |= {"supply": {}, "supply_steps": {}}
    if "clusters_per_site" in without:
        terms["maximum_clusters"] = None
    money = {name: amount for rule in without for name, amount in WITHOUT.get(rule, ())}
    if terms or money:
        program = replace(
            program,
            sites=tuple(replace(site, **terms) for site in program.sites),
            sources=tuple(replace(source, **money) for source in program.sources),
        )
        options, preparation = build_options(program), build_preparation(program)
    model = build_model(program, options, preparation)
    for rule in without:
        model.component(rule).deactivate()
    model.value.deactivate()
    model.any_plan = pyo.Objective(expr=0.0, sense=pyo.maximize)
    return model


def _words(program: Program, rule: str) -> str:
    """The rule in plain words; of several sources it is about all of them."""
    if len(program.sources) == 1:
        return WORDS[rule]
    about_all = {
        "call_limit": "what the sources can pay by period",
        "commitment_limit": "the commitments",
    }
    return about_all.get(rule, WORDS[rule])


def _cells(program: Program, options: Options, model: Any, rule: str) -> str:
    """Where the input says so, as ``: Settings!B12``, or nothing."""
    settings = {"starts_per_period": "Maximum starts per period", "sites_opened": "Maximum sites"}
    if rule in settings:
        cells: Iterable[str] = (program.setting_cells.get(settings[rule], ""),)
    elif rule in {"site_supply", "clusters_per_site"}:
        cells = _site_cells(program, model, rule)
    else:
        cells = _rule_cells(program, rule)
    ruled_out = (each.cell for each in options.excluded if each.rule == rule)
    named = [cell for cell in dict.fromkeys((*cells, *ruled_out)) if cell]
    return f": {', '.join(named)}" if named else ""


def _rule_cells(program: Program, rule: str) -> Iterable[str]:
    """Cells of the rows of a rule's own sheet."""
    sources = program.sources
    limits = [limit for source in sources for limit in source.sector_limits]
    cells: dict[str, Iterable[str]] = {
        "dependency": (each.cell for each in program.dependencies),
        "group_rule": (each.cell for each in program.group_rules),
        "call_limit": (limit.cell for source in sources for limit in source.call_limits),
        "builder_capacity": (step.cell for it in program.construction for step in it.capacity),
        "market_limit": (step.cell for it in program.markets for step in it.maximum),
        "operator_capacity": (
            it.cells.get(header, "")
            for it in program.operators
            for header, most in (
                ("Maximum clusters", it.maximum_clusters),
                ("Maximum capital (USD m)", it.maximum_capital_musd),
            )
            if most is not None
        ),
        "sector_limit": (
            it.cells.get(header, "")
            for it in limits
            for header, amount in (
                ("Minimum (USD m)", it.minimum_musd or None),
                ("Maximum (USD m)", it.maximum_musd),
            )
            if amount is not None
        ),
        "maximum_share": (
            it.cells.get("Maximum share of a cluster", "")
            for it in sources
            if it.maximum_share < 1.0
        ),
        "source_recovery": (
            it.cells.get("Recovery target (years)", "")
            for it in sources
            if it.recovery_rule == "required"
        ),
        "target": (each.cell for each in program.targets if each.price_musd is None),
    }
    return cells.get(rule, ())


def _site_cells(program: Program, model: Any, rule: str) -> Iterable[str]:
    """Cells of the sites that have rows of a rule."""
    by_id = {site.id: site for site in program.sites}
    for index in model.component(rule):
        if rule == "site_supply":
            site, resource, _ = index
            yield by_id[site].cells.get(HEADERS.get(resource, ""), "")
            yield from (step.cell for step in by_id[site].supply_steps.get(resource, ()))
        else:
            yield by_id[index].cells.get("Maximum clusters", "")
