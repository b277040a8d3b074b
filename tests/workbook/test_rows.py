"""Tables from plain rows: defaults, addresses, references and duplicates."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.errors import Finding
from optmodel.workbook.layout import column_letter
from optmodel.workbook.rows import tables_from_rows
from tests.cases import Rows, case, cluster, pledge, site, tiny_settings


def findings_of(over: dict[str, object] | None = None, **sheets: Rows) -> tuple[Finding, ...]:
    """Find what is said about a small case with other settings or sheets."""
    named: dict[str, Rows] = {
        "Clusters": [cluster("A", 100)],
        "Sites": [site("S")],
        "Funding": [pledge()],
    }
    named |= {name.replace("_", " "): rows for name, rows in sheets.items()}
    return tables_from_rows(tiny_settings() | (over or {}), named)[1]


def test_defaults_are_filled_in() -> None:
    """Tests that blanks have the defaults of the schema, and that given cells are known."""
    tables = case(tiny_settings(), Clusters=[cluster("A", 100, Jobs=None)])
    record = tables.rows("Clusters")[0]
    assert record["Decision"] == "free"
    assert record["Copies"] == 1
    assert record["Taxable owner"] is True
    assert record["Life (years)"] is None
    assert record["Jobs"] == 0.0
    assert record.given == {"Cluster", "Capex (USD m)", "Build (periods)"}
    assert tables.setting("Permit confidence") == 0.8
    assert tables.setting("Maximum sites") is None
    assert tables.rows("Markets") == ()


def test_addresses_are_those_of_a_template() -> None:
    """Tests that the second cluster is in row 6, capex in the eighth column."""
    tables = case(tiny_settings(), Clusters=[cluster("A", 100), cluster("B", 50)])
    assert tables.rows("Clusters")[1].address("Capex (USD m)") == "Clusters!H6"
    assert tables.settings["Discount rate"].address("Value") == "Settings!B10"


@pytest.mark.parametrize(("number", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_column_letters(number: int, letter: str) -> None:
    """Tests the letters at the turns of the alphabet and of the last column of Excel."""
    assert column_letter(number) == letter


def test_numbered_columns_may_be_given_sparsely() -> None:
    """Tests that a blank between two periods of Cash flows is 0."""
    rows = [{"Cluster": "A", "Line": "net", "Period 0": -1, "Period 3": 4}]
    tables = case(tiny_settings(), Clusters=[cluster("A", 0)], Cash_flows=rows)
    assert tables.rows("Cash flows")[0].steps("Period") == (-1.0, 0.0, 0.0, 4.0)


def test_further_resources_are_read() -> None:
    """Tests that a column Use: NAME keeps the name as typed."""
    tables = case(tiny_settings(), Clusters=[cluster("A", 1, **{"Use: Cooling": -3})])
    assert tables.rows("Clusters")[0].number("Use: Cooling") == -3.0


@pytest.mark.parametrize("required", ["Plan name", "First period", "Discount rate"])
def test_required_settings(required: str) -> None:
    """Tests that a required setting that is blank is found at its cell, once."""
    found = findings_of({required: None})
    assert [(it.code, it.column) for it in found] == [("E101", required)]


def test_unknown_setting_is_an_error_with_a_suggestion() -> None:
    """Tests that a misspelled setting cannot silently leave the default in force."""
    (found,) = findings_of({"Tax rte": 0.2})
    assert found.code == "E116"
    assert 'Did you mean "Tax rate"?' in found.message


def test_required_setting_misspelled_is_reported_once() -> None:
    """Tests that the misspelling is reported, not also the missing setting."""
    settings = tiny_settings() | {"Discount rte": 0.05}
    del settings["Discount rate"]
    _, found = tables_from_rows(
        settings,
        {"Clusters": [cluster("A", 1)], "Sites": [site("S")], "Funding": [pledge()]},
    )
    assert [it.code for it in found] == ["E116"]


def test_every_problem_is_reported_at_once() -> None:
    """Tests that problems of several sheets come together, each with its cell."""
    found = findings_of(
        {"Discount rate": 8},
        Clusters=[cluster("A", -1), cluster("B", 1, 1.5)],
        Sites=[site("S", "many")],
    )
    assert [(it.code, it.address) for it in found] == [
        ("E131", "Settings!B10"),
        ("E130", "Clusters!H5"),
        ("E105", "Clusters!I6"),
        ("E102", "Sites!H5"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("FIB", "FIB"),
        ("FIB", "fib"),
        ("FIB", " FIB "),
        ("FIB", "ＦＩＢ"),  # noqa: RUF001 - the point of the case
        ("1", 1),
    ],
)
def test_duplicate_ids(first: object, second: object) -> None:
    """Tests that ids that look alike are refused, and named in words."""
    rows = [{**cluster("X", 1), "Cluster": name} for name in (first, second)]
    errors = [it for it in findings_of(Clusters=rows) if it.is_error]
    assert [(it.code, it.address) for it in errors] == [("E115", "Clusters!A6")]
    assert "stands in A5 already" in errors[0].message
    assert errors[0].involved == ("Clusters!A5",)


def test_alike_but_different_ids_are_two() -> None:
    """Tests that 001 and 1 are two names."""
    assert findings_of(Clusters=[cluster("001", 1), cluster("1", 1)]) == ()


def test_unknown_reference_suggests_a_near_name() -> None:
    """Tests the message of the finance notes: Oak Rige, did you mean Oak Ridge."""
    (found,) = findings_of(
        Clusters=[cluster("A", 1, Site="Oak Rige")], Sites=[site("Oak Ridge"), site("Hanford")]
    )
    assert (found.code, found.address) == ("E114", "Clusters!Z5")
    assert found.message == '"Oak Rige" is not in Sites. Did you mean "Oak Ridge"?'


def test_reference_in_other_case_says_so() -> None:
    """Tests that a name in another case is not taken silently."""
    (found,) = findings_of(Clusters=[cluster("A", 1, Site="s")])
    assert found.code == "E114"
    assert "case" in found.message


def test_no_follow_on_from_a_wrong_id() -> None:
    """Tests that references are not reported while an id of their sheet cannot be read."""
    found = findings_of(
        Clusters=[cluster("A", 1, Site="S")],
        Sites=[{"Site": "#REF!", "Land (acres)": 1}],
    )
    assert [(it.code, it.address) for it in found] == [("E140", "Sites!A5")]


def test_misspelled_optional_column_is_an_error() -> None:
    """Tests that a column that is nearly a known one is not ignored."""
    (found,) = findings_of(Clusters=[cluster("A", 1, **{"Power (MWh)": 10})])
    assert found.code == "E124"
    assert 'Did you mean "Power (MW)"?' in found.message


def test_own_columns_are_ignored_with_a_warning() -> None:
    """Tests that a column that resembles nothing is a warning."""
    (found,) = findings_of(Clusters=[cluster("A", 1, **{"My ranking": 10})])
    assert found.code == "W221"


def test_unknown_sheet() -> None:
    """Tests that a sheet name that does not exist is an error."""
    (found,) = findings_of(Cluster=[cluster("A", 1)])
    assert found.code == "E121"
    assert 'Did you mean "Clusters"?' in found.message


@pytest.mark.parametrize("sheet", ["Clusters", "Sites", "Funding"])
def test_required_sheets(sheet: str) -> None:
    """Tests that a required sheet without rows is an error."""
    (found,) = findings_of(**{sheet: []})
    assert (found.code, found.sheet) == ("E120", sheet)


def test_row_with_only_a_note_is_no_record() -> None:
    """Tests that a remark below the table is not a cluster."""
    tables = case(tiny_settings(), Clusters=[cluster("A", 1), {"Notes": "to be discussed"}])
    assert len(tables.rows("Clusters")) == 1


def test_date_of_a_reference_sheet_counts_in_its_key() -> None:
    """Tests that a source may have several call limits, but not twice from one day."""
    calls = [{"Source": "JPN", "From": date(2027 + year, 1, 1)} for year in (0, 1, 1)]
    (found,) = findings_of(Funding_calls=calls)
    assert (found.code, found.address) == ("E115", "Funding calls!A7")


def test_a_pair_is_named_by_its_cluster() -> None:
    """Tests that a row of Synergies is about a cluster, not about ``cluster a``."""
    rows = [{"Cluster A": "A", "Cluster B": "B", "Capex saving (USD m)": "much"}]
    (found,) = findings_of(Clusters=[cluster("A", 1), cluster("B", 1)], Synergies=rows)
    assert (found.address, found.key) == ("Synergies!D5", "cluster A")
