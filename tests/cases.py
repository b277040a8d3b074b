"""Small cases for tests: settings with sensible values, and tables from visible rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables

Rows = Sequence[Mapping[str, object]]


def tiny_settings(**over: object) -> dict[str, object]:
    """Settings of a small yearly case: start 2027, 3 decisions, 10 years, no discounting.

    ``over`` replaces or adds settings; an underscore stands for a space, so that
    ``Decision_periods=4`` sets ``Decision periods``.
    """
    settings: dict[str, object] = {
        "Plan name": "Tiny",
        "First period": date(2027, 1, 1),
        "Months per period": 12,
        "Decision periods": 3,
        "Horizon periods": 10,
        "Discount rate": 0.0,
        "Optimality gap": 0.0,
        "Time limit": 60,
    }
    return settings | {name.replace("_", " "): value for name, value in over.items()}


def cluster(name: str, capex: float, build_periods: int = 1, **over: object) -> dict[str, object]:
    """Make a row of Clusters; ``over`` takes headers as keywords from a ``**{...}``."""
    row: dict[str, object] = {
        "Cluster": name,
        "Capex (USD m)": capex,
        "Build (periods)": build_periods,
    }
    return row | over


def site(name: str, land: float = 1000.0, **over: object) -> dict[str, object]:
    """Make a row of Sites."""
    return {"Site": name, "Land (acres)": land} | over


def pledge(commitment: float = 1e6, **over: object) -> dict[str, object]:
    """Make the row of Funding: a source that pays all and takes nothing unless told."""
    return {"Source": "JPN", "Commitment (USD m)": commitment} | over


def case(settings: Mapping[str, object], **sheets: Rows) -> Tables:
    """Tables from plain rows; a keyword is a sheet with underscores for spaces.

    A case without ``Sites`` has the site S of 1000 acres, one without ``Funding`` the source
    JPN with a million millions.
    """
    named: dict[str, Rows] = {"Sites": [site("S")], "Funding": [pledge()]}
    named |= {name.replace("_", " "): rows for name, rows in sheets.items()}
    tables, findings = tables_from_rows(settings, named)
    errors = [str(finding) for finding in findings if finding.is_error]
    assert not errors, "\n".join(errors)
    assert tables is not None
    return tables


def program_of(settings: Mapping[str, object], **sheets: Rows) -> Program:
    """Build the program of a case, which must be without errors."""
    program, findings = build(case(settings, **sheets))
    errors = [str(finding) for finding in findings if finding.is_error]
    assert not errors, "\n".join(errors)
    assert program is not None
    return program
