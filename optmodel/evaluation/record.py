"""What an evaluation says: what was edited, what that breaks, what it costs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """One limit that the edited plan breaks."""

    rule: str
    """Name of the rule, as in docs/formulation."""
    description: str
    """The rule in words, as what should hold."""
    where: str
    """What breaks it where."""
    excess: float
    """By how much."""
    unit: str
    """Of the excess; empty where there is nothing to count."""
    cell: str
    """Full address of the input cell behind it; empty where no single one is."""

    def __str__(self) -> str:
        """One line for the terminal."""
        by = f", by {self.excess:,.6g} {self.unit}" if self.unit else ""
        cell = f" ({self.cell})" if self.cell else ""
        return f"{self.rule}: {self.where}{by}{cell}"


@dataclass(frozen=True, slots=True)
class Edit:
    """One decision that differs from those of the plan that was edited."""

    cluster: str
    """The cluster as the sheet Plan names it, such as ``FIB #2``; or ``site X`` for an opening."""
    what: str
    """``fund``, ``site``, ``start``, ``operator``, ``share NAME`` or ``opened``."""
    before: str
    after: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.cluster}: {self.what} {self.before or 'blank'} -> {self.after or 'blank'}"


@dataclass(frozen=True, slots=True)
class Record:
    """Where an edited plan came from and what became of it. Money in USD m."""

    results_file: str
    """Name of the results workbook that was edited."""
    results_run_id: str
    value_musd: float
    """Of the edited plan, in the perspective of the Settings."""
    bound_musd: float | None
    """Proven: no plan that keeps every limit is worth more. None where none is known for this
    input."""
    found_value_musd: float | None
    """Of the plan that the search found; None where it is not known for this input."""
    edits: tuple[Edit, ...] | None
    """None where the decisions before the edit are not known: ``run.json`` is not there."""
    broken: tuple[Broken, ...]
    notes: tuple[str, ...]
    """What was concluded rather than read: openings, copies, shares."""

    @property
    def keeps_every_limit(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken

    @property
    def from_bound_musd(self) -> float | None:
        """Bound less value; negative only where a limit is broken."""
        return None if self.bound_musd is None else self.bound_musd - self.value_musd

    @property
    def from_found_musd(self) -> float | None:
        """Value less that of the plan that was found: what the edit adds, or costs (negative)."""
        return None if self.found_value_musd is None else self.value_musd - self.found_value_musd
