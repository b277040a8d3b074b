"""Rules that a start keeps or breaks by itself, a row for each row of Plan; and of its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.decisions import WORKINGS
from optmodel.financials.input_rows import cluster_rows
from optmodel.financials.lookup_clusters import PAYBACK
from optmodel.financials.rules import LimitLine, RuleCheck
from optmodel.financials.starts_per_period import MAXIMUM
from optmodel.live.functions import (
    count_where,
    either,
    exact,
    figure,
    is_number,
    item,
    item_or,
    largest_of,
    most,
    sum_where,
    total,
)
from optmodel.live.records import Field, Records
from optmodel.live.term import Term
from optmodel.results.layout import Column, Kind

NEVER = "never"
"""Not within the horizon."""
LATE_YEARS = 1e-9
"""A target that is met to the digit is met; only the rounding of a division is forgiven."""
BROKEN = "1 = broken"


@dataclass(frozen=True, slots=True)
class StartRules:
    """The table, and what it is made from."""

    core: Core
    table: Records

    def own(self, key: str) -> Term:
        """Return a figure of the row's start from Workings."""
        return self.core.decisions.field(key).here

    def cluster(self, key: str) -> Term:
        """Return what Lookups says of the row's cluster."""
        return item(self.core.lookups.clusters.field(key).range, self.own("cluster"))

    def there(self, key: str) -> Term:
        """Return what Lookups says of the row's site, 0 where it is unknown."""
        return item_or(self.core.lookups.sites.field(key).range, self.own("site"))

    def rule(self, rule: str, content: Term) -> Field:
        """Add the column of a rule, 1 where the start breaks it."""
        name = rule.replace("_", " ").capitalize()
        return self.table.add(rule, Column(name, Kind.WHOLE, BROKEN), content)

    def given(self, header: str) -> bool:
        """Whether any row of Clusters says something in a column."""
        base = self.core.base
        return any(base.inputs.has(row, header) for row in cluster_rows(base))

    def says(self, sheet: str, header: str, word: str) -> bool:
        """Whether any row of a sheet says a word."""
        rows = self.core.base.tables.rows(sheet)
        return any(str(row.values.get(header) or "").casefold() == word for row in rows)


def start_rules_of(core: Core) -> StartRules:
    """Describe the table; a rule that nothing in the input asks for has no column."""
    workings = core.decisions.workings
    table = Records(core.base.names, WORKINGS, "StartRules", "sr", workings.count)
    rules = StartRules(core, table)
    table.add("label", Column("Cluster"), workings.field("label").here)
    table.add(
        "who",
        Column("Cluster that counts", Kind.WHOLE, "row of Lookups, 0 = none"),
        rules.own("on") * rules.own("cluster"),
    )
    _order(rules)
    _decided(rules)
    _dates(rules)
    _operators(rules)
    if rules.given(PAYBACK):
        _payback(rules)
    return rules


def start_checks(rules: StartRules) -> Iterator[RuleCheck]:
    """Count the rows that break each rule."""
    for field in rules.table.fields:
        if field.column.unit == BROKEN:
            name = "operator_choice" if field.key == "no_operator" else field.key
            yield RuleCheck(name, total(field.range))


def _order(rules: StartRules) -> None:
    """Marked fund and not funded; unknown site or date.

    Copies are alike and are numbered by their start, so that none can stand before another:
    ``copies_in_order`` has nothing to look at.
    """
    funded, on, start = rules.own("funded"), rules.own("on"), rules.own("start")
    if rules.says("Clusters", "Decision", "fund"):
        rules.rule("fund_once", rules.cluster("decision").equals("fund") * (1 - funded))
    late = start >= rules.core.settings.decisions
    rules.rule("stays_started", funded * ((1 - on + late) > 0))
    _crowded(rules)


def _crowded(rules: StartRules) -> None:
    """Starts outside the periods that the sheet Timeline counts, too many at a time."""
    base, field, start = rules.core.base, rules.core.decisions.field, rules.own("start")
    setting = base.tables.settings[MAXIMUM]
    if not base.inputs.has(setting, "Value"):
        return
    together = count_where((field("funded").range, "=", 1), (field("start").range, "=", start))
    outside = (start < 0) + (start >= rules.core.settings.horizon)
    crowded = together > base.inputs.of(setting, "Value")
    rules.rule("starts_per_period", rules.own("funded") * outside * crowded)


def _decided(rules: StartRules) -> None:
    """What Clusters and Placement rule out."""
    on, lookups = rules.own("on"), rules.core.lookups
    if rules.says("Clusters", "Decision", "skip"):
        rules.rule("skipped", on * rules.cluster("decision").equals("skip"))
    if rules.given("Site"):
        site = rules.core.decisions.plan.field("site").here
        fixed = rules.cluster("fixed_site")
        rules.rule("fixed_site", on * fixed.differs("") * (1 - exact(fixed, site)))
    if any(not row.flag("Allowed") for row in rules.core.base.tables.rows("Placement")):
        allowed = item_or(lookups.pairs.field("allowed").range, rules.own("pair"), 1)
        rules.rule("placement", on * (1 - allowed))


def _dates(rules: StartRules) -> None:
    """Window of the cluster, permit of the site, end of the build."""
    on, start = rules.own("on"), rules.own("start")
    if rules.given("Earliest start") or rules.given("Latest start"):
        inside = (start >= rules.cluster("earliest")) * (start <= rules.cluster("latest"))
        rules.rule("start_window", on * (1 - inside))
    if any(
        row.values.get("Permit median (months)") for row in rules.core.base.tables.rows("Sites")
    ):
        rules.rule("permit", on * (start < rules.there("permit")))
    ends = start + rules.cluster("run")
    rules.rule("horizon", on * (ends > rules.core.settings.horizon))


def _operators(rules: StartRules) -> None:
    """One of the candidates that has not declined; nobody where there is no candidate."""
    on, candidates, fit = rules.own("on"), rules.own("candidates"), rules.own("fit")
    fits = rules.core.lookups.fits
    declined = item(fits.field("declined").range, most(fit, 1))
    wrong = (fit.equals(0) + declined) > 0
    rules.rule("operator_choice", on * (candidates > 0) * wrong)
    named = rules.core.decisions.plan.field("operator").here
    # What Clusters says of a cluster without candidates is for reports.
    information = exact(rules.cluster("operator"), named)
    typed = named.differs("") * (1 - information)
    column = Column("Operator that nobody asks for", Kind.WHOLE, BROKEN)
    rules.table.add("no_operator", column, on * candidates.equals(0) * typed)


def _payback(rules: StartRules) -> None:
    """Years to payback of the vehicle against the maximum of the cluster."""
    core, table, on = rules.core, rules.table, rules.own("on")
    first_spend = core.base.program.settings.payback_from == "first spend"
    paid_back = core.vehicles.field("payback" if first_spend else "payback_operation")
    shown = rules.own("shown")
    said = table.add(
        "said", Column("Payback", Kind.YEARS, "years"), item_or(paid_back.range, shown)
    )
    never = table.add(
        "never",
        Column("Never pays back", Kind.WHOLE, "1 or 0"),
        (shown > 0) * (1 - is_number(said.here)),
    )
    years = table.add("years", Column("Years to payback", Kind.YEARS, "years"), figure(said.here))
    most_years = rules.cluster("payback")
    late = core.settings.table.add(
        "set_late_years", "Years too late that are rounding", "years", LATE_YEARS
    )
    limit = table.add(
        "limit", Column("Maximum payback", Kind.YEARS, "years, -1 = none"), most_years
    )
    misses = (never.here + (years.here > limit.here + late)) > 0
    rules.rule("cluster_payback", on * (limit.here >= 0) * misses)


def payback_limits(rules: StartRules) -> Iterator[LimitLine]:
    """Give each cluster with a maximum the payback of its slowest copy."""
    core, table = rules.core, rules.table
    clusters = core.lookups.clusters
    for index, row in enumerate(cluster_rows(core.base)):
        if not core.base.inputs.has(row, PAYBACK):
            continue
        number, who = clusters.field("no").cell(index), table.field("who").range
        slowest = largest_of(who.equals(number) * table.field("years").range)
        lost = sum_where(table.field("never").range, (who, "=", number))
        yield LimitLine(
            "cluster_payback",
            row.text("Cluster"),
            "years",
            either(lost > 0, NEVER, slowest),
            clusters.field("payback").cell(index),
            cell=row.address(PAYBACK),
        )
