"""Random rows about others: builders, markets, operators; and what sites offer over time."""

from __future__ import annotations

from .chance import Chance

Row = dict[str, object]
Sheets = dict[str, list[Row]]

OPERATORS = ("ACME", "BOLT", "CORA")

FURTHER = "Use: RAIL"
"""Header of the further resource in Clusters."""


def add_site_supply(chance: Chance, sheets: Sheets) -> None:
    """What some sites have of some resource from some periods on."""
    for site in sheets["Sites"]:
        for name, amounts in (("Land", (0, 100, 300, 500)), ("power", (0, 30, 60, 90))):
            if chance.happens(0.6):
                sheets["Site supply"] += _steps(chance, site, name, amounts)


def add_further_resource(chance: Chance, sheets: Sheets) -> None:
    """A resource beyond the four: some clusters use it, some give it, sites have some."""
    for cluster in sheets["Clusters"]:
        cluster[FURTHER] = chance.one([None, 2, 3, 5, -2])
    for site in sheets["Sites"]:
        if chance.happens(0.8):
            sheets["Site supply"] += _steps(chance, site, "RAIL", (0, 2, 4, 6))


def add_construction(chance: Chance, sheets: Sheets) -> None:
    """Crews and cranes: what there is from some periods on, and who needs them how long."""
    for name in ("crews", "cranes")[: chance.between(1, 2)]:
        users = [row for row in sheets["Clusters"] if chance.happens(0.8)]
        sheets["Construction"] += [
            {"Resource": name, "From": day, "Capacity": chance.one([0, 4, 6, 8, 12])}
            for day in chance.days(2)
        ]
        for row in users:
            steps = [chance.one([0, 2, 3, 4, 5]) for _ in range(chance.between(1, 3))]
            sheets["Construction use"].append(
                {
                    "Cluster": row["Cluster"],
                    "Resource": name,
                    **{f"Step {number}": step for number, step in enumerate(steps, start=1)},
                }
            )


def add_markets(chance: Chance, sheets: Sheets) -> None:
    """How much of a product can be sold from some periods on."""
    clusters = sheets["Clusters"]
    for product in sorted({str(row["Product"]) for row in clusters}):
        made = sum(
            float(str(row["Output (units/year)"])) for row in clusters if row["Product"] == product
        )
        if chance.happens(0.8):
            sheets["Markets"] += [
                {
                    "Product": product,
                    "From": day,
                    "Maximum output (units/year)": round(made * chance.share(0.2, 1.2)),
                }
                for day in chance.days(2)
            ]


def add_operators(chance: Chance, sheets: Sheets) -> None:
    """Companies with little room, and which of them could run what at which cost."""
    clusters = sheets["Clusters"]
    names = OPERATORS[: chance.between(1, 3)]
    capex = max(float(str(row["Capex (USD m)"])) for row in clusters)
    sheets["Operators"] = [
        {
            "Operator": name,
            "Status": chance.one(["committed", "in talks", None, "declined"]),
            "Maximum clusters": chance.one([None, None, 1, 2]),
            "Maximum capital (USD m)": chance.one(
                [None, None, round(capex * chance.share(0.5, 2))]
            ),
        }
        for name in names
    ]
    for row in clusters:
        if chance.happens(0.2):
            row["Operator"] = chance.one([*names, "nobody here"])
        elif chance.happens(0.8):
            fits = [name for name in names if chance.happens(0.7)]
            sheets["Operator fit"] += [_fit(chance, row, name) for name in fits]


def _fit(chance: Chance, cluster: Row, name: str) -> Row:
    capex = float(str(cluster["Capex (USD m)"])) or 30.0
    return {
        "Cluster": cluster["Cluster"],
        "Operator": name,
        "Extra capex (USD m)": chance.one([0, round(capex * chance.share(0.05, 0.3), 1)]),
        "Extra operating cost (USD m/year)": chance.one([0, 0, round(capex * 0.03, 2)]),
    }


def _steps(chance: Chance, site: Row, name: str, amounts: tuple[int, ...]) -> list[Row]:
    return [
        {
            "Site": site["Site"],
            "Resource": name,
            "From": day,
            "Available": chance.one(amounts),
        }
        for day in chance.days(3)
    ]
