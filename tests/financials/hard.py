"""Random workbooks in which the corners of the cash flow meet, and plans that go anywhere."""

from __future__ import annotations

from random import Random

from optmodel.audit.claim import Start
from optmodel.workbook.tables import Tables

from ..oracle.generator import Row, Workbook
from ..oracle.generator_rulebook import open_pools, rulebook
from .made import Shares


def hard_workbook(seed: int) -> Workbook:
    """A random workbook with builds of 0, rows of nothing, long rows, short lives and the like."""
    random = Random(f"hard {seed}")
    book = (open_pools if random.random() < 0.3 else rulebook)(seed)
    years = float(str(book.settings["Months per period"])) / 12
    sheets = book.sheets
    sheets["Profiles"] = _profiles(random)
    for cluster in sheets["Clusters"]:
        cluster |= {
            "Build (periods)": random.choice([0, 0, 1, 2, 3, 5, 7, 12]),
            "Capex profile": random.choice([None, "even", "long", "gap"]),
            "Ramp profile": random.choice([None, "slow", "peak", "none"]),
            "Life (years)": random.choice([None, None, years, 2 * years, 5 * years, 40 * years]),
            "Support (% of capex)": random.choice([0, 0.25, 1.0]),
            "Copies": random.choice([1, 2]),
            "Decision": "free",
        }
    for row in sheets["Placement"]:
        row["Extra capex (USD m)"] = random.choice([0, 8, 3.7])
    sheets["Cash flows"] = [
        row for cluster in sheets["Clusters"] for row in _given(random, str(cluster["Cluster"]))
    ]
    for source in sheets["Funding"]:
        source["Share before recovery"] = random.choice([0.0, 0.3, 0.5, 1.0])
        if source.get("Vehicle") == "pooled":
            source["Share before recovery"] = 0.5
        source["Share after recovery"] = random.choice([None, 0.0, 0.1, 1.0])
        source["Deemed rate"] = random.choice([0.0, 0.04, 0.3])
    return book


def _profiles(random: Random) -> list[Row]:
    steps = {
        ("even", "capex"): [0.25] * 4,
        ("long", "capex"): [0.1] * 10,
        ("gap", "capex"): [0.0, 0.7, 0.0, 0.3],
        ("slow", "ramp"): [random.choice([0.0, 0.1]), *(0.1 * i for i in range(1, 12))],
        ("peak", "ramp"): [0.5, 0.0, 1.4, 0.8],
        ("none", "ramp"): [0.0],
    }
    return [
        {"Profile": name, "Kind": kind, **{f"Step {i}": step for i, step in enumerate(one, 1)}}
        for (name, kind), one in steps.items()
    ]


def _given(random: Random, cluster: str) -> list[Row]:
    """Own rows of a cluster: of nothing, with holes, longer than any horizon."""
    choices: dict[str, list[list[float | None]]] = {
        "capex": [[0], [0, 0, 0], [30, 0, None, 20, 0], [0, 45.5], [1.5] * 20],
        "revenue": [[10] * 3, [None, 4, 0, 8], [6.25] * 25],
        "operating cost": [[1], [0, 2, 3], [0.5] * 25],
        "net": [[-3, -2, 9, 9, 9], [5] * 30, [0, -4, 12, None, -1]],
    }
    rows: list[Row] = []
    for line, amounts in choices.items():
        if random.random() < 0.25:
            steps = {f"Period {i}": amount for i, amount in enumerate(random.choice(amounts))}
            rows.append({"Cluster": cluster, "Line": line, **steps})
    return rows


def any_plan(random: Random, tables: Tables) -> tuple[tuple[Start, ...], Shares]:
    """Any starts, in any period of the horizon, at any site, under anybody, paid by anybody."""
    horizon = int(tables.settings["Horizon periods"].number("Value"))
    sites = [row.text("Site") for row in tables.rows("Sites")]
    operators = ["", *(row.text("Operator") for row in tables.rows("Operators"))]
    starts = tuple(
        Start(
            row.text("Cluster"),
            copy,
            random.choice(sites),
            random.randrange(horizon),
            random.choice(operators),
        )
        for row in tables.rows("Clusters")
        for copy in range(1, round(row.number("Copies")) + 1)
        if random.random() < 0.8
    )
    sources = [row.text("Source") for row in tables.rows("Funding")]
    return starts, {start: _parts(random, sources) for start in starts}


def _parts(random: Random, sources: list[str]) -> dict[str, float]:
    """Parts of some of the sources; what they add up to is a rule of its own."""
    if len(sources) == 1:
        return {sources[0]: 1.0}
    return {source: random.choice([0.0, 0.0, 0.25, 0.5, 1.0, 1e-10]) for source in sources}
