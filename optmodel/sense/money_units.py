"""Money that clusters and sites cost or bring, against what they cost and earn themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.sense.figures import figure
from optmodel.sense.sizes import Sizes
from optmodel.workbook.tables import Record, Tables

CODE = "W306"
"""Money that is too large, or a limit that is too small, beside the program."""

FAR = 10.0
"""What differs at a site or with an operator is a part of what a cluster costs and earns."""

FAR_TOGETHER = 100.0
"""What two clusters gain from each other may be more than one earns, but not so many times."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of money, and what it is held against."""

    header: str
    size_musd: float
    """0 = there is nothing to hold it against."""
    words: str
    """What that is."""
    times: float
    """More times the size is worth a question."""

    def is_missed(self, amount: float) -> bool:
        """Whether an amount is too large."""
        return 0 < self.times * self.size_musd < amount

    def told(self, amount: float) -> str:
        """Such as ``5,000,000 is 15,625 times the capex of all clusters (USD 320 m)``."""
        times = figure(amount / self.size_musd)
        return f"{amount:,.15g} is {times} times {self.words} (USD {figure(self.size_musd)} m)"


def money_findings(tables: Tables, sizes: Sizes) -> Iterator[Finding]:
    """Ask about amounts in Sites, Placement, Operator fit and Synergies: once for each row."""
    all_capex = Measure(
        "Preparation cost (USD m)", sizes.total_capex_musd, "the capex of all clusters", FAR
    )
    for record in tables.rows("Sites"):
        yield from _asked(record, [all_capex])
    for sheet, headers in _OF_ONE.items():
        for record in tables.rows(sheet):
            yield from _asked(record, _of_one(record, headers, sizes))
    for record in tables.rows("Synergies"):
        yield from _asked(record, _of_two(record, sizes))


_OF_ONE = {
    "Placement": ("Extra capex (USD m)", "Extra margin (USD m/year)"),
    "Operator fit": ("Extra capex (USD m)", "Extra operating cost (USD m/year)"),
}
"""Sheet to its columns of money, each a row for one cluster."""


def _of_one(record: Record, headers: tuple[str, str], sizes: Sizes) -> list[Measure]:
    """Hold a capex against that of the cluster, a yearly amount against what it earns."""
    name = record.text("Cluster")
    capex, yearly = sizes.capex_musd.get(name, 0.0), sizes.yearly_musd(name)
    return [
        Measure(headers[0], capex, f"the capex of {name}", FAR),
        Measure(headers[1], yearly, f"what {name} earns a year or costs", FAR),
    ]


def _of_two(record: Record, sizes: Sizes) -> list[Measure]:
    """Hold a benefit against what the larger one earns, a saving against what both cost."""
    pair = record.text("Cluster A"), record.text("Cluster B")
    capex = sum(sizes.capex_musd.get(name, 0.0) for name in pair)
    yearly = max(sizes.yearly_musd(name) for name in pair)
    larger = f"what the larger of {pair[0]} and {pair[1]} earns a year or costs"
    return [
        Measure("Benefit (USD m/year)", yearly, larger, FAR_TOGETHER),
        Measure("Capex saving (USD m)", capex, f"the capex of {pair[0]} and {pair[1]}", 1.0),
    ]


def _asked(record: Record, measures: list[Measure]) -> Iterator[Finding]:
    """Ask about the columns of a row that are too large, in one message about the first."""
    far = [it for it in measures if it.is_missed(record.number(it.header))]
    if far:
        said = "; ".join(it.told(record.number(it.header)) for it in far)
        involved = tuple(record.address(it.header) for it in far[1:])
        message = f"{said}. Was it typed in USD? The column is in USD m."
        yield at(record, far[0].header, CODE, message, involved)
