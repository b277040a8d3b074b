"""Where capital goes on the map: coordinates of the sites, in three classes of size."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.site_openings import Openings
from optmodel.live.functions import either, largest, sum_where
from optmodel.live.records import Records
from optmodel.live.scalars import Scalars
from optmodel.live.term import Term
from optmodel.program.program import Site
from optmodel.results.layout import Column, Kind
from optmodel.results.outline import ALL_STATES, CONTIGUOUS, Frame

SHEET = "Map"
CLASSES = ("small", "medium", "large")
SMALL_PART, MEDIUM_PART = 0.1, 0.4
"""Of the largest: up to which capital a site is small, and medium."""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The sites with coordinates in the frame of the map."""

    frame: Frame
    table: Records
    """Of each class of size k the fields ``across{k}`` and ``up{k}``: longitude and latitude of
    the site if it is in the class, else 0, which lies outside the frame."""
    limits: Scalars
    """Up to which capital a site is in which class."""


def site_map_of(core: Core, openings: Openings) -> SiteMap | None:
    """Describe the map; None where no site lies in its frame."""
    frame = _frame(openings)
    shown = [at for at, site in enumerate(openings.sites) if _is_in(frame, site)]
    if not shown:
        return None
    table = Records(core.base.names, SHEET, "MapSites", "mp", len(shown))
    table.add("site", Column("Site"), openings.table.field("site").cells(shown))
    sites, rows = core.lookups.sites, [openings.at[at] for at in shown]
    for key in ("longitude", "latitude"):
        column = Column(key.capitalize(), Kind.GIVEN, "degrees")
        table.add(key, column, sites.field(key).cells(rows))
    limits = Scalars(core.base.names, SHEET, "MapClasses")
    _sizes(core, openings, shown, table, limits)
    classes = [
        limits.add("map_class1", f"Number of the class {CLASSES[0]}", "number", 1, Kind.WHOLE)
    ]
    for at, name in enumerate(CLASSES[1:], 2):
        number = classes[-1] + 1
        classes.append(
            limits.add(
                f"map_class{at}", f"Number of the class {name}", "number", number, Kind.WHOLE
            )
        )
    for at, which in enumerate(classes, 1):
        _class(table, at, which)
    return SiteMap(frame, table, limits)


def _sizes(
    core: Core, openings: Openings, shown: list[int], table: Records, limits: Scalars
) -> None:
    """Add the capex at each site, the limits of the classes, and the class of each site."""
    workings, number = core.decisions, openings.table.field("no").cells(shown)
    on = (workings.field("on").range, "=", 1)
    there = sum_where(
        workings.field("capex").range, (workings.field("site").range, "=", number), on
    )
    column = Column("Capex at the site", Kind.MONEY, "USD m at first-period prices")
    capex = table.add("capex", column, there)
    greatest = limits.add(
        "map_largest", "Largest capex at a site", "USD m", largest(capex.range), Kind.MONEY
    )

    def bound(name: str, part: float) -> Term:
        title = f"A site is {name} up to this part of it"
        share = limits.add(f"map_{name}_part", title, "share", part, Kind.SHARE)
        title = f"A site is {name} up to"
        return limits.add(f"map_{name}", title, "USD m", greatest * share, Kind.MONEY)

    small, medium = bound(CLASSES[0], SMALL_PART), bound(CLASSES[1], MEDIUM_PART)
    stands = openings.table.field("clusters").cells(shown) > 0
    table.add(
        "size",
        Column("Class", Kind.WHOLE, "1 to 3, 0 = nothing there"),
        stands * (1 + (capex.here > small) + (capex.here > medium)),
    )


def _class(table: Records, at: int, which: Term) -> None:
    """Add where the sites of a class lie; 0, 0 of others."""
    is_one, name = table.field("size").here.equals(which), CLASSES[at - 1]
    for key, of in (("across", "longitude"), ("up", "latitude")):
        column = Column(f"{of.capitalize()} if {name}", Kind.GIVEN, "degrees")
        table.add(f"{key}{at}", column, either(is_one, table.field(of).here, 0))


def _frame(openings: Openings) -> Frame:
    """Choose the contiguous states, or all where a site lies in no other than Alaska or Hawaii."""
    beyond = any(
        _is_in(ALL_STATES, site) and not _is_in(CONTIGUOUS, site) for site in openings.sites
    )
    return ALL_STATES if beyond else CONTIGUOUS


def _is_in(frame: Frame, site: Site) -> bool:
    """Whether a site has coordinates in a frame."""
    if site.longitude is None or site.latitude is None:
        return False
    return frame.holds(site.longitude, site.latitude)
