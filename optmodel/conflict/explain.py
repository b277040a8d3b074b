"""Why no plan is possible, and what would mend it: everything that is said about it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from optmodel.conflict.filter import smallest_conflict
from optmodel.conflict.items import items_of
from optmodel.conflict.known_options import KnownOptions
from optmodel.conflict.possible import possible
from optmodel.conflict.repairs import repairs_of
from optmodel.conflict.sentences import (
    STOPPED,
    UNEXPLAINED,
    conflict_sentence,
    finding_sentences,
    is_telling,
)
from optmodel.conflict.types import Conflict, Explanation, Repair
from optmodel.errors import Finding
from optmodel.messages.merge import merged
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.search.interrupt import interrupts
from optmodel.search.shortfall import shortfall
from optmodel.workbook.tables import Tables

SHARE_OF_TIME = 0.25
"""The search for the conflict takes no more than this part of the time limit, and the search for
repairs as much again ..."""
LONGEST_S, SHORTEST_S = 60.0, 4.0
"""... and no more than a minute each: what is proven by then is true."""
SHARE_OF_A_SEARCH = 0.25
"""Part of that time for each of its searches; most take a fraction of a second."""


def explain(
    tables: Tables,
    program: Program,
    controls: Controls,
    *,
    findings: Sequence[Finding] = (),
    stop: threading.Event | None = None,
) -> Explanation:
    """Explain a search that ended with "no plan meets every limit".

    First the smallest conflict, then the money that is missing, with the proven amount, then what
    was proven before the search, then repairs. Ctrl-C ends it and keeps what is known by then; so
    does setting ``stop``.

    Parameters
    ----------
    tables, program
        The input, and what was made of it for the search.
    controls
        Of that search; its time limit bounds this one.
    findings
        What was proven impossible before the search.
    """
    inquiry = Inquiry(tables, program, controls, merged(findings))
    try:
        with interrupts() as asked:
            inquiry.stop = asked if stop is None else EitherEvent(asked, stop)
            inquiry.run()
    except KeyboardInterrupt:
        inquiry.is_stopped = True
    return inquiry.explanation()


class EitherEvent(threading.Event):
    """Set as soon as one of two events is; for those who only look at it."""

    def __init__(self, one: threading.Event, other: threading.Event) -> None:
        super().__init__()
        self._events = (one, other)

    def is_set(self) -> bool:
        """Whether one of them is set."""
        return any(event.is_set() for event in self._events)


@dataclass(slots=True)
class Inquiry:
    """What is known so far of why no plan is possible."""

    tables: Tables
    program: Program
    controls: Controls
    findings: tuple[Finding, ...]
    stop: threading.Event = field(default_factory=threading.Event)
    """Set: the user wants no more of it."""
    is_stopped: bool = False
    conflict: Conflict | None = None
    money: str = ""
    repairs: tuple[Repair, ...] = ()
    is_complete: bool = False
    deadline: float = field(default=0.0)
    options: KnownOptions = field(default_factory=KnownOptions)

    def run(self) -> None:
        """Find out as much as the time allows."""
        allowed = max(SHORTEST_S, min(LONGEST_S, SHARE_OF_TIME * self.controls.time_limit_s))
        quick = replace(self.controls, time_limit_s=SHARE_OF_A_SEARCH * allowed)
        self.deadline = time.monotonic() + allowed
        self._find_conflict(quick)
        if self.program.sources and not self._out_of_time():
            self.money = shortfall(self.program, quick).sentence
        self.deadline = time.monotonic() + allowed
        if self.conflict is not None and not self._out_of_time():
            self.repairs, self.is_complete = repairs_of(
                self.tables, self.program, self.conflict, quick, self._out_of_time
            )

    def explanation(self) -> Explanation:
        """Put what is known into sentences, the most telling first."""
        known = self.conflict is not None and self.conflict.confirmed
        conflict = self.conflict if known else None
        is_stopped = self.is_stopped or self.stop.is_set()
        said = [
            conflict_sentence(conflict) if conflict and is_telling(conflict) else "",
            self.money,
            *finding_sentences(self.findings),
            STOPPED if is_stopped else "",
        ]
        reasons = tuple(sentence for sentence in said if sentence)
        return Explanation(
            reasons=reasons or (UNEXPLAINED,),
            conflict=conflict,
            repairs=self.repairs,
            findings=self.findings,
            complete=self.is_complete,
        )

    def _find_conflict(self, quick: Controls) -> None:
        if self._out_of_time():
            return
        self.conflict = smallest_conflict(
            self.program,
            items_of(self.program),
            self._asking(quick),
            self._out_of_time,
            proven=True,
        )

    def _asking(self, controls: Controls) -> Callable[[Program], bool | None]:
        """Ask for a plan; the second Ctrl-C while a search runs ends the inquiry."""

        def ask(program: Program) -> bool | None:
            try:
                return possible(program, controls, self.stop, self.options.of)
            except KeyboardInterrupt:
                self.is_stopped = True
                return None

        return ask

    def _out_of_time(self) -> bool:
        return self.is_stopped or self.stop.is_set() or time.monotonic() > self.deadline
