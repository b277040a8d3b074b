"""Time build_options on a generated program: 150 cluster rows, 40 sites, 20 starts, 120 periods.

Run with ``python -m benchmarks.options_build``.
"""

from __future__ import annotations

import resource
import time

import numpy as np

from optmodel.economics.options import build_options
from optmodel.program.program import CallLimit
from tests.economics.programs import calendar, cluster, program, site, source

ROWS, SITES, STARTS, PERIODS = 150, 40, 20, 120


def main() -> None:
    draw = np.random.default_rng(0)
    clusters = [
        cluster(
            id=f"K{k:03}",
            capex_musd=float(draw.uniform(100, 9000)),
            build_periods=int(draw.integers(4, 17)),
            capex_profile=(0.2, 0.5, 0.3),
            revenue_musd_year=float(draw.uniform(50, 3000)),
            operating_cost_musd_year=float(draw.uniform(10, 900)),
            sustaining_capex_year=0.01,
            ramp_profile=(0.25, 0.5, 0.75, 1.0),
            life_periods=80,
            use={"land": 100.0, "power": 20.0},
        )
        for k in range(ROWS)
    ]
    sites = [
        site(
            id=f"S{s:02}",
            capex_factor=float(draw.uniform(0.9, 1.2)),
            operating_cost_factor=float(draw.uniform(0.9, 1.2)),
            supply={"land": 1000.0, "power": 500.0},
            land_rent_usd_acre_year=500.0,
        )
        for s in range(SITES)
    ]
    pledge = source(
        deemed_rate=0.055, call_limits=(CallLimit(0, 20000.0, True, "Funding calls!C5"),)
    )
    big = program(
        clusters,
        sites,
        pledge=pledge,
        when=calendar(PERIODS, STARTS, months=3),
        discount_rate=0.08,
        tax_rate=0.21,
        revenue_escalation=0.02,
        cost_escalation=0.025,
        capex_escalation=0.03,
    )
    began = time.perf_counter()
    options = build_options(big)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(options):,} options in {seconds:.2f} s, peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
