"""What the plain transcription knows; it refuses everything else instead of solving less."""

from __future__ import annotations

from optmodel.economics.types import Options
from optmodel.program.program import Program


def unknown_features(program: Program, options: Options) -> list[str]:
    """Return what a program asks for that the plain transcription does not write."""
    settings = program.settings
    asked = {
        "copies of a row": any(cluster.copies > 1 for cluster in program.clusters),
        "operators": any(cluster.fits for cluster in program.clusters) or bool(program.operators),
        "end of life with a use": _ends_within(program),
        "negative use": any(u < 0 for cluster in program.clusters for u in cluster.use.values()),
        "maximum clusters of a site": any(site.maximum_clusters for site in program.sites),
        "maximum sites or starts": bool(settings.maximum_sites or settings.maximum_starts),
        "a perspective": settings.perspective != "Program",
        "several sources": options.payable.shape[1] != 1,
        "pools": any(source.is_pooled for source in program.sources),
        "sector limits": any(source.sector_limits for source in program.sources),
        "preparation by the host": not all(source.pays_preparation for source in program.sources),
        "maximum share": any(source.maximum_share < 1 for source in program.sources),
        "maximum lags": any(d.maximum_lag_periods is not None for d in program.dependencies),
        "group rules": bool(program.group_rules),
        "synergies": bool(program.synergies),
        "markets": bool(program.markets),
        "targets": bool(program.targets),
    }
    return [feature for feature, is_asked in asked.items() if is_asked]


def _ends_within(program: Program) -> bool:
    """Whether a cluster may stop using a resource before the horizon ends."""
    horizon = program.calendar.horizon_periods
    return any(
        cluster.life_periods is not None
        and cluster.build_periods + cluster.life_periods < horizon
        and any(cluster.use.values())
        for cluster in program.clusters
    )
