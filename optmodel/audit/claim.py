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
    npv_source_musd: float
    """To the first source of Funding."""
    npv_host_musd: float
    capex_musd: float
    """Gross, escalated, undiscounted."""
    payback_years: float | None
    """Simple payback as the Settings measure it; None = never within the horizon."""
    recovery_years: float | None
    """From the first call to the end of the deemed balance; None = never within the horizon."""
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
    solver_value: float | None = None
    """The objective as the solver reports it, USD m; None where no solver was asked."""
