"""What is provably impossible before any search, and what can never be chosen."""

from __future__ import annotations

from optmodel.economics.types import Options
from optmodel.errors import Finding
from optmodel.program.program import Program
from optmodel.sense.group_counts import group_findings
from optmodel.sense.least_capital import money_findings, sector_findings
from optmodel.sense.must_targets import target_findings
from optmodel.sense.operator_counts import operator_findings
from optmodel.sense.outlook import outlook_of
from optmodel.sense.site_counts import clusters_per_site_findings, sites_opened_findings
from optmodel.sense.site_needs import need_findings
from optmodel.sense.start_counts import start_findings
from optmodel.sense.waiting import waiting_findings
from optmodel.sense.without_start import without_start_findings


def possibility_findings(program: Program, options: Options) -> tuple[Finding, ...]:
    """Look for decisions that no plan can carry out, one check after the other.

    Every error is a proof: no plan keeps all limits. What is not found here may still be
    impossible; the search decides.
    """
    outlook = outlook_of(program, options)
    return (
        *without_start_findings(outlook),
        *waiting_findings(outlook),
        *money_findings(outlook),
        *sector_findings(outlook),
        *group_findings(outlook),
        *sites_opened_findings(outlook),
        *start_findings(outlook),
        *clusters_per_site_findings(outlook),
        *need_findings(outlook),
        *operator_findings(outlook),
        *target_findings(outlook),
    )
