"""One spelling, and nothing that belongs to one machine only."""

from __future__ import annotations

import re
from pathlib import Path

BRITISH = re.compile(
    r"\b(fibre|colour|programme(?!d|r)|centre|metre|behaviour|favour|labour|neighbour"
    r"|harbour|honour|licence|defence|offence|catalogue|modell(?:ed|ing)|cancelled|labell(?:ed|ing)"
    r"|travell(?:ed|ing)|judgement|sceptic|whilst|grey|cheque|analys(?:e|ed|ing)\b"
    r"|\w+(?:imis|alis|aris|eris|onis|ilis|gnis|anis)(?:e|ed|es|ing|ation)\b)",
    re.IGNORECASE,
)
AMERICAN_TOO = re.compile(r"rais|promis|precis|premis|surpris|compromis|otherwis", re.IGNORECASE)
ONE_MACHINE = re.compile(
    r"index-url|find-links|py[p]i\b|anacond[a]|/t[m]p\b|/wor[k]/", re.IGNORECASE
)
"""Package registries (each machine has its own) and folders of a certain computer."""
AS_PUBLISHED = re.compile(r"https?://\S+|generalised assignment problem")
"""Web addresses and titles of papers, which are spelled as they are."""


def lines(texts: dict[Path, str]) -> list[tuple[str, str]]:
    """(file and line number, line without addresses and titles), this file left out."""
    return [
        (f"{path.name}:{number}", AS_PUBLISHED.sub("", line))
        for path, text in texts.items()
        if path != Path(__file__).resolve()
        for number, line in enumerate(text.splitlines(), 1)
    ]


def british(line: str) -> list[str]:
    """Words of a line in British spelling."""
    found = [match.group(0) for match in BRITISH.finditer(line)]
    return [word for word in found if not AMERICAN_TOO.search(word)]


def test_spelling_is_american(own_words: dict[Path, str]) -> None:
    """Tests that pages, code and comments keep to one spelling."""
    assert [(where, *words) for where, line in lines(own_words) if (words := british(line))] == []


def test_british_words_are_seen() -> None:
    """Tests that the check above can fail, and leaves words alone that are spelled so anywhere."""
    assert british("a fibre programme, optimised for behaviour") == [
        "fibre",
        "programme",
        "optimised",
        "behaviour",
    ]
    assert british("promised, raised, programmed, centered, precise, otherwise") == []


def test_nothing_belongs_to_one_machine(own_words: dict[Path, str]) -> None:
    """Tests that no registry and no folder of a certain computer is named."""
    assert [where for where, line in lines(own_words) if ONE_MACHINE.search(line)] == []


def test_license_is_whole(root: Path) -> None:
    """Tests that the license is the full text that it says it is."""
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
