"""The figures of the sheets: those of the case by hand, and parts that add up to their sums."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.workbook.workbook import Workbook

from tests.results.hand import FORMULA_ID
from tests.results.tables import table_rows, time_row, time_total

JAPAN = ", Japan"
"""What the lines of an account end with."""


def test_waterfall_of_the_hand_case(workbook: Workbook) -> None:
    """Tests the hand case of the waterfall to the cent.

    100 drawn, 4 % a year, 15 of 30 a year before recovery: 100, then 100*1.04-15 = 89.00,
    89*1.04-15 = 77.56 ... 13.12, then 13.12*1.04 = 13.64 is repaid out of 27.29 in 2035. Of the
    2.71 that are left then the source has a tenth: 13.64 + 0.27 = 13.91, the host 13.64 + 2.44.
    """

    def row(line: str) -> list[float]:
        return time_row(workbook, "Waterfall", "FIB", line + JAPAN)

    closing = [100, 89.00, 77.56, 65.66, 53.29, 40.42, 27.04, 13.12, 0, 0, 0]
    assert row("Deemed balance, closing") == pytest.approx(closing, abs=0.005)
    assert row("less receipts before recovery")[8] / 0.5 == pytest.approx(27.29, abs=0.005)
    assert row("Cash shared after recovery")[8:] == pytest.approx([2.71, 30, 30], abs=0.005)
    assert row("Receipts in all")[8:] == pytest.approx([13.91, 3, 3], abs=0.005)
    assert row("United States's share of cash")[8:] == pytest.approx([16.09, 27, 27], abs=0.005)
    assert row("United States's share of cash")[1:8] == [15.0] * 7


def test_returns_of_the_hand_case(workbook: Workbook) -> None:
    """Tests the row of the same vehicle: 124.91 received for 100, 175.09 left, back in year 8."""
    fib, odd, free = table_rows(workbook, "Returns", "Returns")
    figures = [fib[f"NPV {party} (USD m)"] for party in ("program", "Japan", "United States")]
    assert figures == pytest.approx([200, 24.91, 175.09], abs=0.005)
    assert (fib["Capex (USD m)"], fib["Calls on Japan (USD m)"]) == (100, 100)
    recovery = next(header for header in fib if header.startswith("Recovery of Japan (years"))
    assert (fib[recovery], odd[recovery], free[recovery]) == (8, "never", 0)
    assert (fib["Cluster"], odd["Cluster"], free["Cluster"]) == ("FIB", FORMULA_ID, "(free)")


@pytest.mark.parametrize("vehicle", ["FIB", FORMULA_ID, "All vehicles", "(free)"])
def test_corkscrew_closes(workbook: Workbook, vehicle: str) -> None:
    """Tests opening + interest + calls - receipts before = closing, and that it carries over."""
    lines = ["Deemed balance, opening, Japan", "plus deemed interest, Japan", "Calls on Japan"]
    opening, interest, calls = (time_row(workbook, "Waterfall", vehicle, it) for it in lines)
    before = time_row(workbook, "Waterfall", vehicle, "less receipts before recovery, Japan")
    closing = time_row(workbook, "Waterfall", vehicle, "Deemed balance, closing, Japan")
    parts = zip(opening, interest, calls, before, strict=True)
    assert closing == pytest.approx([a + b + c - d for a, b, c, d in parts], abs=1e-9)
    assert opening[1:] == pytest.approx(closing[:-1], abs=1e-9)


@pytest.mark.parametrize("subject", ["FIB", FORMULA_ID, "Program"])
def test_cash_lines_add_up(workbook: Workbook, subject: str) -> None:
    """Tests that signed lines add up to operating and free cash, in every period and in all."""

    def row(line: str) -> list[float]:
        cells = time_row(workbook, "Cash flow", subject, line)
        return [*cells, time_total(workbook, "Cash flow", subject, line)]

    operating = [
        "Revenue", "Revenue as given", "Operating cost", "Operating cost as given",
        "Operating cash as given",
    ]  # fmt: skip
    added = [sum(column) for column in zip(*map(row, operating), strict=True)]
    assert row("Operating cash") == pytest.approx(added)
    pairs = zip(row("Operating cash"), row("Capital (capex less support)"), strict=True)
    free = [a - b for a, b in pairs]
    assert row("Free cash flow") == pytest.approx(free)


def test_the_program_is_the_sum_of_its_vehicles(workbook: Workbook) -> None:
    """Tests revenue, capital and free cash, and that the parties have all of the free cash."""
    for line in ("Revenue", "Capital (capex less support)", "Free cash flow"):
        vehicles = [time_row(workbook, "Cash flow", it, line) for it in ("FIB", FORMULA_ID)]
        added = [sum(column) for column in zip(*vehicles, strict=True)]
        assert time_row(workbook, "Cash flow", "Program", line) == pytest.approx(added), line
    after = " after site preparation"
    parties = [
        time_row(workbook, "Cash flow", "Program", f"Cash to {party}{after}")
        for party in ("Japan", "United States")
    ]
    free = time_row(workbook, "Cash flow", "Program", f"Free cash flow{after}")
    assert free == pytest.approx([sum(pair) for pair in zip(*parties, strict=True)])


def test_paid_is_negative_and_received_positive(workbook: Workbook) -> None:
    """Tests the sign convention: capex and preparation below zero, revenue above."""
    assert time_row(workbook, "Cash flow", "FIB", "Capex")[0] == -100.0
    assert time_row(workbook, "Cash flow", "FIB", "Revenue")[1] == 32.0
    assert time_row(workbook, "Cash flow", "FIB", "Operating cost")[1] == -2.0
    paid = "Site preparation, paid by Japan"
    assert time_row(workbook, "Cash flow", "Program", paid)[0] == -5.0


def test_present_values_are_the_values(workbook: Workbook) -> None:
    """Tests 200 of FIB + 35 of the plant - 5 of preparation = 230, party by party as well."""
    value = "Present value: {} after site preparation"
    found = [
        time_total(workbook, "Cash flow", "Program", value.format(line))
        for line in ("Free cash flow", "Cash to Japan", "Cash to United States")
    ]
    assert found == pytest.approx([230, 19.91, 210.09], abs=0.005)
    rows = table_rows(workbook, "Summary", "SummaryParties")
    parties = {row["Party"]: row["Value"] for row in rows}
    assert parties["Program"] == pytest.approx(230)
    assert parties["Japan"] + parties["United States"] == pytest.approx(230)


def test_calls_against_limit_and_commitment(workbook: Workbook) -> None:
    """Tests what can be called: 120 a year, 180 in all.

    2027: 105 of 120. 2028: 40 of the 180 - 105 = 75 that are left in all. Then 35 are left.
    """

    def row(line: str) -> list[float]:
        return time_row(workbook, "Funding", "Japan", line)[:3]

    assert row("Calls for clusters") == [100, 40, 0]
    assert row("Calls for site preparation") == [5, 0, 0]
    assert row("Calls in all") == [105, 40, 0]
    assert row("Call limit, with what is carried forward") == [120, 120, 120]
    assert row("Can be called, within limit and commitment") == [120, 75, 35]
    assert row("Not called, of what can be") == [15, 35, 35]
    assert row("Left of the commitment") == [75, 35, 35]


def test_what_is_carried_forward_raises_the_next_limit(carried: Workbook) -> None:
    """Tests that the 15 which 2027 leaves of its 120 and the 80 of 2028 are there in 2029 too."""
    left = time_row(carried, "Funding", "Japan", "Left of the call limit")
    assert left[:3] == [15, 15 + 80, 15 + 80 + 120]


def test_unspent_pledge_is_called_unspent(workbook: Workbook) -> None:
    """Tests that 180 available less 145 called is reported as unspent and never as a saving."""
    rows = table_rows(workbook, "Funding", "Funding")
    (unspent,) = [row for row in rows if row["Line"].startswith("Unspent")]
    assert unspent["Constant"] == 35.0
    assert "not a saving" in unspent["Line"]


def test_words_where_there_is_no_figure(workbook: Workbook) -> None:
    """Tests never and n/m of the plant, and blanks of what is not funded."""
    first, second, third = table_rows(workbook, "Plan", "Plan")
    assert first["IRR (% a year)"] == pytest.approx(0.2732, abs=5e-5)
    assert second["IRR (% a year)"] == "n/m"
    assert second["Recovery of the pledge (years from first call)"] == "never"
    assert second["Recovered by (date)"] == "never"
    assert first["Recovered by (date)"].date() == date(2035, 12, 31)
    assert (third["Cluster"], third["Site"], third["Capex (USD m)"]) == ("CAB", None, None)


def test_sums_below_the_plan(workbook: Workbook) -> None:
    """Tests that the row below the table has the sums: 100 + 40 capex, 200 + 35 value."""
    page = workbook["Plan"]
    headers = [cell.value for cell in page[6]]
    total = dict(zip(headers, (cell.value for cell in page[11]), strict=True))
    assert (total["Cluster"], total["Capex (USD m)"]) == ("Total", 140)
    assert total["NPV program (USD m)"] == pytest.approx(235)
    assert total["IRR (% a year)"] is None


def test_site_use_against_supply(workbook: Workbook) -> None:
    """Tests land from construction, and a plant of 50 MW that adds to 10 MW once it runs."""
    assert time_row(workbook, "Sites", "TX", "Land in use")[0] == 40
    assert time_row(workbook, "Sites", "TX", "Land left")[0] == 60
    assert time_row(workbook, "Sites", "TX", "Power left")[:3] == [10, 10, 60]


def test_not_funded_gives_reason_rule_and_cell(workbook: Workbook) -> None:
    """Tests the reason of the one cluster that is left out, and what was ruled out for it."""
    (row,) = table_rows(workbook, "Not funded", "NotFunded")
    assert (row["Cluster"], row["Rule"], row["Input cell"]) == ("CAB", "site_supply", "Sites!H5")
    assert "land at TX short by 30 acres" in row["Reason"]
    ruled = table_rows(workbook, "Not funded", "RuledOut")[-1]
    assert [ruled[key] for key in ("Cluster", "Sites", "From", "To")] == [
        "CAB",
        "NV",
        "2027",
        "2029",
    ]
    assert ruled["Starts ruled out (cluster, site and period)"] == 3


def test_limits_have_slack_and_say_what_binds(workbook: Workbook) -> None:
    """Tests 180 - 145 = 35 left of the commitment, and no limit for what the input leaves blank."""
    rows = table_rows(workbook, "Limits", "Limits")
    money = rows[0]
    assert (money["Used"], money["Limit figure"], money["Slack"]) == (145, 180, 35)
    assert (money["Binding"], money["Input cell"]) == ("no", "Funding!C5")
    about = [row["About"] for row in rows]
    assert about == ["Japan", "Japan, tightest period", "TX land", "TX power", "NV land"]


def test_the_plan_of_130_acres_breaks_the_limit_of_100(crowded_values: Workbook) -> None:
    """Tests what the sheets say of a plan that somebody gives: 30 acres too many."""
    limits = table_rows(crowded_values, "Limits", "Limits")
    land = next(row for row in limits if row["About"] == "TX land")
    assert [land[key] for key in ("Used", "Limit figure", "Slack", "Binding")] == [
        130, 100, -30, "broken",
    ]  # fmt: skip
    checks = {row["Check"]: row["Result"] for row in table_rows(crowded_values, "Checks", "Checks")}
    assert checks["site_supply"] == "FAIL"


def test_inputs_echo_every_value_with_its_cell(workbook: Workbook) -> None:
    """Tests a typed rate, a default without a cell, a word, and the estimate marks of a row."""
    values = {
        (row["Row"], row["Column"]): row for row in table_rows(workbook, "Inputs", "InputValues")
    }
    rate = values["JPN", "Deemed rate"]
    assert (rate["Cell"], rate["Value"], rate["Unit"], rate["Origin"]) == (
        "L5", 0.04, "a year", "typed",
    )  # fmt: skip
    copies = values["FIB", "Copies"]
    assert (copies["Cell"], copies["Value"], copies["Origin"]) == (None, 1, "default")
    assert values["FIB", "Taxable owner"]["Value"] == "no"
    rows = {row["Row"]: row for row in table_rows(workbook, "Inputs", "InputRows")}
    assert (rows[FORMULA_ID]["Cells"], rows[FORMULA_ID]["Source"]) == ("A6:AE6", "estimate")


def test_summary_says_the_decision_in_words(workbook: Workbook) -> None:
    """Tests the first sentence of the run, and figures that a board asks for."""
    assert workbook["Summary"]["A8"].value == (
        "Fund 2 of 3 clusters at 1 of 2 sites; call 145.0 USD m (80.6%) of the 180.0 USD m that"
        " Japan has available."
    )
    rows = table_rows(workbook, "Summary", "SummaryKey")
    figures = {row["Key figure"]: row["Figure"] for row in rows}
    assert figures["Value in the chosen perspective"] == pytest.approx(230)
    assert figures["Pledge unspent (not a saving)"] == pytest.approx(35)
    assert figures["Pledge recovered by"] == "never"
    assert figures["Last start"].date() == date(2028, 1, 1)
