"""What an explanation of "no plan is possible" consists of."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.errors import Finding
from optmodel.workbook.tables import Value


@dataclass(frozen=True, slots=True)
class Item:
    """One limit or decision of the input that a person could give up."""

    rule: str
    """Name of the rule, as in docs/formulation; ``decision`` for a cluster marked fund and for a
    site marked open or closed."""
    subject: tuple[str, ...]
    """What of the rule it is: ids, such as (site, resource) or (source,); () for the whole rule."""
    words: str
    """In plain words with its figure, such as ``the land of NV-02 (0 acres)``."""
    cells: tuple[str, ...]
    """Full addresses, such as ``Sites!H7``; () where the file has no such cell."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Limits and decisions that cannot all be kept."""

    items: tuple[Item, ...]
    irreducible: bool
    """Whether it is proven that a plan exists as soon as any one of them is given up, if nothing
    else stood in the way: no part of them is in conflict by itself. It is not least in number."""
    confirmed: bool
    """Whether it is proven that no plan keeps all of them together."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell of the input, and what to type there."""

    sheet: str
    row: int
    """Row number in the file; 0 for a setting that has no row."""
    header: str
    """Header of the column; in Settings the name of the setting."""
    cell: str
    """Full address; empty where the file has no such cell."""
    subject: str
    """The row in words, such as ``cluster FAB-1``."""
    old: Value
    new: Value
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Edits that together make a plan possible."""

    lever: str
    """What kind of limit gives way, such as ``commitment``, ``recovery``, ``release``; repairs of
    one lever are alternatives of each other."""
    words: str
    """Such as ``pledge JPN +12,400 USD m`` or ``recovery of JPN 20 -> 22 years``."""
    edits: tuple[Edit, ...]
    price_musd: float
    """What it is taken to cost, for the order of repairs, USD m; see docs/conflicts.md."""
    proven: bool
    """Whether the edited input was built anew and a plan for it was found."""
    least: bool
    """Whether it is proven that less of the same does not do."""
    funded: int | None = None
    """Clusters that the plan found for it funds; not the best plan."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is said about an input for which there is no plan."""

    reasons: tuple[str, ...]
    """Sentences, the most telling first."""
    conflict: Conflict | None
    """None where the time did not suffice."""
    repairs: tuple[Repair, ...]
    """The cheapest first; only those that were proven."""
    findings: tuple[Finding, ...] = ()
    """What was proven impossible before the search."""
    complete: bool = True
    """Whether the search for repairs came to its end."""
