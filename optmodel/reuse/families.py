"""Which rules of a model a change reaches, and how each of them is written anew in place.

A rule is written by the very function that ``build_model`` calls, so that a limit that did not
bind before gets its rows, and one that binds no more loses them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC

from optmodel.formulation.builders import add_builder_capacity
from optmodel.formulation.funding import add_call_limit, add_commitment_limit
from optmodel.formulation.groups import add_group_rule
from optmodel.formulation.markets import add_market_limit
from optmodel.formulation.operators import add_operator_capacity
from optmodel.formulation.order import add_dependency
from optmodel.formulation.sectors import add_sector_limit
from optmodel.formulation.shares import Funding
from optmodel.formulation.sites import add_clusters_per_site, add_sites_opened
from optmodel.formulation.starts import add_fund_once, add_starts_per_period
from optmodel.formulation.supply import add_site_supply
from optmodel.formulation.synergy import add_synergy
from optmodel.formulation.targets import add_target
from optmodel.formulation.value import add_value
from optmodel.program.program import Program


@dataclass(frozen=True, slots=True)
class Scene:
    """What the functions of the rules need."""

    model: pyo.ConcreteModel
    funding: Funding

    @property
    def program(self) -> Program:
        """With the first copy of each row only."""
        return self.funding.program


Write = Callable[[Scene], object]

FAMILIES: Mapping[str, Write] = MappingProxyType(
    {
        "fund_once": lambda it: add_fund_once(it.model, it.program, it.funding.decisions),
        "sites_opened": lambda it: add_sites_opened(it.model, it.program, it.funding.decisions),
        "clusters_per_site": lambda it: add_clusters_per_site(
            it.model, it.program, it.funding.decisions
        ),
        "site_supply": lambda it: add_site_supply(it.model, it.program, it.funding.decisions),
        "call_limit": lambda it: add_call_limit(it.model, it.program),
        "commitment_limit": lambda it: add_commitment_limit(it.model, it.program),
        "sector_limit": lambda it: add_sector_limit(it.model, it.funding),
        "dependency": lambda it: add_dependency(it.model, it.program, it.funding.decisions),
        "group_rule": lambda it: add_group_rule(it.model, it.program, it.funding.decisions),
        "starts_per_period": lambda it: add_starts_per_period(
            it.model, it.program, it.funding.options, it.funding.decisions
        ),
        "builder_capacity": lambda it: add_builder_capacity(
            it.model, it.program, it.funding.decisions
        ),
        "market_limit": lambda it: add_market_limit(it.model, it.program, it.funding.decisions),
        "operator_capacity": lambda it: add_operator_capacity(
            it.model, it.program, it.funding.options, it.funding.decisions
        ),
    }
)
"""Rule to how it is written, of those that nothing else in the model looks at."""
VALUE = "value"
"""The objective, with synergies and targets, whose terms are a part of it."""
COLUMNS = MappingProxyType({"group_rule": ("group_site",), VALUE: ("gain", "gain_there", "miss")})
"""Columns that a family brings with it."""


def rewrite(scene: Scene, families: frozenset[str]) -> None:
    """Write some families of a model anew, in place."""
    model = scene.model
    with PauseGC():
        for name in sorted(families):
            parts = ("synergy", "target", VALUE) if name == VALUE else (name,)
            for part in (*parts, *COLUMNS.get(name, ())):
                model.del_component(part)
            if name == VALUE:
                _write_value(scene)
            else:
                FAMILIES[name](scene)


def _write_value(scene: Scene) -> None:
    model, funding = scene.model, scene.funding
    gains = add_synergy(model, scene.program, funding.decisions)
    penalties = add_target(model, funding, model.pools)
    add_value(model, funding, model.pools, gains + penalties)


def reached(before: Program, after: Program) -> frozenset[str] | None:
    """Families that a change reaches beyond the options; None where more than these is reached."""
    families: set[str] = set()
    for name, own in _PARTS.items():
        was, now = getattr(before, name), getattr(after, name)
        found = own(was, now) if was != now else frozenset()
        if found is None:
            return None
        families |= found
    fixed = (before.calendar, before.resources, before.placement)
    return (
        frozenset(families) if fixed == (after.calendar, after.resources, after.placement) else None
    )


def _terms(allowed: Mapping[str, tuple[str, ...]]) -> Callable[[Any, Any], frozenset[str] | None]:
    """Compare rows whose fields reach families; any other field reaches more than a family."""

    def compare(before: Any, after: Any) -> frozenset[str] | None:
        rows = (before,), (after,)
        if isinstance(before, tuple):
            rows = before, after
        if len(rows[0]) != len(rows[1]):
            return None
        families: set[str] = set()
        for was, now in zip(*rows, strict=True):
            differing = [name for name in allowed if getattr(was, name) != getattr(now, name)]
            if replace(was, **{name: getattr(now, name) for name in differing}) != now:
                return None
            families |= {family for name in differing for family in allowed[name]}
        return frozenset(families)

    return compare


def _whole(*families: str) -> Callable[[Any, Any], frozenset[str] | None]:
    """Any difference reaches the same families."""
    return lambda _before, _after: frozenset(families)


_NOTHING: tuple[str, ...] = ()
_PARTS: Mapping[str, Callable[[Any, Any], frozenset[str] | None]] = {
    "settings": _terms(
        {
            "maximum_sites": ("sites_opened",),
            "maximum_starts": ("starts_per_period",),
            "discount_rate": (VALUE,),
            "discount_timing": (VALUE,),
            "perspective": (VALUE,),
            "revenue_escalation": (VALUE,),
            "cost_escalation": (VALUE,),
            "tax_rate": (VALUE,),
            "payback_from": _NOTHING,
            "plan_name": _NOTHING,
            "optimality_gap": _NOTHING,
            "time_limit_s": _NOTHING,
            "threads": _NOTHING,
            "seed": _NOTHING,
        }
    ),
    "clusters": _terms(
        {
            "decision": ("fund_once",),
            "revenue_musd_year": (VALUE,),
            "operating_cost_musd_year": (VALUE,),
            "maximum_payback_years": _NOTHING,
            "jobs": (VALUE,),
            "cells": _NOTHING,
        }
    ),
    "sites": _terms(
        {
            "maximum_clusters": ("clusters_per_site", "group_rule"),
            "cells": _NOTHING,
            "supply": ("site_supply",),
            "supply_steps": ("site_supply",),
        }
    ),
    "sources": _terms(
        {
            "commitment_musd": ("commitment_limit",),
            "already_committed_musd": ("commitment_limit",),
            "call_limits": ("call_limit",),
            "sector_limits": ("sector_limit",),
            "cells": _NOTHING,
        }
    ),
    "operators": _terms(
        {
            "maximum_clusters": ("operator_capacity",),
            "maximum_capital_musd": ("operator_capacity",),
            "cells": _NOTHING,
        }
    ),
    "dependencies": _whole("dependency"),
    "group_rules": _whole("group_rule"),
    "construction": _whole("builder_capacity"),
    "markets": _whole("market_limit"),
    "synergies": _whole(VALUE),
    "targets": _whole(VALUE),
}
"""Field of a program to what a difference in it reaches. What acts through the options alone, such
as a payback target, reaches nothing here: options are compared beside it."""
