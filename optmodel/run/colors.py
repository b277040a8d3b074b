"""Lines as a terminal shows them: colored, wrapped with a hanging indent; in a pipe as they are."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TextIO

import click

NARROWEST = 20
"""Columns below which nothing is wrapped any further."""

USUAL = 80
"""Columns of a terminal that does not say how many it has."""

_FINDING = re.compile(r"([EW]\d{3}  )(.*)", re.DOTALL)
_LABELED = re.compile(r"( {2}\S.{0,13}? {2,}| {17})(\S.*)")
"""A line of a summary: two spaces, a label, and the text from column 17 on."""
_TABLE = re.compile(r"\S {3,}\S")

_STYLES: tuple[tuple[re.Pattern[str], dict[str, object]], ...] = (
    (re.compile(r"^E\d{3}"), {"fg": "red", "bold": True}),
    (re.compile(r"^W\d{3}"), {"fg": "yellow", "bold": True}),
    (re.compile(r"^(Warning|Error):"), {"fg": "yellow", "bold": True}),
    (re.compile(r"^\d+ errors?\b"), {"fg": "red", "bold": True}),
    (
        re.compile(
            r"^(No plan can meet all limits|No plan:|The independent check contradicts|Cannot "
            r"write|internal fault)"
        ),
        {"fg": "red", "bold": True},
    ),
    (re.compile(r"NOT PROVEN|Stopped by the user"), {"fg": "yellow", "bold": True}),
    (re.compile(r"\bFAIL\b|\bBROKEN\b"), {"fg": "red", "bold": True}),
    (re.compile(r"\bPASS\b|ready to solve|proven within the requested gap|all kept$|none is lost"),
     {"fg": "green", "bold": True}),
)  # fmt: skip
"""Words that are colored; every color goes with a word that says the same."""


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads the stream on a screen."""
    try:
        return stream.isatty()
    except ValueError:
        return False  # The stream is closed.


def wants_color(stream: TextIO) -> bool:
    """Whether colors may be used: a terminal, no ``NO_COLOR``, and not ``TERM=dumb``."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream)


def shown(lines: Iterable[str], stream: TextIO) -> Iterator[str]:
    """Lines for a stream: on a terminal wrapped and colored, else one line each, as they are."""
    if not is_terminal(stream):
        yield from lines
        return
    width, color = columns_of(stream), wants_color(stream)
    for line in lines:
        said = "\n".join(wrapped(line, width))
        yield colored(said) if color else said


def columns_of(stream: TextIO) -> int:
    """Columns of a terminal; the variable ``COLUMNS`` overrules what the terminal says."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdecimal() and int(given) > 0:
        return max(NARROWEST, int(given))
    try:
        return max(NARROWEST, os.get_terminal_size(stream.fileno()).columns or USUAL)
    except (OSError, ValueError):
        return USUAL


def colored(text: str) -> str:
    """Color the words that matter."""
    for pattern, style in _STYLES:
        text = pattern.sub(lambda found: click.style(found[0], **style), text)  # type: ignore[arg-type]  # noqa: B023
    return text


def wrapped(line: str, width: int) -> Iterator[str]:
    """Wrap a line at spaces, the further lines below its text; names and paths stay whole."""
    if columns(line) <= width:
        yield line
        return
    first, rest = _parts(line)
    if _TABLE.search(rest):
        yield line
        return
    label = columns(first) if first.strip() else 0
    indent = label if 0 < label <= width // 3 else len(first) - len(first.lstrip()) + 4
    current = first
    start = True
    for word in rest.split():
        gap = "" if start else " "
        if not start and columns(current + gap + word) > width:
            yield current
            current, gap = " " * indent, ""
        current, start = current + gap + word, False
    yield current


def columns(text: str) -> int:
    """Columns that a text takes; letters of East Asia take two."""
    return sum(2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in text)


def _parts(line: str) -> tuple[str, str]:
    """What stays at the left of the first line, and the text that is wrapped."""
    for pattern in (_FINDING, _LABELED):
        match = pattern.match(line)
        if match:
            return match[1], match[2]
    text = line.lstrip(" ")
    return line[: len(line) - len(text)], text
