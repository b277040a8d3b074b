"""Every limit with what is used of it: the table of the sheet Limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from optmodel.financials.core import Core
from optmodel.financials.rules import LimitLine
from optmodel.live.by_record import gathered
from optmodel.live.functions import either, exact, figure, is_number, item, magnitude, most
from optmodel.live.records import Records
from optmodel.live.term import Term
from optmodel.program.rule_words import EXPLAINED, explained
from optmodel.results.layout import Column, Kind
from optmodel.results.words import NOTHING_TO_USE

SHEET = "Limits"
NO_FIGURE = "none"
"""Slack of a limit that is no figure, or of which no figure is used."""
NEVER = "never"
STATES = (
    (NOTHING_TO_USE, "It offers nothing, and nothing of it is used"),
    ("no", "Something of it is left"),
    ("yes", "It binds: nothing to speak of is left"),
    ("broken", "More is used than there is, or less than there must be"),
)
"""Words for how a limit stands, in the order of the number that a formula gives it."""


@dataclass(frozen=True, slots=True)
class LimitTable:
    """The limits, and the words for how they stand."""

    table: Records
    words: Records
    lines: tuple[LimitLine, ...]
    """A line per record of the table."""


def limits_of(core: Core, lines: Iterable[LimitLine]) -> LimitTable:
    """Describe the table of limits, rule by rule in the order of ``EXPLAINED``."""
    order = {rule: position for position, rule in enumerate(EXPLAINED)}
    ordered = tuple(sorted(lines, key=lambda line: order.get(line.rule, len(order))))
    words = Records(core.base.names, SHEET, "LimitWords", "limw", len(STATES))
    words.add("word", Column("Binding", Kind.VERDICT), [word for word, _ in STATES])
    words.add("meaning", Column("Meaning", width=34), [meaning for _, meaning in STATES])
    table = Records(core.base.names, SHEET, "Limits", "lim", len(ordered))
    table.add("limit", Column("Limit"), [explained(line.rule) for line in ordered])
    table.add("about", Column("About", width=34), [line.subject for line in ordered])
    table.add("rule", Column("Rule"), [line.rule for line in ordered])
    table.add("sense", Column("Sense"), [line.sense for line in ordered])
    table.add("unit", Column("Unit"), [line.unit for line in ordered])
    used = gathered([(line.used, line.index) for line in ordered])
    table.add("used", Column("Used", Kind.BY_ROW), used)
    most_or_least = gathered([(line.limit, line.index) for line in ordered])
    table.add("figure", Column("Limit figure", Kind.BY_ROW), most_or_least)
    _standing(core, table, words, [line.cell or None for line in ordered])
    return LimitTable(table, words, ordered)


def _standing(core: Core, table: Records, words: Records, cells: list[str | None]) -> None:
    """Add slack and binding, and behind the input cell the steps that lead to them."""
    used, limit = table.field("used").here, table.field("figure").here
    slack = table.add("slack", Column("Slack", Kind.BY_ROW))
    binding = table.add("binding", Column("Binding", Kind.VERDICT))
    table.add("cell", Column("Input cell"), cells)

    def step(key: str, name: str, content: Term) -> Term:
        return table.add(key, Column(name, Kind.GIVEN, "1 or 0"), content).here

    sense = table.field("sense").here
    most_of = table.add(
        "side",
        Column("Side", Kind.GIVEN, "1 at most, -1 at least, 0 exactly"),
        exact(sense, "at most") - exact(sense, "at least"),
    ).here
    gap = figure(limit) - figure(used)
    slack.content = either(
        is_number(used) * is_number(limit),
        most_of * gap - most_of.equals(0) * magnitude(gap),
        NO_FIGURE,
    )
    left = slack.here
    rounding = table.add(
        "rounding",
        Column("Rounding", Kind.GIVEN, "unit of the row"),
        core.settings.rounding * most(1, magnitude(figure(limit))),
    ).here
    late = step("late", "Never within the horizon", exact(used, NEVER) * (most_of > 0))
    over = late + is_number(left) * (figure(left) < -rounding)
    broken = step("broken", "Broken", over)
    tight = step("tight", "Nothing left", late + is_number(left) * (figure(left) <= rounding))
    offered = most(magnitude(figure(limit)), magnitude(figure(used)))
    nothing = step(
        "nothing", NOTHING_TO_USE.capitalize(),
        tight * (1 - broken) * (most_of > 0) * (offered <= core.settings.rounding),
    )  # fmt: skip
    state = table.add(
        "state",
        Column("Row of the words below", Kind.WHOLE, "number"),
        1 + (1 - nothing) * (1 + tight + broken),
    ).here
    binding.content = item(words.field("word").range, state)
