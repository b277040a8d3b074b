"""Levers of clusters: what is marked, where and when they may start, their payback."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.conflict import prices
from optmodel.conflict.lever import Lever, figure, raised, typing
from optmodel.conflict.types import Edit
from optmodel.program.program import Cluster, Program
from optmodel.workbook.tables import Record, Tables

COPIES = "Copies"
PAYBACK = "Maximum payback (years)"
PAYBACK_STEP = 0.1
"""Paybacks are typed with one decimal."""


def cluster_levers(tables: Tables, program: Program) -> Iterator[Lever]:
    """List the levers of every row of Clusters, in the order of the sheet."""
    rows = {cluster.id: cluster for cluster in reversed(program.clusters)}
    for record in tables.rows("Clusters"):
        cluster = rows[record.text("Cluster")]
        if cluster.decision == "skip":
            yield _allow(record, cluster)
            continue
        if cluster.decision == "fund":
            yield _release(record, cluster)
        if cluster.decision == "fund" and cluster.copies > 1:
            yield _copies(record, cluster)
        if cluster.maximum_payback_years is not None:
            yield _payback(record, program, cluster)
        if cluster.latest_start is not None:
            yield from _window(record, program, cluster, "Latest start", 1)
        if cluster.earliest_start is not None:
            yield from _window(record, program, cluster, "Earliest start", -1)
        if cluster.site:
            yield _elsewhere(record, cluster)
    yield from _placement(tables, rows)


def _release(record: Record, cluster: Cluster) -> Lever:
    return Lever(
        kind="release",
        rule="decision",
        about=(cluster.id,),
        price_musd=prices.release(cluster),
        most=1.0,
        step=1.0,
        edits=lambda _amount: (typing(record, "Decision", "free"),),
        words=lambda _amount: f"release {cluster.id} (marked fund)",
        row_rule="fund_once",
        loosens=lambda key: (float(cluster.copies if key == (cluster.id,) else 0), 0.0),
        is_demand=True,
    )


def _copies(record: Record, cluster: Cluster) -> Lever:
    """Ask for fewer copies of a cluster that is marked fund; none is its release."""
    return Lever(
        kind=COPIES.lower(),
        rule="decision",
        about=(cluster.id,),
        price_musd=prices.release(cluster) / cluster.copies,
        most=cluster.copies - 1.0,
        step=1.0,
        edits=lambda amount: raised([record], COPIES, -amount, COPIES.lower()),
        words=lambda amount: (
            f"copies of {cluster.id} (marked fund) {cluster.copies} -> "
            f"{cluster.copies - round(amount)}"
        ),
        row_rule="fund_once",
        loosens=lambda key: (float(key == (cluster.id,)), 0.0),
        loosened=(typing(record, "Decision", "free"),),
        is_demand=True,
    )


def _allow(record: Record, cluster: Cluster) -> Lever:
    """Leave open whether a cluster is funded that is marked skip."""
    return Lever(
        kind="allow",
        rule="decision",
        about=(cluster.id,),
        price_musd=prices.rule(cluster),
        most=1.0,
        step=1.0,
        edits=lambda _amount: (typing(record, "Decision", "free"),),
        words=lambda _amount: f"leave it free whether {cluster.id} is funded (marked skip)",
    )


def _payback(record: Record, program: Program, cluster: Cluster) -> Lever:
    now = record.number(PAYBACK)
    longest = program.calendar.horizon_periods * program.calendar.years
    return Lever(
        kind="payback",
        rule="cluster_payback",
        about=(cluster.id,),
        price_musd=prices.payback(cluster),
        most=PAYBACK_STEP * round(longest / PAYBACK_STEP),
        step=PAYBACK_STEP,
        edits=lambda amount: raised([record], PAYBACK, amount, "years"),
        words=lambda amount: (
            f"maximum payback of {cluster.id} {figure(now)} -> {figure(now + amount)} years"
        ),
    )


def _window(
    record: Record, program: Program, cluster: Cluster, header: str, sign: int
) -> Iterator[Lever]:
    """Let a cluster start later, or sooner."""
    calendar = program.calendar
    last = calendar.decision_periods - 1
    now = cluster.latest_start if sign > 0 else cluster.earliest_start
    assert now is not None, "only a cell that is filled has this lever"  # noqa: S101
    most = last - now if sign > 0 else now
    if most <= 0:
        return

    def edits(amount: float) -> tuple[Edit, ...]:
        return (typing(record, header, calendar.start_of(now + sign * round(amount))),)

    yield Lever(
        kind=header.lower(),
        rule="start_window",
        about=(cluster.id,),
        price_musd=prices.later(cluster),
        most=float(most),
        step=1.0,
        edits=edits,
        words=lambda amount: (
            f"{header.lower()} of {cluster.id} {calendar.label(now)} -> "
            f"{calendar.label(now + sign * round(amount))}"
        ),
    )


def _elsewhere(record: Record, cluster: Cluster) -> Lever:
    return Lever(
        kind="stand elsewhere",
        rule="fixed_site",
        about=(cluster.id,),
        price_musd=prices.rule(cluster),
        most=1.0,
        step=1.0,
        edits=lambda _amount: (typing(record, "Site", None),),
        words=lambda _amount: f"let {cluster.id} stand elsewhere than at {cluster.site}",
    )


def _placement(tables: Tables, rows: dict[str, Cluster]) -> Iterator[Lever]:
    """Allow a cluster at a site at which Placement does not."""
    for record in tables.rows("Placement"):
        cluster, site = rows[record.text("Cluster")], record.text("Site")
        if record.flag("Allowed") or cluster.decision == "skip" or cluster.site not in {"", site}:
            continue

        def edits(_amount: float, record: Record = record) -> tuple[Edit, ...]:
            return (typing(record, "Allowed", True),)

        def words(_amount: float, cluster: str = cluster.id, site: str = site) -> str:
            return f"allow {cluster} at {site}"

        yield Lever(
            kind="placement",
            rule="placement",
            about=(cluster.id, site),
            price_musd=prices.rule(cluster),
            most=1.0,
            step=1.0,
            edits=edits,
            words=words,
        )
