"""A finished comparison: tables of what changed from run A to run B."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optmodel.comparison.bridge import Step
from optmodel.comparison.clusters import ClusterChange
from optmodel.comparison.inputs import InputChanges
from optmodel.comparison.limits import LimitChange
from optmodel.comparison.side import Side
from optmodel.comparison.sites import SiteChange

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from A to B. Money in USD m; values are present values."""

    a: Side
    b: Side
    view: str
    """Whose value is compared: the perspective of both runs, or ``Program`` where they differ."""
    inputs: InputChanges | None
    """None where the inputs cannot be compared; ``cautions`` say why."""
    clusters: tuple[ClusterChange, ...]
    """Every cluster that at least one of the plans funds."""
    sites: tuple[SiteChange, ...]
    """Every site that at least one of the plans opens."""
    limits: tuple[LimitChange, ...]
    """Every limit that binds in at least one of the plans."""
    bridge: tuple[Step, ...]
    """Steps that add up to the difference in value, to the cent."""
    adds_up: bool
    """Whether they do, to the program, each party and the objective."""
    cautions: tuple[str, ...]
    """What a reader must know before believing a difference, a sentence each."""

    @property
    def value_a(self) -> float:
        """Value of A in ``view``, less the prices of missed targets."""
        return self.a.measured(self.view)

    @property
    def value_b(self) -> float:
        """Value of B in ``view``, less the prices of missed targets."""
        return self.b.measured(self.view)

    @property
    def difference(self) -> float:
        """Value of B less value of A."""
        return self.value_b - self.value_a

    @property
    def chance_musd(self) -> float:
        """The two gaps together: a smaller difference may be chance."""
        return self.a.possible_gain + self.b.possible_gain

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Give the lists of the comparison as data frames, with the columns of ``--json``."""
        import pandas as pd  # only for notebooks, so that the command starts quicker

        from optmodel.comparison.document import lists_of

        return {name: pd.DataFrame.from_records(rows) for name, rows in lists_of(self).items()}
