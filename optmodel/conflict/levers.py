"""Every lever of an input, as a table of contents."""

from __future__ import annotations

from optmodel.conflict.lever import Lever
from optmodel.conflict.levers_capacity import capacity_levers
from optmodel.conflict.levers_clusters import cluster_levers
from optmodel.conflict.levers_money import money_levers
from optmodel.conflict.levers_program import program_levers
from optmodel.conflict.levers_rules import rule_levers
from optmodel.conflict.levers_sites import site_levers
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables


def levers_of(tables: Tables, program: Program) -> tuple[Lever, ...]:
    """List the levers that an input has: a limit that is not there cannot give way."""
    return (
        *money_levers(tables, program),
        *program_levers(tables, program),
        *cluster_levers(tables, program),
        *site_levers(tables, program),
        *rule_levers(tables, program),
        *capacity_levers(tables, program),
    )
