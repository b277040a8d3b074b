"""The sheets Operators and Operator fit: who could run a cluster."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.program.capacity import Operator, OperatorFit
from optmodel.program.findings import addresses, at
from optmodel.workbook.schema import folded
from optmodel.workbook.suggest import TITLE_LIKENESS, NearNames
from optmodel.workbook.tables import Record, Tables

WORD = re.compile(r"\w+")
MOST_COMPARED = 1_000_000
"""Pairs of names of which one may hold the other, about a second; beyond, none is looked for."""
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
    names, declined = NearNames(known, TITLE_LIKENESS), _Declined(tables.rows("Operators"))
    findings: list[Finding] = []
    fits: Fits = {cluster: tuple(own) for cluster, own in rows.items()}
    for record in tables.rows("Clusters"):
        cluster, operator = record.text("Cluster"), record.text("Operator")
        if operator and cluster in fits:
            findings += _not_among(record, fits[cluster])
        elif operator in known:
            fits[cluster] = (OperatorFit(operator, 0.0, 0.0, record.address("Operator")),)
        elif operator:
            findings += declined.findings(record) or _nearly_known(record, names)
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


class _Declined:
    """Operators that have declined, for names in Clusters that look like theirs."""

    def __init__(self, operators: Iterable[Record]) -> None:
        declined = (record for record in operators if record["Status"] == "declined")
        self._operators = [(_Name.of(it.text("Operator")), it) for it in declined]
        self._found: dict[str, Record | None] = {}
        self._compared = 0

    def findings(self, record: Record) -> list[Finding]:
        """Warn where the operator of a cluster has the name of a declined one in it, or is in it.

        Each name is looked for once, and none beyond what takes a second.
        """
        operator = record.text("Operator")
        if record["Decision"] == "skip":
            return []
        if operator not in self._found:
            self._found[operator] = self._like(_Name.of(operator))
        other = self._found[operator]
        if other is None:
            return []
        message = (
            f'"{operator}" looks like "{other.text("Operator")}", which has declined in '
            f"{other.address('Status')}, and is not asked. Use that name if it is the same."
        )
        return [at(record, "Operator", "W244", message)]

    def _like(self, name: _Name) -> Record | None:
        self._compared += len(self._operators)
        if self._compared > MOST_COMPARED:
            return None
        return next((record for other, record in self._operators if name.is_like(other)), None)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to look for parts in."""

    folded: str
    words: str
    """Its words, each between two spaces."""

    @classmethod
    def of(cls, name: str) -> _Name:
        own = folded(name)
        return cls(own, f" {' '.join(WORD.findall(own))} ")

    def is_like(self, other: _Name) -> bool:
        """Whether one name holds the other, as whole words or as a longer part of a word."""
        short, long = (self, other) if len(self.folded) <= len(other.folded) else (other, self)
        is_part = len(short.folded) >= LONG_PART and short.folded in long.folded
        return is_part or short.words in long.words


def _nearly_known(record: Record, names: NearNames) -> list[Finding]:
    """Warn where the operator of a cluster looks like a misspelled row of Operators."""
    operator = record.text("Operator")
    near = names.nearest(operator)
    if not near:
        return []
    message = f'"{operator}" is not in Operators and is not asked. Did you mean "{near}"?'
    return [at(record, "Operator", "W233", message)]
