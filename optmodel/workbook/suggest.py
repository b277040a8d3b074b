"""What the user probably meant: near names, and the number in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from optmodel.workbook.schema import folded
from optmodel.workbook.slips import is_slip

LIKENESS = 0.6
"""Ratio of equal characters above which a name counts as near."""

TITLE_LIKENESS = 0.8
"""The same for headers and names of sheets."""

MOST_LOOKED_AT = 5
"""Names that are alike of which one may be meant."""

MOST_COMPARED = 50_000
"""Pairs of names of a column that are compared for likeness, one to three seconds; beyond, names
that are not there are told without a suggestion."""


def nearest(name: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """Find the known name that is most like a name, ``""`` where none is near."""
    by_folded = {folded(candidate): candidate for candidate in known}
    found = get_close_matches(folded(name), list(by_folded), n=1, cutoff=likeness)
    return by_folded[found[0]] if found else ""


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Find the known name of a thing that a name probably misspells, ``""`` where none is near."""
    return NearNames(known).nearest(name)


class NearNames:
    """Near names for a whole column: each is looked for once, and no longer than is of use."""

    def __init__(self, known: Iterable[str], likeness: float = LIKENESS) -> None:
        self._known = {folded(name): name for name in sorted(known)}
        self._folded = list(self._known)
        self._likeness = likeness
        self._compared = 0
        self._found: dict[str, str] = {}

    def nearest(self, name: str) -> str:
        """Find the known name that is most like a name, ``""`` where none is or time is short."""
        if name not in self._found:
            own = folded(name)
            self._found[name] = self._known.get(own, "") or self._like(own)
        return self._found[name]

    def _like(self, name: str) -> str:
        self._compared += len(self._folded)
        if self._compared > MOST_COMPARED:
            return ""
        found = get_close_matches(name, self._folded, n=MOST_LOOKED_AT, cutoff=self._likeness)
        return next((self._known[it] for it in found if is_slip(name, it)), "")


def nearest_title(title: str, known: Iterable[str]) -> str:
    """Find the header or sheet name that a title probably misspells.

    Stricter than for ids, because a user may have columns and sheets of their own; but a header
    without its unit, or with another one, is near.
    """
    candidates = tuple(known)
    for candidate in candidates:
        if _without_unit(candidate) == _without_unit(title):
            return candidate
    return nearest(title, candidates, TITLE_LIKENESS)


def _without_unit(header: str) -> str:
    return folded(re.sub(r"\(.*\)", "", header))


def number_in_text(text: str) -> tuple[str, str]:
    """Find the number that a text shows, and what kept it from being one.

    Both are ``""`` where no single number can be meant. The number is only suggested: a text
    is never read as a number.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    cause = "full-width digits" if plain != text.strip() else ""
    negative = False
    if match := re.fullmatch(r"\((.*)\)", plain):
        plain, negative, cause = match[1], True, "brackets"
    if plain[:1] in {"▲", "△", "\N{MINUS SIGN}", "\N{EN DASH}"}:
        plain, negative, cause = plain[1:], True, "a minus sign that is not one"
    if match := re.fullmatch(r"[¥$€£]\s*(.*)|(.*?)\s*[¥$€£円]", plain):
        plain, cause = match[1] or match[2] or "", "a currency sign"
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    ungrouped = re.sub(r"(?<=\d)[,_' \u00a0](?=\d{3}(\D|$))", "", plain)
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", ungrouped):
        return "", ""
    if not cause:
        cause = "a separator" if ungrouped != plain else "a number stored as text"
    sign = "-" if negative else ""
    return f"{sign}{ungrouped.lstrip('+')}{'%' if percent else ''}", cause
