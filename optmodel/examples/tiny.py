"""Four clusters, two sites, three years: small enough to solve by hand (docs/examples.md)."""

from __future__ import annotations

from datetime import date

from optmodel.examples.source_tables import Row, Sheets

MADE_UP = "made up: round figures to work with by hand"


def settings() -> Row:
    """Years, no discounting and no price growth, so that every figure can be checked by hand."""
    return {
        "Plan name": "tiny",
        "First period": date(2027, 1, 1),
        "Months per period": 12,
        "Decision periods": 3,
        "Horizon periods": 6,
        "Discount rate": 0,
        "Optimality gap": 0,
        "Time limit": 60,
    }


def sheets() -> Sheets:
    """Four clusters that want more land and money than there is."""
    return {
        "Clusters": [
            _cluster("FIBER", "Fiber plant", capex=80, build=1, revenue=45, land=50),
            _cluster("TEST", "Test plant", capex=50, build=1, revenue=16, land=30),
            _cluster("PACK", "Packaging plant", capex=60, build=1, revenue=60, land=50),
            _cluster("POWER", "Power plant", capex=120, build=2, revenue=70, land=60),
        ],
        "Sites": [
            {
                "Site": "NORTH",
                "Name": "North parcel",
                "Land (acres)": 100,
                "Preparation cost (USD m)": 10,
                "Notes": MADE_UP,
            },
            {
                "Site": "SOUTH",
                "Name": "South parcel",
                "Land (acres)": 60,
                "Capex factor": 1.1,
                "Notes": MADE_UP,
            },
        ],
        "Funding": [
            {
                "Source": "Pledge",
                "Name": "A small pledge",
                "Commitment (USD m)": 240,
                "Share before recovery": 0.5,
                "Share after recovery": 0.1,
                "Deemed rate": 0.04,
                "Notes": MADE_UP,
            }
        ],
        "Funding calls": [
            {
                "Source": "Pledge",
                "From": date(2027, 1, 1),
                "Maximum call (USD m/period)": 90,
                "Carry forward": "yes",
                "Notes": MADE_UP,
            }
        ],
        "Dependencies": [
            {
                "Cluster": "PACK",
                "Needs": "TEST",
                "Timing": "start",
                "Lag (periods)": 1,
                "Notes": MADE_UP,
            }
        ],
    }


def _cluster(key: str, name: str, *, capex: float, build: int, revenue: float, land: float) -> Row:
    return {
        "Cluster": key,
        "Name": name,
        "Capex (USD m)": capex,
        "Build (periods)": build,
        "Revenue (USD m/year)": revenue,
        "Land (acres)": land,
        "Notes": MADE_UP,
    }
