"""Random rows of Clusters, Profiles, Sites, Placement and Cash flows."""

from __future__ import annotations

from .chance import Chance

Row = dict[str, object]

USES = ("Power (MW)", "Water (mgd)", "Workers")


def cluster_row(chance: Chance, name: str, sites: list[Row], profiles: list[Row]) -> Row:
    """A cluster that earns its capex back within the horizon more often than not."""
    capex = chance.one([0, 40, 50, 60, 80, 100, 100, 120])
    earning_years = max(chance.horizon * chance.years, 0.1)
    revenue = round((capex or 30) * chance.share(1.5, 8.0) / earning_years, 1)
    middle = chance.between(0, chance.decisions - 1)
    names = {
        kind: [row["Profile"] for row in profiles if row["Kind"] == kind]
        for kind in ("capex", "ramp")
    }
    return {
        "Cluster": name,
        "Decision": chance.rarely(0.2, chance.one(["fund", "skip"]), "free"),
        "Copies": chance.one([1, 1, 1, 2, 3]),
        "Capex (USD m)": capex,
        "Build (periods)": chance.one([0, 1, 1, 1, 2, 3]),
        "Capex profile": chance.one([None, *names["capex"]]),
        "Revenue (USD m/year)": revenue,
        "Operating cost (USD m/year)": chance.one([0, round(revenue * chance.share(0, 0.6), 1)]),
        "Sustaining capex (% of capex/year)": chance.one([0, 0, 0.02]),
        "Ramp profile": chance.one([None, *names["ramp"]]),
        "Life (years)": chance.maybe(0.6, chance.between(1, 5) * chance.months / 12),
        "Land (acres)": chance.one([0, 100, 200, 300]),
        **{use: chance.one([0, 0, 30, 50, -40]) for use in USES},
        "Maximum payback (years)": chance.maybe(0.2, chance.share(0.2, 1.0) * earning_years),
        "Earliest start": chance.maybe(0.25, chance.day(-1, middle)),
        "Latest start": chance.maybe(0.25, chance.day(middle, chance.decisions)),
        "Site": chance.maybe(0.25, chance.one(sites)["Site"]),
        "Support (% of capex)": chance.one([0, 0, 0, 0.25, 1.0]),
        "Taxable owner": chance.one(["yes", "yes", "no"]),
    }


def profile_rows(chance: Chance) -> list[Row]:
    """Two profiles of each kind; the capex steps sum to 1."""
    rows: list[Row] = []
    for number, steps in enumerate(([0.2, 0.8], [0.5, 0.3, 0.2]), start=1):
        if chance.happens(0.5):
            rows.append(_profile(f"spend {number}", "capex", steps))
    for number, steps in enumerate(([0.4, 0.9], [0.0, 0.5, 1.1]), start=1):
        if chance.happens(0.5):
            rows.append(_profile(f"grow {number}", "ramp", steps))
    return rows


def site_row(chance: Chance, name: str) -> Row:
    """A site, tight for two clusters more often than not."""
    median = chance.share(0.2, 0.9) * chance.decisions * chance.months
    permit = chance.happens(0.2 * chance.tightness)
    return {
        "Site": name,
        "Decision": chance.rarely(0.3, chance.one(["open", "closed"]), "free"),
        "Land (acres)": chance.rarely(0.7, chance.one([100, 300, 400]), 1000),
        **{use: chance.maybe(0.6, chance.one([0, 40, 60, 80])) for use in USES},
        "Permit median (months)": round(median, 2) if permit else None,
        "Permit P80 (months)": round(median * 1.4, 2) if permit else None,
        "Preparation cost (USD m)": chance.one([0, 0, 5, 12]),
        "Preparation (periods)": chance.rarely(0.3, chance.one([1, 1, 2]), 0),
        "Capex factor": chance.one([1.0, 1.0, 0.9, 1.15]),
        "Operating cost factor": chance.one([1.0, 1.0, 0.8, 1.1]),
        "Land rent (USD/acre/year)": chance.one([0, 0, 20000]),
        "Maximum clusters": chance.maybe(0.4, chance.between(0, 2)),
    }


def placement_rows(chance: Chance, clusters: list[Row], sites: list[Row]) -> list[Row]:
    """What differs for some of the pairs."""
    return [
        {
            "Cluster": cluster["Cluster"],
            "Site": site["Site"],
            "Allowed": chance.rarely(0.4, "no", "yes"),
            "Extra capex (USD m)": chance.one([0, 0, 8]),
            "Extra margin (USD m/year)": chance.one([0, 0, 5]),
            "Land (acres)": chance.one([None, None, 50]),
            **{use: chance.one([None, None, None, 10, -20]) for use in USES},
        }
        for cluster in clusters
        for site in sites
        if chance.happens(0.25)
    ]


def cash_flow_rows(chance: Chance, clusters: list[Row]) -> list[Row]:
    """Own lines of some clusters, by period from the start."""
    rows: list[Row] = []
    for cluster in clusters:
        capex = float(str(cluster["Capex (USD m)"])) or 30.0
        if chance.happens(0.12):
            spread = chance.one([[1.0], [0.5, 0.5], [0.25, 0.5, 0.25], [0.0, 1.0]])
            rows.append(_own(cluster, "capex", [capex * part for part in spread]))
        for line, scale, floor in (
            ("revenue", 0.6, 0),
            ("operating cost", 0.2, 0),
            ("net", 0.5, -0.3),
        ):
            if chance.happens(0.1):
                amounts = [
                    round(capex * scale * chance.share(floor, 1.0), 1)
                    for _ in range(chance.between(1, 7))
                ]
                rows.append(_own(cluster, line, amounts))
    return rows


def _own(cluster: Row, line: str, amounts: list[float]) -> Row:
    steps = {f"Period {i}": amount for i, amount in enumerate(amounts)}
    return {"Cluster": cluster["Cluster"], "Line": line, **steps}


def _profile(name: str, kind: str, steps: list[float]) -> Row:
    columns = {f"Step {i}": step for i, step in enumerate(steps, start=1)}
    return {"Profile": name, "Kind": kind, **columns}
