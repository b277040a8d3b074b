"""The sheet Sites: when sites are opened, what it costs, and use against supply by period."""

from __future__ import annotations

from dataclasses import replace

from optmodel.live.stack import stacked
from optmodel.results.layout import Block, Chart, Report, Series, Sheet
from optmodel.results.page import places_of
from optmodel.results.time_axis import period_ends, time_columns

OPENINGS, PEAKS = "SitesOpened", "SitesPeaks"
CHART_COLUMN = 12
"""To the right of the table of peaks."""
CHART_SIZE = 1000, 360


def sites(report: Report) -> Sheet:
    """Describe the sheet Sites; the time table first, so that its header is frozen."""
    sheet = Sheet(
        "Sites",
        "Sites",
        "Preparation of sites, and use of each resource against supply by period; below the time"
        " table, when each site is opened, and the period that leaves least of each resource.",
        _blocks(report),
        period_ends=period_ends(report),
        frozen_columns=3,
    )
    return replace(sheet, charts=_charts(report, places_of(sheet)))


def _blocks(report: Report) -> tuple[Block, ...]:
    model = report.model.sites
    by_period = stacked(
        "SitesByPeriod", "Preparation and use by period", time_columns(report), model.stacks
    )
    opened = model.openings.block(
        "Sites opened: the dates and who pays are decisions, the rest follows",
        empty="Every site is closed.",
        filters=False,
    )
    further = (
        (model.peaks, "Period that leaves least of each resource"),
        (model.supply, "What is on offer where that changes over time"),
    )
    tables = (table.block(title, filters=False) for table, title in further if table is not None)
    return (by_period, opened, *tables)


def _charts(report: Report, places: dict[str, int]) -> tuple[Chart, ...]:
    """Draw the part of land and power that is used at each site."""
    table = report.model.sites.openings

    def column(key: str) -> Series:
        at = table.field(key).at
        return Series("Sites", OPENINGS, (0, at), (table.count - 1, at))

    charted = [
        (resource.capitalize(), column(f"share_of_{resource}"))
        for resource in ("land", "power")
        if any(field.key == f"share_of_{resource}" for field in table.fields)
    ]
    if not charted:
        return ()
    names = " and ".join(name.lower() for name, _ in charted)
    chart = Chart(
        "column",
        f"Use of {names} by site",
        f"Columns of the part of {names} that is used at each site in the period that leaves"
        " least; figures in the table of opened sites on this sheet.",
        column("site"),
        tuple(charted),
        "% of what is on offer",
        places[PEAKS],
        CHART_COLUMN,
        size=CHART_SIZE,
        number_format="0%",
    )
    return (chart,)
