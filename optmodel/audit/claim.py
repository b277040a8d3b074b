"""What a plan claims: decisions and figures, in the ids of the input workbook.

Imports nothing of the model, so that whoever made the plan has to say it in plain words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Start:
    """A copy of a cluster starts at a site in a period."""

    cluster: str
    """Id of the row in Clusters."""
    copy: int
    """1 for the first or only one."""
    site: str
    period: int
    operator: str = ""
    """Id of the operator that runs it; empty where nobody has to be chosen."""

    @property
    def label(self) -> str:
        """``FIB #2 at ORR in period 3``."""
        return f"{self.cluster} #{self.copy} at {self.site} in period {self.period}"


@dataclass(frozen=True, slots=True)
class Opening:
    """A site is opened (its preparation begins) in a period."""

    site: str
    period: int

    @property
    def label(self) -> str:
        """``ORR opened in period 0``."""
        return f"{self.site} opened in period {self.period}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What the plan says about one start. Money in USD m."""

    npv_musd: float
    npv_source_musd: Mapping[str, float]
    """Source id to what the start is worth to it, at the share that it pays; to a pooled source
    its calls alone (0 or less), because the pool shares its cash."""
    npv_host_musd: float
    """The rest: NPV less all of ``npv_source_musd``."""
    capex_musd: float
    """Gross, escalated, undiscounted."""
    payback_years: float | None
    """Simple payback as the Settings measure it; None = never within the horizon."""
    recovery_years: float | None
    """From the first call to the end of the deemed balance, of the first source (vehicle
    *cluster*) that pays a part; None = never within the horizon, 0 where no such source does."""
    irr: float | None = None
    """A year; None where the cash has no sign change, or several."""
    lines: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Cash by period under the names of ``audit.book.LINES``, each (H,) nominal. May be empty."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A plan with its figures, as it is about to be written."""

    starts: tuple[Start, ...]
    openings: tuple[Opening, ...]
    value: float
    """The objective in the perspective of the Settings, USD m."""
    bound: float | None
    """Proven upper bound on any plan's value; None where the search proved none."""
    values: Mapping[str, float]
    """``program``, ``united_states``, ``japan``, ``other``, USD m."""
    calls: Mapping[str, tuple[float, ...]]
    """Source id to (H,) capital calls, site preparation included, USD m."""
    figures: tuple[Figures, ...]
    """One per start, in the order of ``starts``."""
    shares: tuple[Mapping[str, float], ...] = ()
    """Source id to the part of a start that it pays, one per start in the order of ``starts``.
    Empty where Funding has one row: it pays for everything."""
    preparation_shares: tuple[Mapping[str, float], ...] = ()
    """Likewise per opening, over the sources that pay for site preparation; a mapping is empty
    where the host pays. Empty where at most one source pays for site preparation."""
    pools: Mapping[str, Mapping[str, tuple[float, ...]]] = field(default_factory=dict)
    """Id of a pooled source to its lines, each (H,) nominal, under the names of
    ``audit.pool.POOL_LINES``."""
    penalty_musd: float = 0.0
    """Prices of the targets that are missed: ``value`` = the perspective's value less this."""
    synergy_musd: float = 0.0
    """Present value of all synergies, part of the program's and the host's value."""
    solver_value: float | None = None
    """The objective as the solver reports it, USD m; None where no solver was asked."""
