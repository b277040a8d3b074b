"""All vehicles added up, and what the program and every party have of it by period."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.financials.account import Account
from optmodel.financials.capacity import Capacity
from optmodel.financials.cash import SHEET
from optmodel.financials.core import Core
from optmodel.financials.funding import Funding
from optmodel.financials.sites import Sites
from optmodel.live.line import Line, Look
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Tone
from optmodel.results.names import HOST, preparation_payers

ALL = "Program"
"""What the rows of the program are about."""
NOT_ADDED = frozenset({"deducted", "taxable", "cumulative", "discounted"})
"""Lines of a vehicle that say nothing when they are added up."""
AFTER = "after site preparation"


@dataclass(frozen=True, slots=True)
class ProgramCash:
    """Rows of the program on the sheet Cash flow, nominal unless they are discounted."""

    stack: Stack
    free: Line
    """Free cash flow after site preparation, with synergies."""
    to_source: tuple[Line, ...]
    """Receipts less calls of each source."""
    to_host: Line
    """The rest."""
    cumulative: Line
    program_value: Line
    """Free cash flow, discounted; its total is the value to the program."""
    source_values: tuple[Line, ...]
    host_value: Line
    prepared_value: Line
    """Site preparation, discounted: negative."""
    synergy_value: Line | None


def program_cash_of(core: Core, sites: Sites, funding: Funding, capacity: Capacity) -> ProgramCash:
    """Add up the vehicles and share what they have among the parties."""
    stack = Stack(core.base.names, SHEET, "prog", core.base.horizon, subject=ALL)
    _vehicles(core, stack)
    prepared = _flow(
        stack,
        "prepared",
        f"Site preparation, paid by {preparation_payers(core.base.plan)}",
        -sites.preparation.now,
    )
    gained = None
    if capacity.synergy is not None:
        gained = _flow(stack, "synergy", "Synergies", capacity.synergy.now)
    everything = stack.line("free").now + prepared.now
    if gained is not None:
        everything = everything + gained.now
    free = _flow(stack, "after", f"Free cash flow {AFTER}", everything, Tone.TOTAL)
    to_source = tuple(_to_source(stack, account) for account in funding.accounts)
    rest = free.now
    for line in to_source:
        rest = rest - line.now
    to_host = _flow(stack, "host", f"Cash to {HOST} {AFTER}", rest, Tone.TOTAL)
    cumulative = _cumulative(stack, free, to_source, to_host)

    def worth(line: Line) -> Line:
        label = f"Present value: {line.look.label}"
        content = line.now * core.time.discount.now
        return _flow(stack, f"pv_{line.key}", label, content)

    return ProgramCash(
        stack=stack,
        free=free,
        to_source=to_source,
        to_host=to_host,
        cumulative=cumulative,
        program_value=worth(free),
        source_values=tuple(worth(line) for line in to_source),
        host_value=worth(to_host),
        prepared_value=worth(prepared),
        synergy_value=None if gained is None else worth(gained),
    )


def _flow(stack: Stack, key: str, label: str, content: Term, tone: Tone = Tone.PLAIN) -> Line:
    return stack.add(key, Look(label, tone=tone), content, total=True)


def _vehicles(core: Core, stack: Stack) -> None:
    """Add up every line of money of the vehicles, under the same label."""
    for line in core.cash.stack.lines:
        is_money = line.look.unit == "USD m" and line.content is not None
        if is_money and line.key not in NOT_ADDED:
            _flow(stack, line.key, line.look.label, line.summed, line.look.tone)


def _to_source(stack: Stack, account: Account) -> Line:
    label = f"Cash to {account.terms.title} {AFTER}"
    content = account.receipts.now - account.calls.now
    return _flow(stack, f"to{account.terms.number}", label, content, Tone.TOTAL)


def _cumulative(stack: Stack, free: Line, to_source: tuple[Line, ...], to_host: Line) -> Line:
    """Add up the cash of the program and of every party as it comes; return the program's."""
    lines = []
    for line in (free, *to_source, to_host):
        words = line.look.label.removesuffix(f" {AFTER}")
        running = stack.add(f"sum_{line.key}", Look(f"{words}, cumulative"))
        running.content = running.before + line.now
        lines.append(running)
    return lines[0]
