"""The columns of the table of opened sites that say what is decided."""

from __future__ import annotations

from optmodel.financials.plan_table import SHARE
from optmodel.program.program import Program
from optmodel.results.layout import Column, Kind, Tone

OPENED = Column("Opened", Kind.DATE, "date", tone=Tone.SOLVER)
"""When the preparation of a site begins; a reviewer may change it."""


def preparation_share_column(title: str) -> Column:
    """Give the column of the part of a preparation that a source pays, by its title."""
    return Column(f"{SHARE} {title}", Kind.SHARE, "% of preparation", tone=Tone.SOLVER)


def sharing_sources(program: Program) -> tuple[int, ...]:
    """Indices of the sources that share the preparation of sites; none where nothing is shared."""
    payers = preparing_sources(program)
    return payers if len(payers) > 1 else ()


def preparing_sources(program: Program) -> tuple[int, ...]:
    """Indices of the sources that pay for the preparation of sites; none where the host pays."""
    return tuple(index for index, source in enumerate(program.sources) if source.pays_preparation)
