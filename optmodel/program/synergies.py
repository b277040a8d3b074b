"""The sheet Synergies."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.program.policy import Synergy
from optmodel.workbook.tables import Record, Tables


def build_synergies(tables: Tables) -> tuple[tuple[Synergy, ...], list[Finding]]:
    """Collect the synergies, in the order of the sheet; a pair may stand in one row only."""
    synergies: list[Synergy] = []
    findings: list[Finding] = []
    pairs: dict[frozenset[str], Record] = {}
    for record in tables.rows("Synergies"):
        first, second = record.text("Cluster A"), record.text("Cluster B")
        pair = frozenset((first, second))
        if first == second:
            message = f"{first} has no synergy with itself. Name another cluster."
            findings.append(at(record, "Cluster B", "E230", message))
        elif pair in pairs:
            message = f"{first} and {second} stand in row {pairs[pair].row} already. Keep one row."
            findings.append(at(record, "Cluster A", "E231", message))
        pairs.setdefault(pair, record)
        synergies.append(
            Synergy(
                cluster_a=first,
                cluster_b=second,
                benefit_musd_year=record.number("Benefit (USD m/year)"),
                capex_saving_musd=record.number("Capex saving (USD m)"),
                cell=record.address("Cluster A"),
            )
        )
    return tuple(synergies), findings
