"""The plan: what is funded, where, when; and for the rest, why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from optmodel.audit.check import Check
from optmodel.economics.types import Account, Exclusion, Schedule
from optmodel.plan.capacity_limits import OperatorLoad
from optmodel.plan.limit import Limit
from optmodel.plan.synergies import RealizedSynergy
from optmodel.plan.targets import TargetState, penalty_musd
from optmodel.program.program import Program
from optmodel.search.bridge import BridgeStep
from optmodel.search.result import SolveResult

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Decision:
    """What the plan says about one cluster (one copy), in the order of the sheet Clusters."""

    cluster: str
    copy: int
    funded: bool
    site: str = ""
    period: int = -1
    start: date | None = None
    operation: date | None = None
    """First day of the first operating period."""
    notice: date | None = None
    """Day by which the selection notice must be given, by business days."""
    capex_musd: float = 0.0
    """Gross, escalated, undiscounted."""
    calls_musd: float = 0.0
    npv_musd: float = 0.0
    npv_source_musd: tuple[float, ...] = ()
    """(F,) at the part that each source pays; to a pooled one its calls alone (0 or less)."""
    npv_host_musd: float = 0.0
    irr: float | None = None
    """A year; None where there is none or more than one sign change (``irr_note`` says which)."""
    irr_note: str = ""
    """``""``, ``n/m`` or ``none``."""
    payback_years: float | None = None
    """As the Settings measure it; None = never within the horizon."""
    payback_from_operation_years: float | None = None
    discounted_payback_years: float | None = None
    discounted_payback_from_operation_years: float | None = None
    recovery_years: float | None = None
    """Of the first source with vehicles of its own that pays a part; None = never within the
    horizon, 0 where no such source does."""
    recovery_period: int | None = None
    recovery_date: date | None = None
    """Last day of the period in which the deemed balance reaches zero for good."""
    reason: str = ""
    """Why it is not funded, in words."""
    rule: str = ""
    """Name of the binding rule, or ``value`` or ``choice``."""
    cell: str = ""
    """The input cell behind the reason."""
    operator: str = ""
    """Id of the operator that runs it; empty where nobody had to be chosen."""
    shares: tuple[float, ...] = ()
    """(F,) part of it that each source pays, in the order of Funding."""
    source_calls_musd: tuple[float, ...] = ()
    """(F,) what each source is called for."""
    source_recovery_years: tuple[float | None, ...] = ()
    """(F,) from the first call of each source with vehicles of its own that pays a part; None =
    never within the horizon, 0 where the source pays nothing or is pooled."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A site that the plan opens."""

    site: str
    period: int
    """First period of its preparation."""
    start: date
    preparation_musd: tuple[float, ...]
    """(H,) preparation spending by period, nominal."""
    clusters: tuple[int, ...]
    """Indices into ``Plan.decisions`` of what stands there."""
    shares: tuple[float, ...] = ()
    """(F,) part of the preparation that each source pays; all 0 where the host pays."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Decisions and what follows from them. Money in USD m, nominal unless it says value."""

    program: Program
    search: SolveResult
    decisions: tuple[Decision, ...]
    """One per cluster and copy, in the order of the sheet."""
    openings: tuple[Opening, ...]
    value_musd: float
    """The perspective's objective, recomputed from the decisions in the options' figures: the
    perspective's value less the prices of the targets that are missed."""
    values_musd: Mapping[str, float]
    """``program``, ``united_states``, ``japan``, ``other``."""
    calls_musd: Mapping[str, tuple[float, ...]]
    """Source id to (H,) capital calls, site preparation included."""
    schedule: Schedule | None
    """Cash by period of the funded clusters; rows in the order of ``funded``."""
    funded: tuple[int, ...]
    """Indices into ``decisions`` of what is funded."""
    limits: tuple[Limit, ...]
    exclusions: tuple[Exclusion, ...]
    accounts: tuple[Account, ...] = ()
    """(F,) what each source pays and has by period, its pool included."""
    targets: tuple[TargetState, ...] = ()
    """How the plan stands against every target, in the order of the program."""
    synergies: tuple[RealizedSynergy, ...] = ()
    """What stands together gains, pair by pair and site by site."""
    operators: tuple[OperatorLoad, ...] = ()
    """What each operator runs, in the order of the program."""
    bridge: tuple[BridgeStep, ...] = ()
    """What each family of limits takes from the value at most; empty where nobody searched."""
    checks: tuple[Check, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    """``read``, ``options``, ``build``, ``solve``, ``check``, ``write``."""

    @property
    def status(self) -> str:
        """``optimal`` (proven within the gap), ``feasible`` (not proven) or ``evaluated``."""
        return self.search.outcome.value

    @property
    def penalty_musd(self) -> float:
        """Prices of the targets that are missed; the value is less by them."""
        return penalty_musd(self.targets)

    @property
    def synergy_musd(self) -> float:
        """Present value of all synergies, part of the program's and the host's value."""
        return sum((made.value_musd for made in self.synergies), 0.0)

    @property
    def gap_musd(self) -> float | None:
        """What a better plan could still add, USD m; None where no bound was proven."""
        bound = self.search.bound
        return None if bound is None else max(0.0, bound - self.value_musd)

    @property
    def gap(self) -> float | None:
        """``gap_musd`` as a fraction of the value; 0 where nothing is left to gain."""
        distance = self.gap_musd
        return distance and distance / max(abs(self.value_musd), 1e-9)

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Give the lists of ``run.json`` as tables, but for the pools."""
        # Imported here because tables are a convenience for notebooks, not for the command.
        from optmodel.plan.frames import plan_tables

        return plan_tables(self)
