"""The cash flow of one cluster at one site from one start, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.audit.facts import Facts, Steps
from optmodel.audit.profiles import at, step_of, stretch

USD_PER_MUSD = 1e6
"""Land rent is in dollars, everything else in millions."""


@dataclass(frozen=True, slots=True)
class Cash:
    """Nominal USD m by period, each (H,)."""

    operation: int
    """First operating period, the start plus the build."""
    capex: Steps
    support: Steps
    capital: Steps
    revenue: Steps
    extra_margin: Steps
    operating_cost: Steps
    sustaining: Steps
    rent: Steps
    net: Steps
    tax: Steps
    operating_cash: Steps
    free_cash: Steps


def cash_of(facts: Facts, cluster: str, site: str, start: int, operator: str = "") -> Cash:
    """Work out every line under an operator, if any: ``free cash = operating cash - capital``.

    ``operating cash = revenue + extra margin + net - operating cost - sustaining - rent - tax``.
    """
    horizon = facts.calendar.horizon
    first, end = operating_periods(facts, cluster, start)
    running = [first <= h < end for h in range(horizon)]
    fit = facts.fit(cluster, operator)
    extra = _placed(facts, cluster, site, "Extra capex (USD m)") + fit.extra_capex_musd
    capex = _capex(facts, cluster, site, start, extra)
    support = facts.clusters[cluster].number("Support (% of capex)")
    capital = tuple(amount * (1.0 - support) for amount in capex)
    replaced = (cluster, "net") in facts.cash_rows
    nothing = (0.0,) * horizon
    revenue = nothing if replaced else _revenue(facts, cluster, start, running)
    usual = nothing if replaced else _operating_cost(facts, cluster, site, start, running)
    added = fit.extra_cost_musd_year * facts.calendar.years
    cost = _sum(usual, _while_running(added, facts.cost_index, running))
    sustaining = nothing if replaced else _sustaining(facts, cluster, site, extra, running)
    rent = nothing if replaced else _rent(facts, cluster, site, running)
    margin = _extra_margin(facts, cluster, site, running)
    net_row = facts.cash_rows.get((cluster, "net"), ())
    net = tuple(at(net_row, h - start) for h in range(horizon))
    before_tax = tuple(
        revenue[h] + margin[h] - cost[h] - sustaining[h] - rent[h] for h in range(horizon)
    )
    taxed = facts.clusters[cluster].flag("Taxable owner") and not replaced
    rate = (facts.setting_number("Tax rate") or 0.0) if taxed else 0.0
    tax = income_tax(before_tax, capital, first, rate)
    operating = tuple(before_tax[h] + net[h] - tax[h] for h in range(horizon))
    return Cash(
        operation=first,
        capex=capex,
        support=tuple(amount * support for amount in capex),
        capital=capital,
        revenue=revenue,
        extra_margin=margin,
        operating_cost=cost,
        sustaining=sustaining,
        rent=rent,
        net=net,
        tax=tax,
        operating_cash=operating,
        free_cash=tuple(operating[h] - capital[h] for h in range(horizon)),
    )


def operating_periods(facts: Facts, cluster: str, start: int) -> tuple[int, int]:
    """First operating period and the one after the last, within the horizon."""
    record = facts.clusters[cluster]
    first = start + build_periods(facts, cluster)
    life = record.optional_number("Life (years)")
    if life is None:
        return first, facts.calendar.horizon
    return first, min(first + round(life / facts.calendar.years), facts.calendar.horizon)


def build_periods(facts: Facts, cluster: str) -> int:
    """Periods of construction, 0 allowed."""
    return round(facts.clusters[cluster].number("Build (periods)"))


def capex_run(facts: Facts, cluster: str, start: int) -> int:
    """The period after the last one with capex: the end of the build or of a given row."""
    row = facts.cash_rows.get((cluster, "capex"), ())
    while row and row[-1] == 0.0:
        row = row[:-1]
    return start + max(build_periods(facts, cluster), 1, len(row))


def income_tax(before_tax: Steps, capital: Steps, operation: int, rate: float) -> Steps:
    """Tax by period, with losses carried forward without limit.

    All capital spent up to the first operating period is deducted there (full expensing in the
    first year), capital spent later in its own period.
    """
    carried = 0.0
    tax = []
    for h, income in enumerate(before_tax):
        deducted = capital[h] if h > operation else 0.0
        if h == operation:
            deducted = sum(capital[: operation + 1])
        taxable = income - deducted + carried
        carried = min(0.0, taxable)
        tax.append(rate * max(0.0, taxable))
    return tuple(tax)


def _capex(facts: Facts, cluster: str, site: str, start: int, extra: float) -> Steps:
    """Gross capex: the cluster's at the site's factor plus what others add to it, escalated."""
    build = build_periods(facts, cluster)
    steps = facts.profiles.get(("capex", facts.clusters[cluster].text("Capex profile")), ())
    factor = facts.sites[site].number("Capex factor")
    row = facts.cash_rows.get((cluster, "capex"))
    if row is None:
        total = facts.clusters[cluster].number("Capex (USD m)") * factor + extra
        spend = tuple(total * share for share in stretch(steps, build))
    elif sum(row) == 0.0:
        # A row of nothing has no shape of its own: the extra is spread evenly over the build.
        even = stretch((), build)
        spend = tuple(
            factor * at(row, i) + extra * at(even, i) for i in range(max(len(row), len(even)))
        )
    else:
        spend = tuple(amount * (factor + extra / sum(row)) for amount in row)
    horizon = facts.calendar.horizon
    return tuple(at(spend, h - start) * facts.capex_index[h] for h in range(horizon))


def _revenue(facts: Facts, cluster: str, start: int, running: list[bool]) -> Steps:
    """Revenue at the prices of the period; a given row counts from the start, life or not."""
    row = facts.cash_rows.get((cluster, "revenue"))
    index = facts.revenue_index
    if row is not None:
        return tuple(at(row, h - start) * index[h] for h in range(len(running)))
    record = facts.clusters[cluster]
    ramp = facts.profiles.get(("ramp", record.text("Ramp profile")), ())
    full = record.number("Revenue (USD m/year)") * facts.calendar.years
    first = start + build_periods(facts, cluster)
    return tuple(
        full * step_of(ramp, h - first) * index[h] if runs else 0.0
        for h, runs in enumerate(running)
    )


def _operating_cost(
    facts: Facts, cluster: str, site: str, start: int, running: list[bool]
) -> Steps:
    """Operating cost at the site's factor and the prices of the period, never ramped."""
    factor = facts.sites[site].number("Operating cost factor")
    row = facts.cash_rows.get((cluster, "operating cost"))
    index = facts.cost_index
    if row is not None:
        return tuple(at(row, h - start) * factor * index[h] for h in range(len(running)))
    yearly = facts.clusters[cluster].number("Operating cost (USD m/year)")
    return _while_running(yearly * factor * facts.calendar.years, index, running)


def _sustaining(facts: Facts, cluster: str, site: str, extra: float, running: list[bool]) -> Steps:
    """A fraction a year of gross capex at first-period prices, at the prices of capex."""
    record = facts.clusters[cluster]
    row = facts.cash_rows.get((cluster, "capex"))
    base = record.number("Capex (USD m)") if row is None else sum(row)
    total = base * facts.sites[site].number("Capex factor") + extra
    fraction = record.number("Sustaining capex (% of capex/year)")
    return _while_running(total * fraction * facts.calendar.years, facts.capex_index, running)


def _rent(facts: Facts, cluster: str, site: str, running: list[bool]) -> Steps:
    """Rent of the acres that the cluster takes at this site."""
    dollars = facts.use(cluster, site, "land")
    dollars *= facts.sites[site].number("Land rent (USD/acre/year)")
    amount = dollars / USD_PER_MUSD * facts.calendar.years
    return _while_running(amount, facts.cost_index, running)


def _extra_margin(facts: Facts, cluster: str, site: str, running: list[bool]) -> Steps:
    """What this pair earns more (or less), at the prices of revenue, never ramped."""
    yearly = _placed(facts, cluster, site, "Extra margin (USD m/year)")
    return _while_running(yearly * facts.calendar.years, facts.revenue_index, running)


def _while_running(amount: float, index: Steps, running: list[bool]) -> Steps:
    return tuple(amount * index[h] if runs else 0.0 for h, runs in enumerate(running))


def _sum(one: Steps, other: Steps) -> Steps:
    return tuple(first + second for first, second in zip(one, other, strict=True))


def _placed(facts: Facts, cluster: str, site: str, column: str) -> float:
    """A figure of the pair's row in Placement, 0 without one."""
    pair = facts.pairs.get((cluster, site))
    return 0.0 if pair is None else pair.optional_number(column) or 0.0
