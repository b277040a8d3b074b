"""Words that the sheets and the terminal share."""

from __future__ import annotations

import pytest

from optmodel.plan.limit import Limit
from optmodel.results.sheets.limits import limit_row
from optmodel.results.words import binding_words, is_tight


@pytest.mark.parametrize(
    ("used", "limit", "sense", "words", "tight"),
    [
        (40.0, 40.0, "at most", "yes", True),
        (39.0, 40.0, "at most", "no", False),
        (41.0, 40.0, "at most", "broken", True),
        (0.0, 0.0, "at most", "nothing there to use", False),
        (1e-13, 0.0, "at most", "nothing there to use", False),
        (0.0, 2.0, "exactly", "broken", True),
        (2.0, 2.0, "exactly", "yes", True),
        (2.0, 2.0, "at least", "yes", True),
    ],
)
def test_what_is_said_of_a_limit(
    used: float, limit: float, sense: str, words: str, tight: bool
) -> None:
    """Tests each answer: a site without power at which nothing uses any does not bind."""
    each = Limit("site_supply", "DUG power", used, limit, "MW", "Sites!I5", sense)
    assert binding_words(each) == words
    assert is_tight(each) == tight
    assert words in limit_row(each).cells
