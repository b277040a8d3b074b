"""Who could run the plants of Japan's pledge, with the status that is reported."""

from __future__ import annotations

from optmodel.examples.source_tables import Row, amount, by_key, filled, number, source_table


def operator_rows() -> list[Row]:
    """The rows of Operators; how much each can carry is an estimate."""
    facts = by_key(source_table("facts_candidates"), "name")
    return [
        filled(
            {
                "Operator": line["operator"],
                "Status": line["status"],
                "Maximum clusters": number(line["maximum_clusters"]),
                "Source": facts[line["facts_row"]]["source"],
                "Notes": f"estimate: {line['basis']}",
            }
        )
        for line in source_table("operators")
    ]


def operator_fit_rows(known: set[str]) -> list[Row]:
    """The rows of Operator fit for the clusters that are in the workbook."""
    return [
        {
            "Cluster": cluster,
            "Operator": line["operator"],
            "Extra operating cost (USD m/year)": amount(line["extra_operating_cost_musd_year"]),
            "Notes": f"estimate: {line['basis']}",
        }
        for line in source_table("operator_fit")
        for cluster in line["clusters"].split()
        if cluster in known
    ]


def without_operator(clusters: list[Row], fits: list[Row]) -> list[Row]:
    """Clusters with their candidates in Operator fit alone: one place for one fact."""
    fitted = {row["Cluster"] for row in fits}
    return [
        {header: value for header, value in row.items() if header != "Operator"}
        if row["Cluster"] in fitted
        else row
        for row in clusters
    ]
