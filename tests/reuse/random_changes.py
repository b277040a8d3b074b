"""Random changes of random workbooks: one or two figures, looser or tighter."""

from __future__ import annotations

from random import Random

from optmodel import reuse
from optmodel.errors import OptmodelError
from optmodel.program.program import Program
from optmodel.reuse.cells import changed
from optmodel.reuse.reading import program_of
from optmodel.workbook.tables import Record, Tables, Value

FIGURES = {
    "Funding": ("Commitment (USD m)", "Already committed (USD m)", "Maximum share of a cluster"),
    "Funding calls": ("Maximum call (USD m/period)",),
    "Sites": (
        "Land (acres)",
        "Power (MW)",
        "Maximum clusters",
        "Preparation cost (USD m)",
        "Capex factor",
    ),
    "Site supply": ("Available",),
    "Clusters": (
        "Revenue (USD m/year)",
        "Operating cost (USD m/year)",
        "Capex (USD m)",
        "Jobs",
        "Maximum payback (years)",
    ),
    "Construction": ("Capacity",),
    "Markets": ("Maximum output (units/year)",),
    "Operators": ("Maximum clusters", "Maximum capital (USD m)"),
    "Sector limits": ("Minimum (USD m)", "Maximum (USD m)"),
    "Targets": ("Amount",),
    "Synergies": ("Benefit (USD m/year)",),
    "Group rules": ("Count",),
    "Dependencies": ("Lag (periods)",),
}
SETTINGS: dict[str, tuple[Value, ...]] = {
    "Maximum sites": (None, 1, 2),
    "Maximum starts per period": (None, 1, 2),
    "Discount rate": (0.0, 0.07, 0.2),
    "Perspective": ("Program", "United States", "Japan"),
    "Revenue escalation": (0.0, 0.05),
}
FACTORS = (0.0, 0.3, 0.7, 0.9, 1.1, 1.5, 4.0)


def random_change(tables: Tables, random: Random) -> reuse.Change:
    """One or two figures of an input that are different."""
    change = reuse.UNCHANGED
    for _ in range(random.randint(1, 2)):
        change += _one(tables, random)
    return change


def program_with(tables: Tables, change: reuse.Change) -> Program | None:
    """The changed program, None where it is refused."""
    try:
        return program_of(changed(tables, change.cells))
    except OptmodelError:
        return None


def _one(tables: Tables, random: Random) -> reuse.Change:
    if random.random() < 0.3:
        name = random.choice(list(SETTINGS))
        return reuse.setting(name, random.choice(SETTINGS[name]))
    if random.random() < 0.1:
        row = random.choice(tables.rows("Clusters"))
        word = random.choice(("free", "fund", "skip"))
        return reuse.cell("Clusters", {"Cluster": row["Cluster"]}, "Decision", word)
    sheet = random.choice([name for name in FIGURES if tables.rows(name)])
    record = random.choice(tables.rows(sheet))
    header = random.choice([name for name in FIGURES[sheet] if name in record.values])
    return reuse.cell(sheet, _named(record, header), header, _figure(record, header, random))


def _named(record: Record, header: str) -> dict[str, Value]:
    """What tells a row from the others: its texts and dates."""
    numbers = (int, float)
    return {
        name: value
        for name, value in record.values.items()
        if name != header and not isinstance(value, numbers) and value is not None
    }


def _figure(record: Record, header: str, random: Random) -> Value:
    old = record[header]
    if not isinstance(old, int | float):
        return random.choice((1, 2, 50))
    new = old * random.choice(FACTORS)
    whole = header in {"Maximum clusters", "Count", "Lag (periods)"}
    return max(1, round(new)) if whole else round(new, 4)
