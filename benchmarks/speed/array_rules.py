"""The rules of a drawn program as entries of a matrix, without a loop over options."""

from __future__ import annotations

import numpy as np

from benchmarks.speed.arrays import (
    NONE,
    Columns,
    Floats,
    Indices,
    Rule,
    called_by,
    columns_of,
    less_following,
    limits_of_calls,
    most_called,
)
from optmodel.economics.types import Options, Preparation
from optmodel.program.program import Program


def rules_of(program: Program, options: Options, preparation: Preparation) -> list[Rule]:
    """Return every rule that the generator's programs have."""
    columns = columns_of(program, options, preparation)
    parts = [
        *_links(program, options, columns),
        _fund_once(options, columns),
        _opening_used(options, columns),
        *_supply(program, options, columns),
        *_calls(program, options, preparation, columns),
        *_dependencies(program, columns),
    ]
    names = dict.fromkeys(part.name for part in parts)
    together = [_together([part for part in parts if part.name == name]) for name in names]
    return [rule for rule in together if len(rule.upper)]


def _together(parts: list[Rule]) -> Rule:
    """Put the rows of parts of a rule under each other."""
    first = np.cumsum([0, *(len(part.upper) for part in parts)])
    return Rule(
        parts[0].name,
        np.concatenate([part.row + at for part, at in zip(parts, first[:-1], strict=True)]),
        np.concatenate([part.column for part in parts]),
        np.concatenate([part.amount for part in parts]),
        np.concatenate([part.lower for part in parts]),
        np.concatenate([part.upper for part in parts]),
    )


def cost_of(options: Options, preparation: Preparation, columns: Columns, calls: int) -> Floats:
    """(columns,) value of each column; calls are worth nothing by themselves."""
    values = options.npv_musd
    prices = preparation.npv_musd[columns.opening_site, columns.opening_period]
    later = np.where(columns.next_x == NONE, 0.0, values[columns.next_x])
    later_y = np.where(columns.next_y == NONE, 0.0, prices[columns.next_y])
    return np.concatenate([values - later, later_y - prices, np.zeros(calls)])


def _at_most(name: str, row: Indices, column: Indices, amount: Floats, upper: Floats) -> Rule:
    return Rule(name, row, column, amount, np.full(len(upper), -np.inf), upper)


def _pairs(name: str, left: Indices, right: Indices) -> Rule:
    """Rows left <= right; where right is NONE, left <= 0."""
    rows = np.arange(len(left))
    kept = right != NONE
    return _at_most(
        name,
        np.concatenate([rows, rows[kept]]),
        np.concatenate([left, right[kept]]),
        np.concatenate([np.ones(len(left)), np.full(kept.sum(), -1.0)]),
        np.zeros(len(left)),
    )


def _links(program: Program, options: Options, columns: Columns) -> list[Rule]:
    """stays_started, stays_open, open_before_start."""
    n = len(options)
    x, y = np.flatnonzero(columns.next_x != NONE), np.flatnonzero(columns.next_y != NONE)
    lag = np.array([site.preparation_periods for site in program.sites])
    ready = np.maximum(options.start - lag[options.site], -1)
    opened = columns.latest_y[options.site, ready]
    # Of options that look at the same opening only the last has a row.
    later = np.where(columns.next_x == NONE, NONE - 1, opened[columns.next_x])
    kept = np.flatnonzero(later != opened)
    shifted = np.where(opened == NONE, NONE, opened + n)
    return [
        _pairs("stays_started", x, columns.next_x[x]),
        _pairs("stays_open", y + n, columns.next_y[y] + n),
        _pairs("open_before_start", kept, shifted[kept]),
    ]


def _fund_once(options: Options, columns: Columns) -> Rule:
    last = np.flatnonzero(columns.next_x == NONE)
    _, row, count = np.unique(options.cluster[last], return_inverse=True, return_counts=True)
    kept = count[row] > 1
    number = np.cumsum(count > 1) - 1
    upper = np.ones(int((count > 1).sum()))
    return _at_most("fund_once", number[row[kept]], last[kept], np.ones(kept.sum()), upper)


def _opening_used(options: Options, columns: Columns) -> Rule:
    final = np.flatnonzero(columns.next_y == NONE)
    sites = columns.opening_site[final]
    last = np.flatnonzero(columns.next_x == NONE)
    here = last[np.isin(options.site[last], sites)]
    rows = np.concatenate([np.arange(len(final)), np.searchsorted(sites, options.site[here])])
    amounts = np.concatenate([np.ones(len(final)), np.full(len(here), -1.0)])
    both = np.concatenate([final + len(options), here])
    return _at_most("opening_used", rows, both, amounts, np.zeros(len(final)))


def _supply(program: Program, options: Options, columns: Columns) -> list[Rule]:
    """site_supply: without steps or ends of life only the last period of a resource binds."""
    last = np.flatnonzero(columns.next_x == NONE)
    periods = program.calendar.decision_periods
    found = []
    for resource in program.resources:
        use = np.array([each.use.get(resource, 0.0) for each in program.clusters])
        supply = np.array([program.supply(site, resource)[-1] for site in program.sites])
        wait = np.array([0 if resource == "land" else c.build_periods for c in program.clusters])
        wanted = np.bincount(options.site[last], use[options.cluster[last]], len(supply))
        scarce = np.flatnonzero(np.isfinite(supply) & (supply < wanted))
        users = last[np.isin(options.site[last], scarce) & (use[options.cluster[last]] > 0)]
        row = np.searchsorted(scarce, options.site[users])
        # The last period in which use can still grow, less the shortest wait of the users.
        waits = wait[options.cluster[users]]
        quickest = np.full(len(scarce), np.iinfo(np.intp).max)
        np.minimum.at(quickest, row, waits)
        final = program.calendar.horizon_periods - 1
        lag = np.array([program.sites[s].preparation_periods for s in scarce], dtype=np.intp)
        by = np.minimum(final - quickest, periods - 1) - lag
        opened = columns.latest_y[scarce, by] + len(options)
        found.append(
            _at_most(
                "site_supply",
                np.concatenate([row, np.arange(len(scarce))]),
                np.concatenate([users, opened]),
                np.concatenate([use[options.cluster[users]], -supply[scarce]]),
                np.zeros(len(scarce)),
            )
        )
    return found


def _calls(
    program: Program, options: Options, preparation: Preparation, columns: Columns
) -> list[Rule]:
    """capital_calls, call_limit, commitment_limit."""
    amounts = called_by(program, options, preparation, columns)
    sizes = (len(program.clusters), len(program.sites))
    most = most_called(options, columns, amounts, sizes)
    periods = np.flatnonzero(most > 0)
    column = np.full(len(most), NONE)
    column[periods] = amounts.shape[0] + np.arange(len(periods))
    entries = less_following(amounts, columns).tocoo()
    count = np.arange(len(periods))
    equation = Rule(
        "capital_calls",
        np.concatenate([np.searchsorted(periods, entries.col), count]),
        np.concatenate([entries.row, column[periods]]),
        np.concatenate([entries.data, np.full(len(periods), -1.0)]),
        np.zeros(len(periods)),
        np.zeros(len(periods)),
    )
    limits = limits_of_calls(program, most)
    summed = [column[added] for added, _ in limits]
    rows = np.repeat(np.arange(len(limits)), [len(each) for each in summed])
    together = np.concatenate([*summed, np.zeros(0, dtype=np.intp)])
    limit = np.array([musd for _, musd in limits])
    source = program.sources[0]
    left = source.commitment_musd - source.already_committed_musd
    bound = np.full(1 if most.sum() > left else 0, left)
    all_calls = column[periods] if len(bound) else column[:0]
    return [
        equation,
        _at_most("call_limit", rows, together, np.ones(len(rows)), limit),
        _at_most(
            "commitment_limit",
            np.zeros(len(all_calls), dtype=np.intp),
            all_calls,
            np.ones(len(all_calls)),
            bound,
        ),
    ]


def _dependencies(program: Program, columns: Columns) -> list[Rule]:
    row_of = {cluster.id: k for k, cluster in enumerate(program.clusters)}
    found = []
    for needed in program.dependencies:
        late = columns.latest_x[row_of[needed.cluster]]
        early = columns.latest_x[row_of[needed.needs]]
        places = [slice(s, s + 1) for s in range(len(late))] if needed.same_site else [slice(None)]
        wait = program.clusters[row_of[needed.needs]].build_periods
        lag = needed.lag_periods + (wait if needed.timing == "finish" else 0)
        found += [_dependency(late[place], early[place], lag) for place in places]
    return found


def _dependency(late: Indices, early: Indices, lag: int) -> Rule:
    """What has started of b by a period is no more than of a by the lag before it.

    ``late`` and ``early`` are (places, T + 1); a row stands in the last period before its right
    side changes.
    """
    last = late.shape[1] - 2
    period = np.arange(last + 1)
    before = early[:, np.maximum(period - lag, -1)]
    next_before = early[:, np.maximum(period + 1 - lag, -1)]
    now = late[:, period]
    changes = (before != next_before).any(axis=0) | (period == last)
    kept = np.flatnonzero((now != NONE).any(axis=0) & changes)
    parts = []
    for side, sign in ((now, 1.0), (before, -1.0)):
        place, row = np.nonzero(side[:, kept] != NONE)
        parts.append((row, side[place, kept[row]], np.full(len(row), sign)))
    row, column, amount = (np.concatenate(pair) for pair in zip(*parts, strict=True))
    return _at_most("dependency", row, column, amount, np.zeros(len(kept)))
