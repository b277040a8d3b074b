"""What the sheets share: texts and number formats."""

from __future__ import annotations

import re

from openpyxl.styles.numbers import builtin_format_code

from optmodel.workbook.package.archive import Archive
from optmodel.workbook.package.limits import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_STYLES,
    MOST_TEXTS,
)
from optmodel.workbook.package.refusal import damaged, too_much
from optmodel.workbook.package.xml import MAIN, Attributes, elements, listen

GENERAL = "General"
ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
"""Characters that XML cannot hold, or what looks like one, as in ``_x000D_``."""


def plain(text: str) -> str:
    """Resolve escaped characters of a text; those that are no characters stay as they are."""
    return ESCAPE.sub(_characters, text) if "_x" in text else text


def _characters(match: re.Match[str]) -> str:
    """Give the characters of a run of escapes; two may be the halves of one."""
    codes = [int(code, 16) for code in re.findall(r"_x([0-9A-Fa-f]{4})_", match.group())]
    units = b"".join(code.to_bytes(2, "little") for code in codes)
    try:
        return units.decode("utf-16-le")
    except UnicodeDecodeError:
        return match.group()


class TextBudget:
    """Counts characters against what may be kept."""

    def __init__(self) -> None:
        self._left = MOST_CHARACTERS

    def spend(self, text: str) -> None:
        """Count a text."""
        self._left -= len(text)
        if self._left < 0:
            raise too_much(f"more than {MOST_CHARACTERS:,} characters of text")


class _Texts:
    """Collects the texts; what is read out beside a text (furigana) is no part of it."""

    def __init__(self, budget: TextBudget) -> None:
        self.found: list[str] = []
        self._budget = budget
        self._open: list[str] = []
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - of every listener
        """Begin an element."""
        if len(self._open) >= DEEPEST:
            raise damaged(f"the shared texts are nested more than {DEEPEST} deep")
        if name == SI and self._open != [SST]:
            raise damaged("a shared text stands in the wrong place")
        self._open.append(name)

    def end(self, name: str) -> None:
        """End an element."""
        self._open.pop()
        if name == SI:
            text = plain("".join(self._pieces))
            self._budget.spend(text)
            self.found.append(text)
            self._pieces = []
            if len(self.found) > MOST_TEXTS:
                raise too_much(f"more than {MOST_TEXTS:,} different texts")

    def text(self, data: str) -> None:
        """Give a piece of the text within an element."""
        if self._open[-1] == T and self._open[-2] in OF_TEXT:
            self._pieces.append(data)


SST, SI, R, T = (f"{MAIN}{name}" for name in ("sst", "si", "r", "t"))
OF_TEXT = {SI, R}


def read_texts(archive: Archive, path: str, budget: TextBudget) -> list[str]:
    """Read the shared texts in the order in which cells refer to them."""
    texts = _Texts(budget)
    if path:
        listen(archive, path, texts)
    return texts.found


def read_formats(archive: Archive, path: str) -> list[str]:
    """Read the number format of every cell format, in the order in which cells refer to them."""
    if not path:
        return [GENERAL]
    found = elements(archive, path, "numFmt", "xf")
    own = {
        it.attributes.get("numFmtId", ""): it.attributes.get("formatCode", GENERAL)
        for it in found
        if it.name == "numFmt" and it.parent == "numFmts"
    }
    ids = [
        it.attributes.get("numFmtId", "0")
        for it in found
        if it.name == "xf" and it.parent == "cellXfs"
    ]
    if len(ids) > MOST_STYLES:
        raise too_much(f"more than {MOST_STYLES:,} cell formats")
    return [own.get(number) or _builtin(number) for number in ids] or [GENERAL]


def _builtin(number: str) -> str:
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise damaged(f'"{number[:20]}" is not the number of a number format')
    return builtin_format_code(int(number)) or GENERAL
