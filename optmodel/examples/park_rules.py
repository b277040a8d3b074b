"""Order and choice in the industrial parks: Dependencies, Groups and Group rules."""

from __future__ import annotations

from datetime import date

from optmodel.examples.source_tables import Row, filled, source_table


def dependency_rows(known: set[str]) -> list[Row]:
    """The rows of Dependencies among the clusters that are in the workbook."""
    return [
        {
            "Cluster": line["cluster"],
            "Needs": line["needs"],
            "Timing": line["timing"],
            "Lag (periods)": int(line["lag_quarters"]),
            "Same site": line["same_site"],
            "Notes": f"estimate: {line['basis']}",
        }
        for line in source_table("dependencies")
        if line["cluster"] in known and line["needs"] in known
    ]


def group_rows(known: set[str]) -> list[Row]:
    """The rows of Groups, one per member."""
    return [
        {"Group": line["group"], "Cluster": cluster}
        for line in source_table("groups")
        for cluster in line["clusters"].split()
        if cluster in known
    ]


def group_rule_rows() -> list[Row]:
    """The rows of Group rules."""
    return [
        filled(
            {
                "Group": line["group"],
                "Rule": line["rule"],
                "Count": int(line["count"]),
                "By": date.fromisoformat(line["by"]) if line["by"] else None,
                "Notes": line["basis"],
            }
        )
        for line in source_table("group_rules")
    ]
