"""Writes the examples of the catalog from real runs, into the files of the catalog.

``OPTMODEL_WRITE_EXAMPLES=1 pytest tests/messages/test_catalog.py`` does so; read the difference
before keeping it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import optmodel.messages

FOLDER = Path(optmodel.messages.__file__).parent

CHUNK = 78
"""Characters of a line of an example in the source, whose lines have at most 100."""

TWINS = re.compile("[\u2013\uff01-\uff5e]")
"""The en dash and full-width characters look like plain ones, and are written by their numbers."""

Span = tuple[int, int]
"""First byte and the byte after the last one."""


def write_examples(examples: Mapping[str, str]) -> None:
    """Put the example of each code into the file that has its entry."""
    changed = []
    for path in sorted(FOLDER.rglob("*.py")):
        before = path.read_text(encoding="utf-8")
        after = with_texts(before, "example", examples)
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(str(path))
    if changed:
        command = [sys.executable, "-m", "ruff", "format", "--quiet", *changed]
        subprocess.run(command, check=True)


def with_texts(source: str, keyword: str, texts: Mapping[str, str]) -> str:
    """Give a catalog file with a keyword of its entries set; what says so already is kept."""
    content = source.encode()
    starts = [0]
    for line in content.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def span(node: ast.expr) -> Span:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        end = starts[node.end_lineno - 1] + node.end_col_offset
        return starts[node.lineno - 1] + node.col_offset, end

    edits = []
    for code, call in _entries(ast.parse(source)):
        if code not in texts:
            continue
        found = next((it.value for it in call.keywords if it.arg == keyword), None)
        if found is None:
            end = len(content[: span(call)[1] - 1].rstrip(b", \n"))
            edits.append(((end, end), f", {keyword}={_literal(texts[code])}"))
        elif ast.literal_eval(found) != texts[code]:
            edits.append((span(found), _literal(texts[code])))
    for (first, end), text in sorted(edits, reverse=True):
        content = content[:first] + text.encode() + content[end:]
    return content.decode()


def _entries(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every ``Code("E101", …)`` of a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id == "Code" and isinstance(first, ast.Constant):
                yield str(first.value), node


def _literal(text: str) -> str:
    """Write a text as Python does, over as many lines as it needs."""
    written = repr(text)
    quote, body = written[0], TWINS.sub(lambda it: f"\\u{ord(it[0]):04x}", written[1:-1])
    wrapper = textwrap.TextWrapper(
        CHUNK, drop_whitespace=False, break_long_words=False, break_on_hyphens=False
    )
    chunks = [f"{quote}{chunk}{quote}" for chunk in wrapper.wrap(body)]
    return chunks[0] if len(chunks) == 1 else f"({' '.join(chunks)})"
