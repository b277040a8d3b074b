"""The schema of the input workbook: every sheet, column and setting, defined once.

The template, the reader, the messages and docs/inputs.md all come from here.
"""

from __future__ import annotations

from optmodel.workbook.schema.capacity import (
    CONSTRUCTION,
    CONSTRUCTION_USE,
    MARKETS,
    OPERATOR_FIT,
    OPERATORS,
)
from optmodel.workbook.schema.clusters import CLUSTERS
from optmodel.workbook.schema.column import Column, Kind, Sheet, canonical_header, folded
from optmodel.workbook.schema.funding import FUNDING, FUNDING_CALLS, SECTOR_LIMITS
from optmodel.workbook.schema.rules import (
    DEPENDENCIES,
    GROUP_RULES,
    GROUPS,
    SYNERGIES,
    TARGETS,
)
from optmodel.workbook.schema.settings import SETTINGS, SETTINGS_SHEET
from optmodel.workbook.schema.sites import PLACEMENT, SITE_SUPPLY, SITES
from optmodel.workbook.schema.steps import CASH_FLOWS, PROFILES
from optmodel.workbook.schema.totals import control_totals

SCHEMA_VERSION = 1
"""Grows when a workbook written for an older version would be read differently."""

_OF_THE_PROGRAM: tuple[Sheet, ...] = (
    CLUSTERS,
    PROFILES,
    CASH_FLOWS,
    SITES,
    SITE_SUPPLY,
    PLACEMENT,
    FUNDING,
    FUNDING_CALLS,
    SECTOR_LIMITS,
    DEPENDENCIES,
    GROUPS,
    GROUP_RULES,
    SYNERGIES,
    CONSTRUCTION,
    CONSTRUCTION_USE,
    TARGETS,
    MARKETS,
    OPERATORS,
    OPERATOR_FIT,
)

SHEETS: tuple[Sheet, ...] = (*_OF_THE_PROGRAM, control_totals(_OF_THE_PROGRAM))
"""Every sheet but Settings, in the order of the template."""

SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
SETTING_BY_NAME = {setting.header: setting for setting in SETTINGS}

__all__ = [
    "SCHEMA_VERSION",
    "SETTINGS",
    "SETTINGS_SHEET",
    "SETTING_BY_NAME",
    "SHEETS",
    "SHEET_BY_NAME",
    "Column",
    "Kind",
    "Sheet",
    "canonical_header",
    "folded",
]
