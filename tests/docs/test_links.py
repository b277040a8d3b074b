"""Links, anchors and paths in the documentation lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
OWN_PATH = re.compile(r"`((?:optmodel|tests|docs|benchmarks|inputs|\.ci)/[\w./-]*)`")
TO_BE_MADE = {"tests/formulation/golden/sector_starts.lp"}
"""Paths that the guide to adding a rule invents."""


def anchor(heading: str) -> str:
    """Turn a heading into its anchor, as repository sites do."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(text: str) -> set[str]:
    """Anchors of all headings of a page, and those that it names itself."""
    headings = {anchor(match) for match in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    return headings | set(re.findall(r'<a id="([\w-]+)"></a>', text))


def problem(page: Path, target: str) -> str:
    """Say why a link leads nowhere, or nothing."""
    path, _, fragment = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists():
        return f"{page.name}: {target}: no such file"
    if fragment and fragment not in anchors(file.read_text(encoding="utf-8")):
        return f"{page.name}: {target}: no such heading"
    return ""


def test_links_resolve(prose: dict[Path, str]) -> None:
    """Tests that each link inside the project names a file, and each fragment a heading."""
    links = [
        (page, target)
        for page, text in prose.items()
        for target in LINK.findall(FENCED.sub("", text))
        if not re.match(r"[a-z]+:", target)
    ]
    assert [found for page, target in links if (found := problem(page, target))] == []
    assert links, "no link found: the pattern is broken"


def test_a_dead_link_is_seen(root: Path) -> None:
    """Tests that the check above can fail: a missing file, and a heading that is not there."""
    readme = root / "README.md"
    assert problem(readme, "docs/nowhere.md").endswith("no such file")
    assert problem(readme, "README.md#nowhere").endswith("no such heading")
    assert problem(readme, "README.md#exit-codes") == ""


def test_paths_exist(root: Path, prose: dict[Path, str]) -> None:
    """Tests that each path of ours that a page names in code style is there."""
    named = {(page.name, path) for page, text in prose.items() for path in OWN_PATH.findall(text)}
    gone = [
        (page, path)
        for page, path in sorted(named)
        if path not in TO_BE_MADE and not (root / path).exists()
    ]
    assert gone == []


def test_every_page_is_reached(root: Path, prose: dict[Path, str]) -> None:
    """Tests that a reader who starts at the README gets to each page by links."""
    reached, todo = set(), [root / "README.md"]
    while todo:
        page = todo.pop()
        if page in reached or page not in prose:
            continue
        reached.add(page)
        targets = LINK.findall(prose[page])
        todo += [(page.parent / target.partition("#")[0]).resolve() for target in targets]
    assert sorted(page.name for page in set(prose) - reached) == []
