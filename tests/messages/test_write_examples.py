"""Examples are written into a catalog file without touching the rest of it."""

from __future__ import annotations

import ast

from tests.messages.write_examples import with_texts

SOURCE = '''\
"""Two codes."""

TWO = (
    Code("E1", Stage.FILE, "one", why=("A " "reason."), example="old"),
    Code("E2", Stage.FILE, "two", why=("Another.")),
)
'''


def examples_in(source: str) -> dict[str, str]:
    """Code to example of every entry."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {
        ast.literal_eval(call.args[0]): ast.literal_eval(keyword.value)
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "example"
    }


def test_an_example_is_replaced_or_added() -> None:
    """Tests a code that has an example and one that has none, the one long, the other wide."""
    texts = {"E1": "E1  " + "very " * 40 + "long.", "E2": 'E2  got "\uff11".', "E3": "unknown"}
    after = with_texts(SOURCE, "example", texts)
    assert examples_in(after) == {code: texts[code] for code in ("E1", "E2")}
    assert "\\uff11" in after
    assert 'why=("A " "reason.")' in after


def test_what_says_so_already_is_kept() -> None:
    """Tests that nothing changes where the example is the same."""
    assert with_texts(SOURCE, "example", {"E1": "old"}) == SOURCE
