"""The figures of the workbook: those of the plan, and sums that tie to their parts."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.workbook.workbook import Workbook

from tests.results.hand_plan import FORMULA_ID, hand_plan
from tests.results.tables import table_rows, time_row, time_total

ALL = "All clusters"


def test_waterfall_of_the_hand_case(workbook: Workbook) -> None:
    """Tests the hand case of the waterfall to the cent.

    100 drawn, 4 % a year, 15 of 30 a year before recovery: 100, then 100*1.04-15 = 89.00,
    89*1.04-15 = 77.56 ... 13.12, then 13.12*1.04 = 13.64 is repaid out of 27.29 in 2035.
    """
    closing = time_row(workbook, "Waterfall", "FIB", "Deemed balance, closing")
    expected = [100, 89.00, 77.56, 65.66, 53.29, 40.42, 27.04, 13.12, 0, 0, 0]
    assert closing == pytest.approx(expected, abs=0.005)
    source = time_row(workbook, "Waterfall", "FIB", "Receipts of the source in all")
    assert source[8:] == pytest.approx([13.91, 3.0, 3.0], abs=0.005)
    assert time_total(workbook, "Waterfall", "FIB", "Receipts of the source in all") == (
        pytest.approx(124.91, abs=0.005)
    )
    assert time_total(workbook, "Waterfall", "FIB", "Host's share of distributable cash") == (
        pytest.approx(175.09, abs=0.005)
    )


@pytest.mark.parametrize("vehicle", ["FIB", FORMULA_ID, "All vehicles"])
def test_corkscrew_closes(workbook: Workbook, vehicle: str) -> None:
    """Tests opening + interest + calls - receipts before = closing, and that it carries over."""
    lines = ["Deemed balance, opening", "plus interest at the deemed rate", "plus calls",
             "less receipts before recovery"]  # fmt: skip
    parts = [time_row(workbook, "Waterfall", vehicle, line) for line in lines]
    closing = time_row(workbook, "Waterfall", vehicle, "Deemed balance, closing")
    added = [sum(column) for column in zip(*parts, strict=True)]
    assert closing == pytest.approx(added, abs=1e-9)
    assert parts[0][1:] == pytest.approx(closing[:-1], abs=1e-9)


@pytest.mark.parametrize("subject", ["FIB", FORMULA_ID, ALL])
def test_cash_lines_add_up(workbook: Workbook, subject: str) -> None:
    """Tests that signed lines add up to operating and free cash, and the parties to the latter.

    A line of a cluster that is left out is 0.
    """
    there = set(cash_lines(workbook, subject))

    def row(line: str) -> list[float]:
        if line not in there:
            return [0.0] * len(hand_plan().calls_musd["JPN"])
        return time_row(workbook, "Cash flow", subject, line)

    lines = ["Revenue", "Extra margin at the site", "Operating cash as given", "Operating cost",
             "Sustaining capex", "Land rent", "Tax"]  # fmt: skip
    operating = [sum(column) for column in zip(*map(row, lines), strict=True)]
    assert row("Operating cash") == pytest.approx(operating)
    outside = ["Operating cash", "Capex", "Support (grants from outside)"]
    free = [sum(column) for column in zip(*map(row, outside), strict=True)]
    assert row("Free cash flow") == pytest.approx(free)
    parties = [sum(pair) for pair in zip(row("Cash to Japan"), row("Cash to United States"),
                                         strict=True)]  # fmt: skip
    assert row("Free cash flow") == pytest.approx(parties)
    assert time_total(workbook, "Cash flow", subject, "Free cash flow") == pytest.approx(sum(free))


def cash_lines(workbook: Workbook, subject: str) -> list[str]:
    """Lines of a subject on the sheet Cash flow, in their order."""
    rows = table_rows(workbook, "Cash flow", "CashFlow")
    return [str(row["Line"]) for row in rows if row["Id"] == subject]


def test_lines_without_an_amount_are_left_out_for_a_cluster(workbook: Workbook) -> None:
    """Tests that FIB has only its lines with amounts; all clusters added up have every line."""
    lines = cash_lines(workbook, "FIB")
    assert lines == [
        "Revenue", "Operating cost", "Operating cash", "Capex", "Free cash flow",
        "Cash to Japan", "Cash to United States",
    ]  # fmt: skip
    assert "Land rent" in cash_lines(workbook, ALL)
    assert "left out" in str(workbook["Cash flow"]["A2"].value)


def test_paid_is_negative_and_received_positive(workbook: Workbook) -> None:
    """Tests the sign convention: capex and preparation below zero, revenue above."""
    assert time_row(workbook, "Cash flow", "FIB", "Capex")[0] == -100.0
    assert time_row(workbook, "Cash flow", "FIB", "Revenue")[1] == 32.0
    paid = "Site preparation, paid by Japan"
    assert time_row(workbook, "Cash flow", "Program", paid)[0] == -5.0


def test_present_values_are_the_plans_values(workbook: Workbook) -> None:
    """Tests that the program's present values add up to the plan's values.

    Nothing is discounted: 200 of FIB and 50 of the power plant less 5 of preparation are 245.
    """
    plan = hand_plan()
    value = "Present value: {} after site preparation"
    for line, party in (("Free cash flow", "program"), ("Cash to Japan", "japan"),
                        ("Cash to United States", "united_states")):  # fmt: skip
        found = time_total(workbook, "Cash flow", "Program", value.format(line))
        assert found == pytest.approx(plan.values_musd[party])
    assert plan.values_musd["program"] == pytest.approx(245.0)


def test_calls_against_limit_and_commitment(workbook: Workbook) -> None:
    """Tests what can be called: 120 a year carried forward, 180 in all.

    2027: 105 of 120. 2028: 120 + 15 carried = 135, but 180 - 105 = 75 is left in all; 40 called.
    From 2029 on the 35 that are left of the commitment are what can be called.
    """

    def row(line: str) -> list[float]:
        return time_row(workbook, "Funding", "JPN", line)

    assert row("Japan: calls for clusters")[:3] == [100.0, 40.0, 0.0]
    assert row("Calls for site preparation")[:3] == [5.0, 0.0, 0.0]
    assert row("Calls in all")[:3] == [105.0, 40.0, 0.0]
    assert row("Call limit, with what is carried over")[:3] == [120.0, 135.0, 215.0]
    assert row("Can be called, within the commitment")[:3] == [120.0, 75.0, 35.0]
    assert row("Not called, of what can be")[:3] == [15.0, 35.0, 35.0]
    assert row("Left of the commitment")[:3] == [75.0, 35.0, 35.0]


def test_unspent_pledge_is_called_unspent(workbook: Workbook) -> None:
    """Tests that 180 available less 145 called is reported as unspent and never as a saving."""
    rows = table_rows(workbook, "Funding", "Funding")
    (unspent,) = [row for row in rows if row["Line"].startswith("Unspent")]
    assert unspent["Constant"] == 35.0
    assert "not a saving" in unspent["Line"]


def test_decisions_are_the_plans(workbook: Workbook) -> None:
    """Tests site, start, money and returns of the two funded clusters, with words for no figure."""
    first, second, third = table_rows(workbook, "Plan", "Plan")
    assert (first["Cluster"], first["Site"], first["Start (date)"].date()) == (
        "FIB", "TX", date(2027, 1, 1),
    )  # fmt: skip
    assert [row["Fund (yes or no)"] for row in (first, second, third)] == ["yes", "yes", "no"]
    assert (third["Cluster"], third["Site"], third["Start (date)"]) == ("CAB", None, None)
    assert third["Capex (USD m)"] is None
    assert first["Capex (USD m)"] == 100.0
    assert first["Recovery of the pledge (years from first call)"] == 8.0
    assert first["Recovered by (date)"].date() == date(2035, 12, 31)
    assert first["Payback, measured from first spend (years)"] == 4.333333
    assert second["IRR (% a year)"] == "n/m"
    assert second["Recovery of the pledge (years from first call)"] == "never"
    assert second["Recovered by (date)"] == "never"
    plan = hand_plan()
    assert [first["NPV program (USD m)"], second["NPV program (USD m)"]] == [
        plan.decisions[0].npv_musd, plan.decisions[1].npv_musd,
    ]  # fmt: skip


def test_sums_below_the_plan(workbook: Workbook) -> None:
    """Tests that the row below the table has the sums: 100 + 40 capex, 200 + 50 value."""
    page = workbook["Plan"]
    headers = [cell.value for cell in page[6]]
    total = dict(zip(headers, (cell.value for cell in page[11]), strict=True))
    assert total["Cluster"] == "Total"
    assert total["Capex (USD m)"] == 140.0
    assert total["NPV program (USD m)"] == pytest.approx(250.0)
    assert total["IRR (% a year)"] is None


def test_gantt_letters(workbook: Workbook) -> None:
    """Tests preparation, build, operation and the period of recovery, letter by letter."""
    rows = {
        row["Id"]: list(row.values())[5:] for row in table_rows(workbook, "Timeline", "Timeline")
    }
    assert rows["TX"] == ["S", *[None] * 10]
    assert rows["FIB"] == ["B", *"OOOOOOO", "R", "O", "O"]
    assert rows[FORMULA_ID] == [None, "B", *"OOOOOOOOO"]


def test_site_use_against_supply(workbook: Workbook) -> None:
    """Tests land from construction, and a plant of 50 MW that adds to 10 MW once it runs."""
    assert time_row(workbook, "Sites", "TX", "Land in use")[0] == 40.0
    assert time_row(workbook, "Sites", "TX", "Land left")[0] == 60.0
    assert time_row(workbook, "Sites", "TX", "Power left")[:3] == [10.0, 10.0, 60.0]
    (opened,) = table_rows(workbook, "Sites", "SitesOpened")
    assert opened["What stands there"] == f"FIB, {FORMULA_ID}"


def test_not_funded_gives_reason_rule_and_cell(workbook: Workbook) -> None:
    """Tests the reason of the one cluster that is left out, and what was ruled out for it."""
    (row,) = table_rows(workbook, "Not funded", "NotFunded")
    assert (row["Cluster"], row["Reason"], row["Rule"], row["Input cell"]) == (
        "CAB", "No site has 90 acres left.", "site_supply", "Sites!H5",
    )  # fmt: skip
    ruled = table_rows(workbook, "Not funded", "RuledOut")[0]
    assert (ruled["Cluster"], ruled["Sites"], ruled["From"], ruled["To"]) == (
        "CAB", "NV", "2027", "2029",
    )  # fmt: skip
    assert ruled["Starts ruled out (cluster, site and period)"] == 3


def test_limits_have_slack_and_say_what_binds(workbook: Workbook) -> None:
    """Tests 180 - 145 = 35 left of the commitment, and land of 40 of 40 that binds."""
    money, land = table_rows(workbook, "Limits", "Limits")
    assert (money["Used"], money["Limit figure"], money["Slack"]) == (145.0, 180.0, 35.0)
    assert (money["Binding"], land["Binding"]) == ("no", "yes")
    (binding,) = table_rows(workbook, "Summary", "SummaryBinding")
    assert binding["What binds"] == "TX land (2027)"


def test_inputs_echo_every_value_with_its_cell(workbook: Workbook) -> None:
    """Tests a typed rate, a default without a cell, and the estimate marks of a row."""
    values = {(row["Sheet"], row["Column"]): row for row in table_rows(workbook, "Inputs",
                                                                       "InputValues")}  # fmt: skip
    rate = values["Settings", "Discount rate"]
    assert (rate["Cell"], rate["Value"], rate["Origin"]) == ("B6", 0.08, "typed")
    copies = values["Clusters", "Copies"]
    assert (copies["Cell"], copies["Value"], copies["Origin"]) == (None, 1, "default")
    assert values["Clusters", "Capex (USD m)"]["Unit"] == "USD m"
    assert values["Clusters", "Taxable owner"]["Value"] == "yes"
    plant = table_rows(workbook, "Inputs", "InputRows")[-1]
    assert (plant["Cells"], plant["Source"]) == ("A6:AD6", "estimate")


def test_checks_are_listed_with_their_difference(workbook: Workbook) -> None:
    """Tests that a check shows expected, actual and actual less expected."""
    row = table_rows(workbook, "Checks", "Checks")[1]
    figures = [row[f"{name} (unit as described)"] for name in ("Expected", "Actual", "Difference")]
    assert (row["Id"], figures, row["Result"]) == ("C02", [180.0, 145.0, -35.0], "PASS")
    master = table_rows(workbook, "Checks", "MasterCheck")
    assert [line["Result (number)"] for line in master] == [2, 0]


def test_summary_says_the_decision_in_words(workbook: Workbook) -> None:
    """Tests the first sentence and the key figures a board asks for."""
    page = workbook["Summary"]
    assert page["A5"].value == (
        "Fund 2 of 3 clusters at 1 of 2 sites; call 145.0 USD m (80.6%) of the 180.0 USD m that"
        " Japan has available."
    )
    figures = {row["Key figure"]: row["Figure"] for row in table_rows(workbook, "Summary",
                                                                      "SummaryKey")}  # fmt: skip
    assert figures["Value in the chosen perspective"] == pytest.approx(245.0)
    assert figures["Pledge unspent (not a saving)"] == pytest.approx(35.0)
    assert figures["Pledge recovered by"] == "never"
    assert figures["Last start"].date() == date(2028, 1, 1)
