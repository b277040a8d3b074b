"""What each cluster is at its site, under its operator: the later columns of Workings."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.base import Base
from optmodel.financials.input_rows import use_columns
from optmodel.financials.lookups import Lookups
from optmodel.financials.settings import Settings
from optmodel.live.functions import item, item_or, least, most
from optmodel.live.records import Records
from optmodel.live.term import Term
from optmodel.program.resources import UNITS
from optmodel.results.layout import Column, Kind

A_PERIOD = "USD m a period"


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the columns are made from."""

    base: Base
    settings: Settings
    lookups: Lookups
    table: Records

    def add(self, key: str, name: str, kind: Kind, unit: str, content: Term) -> Term:
        """Add a column; return its cell."""
        return self.table.add(key, Column(name, kind, unit), content).here

    def here(self, key: str) -> Term:
        """Return the cell of a column."""
        return self.table.field(key).here

    def own(self, key: str) -> Term:
        """Return what Lookups says of the cluster."""
        return item(self.lookups.clusters.field(key).range, self.here("cluster"))

    def there(self, key: str) -> Term:
        """Return what Lookups says of the site, 0 where it is unknown."""
        return item_or(self.lookups.sites.field(key).range, self.here("site"))

    def placed(self, key: str, otherwise: Term | float = 0) -> Term:
        """Return what Placement says of both; ``otherwise`` where it has no row."""
        return item_or(self.lookups.pairs.field(key).range, self.here("pair"), otherwise)

    def operated(self, key: str) -> Term:
        """Return what the operator adds, 0 where there is none."""
        return item_or(self.lookups.fits.field(key).range, self.here("fit"))


def add_cluster_terms(base: Base, settings: Settings, lookups: Lookups, table: Records) -> None:
    """Add the columns to Workings."""
    terms = _Terms(base, settings, lookups, table)
    _amounts(terms)
    _uses(terms)
    terms.add("support", "Support", Kind.SHARE, "of capex", terms.own("support"))
    terms.add("tax", "Tax rate", Kind.SHARE, "of income", terms.own("tax"))
    _span(terms)
    for key in ("ramp", "revenue_row", "cost_row", "net_row"):
        name = key.replace("_", " ").capitalize()
        terms.add(key, name, Kind.WHOLE, "row of Lookups", terms.own(key))
    for key in ("jobs", "output"):
        terms.add(key, key.capitalize(), Kind.QUANTITY, "at full rate", terms.own(key))


def _amounts(terms: _Terms) -> None:
    """Add capex, revenue and operating cost, with what site and operator change of them."""
    money, years = Kind.MONEY, terms.settings.years
    more = terms.placed("capex") + terms.operated("capex")
    extra = terms.add("extra", "Extra capex", money, "USD m", more)
    capex = terms.own("capex") * terms.there("capex_factor") + extra
    capex = terms.add("capex", "Capex at the site", money, "USD m at first-period prices", capex)
    terms.add("revenue", "Revenue", money, A_PERIOD, terms.own("revenue"))
    terms.add("margin", "Extra margin", money, A_PERIOD, terms.placed("margin") * years)
    dearer = terms.there("cost_factor")
    factor = terms.add("cost_factor", "Operating cost factor", Kind.FACTOR, "factor", dearer)
    cost = terms.own("cost") * factor + terms.operated("cost") * years
    terms.add("cost", "Operating cost", money, A_PERIOD, cost)
    sustaining = capex * terms.own("sustaining")
    terms.add("sustaining", "Sustaining capex", money, A_PERIOD, sustaining)


def _uses(terms: _Terms) -> None:
    """Add the use of every resource, and the rent of the land."""
    for key, resource, _ in use_columns(terms.base):
        unit = UNITS.get(resource, "units")
        use = terms.placed(key, terms.own(key))
        terms.add(key, f"Use of {resource}", Kind.QUANTITY, unit, use)
    # Land is the first resource; rents are typed in USD a year.
    rent = terms.here("use1") * terms.there("rent") / 1000 / 1000 * terms.settings.years
    terms.add("rent", "Land rent", Kind.MONEY, A_PERIOD, rent * terms.own("pays_rent"))


def _span(terms: _Terms) -> None:
    """Add from when to when it operates."""
    begins = terms.here("start") + terms.own("build")
    first = terms.add("first", "First operation", Kind.WHOLE, "period", begins)
    until = most(first, least(terms.settings.horizon, first + terms.own("life")))
    unit = "period, this one excluded"
    terms.add("until", "Operates until", Kind.WHOLE, unit, until)
