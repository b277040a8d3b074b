"""docs/inputs.md is in step with the schema."""

from __future__ import annotations

from optmodel.workbook.reference import INPUTS_PAGE, inputs_page


def test_inputs_page_is_in_step() -> None:
    """Tests that the committed page is what the schema gives."""
    assert INPUTS_PAGE.read_text(encoding="utf-8") == inputs_page()


def test_inputs_page_leads_to_the_messages() -> None:
    """Tests that codes stand on their own page, and this one has a link to it."""
    page = inputs_page()
    assert "(messages.md)" in page
    assert "E101" not in page
