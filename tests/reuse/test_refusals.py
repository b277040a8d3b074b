"""What cannot be changed is refused with one line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from optmodel import reuse
from optmodel.errors import InputError
from tests.cases import case, cluster, tiny_settings


@pytest.fixture(scope="module")
def session() -> Iterator[reuse.Session]:
    """One cluster at one site."""
    tables = case(tiny_settings(), Clusters=[cluster("A", 10, Copies=2)])
    with reuse.open_session(tables) as opened:
        yield opened


REFUSED = {
    "a sheet": (reuse.cell("Fundings", {}, "Name", "x"), 'There is no sheet "Fundings".'),
    "a setting": (reuse.setting("Maximum site", 1), 'There is no setting "Maximum site".'),
    "a column": (
        reuse.cell("Funding", {"Source": "JPN"}, "Pledge", 1),
        'The sheet Funding has no column "Pledge".',
    ),
    "a column of the row": (
        reuse.cell("Funding", {"Id": "JPN"}, "Name", "x"),
        'The sheet Funding has no column "Id".',
    ),
    "a row": (
        reuse.cell("Funding", {"Source": "KOR"}, "Commitment (USD m)", 1),
        "Funding has no row with Source KOR; a change adds no rows.",
    ),
    "a blank": (
        reuse.cell("Funding", {"Source": "JPN"}, "Commitment (USD m)", None),
        "Funding, Commitment (USD m) cannot be blank.",
    ),
    "a cluster of a cut": (
        reuse.cut(reuse.AtMost(("A", "Z"), 1)),
        'There is no cluster "Z".',
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_there_is_refused(session: reuse.Session, what: str) -> None:
    """One line says what is missing."""
    change, expected = REFUSED[what]
    with pytest.raises(reuse.ChangeError) as refused:
        session.solve(change)
    assert str(refused.value) == expected


@pytest.mark.parametrize("value", ["much", -5, True])
def test_a_value_that_no_cell_may_hold_is_refused(session: reuse.Session, value: object) -> None:
    """As the reader of a file refuses it."""
    change = reuse.cell("Funding", {"Source": "JPN"}, "Commitment (USD m)", value)  # type: ignore[arg-type]
    with pytest.raises(reuse.ChangeError, match=r"^Funding, Commitment \(USD m\): "):
        session.solve(change)


def test_a_changed_input_that_is_wrong_is_refused_like_a_file(session: reuse.Session) -> None:
    """The horizon would end before the decisions."""
    with pytest.raises(InputError) as refused:
        session.solve(reuse.setting("Decision periods", 12))
    assert [finding.code for finding in refused.value.findings if finding.is_error] == ["E201"]


def test_a_session_on_a_wrong_input_is_refused() -> None:
    """With the findings of ``optmodel.solve``."""
    with pytest.raises(InputError):
        reuse.open_session({"Settings": {}, "Clusters": []})


def test_a_header_counts_however_it_is_typed(session: reuse.Session) -> None:
    """Other case and spacing are the same column, as in a file; they were accepted and ignored."""
    change = reuse.cell("Funding", {"source": "JPN"}, "commitment  (usd m)", 5.0)
    (row,) = session.tables(change).rows("Funding")
    assert row.number("Commitment (USD m)") == 5.0
