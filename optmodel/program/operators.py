"""The sheets Operators and Operator fit: who could run a cluster."""

from __future__ import annotations

import re
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.capacity import Operator, OperatorFit
from optmodel.program.findings import addresses, at
from optmodel.workbook.schema import folded
from optmodel.workbook.suggest import TITLE_LIKENESS, nearest
from optmodel.workbook.tables import Record, Tables

WORD = re.compile(r"\w+")
LONG_PART = 4
"""Letters from which on a part of a word is hardly there by chance."""

Fits = dict[str, tuple[OperatorFit, ...]]
"""Cluster id to its candidates, in the order of the sheet."""


def build_operators(tables: Tables) -> tuple[Operator, ...]:
    """Collect the operators, in the order of the sheet."""
    return tuple(_operator(record) for record in tables.rows("Operators"))


def build_fits(tables: Tables) -> tuple[Fits, list[Finding]]:
    """Collect the candidates of every cluster.

    A cluster without rows in Operator fit has the one candidate that its ``Operator`` names in
    Operators; where that names nobody there, the question is not asked.
    """
    rows: dict[str, list[OperatorFit]] = {}
    for record in tables.rows("Operator fit"):
        rows.setdefault(record.text("Cluster"), []).append(_fit(record))
    known = {record.text("Operator") for record in tables.rows("Operators")}
    findings: list[Finding] = []
    fits: Fits = {cluster: tuple(own) for cluster, own in rows.items()}
    for record in tables.rows("Clusters"):
        cluster, operator = record.text("Cluster"), record.text("Operator")
        if operator and cluster in fits:
            findings += _not_among(record, fits[cluster])
        elif operator in known:
            fits[cluster] = (OperatorFit(operator, 0.0, 0.0, record.address("Operator")),)
        elif operator:
            findings += _like_declined(record, tables) or _nearly_known(record, known)
    return fits, [*findings, *_declined_findings(tables, fits)]


def _operator(record: Record) -> Operator:
    most = record.optional_number("Maximum clusters")
    return Operator(
        id=record.text("Operator"),
        status=record.text("Status"),
        maximum_clusters=None if most is None else round(most),
        maximum_capital_musd=record.optional_number("Maximum capital (USD m)"),
        cells=MappingProxyType(addresses(record)),
    )


def _fit(record: Record) -> OperatorFit:
    return OperatorFit(
        operator=record.text("Operator"),
        extra_capex_musd=record.number("Extra capex (USD m)"),
        extra_operating_cost_musd_year=record.number("Extra operating cost (USD m/year)"),
        cell=record.address("Operator"),
    )


def _declined_findings(tables: Tables, fits: Fits) -> list[Finding]:
    """Warn of clusters all of whose candidates have declined: they have no option.

    Where one must be funded, ``sense.without_start`` says that no plan is possible.
    """
    declined = {
        record.text("Operator")
        for record in tables.rows("Operators")
        if record["Status"] == "declined"
    }
    findings: list[Finding] = []
    for record in tables.rows("Clusters"):
        candidates = [fit.operator for fit in fits.get(record.text("Cluster"), ())]
        if candidates and declined.issuperset(candidates) and record["Decision"] == "free":
            who = f"{' and '.join(candidates)} {'have' if len(candidates) > 1 else 'has'} declined"
            message = f"{who}, and nobody else could run it: the cluster cannot be funded."
            findings.append(at(record, "Cluster", "W311", message))
    return findings


def _not_among(record: Record, fits: tuple[OperatorFit, ...]) -> list[Finding]:
    """Warn where Clusters names an operator that Operator fit does not."""
    operator = record.text("Operator")
    if operator in {fit.operator for fit in fits}:
        return []
    candidates = ", ".join(fit.operator for fit in fits)
    message = (
        f'"{operator}" is not among the candidates in Operator fit ({candidates}) and will not '
        "run it. Add a row there, or clear the cell."
    )
    return [at(record, "Operator", "W233", message)]


def _like_declined(record: Record, tables: Tables) -> list[Finding]:
    """Warn where the operator of a cluster has the name of a declined one in it, or is in it."""
    operator = record.text("Operator")
    for other in tables.rows("Operators"):
        name = other.text("Operator")
        if (
            record["Decision"] != "skip"
            and other["Status"] == "declined"
            and _within(operator, name)
        ):
            message = (
                f'"{operator}" looks like "{name}", which has declined in '
                f"{other.address('Status')}, and is not asked. Use that name if it is the same."
            )
            return [at(record, "Operator", "W244", message)]
    return []


def _within(one: str, other: str) -> bool:
    """Whether one name holds the other, as whole words or as a longer part of a word."""
    short, long = sorted((folded(one), folded(other)), key=len)
    words = f" {' '.join(WORD.findall(short))} " in f" {' '.join(WORD.findall(long))} "
    return words or (len(short) >= LONG_PART and short in long)


def _nearly_known(record: Record, known: set[str]) -> list[Finding]:
    """Warn where the operator of a cluster looks like a misspelled row of Operators."""
    operator = record.text("Operator")
    near = nearest(operator, sorted(known), TITLE_LIKENESS)
    if not near:
        return []
    message = f'"{operator}" is not in Operators and is not asked. Did you mean "{near}"?'
    return [at(record, "Operator", "W233", message)]
