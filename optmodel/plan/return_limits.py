"""Targets of return: payback of clusters, recovery of sources and pools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from optmodel.economics.shares import PAYS
from optmodel.economics.types import Options, Pool
from optmodel.plan.limit import Limit
from optmodel.plan.usage import Usage
from optmodel.program.program import Program, Source


def return_limits(
    program: Program, options: Options, used: Usage, pools: Mapping[int, Pool]
) -> Iterator[Limit]:
    """Give the payback target of each funded cluster, and every required recovery."""
    for k, option in sorted(used.option_of.items()):
        cluster = program.clusters[k]
        if cluster.maximum_payback_years is not None:
            yield Limit(
                "cluster_payback",
                cluster.label,
                float(options.payback_years[option]),
                cluster.maximum_payback_years,
                "years",
                cluster.cells.get("Maximum payback (years)", ""),
            )
        for index, source in enumerate(program.sources):
            if source.is_pooled or used.shares_of[k][index] <= PAYS:
                continue
            years = float(options.recovery_years[option, index])
            yield from _recovery(source, f"{source.id} from {cluster.label}", years)
    for index, pool in pools.items():
        source = program.sources[index]
        yield from _recovery(source, f"{source.id} pool", pool.recovery_years)


def _recovery(source: Source, subject: str, years: float) -> Iterator[Limit]:
    """Give a recovery target where it is required; one that is only reported limits nothing."""
    if source.recovery_rule == "required" and source.recovery_target_years is not None:
        target = source.recovery_target_years
        cell = source.cells.get("Recovery target (years)", "")
        yield Limit("source_recovery", subject, years, target, "years", cell)
