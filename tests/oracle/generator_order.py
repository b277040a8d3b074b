"""Random rows of Dependencies, Groups and Group rules."""

from __future__ import annotations

from .chance import Chance

Row = dict[str, object]


def dependency_rows(chance: Chance, clusters: list[Row]) -> list[Row]:
    """Some clusters wait for ones that stand before them in the sheet, so that no cycle forms."""
    return [
        {
            "Cluster": later["Cluster"],
            "Needs": earlier["Cluster"],
            "Timing": chance.one(["start", "finish"]),
            "Lag (periods)": chance.one([0, 0, 1, 2]),
            "Same site": chance.one(["yes", "no", "no"]),
        }
        for position, later in enumerate(clusters)
        for earlier in clusters[:position]
        if chance.happens(0.4 * chance.tightness)
    ]


def group_rows(chance: Chance, clusters: list[Row]) -> list[Row]:
    """Two groups; a cluster may be in both."""
    return [
        {"Group": group, "Cluster": row["Cluster"]}
        for group in ("glass", "heavy")
        for row in clusters
        if chance.happens(0.3)
    ]


def group_rule_rows(chance: Chance, groups: list[Row]) -> list[Row]:
    """A rule for some of the groups that have members."""
    return [
        {
            "Group": group,
            "Rule": chance.one(["at most", "at most", "at least", "exactly"]),
            "Count": chance.one([0, 1, 1, 2]),
            "By": chance.maybe(0.6, chance.day(0, chance.decisions)),
        }
        for group in sorted({str(row["Group"]) for row in groups})
        if chance.happens(0.5)
    ]
