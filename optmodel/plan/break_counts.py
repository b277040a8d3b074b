"""Counts that one more option would exceed: sites, clusters, starts, what an operator carries."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.economics.types import Options
from optmodel.plan.breaks import Break, counted, is_over
from optmodel.plan.capacity_limits import operator_load
from optmodel.plan.usage import Usage
from optmodel.program.program import Program


def count_breaks(
    program: Program, options: Options, used: Usage, option: int, opening: tuple[int, int] | None
) -> Iterator[Break]:
    """Give every count that an option, with the opening that it needs, exceeds."""
    site, start = int(options.site[option]), int(options.start[option])
    settings, where = program.settings, program.sites[site]
    cells = program.setting_cells
    opens_new = opening is not None and site not in used.openings
    counts = (
        ("sites_opened", "sites", "", len(used.openings) + opens_new,
         settings.maximum_sites, cells.get("Maximum sites", "")),
        ("clusters_per_site", "clusters", f" at {where.id}",
         int(used.clusters_at[site]) + 1, where.maximum_clusters,
         where.cells.get("Maximum clusters", "")),
        ("starts_per_period", "starts", f" in {program.calendar.label(start)}",
         int(used.starts[start]) + 1, settings.maximum_starts,
         cells.get("Maximum starts per period", "")),
    )  # fmt: skip
    for rule, unit, place, count, maximum, cell in counts:
        if maximum is not None and count > maximum:
            words = f"{counted(count, unit)}{place}, at most {maximum} allowed"
            yield Break(rule, place, float(count - maximum), unit, cell, words)
    yield from _operator(program, options, used, option)


def _operator(program: Program, options: Options, used: Usage, option: int) -> Iterator[Break]:
    """Give what the operator of an option cannot carry besides what it runs."""
    index = int(options.operator[option])
    if index < 0:
        return
    operator = program.operators[index]
    load = operator_load(program, options, used, index)
    most = operator.maximum_clusters
    if most is not None and load.clusters + 1 > most:
        cell = operator.cells.get("Maximum clusters", "")
        words = (
            f"{counted(load.clusters + 1, 'clusters')} run by {operator.id}, at most {most} allowed"
        )
        yield Break("operator_capacity", operator.id, 1.0, "clusters", cell, words)
    carried = load.capital_musd + float(options.capital_musd[option])
    maximum = operator.maximum_capital_musd
    if maximum is not None and is_over(carried, maximum):
        cell = operator.cells.get("Maximum capital (USD m)", "")
        short = carried - maximum
        yield Break("operator_capacity", f"capital of {operator.id}", short, "USD m", cell)
