"""A comparison in some twenty lines of at most 80 columns."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from optmodel.comparison.bridge import CENT
from optmodel.comparison.clusters import ClusterChange, Fate
from optmodel.comparison.inputs import InputChanges
from optmodel.comparison.limits import BEGINS, CEASES
from optmodel.comparison.result import Comparison
from optmodel.comparison.row_pairs import words_of

COLUMNS = 80
SHOWN = 4
"""Items of a kind that are named; all stand in the workbook."""
INDENT = 17


def lines_of(comparison: Comparison) -> Iterator[str]:
    """Give the lines; none is wider than a terminal."""
    return (shortened(line, COLUMNS) for line in _lines(comparison))


def shortened(text: str, columns: int) -> str:
    """Cut a text to a width; letters of East Asia take two columns."""
    taken = 0
    for index, letter in enumerate(text):
        taken += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if taken > columns:
            kept = text[:index]
            while _width(kept) >= columns:
                kept = kept[:-1]
            return f"{kept}…"
    return text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _lines(comparison: Comparison) -> Iterator[str]:
    a, b = comparison.a, comparison.b
    yield f"A  {a.folder.name}"
    yield f"B  {b.folder.name}"
    yield from _block("Caution", _wrapped(comparison.cautions))
    yield from _block("Inputs", _inputs(comparison.inputs))
    yield from _block("Clusters", _clusters(comparison.clusters))
    yield from _block("Sites", _sites(comparison))
    yield from _block("Limits", _limits(comparison))
    yield from _values(comparison)


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Indent lines and put their title in front of the first."""
    for line in lines:
        yield f"  {title:<{INDENT - 2}}{line}"
        title = ""


def _wrapped(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield from wrap(sentence, COLUMNS - INDENT)


def _first(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"and {len(lines) - SHOWN} more"


def _inputs(inputs: InputChanges | None) -> Iterator[str]:
    """Count the changes and name the first."""
    if inputs is None:
        yield "not compared"
        return
    counts = Counter(change.change for change in inputs.rows)
    yield (
        f"{_count(len(inputs.values), 'value')} changed, {_count(counts['added'], 'row')} added, "
        f"{counts['removed']} removed, {_count(len(inputs.notes), 'note')} changed"
    )
    changed = [
        f"{change.address} {words_of(change.old)} -> {words_of(change.new)}: "
        f"{_subject(change.row, change.column)}"
        for change in inputs.values
    ]
    yield from _first(changed + [f"{row.sheet} {row.row}: {row.change}" for row in inputs.rows])


def _subject(row: str, column: str) -> str:
    """Name a value by row and column; a setting has only one."""
    return row if column == "Value" else f"{row}, {column}"


def _clusters(clusters: Sequence[ClusterChange]) -> Iterator[str]:
    counts = Counter(change.fate for change in clusters)
    moved = sum(counts[fate] for fate in (Fate.OTHER_SITE, Fate.OTHER_START, Fate.OTHER_TERMS))
    yield (
        f"{counts[Fate.ONLY_A]} only in A, {counts[Fate.ONLY_B]} only in B, {moved} moved, "
        f"{counts[Fate.SAME]} as before"
    )
    yield from _first([_cluster(change) for change in clusters if change.fate is not Fate.SAME])


def _cluster(change: ClusterChange) -> str:
    """Say in a few words what became of a cluster."""
    a, b = change.a, change.b
    if a is None or b is None:
        placed = a or b
        where = f" ({placed.site}, {placed.start})" if placed else ""
        return f"{change.label}: {change.fate}{where}"
    if a.site != b.site:
        return f"{change.label}: {a.site}, {a.start} -> {b.site}, {b.start}"
    if a.start != b.start:
        return f"{change.label}: {a.start} -> {b.start} at {a.site}"
    return f"{change.label}: {change.fate}"


def _sites(comparison: Comparison) -> Iterator[str]:
    named: dict[str, list[str]] = {}
    for change in comparison.sites:
        named.setdefault(change.change, []).append(change.site)
    counts = ", ".join(f"{len(sites)} {change}" for change, sites in named.items())
    yield counts or "none opened"
    for what, sites in named.items():
        if what != "same opening":
            yield f"{what}: {', '.join(sites)}"


def _limits(comparison: Comparison) -> Iterator[str]:
    for change in (BEGINS, CEASES):
        named = [
            f"{change}: {limit.rule} {limit.subject}"
            for limit in comparison.limits
            if limit.change == change
        ]
        yield from _first(named)
    if not any(limit.change in {BEGINS, CEASES} for limit in comparison.limits):
        yield "the same limits bind"


def _values(comparison: Comparison) -> Iterator[str]:
    """Give values by party and the bridge, in columns."""
    a, b = comparison.a, comparison.b
    yield f"  {'USD m':<32}{'A':>15}{'B':>15}{'B less A':>15}"
    for name, party in (
        ("Program", "program"),
        ("United States", "united_states"),
        (b.pledge, "japan"),
        ("Other sources", "other"),
    ):
        mine, its = getattr(a.values, party), getattr(b.values, party)
        if party != "other" or mine or its:
            yield _figures(f"Value to {name}", mine, its)
    if comparison.view != "Program" or a.penalty or b.penalty:
        yield _figures("Objective", comparison.value_a, comparison.value_b)
    yield f"  Bridge, {comparison.view} view"
    for step in comparison.bridge:
        if abs(step.objective) >= CENT:
            count = f" ({step.clusters})" if step.clusters else ""
            yield f"    {shortened(step.name + count, 58):<60}{_signed(step.objective):>15}"
    sign = "B less A" if comparison.adds_up else "B less A: THE STEPS DO NOT ADD UP"
    yield f"    {sign:<60}{_signed(comparison.difference):>15}"


def _figures(name: str, a: float, b: float) -> str:
    return f"  {shortened(name, 31):<32}{a:>15,.1f}{b:>15,.1f}{_signed(b - a):>15}"


def _signed(musd: float) -> str:
    """Say a difference; what rounds to nothing has no sign."""
    return f"{musd:+,.1f}" if round(musd, 1) else "0.0"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
