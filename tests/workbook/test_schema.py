"""The schema has every sheet and column of the contract, spelled so."""

from __future__ import annotations

import pytest

from optmodel.workbook.schema import SETTINGS, SETTINGS_SHEET, SHEET_BY_NAME, SHEETS, Kind

CONTRACT = {
    "Clusters": "Cluster · Name · Sector · Product · Stage · Decision · Copies · Capex (USD m) · "
    "Build (periods) · Capex profile · Revenue (USD m/year) · Operating cost (USD m/year) · "
    "Sustaining capex (% of capex/year) · Ramp profile · Life (years) · Land (acres) · "
    "Power (MW) · Water (mgd) · Workers · Jobs · Output (units/year) · Output unit · "
    "Maximum payback (years) · Earliest start · Latest start · Site · Operator · "
    "Support (% of capex) · Taxable owner",
    "Profiles": "Profile · Kind · Step",
    "Sites": "Site · Name · State · Latitude · Longitude · Owner · Decision · Land (acres) · "
    "Power (MW) · Water (mgd) · Workers · Permit median (months) · Permit P80 (months) · "
    "Preparation cost (USD m) · Preparation (periods) · Capex factor · Operating cost factor · "
    "Land rent (USD/acre/year) · Maximum clusters",
    "Site supply": "Site · Resource · From · Available",
    "Placement": "Cluster · Site · Allowed · Extra capex (USD m) · Extra margin (USD m/year) · "
    "Land (acres) · Power (MW) · Water (mgd) · Workers",
    "Funding": "Source · Name · Commitment (USD m) · Already committed (USD m) · "
    "Last commitment · First call · Last call · Draw · Notice (business days) · "
    "Share before recovery · Share after recovery · Deemed rate · Interest from · Vehicle · "
    "Recovery target (years) · Recovery rule · Maximum share of a cluster · "
    "Pays for site preparation",
    "Funding calls": "Source · From · Maximum call (USD m/period) · Carry forward",
    "Sector limits": "Source · Sector · Minimum (USD m) · Maximum (USD m)",
    "Dependencies": "Cluster · Needs · Timing · Lag (periods) · Same site · Maximum lag (periods)",
    "Groups": "Group · Cluster",
    "Group rules": "Group · Rule · Count · By · Same site",
    "Synergies": "Cluster A · Cluster B · Benefit (USD m/year) · Capex saving (USD m)",
    "Construction": "Resource · From · Capacity",
    "Construction use": "Cluster · Resource · Step",
    "Targets": "Metric · Filter by · Filter · Sense · Amount · Amount is · By · Strength",
    "Markets": "Product · From · Maximum output (units/year)",
    "Operators": "Operator · Status · Maximum clusters · Maximum capital (USD m)",
    "Operator fit": "Cluster · Operator · Extra capex (USD m) · Extra operating cost (USD m/year)",
    "Cash flows": "Cluster · Line · Period",
    "Control totals": "Sheet · Column · Total",
}

SETTING_NAMES = (
    "Plan name · First period · Months per period · Decision periods · Horizon periods · "
    "Discount rate · Discount timing · Perspective · Revenue escalation · Cost escalation · "
    "Capex escalation · Tax rate · Permit confidence · Maximum sites · "
    "Maximum starts per period · Payback measured from · Optimality gap · Time limit · Threads · "
    "Random seed"
)


def test_sheets_are_those_of_the_contract() -> None:
    """Tests that every sheet of the contract is there and no other."""
    assert set(SHEET_BY_NAME) == set(CONTRACT)


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_columns_are_those_of_the_contract(name: str) -> None:
    """Tests that a sheet has the contract's columns in its order, then source and notes."""
    headers = [column.header for column in SHEET_BY_NAME[name].columns if not column.named]
    *own, provenance, notes = headers
    assert own == CONTRACT[name].split(" · ")
    assert provenance in {"Source", "Source note"}
    assert notes == "Notes"


def test_settings_are_those_of_the_contract() -> None:
    """Tests that the settings are named and ordered as in the contract, the first six required."""
    assert [setting.header for setting in SETTINGS] == SETTING_NAMES.split(" · ")
    assert [setting.required for setting in SETTINGS] == [True] * 6 + [False] * 14


def test_required_columns_are_those_of_the_contract() -> None:
    """Tests that of the base sheets only ids, capex, build, land and commitment are required."""
    required = {
        (sheet.name, column.header)
        for sheet in SHEETS
        if sheet.required
        for column in sheet.columns
        if column.required
    }
    assert required == {
        ("Clusters", "Cluster"),
        ("Clusters", "Capex (USD m)"),
        ("Clusters", "Build (periods)"),
        ("Sites", "Site"),
        ("Sites", "Land (acres)"),
        ("Funding", "Source"),
        ("Funding", "Commitment (USD m)"),
    }


def test_headers_within_a_sheet_are_unique() -> None:
    """Tests that no sheet has two columns of one name, also not the funding sheets' Source."""
    for sheet in (SETTINGS_SHEET, *SHEETS):
        headers = [column.header for column in sheet.columns]
        assert len(headers) == len(set(headers)), sheet.name


def test_references_lead_to_ids() -> None:
    """Tests that every reference points to an id column that exists."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.refers_to is not None:
                target, header = column.refers_to
                assert SHEET_BY_NAME[target].column(header).kind is Kind.ID


def test_negative_amounts_are_open_only_where_the_contract_says() -> None:
    """Tests that only Cash flows, coordinates, use or supply, and totals may be negative."""
    open_below = {
        (sheet.name, column.header)
        for sheet in SHEETS
        for column in sheet.columns
        if column.is_numeric and (column.minimum is None or column.minimum < 0)
    }
    assert open_below == {
        ("Cash flows", "Period"),
        ("Sites", "Latitude"),
        ("Sites", "Longitude"),
        *((name, it) for name in ("Clusters", "Placement") for it in ("Power (MW)", "Water (mgd)")),
        ("Clusters", "Workers"),
        ("Placement", "Workers"),
        ("Clusters", "Use:"),
        ("Control totals", "Total"),
    }


@pytest.mark.parametrize(
    ("typed", "header"),
    [
        ("Step 1", "Step"),
        ("step 12", "Step"),
        ("  STEP  3 ", "Step"),
        ("Kind", "Kind"),
    ],
)
def test_headers_are_found_in_any_case_and_spacing(typed: str, header: str) -> None:
    """Tests that a header is matched apart from case and spaces."""
    found = SHEET_BY_NAME["Profiles"].find(typed)
    assert found is not None
    assert found.header == header


@pytest.mark.parametrize("typed", ["Step 0", "Step", "Steps 1", "Step x"])
def test_other_headers_are_not_numbered_columns(typed: str) -> None:
    """Tests that numbered columns start at 1 in Profiles and need a number."""
    assert SHEET_BY_NAME["Profiles"].find(typed) is None
