"""What is used of every resource at every site, by period, against what there is of it.

Land is used from the start of construction to the horizon, everything else in operation. What
supplies a resource uses it negatively, so that use is net.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from optmodel.audit.resources import BASE_RESOURCES
from optmodel.financials.core import Core
from optmodel.financials.input_rows import use_columns
from optmodel.financials.site_openings import SHEET, Openings
from optmodel.financials.site_supply import SupplySteps, supply_steps
from optmodel.live.functions import Condition, either, sum_where
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.program.program import Site
from optmodel.program.resources import UNITS
from optmodel.results.layout import Kind

NO_LIMIT = "no limit"


class Shape(StrEnum):
    """How the supply of a resource at a site is given; decides which rows it needs."""

    FREE = "free"
    """No limit."""
    SAME = "same"
    """The same in all periods."""
    STEPS = "steps"
    """Rows of Site supply replace it from their periods on."""
    LATER = "later"
    """No limit before the first row of Site supply."""


@dataclass(frozen=True, slots=True)
class Use:
    """The rows of one resource at one site: a block of a stack."""

    opening: int
    """Record of the openings."""
    site: Site
    resource: str
    stack: Stack
    block: int

    @property
    def used(self) -> Line:
        """What is in use, net."""
        return self.stack.line("used")

    @property
    def left(self) -> Line | None:
        """What is left; None without a limit."""
        return self.stack.line("left") if self.stack.has("left") else None

    @property
    def supply(self) -> Term | None:
        """What there is: a constant, or a range by period; None without a limit."""
        if self.stack.has("supply"):
            return self.stack.line("supply").periods
        return None if self.left is None else self.left.constant


@dataclass(frozen=True, slots=True)
class SiteUse:
    """Use of all resources at the sites that may be opened."""

    stacks: tuple[Stack, ...]
    uses: tuple[Use, ...]
    """In the order of the openings, then of the resources."""
    steps: SupplySteps | None
    """Supply that changes over time; None where there is none."""


def site_use_of(core: Core, openings: Openings) -> SiteUse:
    """Describe the rows: only what is limited, or what anything in the input uses."""
    steps = supply_steps(core, openings)
    stacks: list[Stack] = []
    uses: list[Use] = []
    for number, resource in enumerate(core.lookups.resources, 1):
        for shape in Shape:
            records = [
                record
                for record, site in enumerate(openings.sites)
                if _shape(core, openings, record, resource) == shape
                and (shape != Shape.FREE or _can_be_used(core, site, resource))
            ]
            if not records:
                continue
            stack = _Rows(core, openings, steps, number, resource, records).stack(shape)
            stacks.append(stack)
            uses += [
                Use(record, openings.sites[record], resource, stack, block)
                for block, record in enumerate(records)
            ]
    order = {resource: number for number, resource in enumerate(core.lookups.resources)}
    uses.sort(key=lambda use: (use.opening, order[use.resource]))
    return SiteUse(tuple(stacks), tuple(uses), steps)


def title_of(resource: str) -> str:
    """Return a resource as a label; a further one has the name that was typed."""
    return resource.capitalize() if resource in UNITS else resource


def _shape(core: Core, openings: Openings, record: int, resource: str) -> Shape:
    program = core.base.program
    supply = program.supply(openings.sites[record], resource)
    limited = [amount != float("inf") for amount in supply]
    if not any(limited):
        return Shape.FREE
    if not openings.sites[record].supply_steps.get(resource):
        return Shape.SAME
    return Shape.STEPS if all(limited) else Shape.LATER


def _can_be_used(core: Core, site: Site, resource: str) -> bool:
    """Whether anything in the input uses a resource at a site."""
    return any(
        core.base.program.use(cluster, site, resource) for cluster in core.base.program.clusters
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of one resource at some sites."""

    core: Core
    openings: Openings
    steps: SupplySteps | None
    number: int
    resource: str
    records: list[int]

    def stack(self, shape: Shape) -> Stack:
        """Describe the rows of the sites at which the supply is given in one way."""
        table, base = self.openings.table, self.core.base
        stack = Stack(
            base.names,
            SHEET,
            f"su{self.number}_{shape}",
            base.horizon,
            blocks=len(self.records),
            subject=table.field("site").cells(self.records),
        )
        used = self._used(stack)
        if shape == Shape.SAME:
            supply = self._base_supply()
            left = stack.add("left", self._look("left"), constant=supply)
            left.content = left.constant - used.now
        elif shape != Shape.FREE:
            self._left_over_time(stack, used, shape)
        return stack

    def _look(self, words: str, constant: Kind | None = None) -> Look:
        unit = UNITS.get(self.resource, "units")
        label = f"{title_of(self.resource)} {words}"
        return Look(label, unit, Kind.QUANTITY, constant_kind=constant)

    def _used(self, stack: Stack) -> Line:
        """Add what stands there and uses it in the period; the constant is the site's number."""
        workings, now = self.core.decisions.field, self.core.time.number.now
        key = next(key for key, name, _ in use_columns(self.core.base) if name == self.resource)
        line = stack.add(
            "used",
            self._look("in use", Kind.WHOLE),
            constant=self.openings.table.field("no").cells(self.records),
        )
        there = (workings("site").range, "=", line.constant), (workings("on").range, "=", 1)
        since: tuple[Condition, ...]
        if self.resource == "land":
            since = ((workings("start").range, "<=", now),)
        else:
            since = (
                (workings("first").range, "<=", now),
                (workings("until").range, ">", now),
            )
        line.content = sum_where(workings(key).range, *there, *since)
        return line

    def _base_supply(self) -> Term:
        column = BASE_RESOURCES[self.resource]
        return self.core.base.inputs.column([self.openings.rows[i] for i in self.records], column)

    def _left_over_time(self, stack: Stack, used: Line, shape: Shape) -> None:
        """Add what there is by period and what is left of it."""
        assert self.steps is not None  # noqa: S101 - the input has such rows
        table, now = self.steps.table.field, self.core.time.number.now
        sites = [self.openings.sites[i].id for i in self.records]
        first = [self.steps.first(site, self.resource) for site in sites]
        supply = stack.add(
            "supply",
            self._look("on offer" if shape == Shape.STEPS else "on offer, 0 = no limit yet",
                       Kind.WHOLE),
            constant=table("pair").cells(first),
        )  # fmt: skip
        supply.content = sum_where(
            table("available").range,
            (table("pair").range, "=", supply.constant),
            (table("from").range, "<=", now),
            (table("until").range, ">", now),
        )
        if shape == Shape.STEPS:
            stack.add("left", self._look("left"), supply.now - used.now)
            return
        left = stack.add(
            "left", self._look("left", Kind.WHOLE), constant=table("from").cells(first)
        )
        left.content = either(now < left.constant, NO_LIMIT, supply.now - used.now)


def limited(uses: tuple[Use, ...]) -> Iterator[Use]:
    """Yield the uses that have a limit."""
    return (use for use in uses if use.left is not None)
