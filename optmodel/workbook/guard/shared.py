"""What the sheets share: texts and number formats, counted but not kept."""

from __future__ import annotations

from optmodel.workbook.guard.archive import Archive
from optmodel.workbook.guard.limits import (
    DEEPEST,
    LONGEST_FORMAT,
    MOST_CHARACTERS,
    MOST_IN_ROW,
    MOST_STYLES,
    MOST_TEXTS,
)
from optmodel.workbook.guard.refusal import damaged, too_much
from optmodel.workbook.guard.xml import MAIN, Attributes, elements, listen


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
    """Counts the shared texts."""

    def __init__(self, budget: TextBudget) -> None:
        self.count = 0
        self.text = budget.spend
        self._depth = self._within = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - of every listener
        """Begin an element."""
        self._depth += 1
        self._within += 1
        if name == SI:
            self.count += 1
            self._within = 0
            if self._depth != 2:
                raise damaged("a shared text stands in the wrong place")
            if self.count > MOST_TEXTS:
                raise too_much(f"more than {MOST_TEXTS:,} different texts")
        elif self._depth > DEEPEST:
            raise damaged(f"the shared texts are nested more than {DEEPEST} deep")
        elif self._within > MOST_IN_ROW:
            raise too_much(f"a text of more than {MOST_IN_ROW:,} pieces")

    def end(self, name: str) -> None:  # noqa: ARG002 - of every listener
        """End an element."""
        self._depth -= 1


SI = f"{MAIN}si"


def judge_texts(archive: Archive, path: str, budget: TextBudget) -> int:
    """Count the shared texts; cells refer to them by their number."""
    texts = _Texts(budget)
    if path:
        listen(archive, path, texts)
    return texts.count


def judge_styles(archive: Archive, path: str) -> int:
    """Count the cell formats; cells refer to them by their number."""
    if path not in archive:
        return 1
    found = elements(archive, path, "numFmt", "xf")
    if any(len(it.attributes.get("formatCode", "")) > LONGEST_FORMAT for it in found):
        raise damaged(f"a number format is longer than {LONGEST_FORMAT:,} characters")
    count = sum(it.name == "xf" and it.parent == "cellXfs" for it in found)
    if count > MOST_STYLES:
        raise too_much(f"more than {MOST_STYLES:,} cell formats")
    return count or 1
