"""How many slips of the keyboard lie between two names."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

SHORT = 5
"""Names up to so many letters differ by one slip at most: CAB-1 is not a misspelled MAG-1."""
LONG = 12
"""Names with more letters are compared by the part that is alike."""
ALIKE = 0.75
"""Part of a long name that is alike."""


def is_slip(first: str, second: str) -> bool:
    """Whether one name, folded, is probably the other one misspelled.

    The numbers in them have to be the same, as numbers: FIB-1 and FIB-2 are two things, TX3 and
    TX-03 one. Their letters may differ by one slip in names of up to five, by one in three beyond.
    """
    if _numbers(first) != _numbers(second):
        return False
    one, other = _letters(first), _letters(second)
    longest = max(len(one), len(other))
    if longest > LONG:
        return SequenceMatcher(None, one, other).ratio() >= ALIKE
    return slips(one, other) <= (1 if longest <= SHORT else longest // 3)


def slips(first: str, second: str) -> int:
    """Count the letters left out, added, taken for another, or swapped with the next one."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and first[i - 2 : i] == second[j - 2 : j][::-1]
            row.append(min(least, earlier[j - 2] + 1) if swapped else least)
    return row[-1]


def _numbers(name: str) -> list[str]:
    return [it.lstrip("0") for it in re.findall(r"[0-9]+", name)]


def _letters(name: str) -> str:
    return "".join(it for it in name if it.isalpha())
