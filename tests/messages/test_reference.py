"""docs/messages.md is in step with the catalog."""

from __future__ import annotations

import re

from optmodel.messages import CODES, Stage
from optmodel.messages.reference import MESSAGES_PAGE, STAGES, messages_page


def test_messages_page_is_in_step() -> None:
    """Tests that the committed page is what the catalog gives."""
    assert MESSAGES_PAGE.read_text(encoding="utf-8") == messages_page()


def test_every_code_has_a_section_and_an_anchor() -> None:
    """Tests that the sections are those of the codes, each below an anchor of its own."""
    page = messages_page()
    sections = re.findall(r'^<a id="(\w+)"></a>\n\n### (\w+):', page, re.MULTILINE)
    assert sorted(sections) == sorted((code.lower(), code) for code in CODES)


def test_every_link_on_the_page_leads_to_an_anchor() -> None:
    """Tests that the list of all codes misses no section."""
    page = messages_page()
    anchors = set(re.findall(r'<a id="(\w+)"></a>', page))
    assert set(re.findall(r"\]\(#(\w+)\)", page)) == anchors


def test_every_stage_has_a_heading() -> None:
    """Tests that no stage is forgotten."""
    assert set(STAGES) == set(Stage)


def test_the_example_of_the_introduction_is_a_real_one() -> None:
    """Tests that the message that is explained part by part is the one of its section."""
    assert f"    {CODES['E114'].example}\n" in messages_page().split("## All codes")[0]
