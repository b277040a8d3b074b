"""Tables of records, rows by period, single figures and names: addresses and numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from optmodel.live.by_record import chosen_by_row, gathered
from optmodel.live.functions import most, sum_of
from optmodel.live.line import Look, escaped
from optmodel.live.names import Names, sheet_prefix
from optmodel.live.records import Records, counted, numbers, plain
from optmodel.live.scalars import Scalars
from optmodel.live.stack import Stack, stacked
from optmodel.live.term import BEFORE, NO_PERIOD, NOW, Place, Term, term
from optmodel.results.layout import Column, Kind, Live, Row

OTHER = "Summary"


def table(names: Names | None = None) -> Records:
    """Three records on a sheet whose name needs quotes."""
    records = Records(names or Names(), "Not funded", "Rows", "nf", 3)
    name = records.add("id", Column("Cluster"), ["FIB", "CAB", "TRF"])
    records.add("no", Column("Number", Kind.WHOLE), numbers(records, name))
    records.add("value", Column("Value", Kind.MONEY, "USD m"), [5.0, None, 7.5])
    records.block("Rows").settle(10)  # type: ignore[misc]
    return records


def test_a_field_where_it_is_asked_for() -> None:
    """Tests the same row, another row, all rows, some rows, and rows so far."""
    field = table().field("value")
    here, away = Place("Not funded", 1), Place(OTHER, 1)
    assert field.here.text(here) == "$C11"
    assert field.here.text(away) == "'Not funded'!$C11"
    assert field.cell(2).text(away) == "'Not funded'!$C$12"
    assert field.cells([2, 0, 0]).text(here) == "$C$10"
    assert field.part(0, 1).text(here) == "$C$10:$C$11"
    assert field.so_far.text(here) == "SUM(C$10:C11)"
    assert field.range.text(away) == "nf_value"
    assert field.values.tolist() == [5.0, 0.0, 7.5]
    assert field.cells([2, 0, 0]).number(NO_PERIOD).tolist() == [7.5, 5.0, 5.0]
    assert field.so_far.number(NO_PERIOD).tolist() == [5.0, 5.0, 12.5]


def test_records_are_numbered_by_rows() -> None:
    """Tests that sorting or adding rows leaves no typed number behind."""
    number = table().field("no")
    assert number.content.text(Place("Not funded", 2)) == "ROWS(A$10:A12)"  # type: ignore[union-attr]
    assert number.values.tolist() == [1.0, 2.0, 3.0]


def test_names_stand_for_ranges_once_asked_for() -> None:
    """Tests that only what formulas use is named, each once, with the sheet."""
    names = Names()
    records = table(names)
    assert names.ranges() == {}
    assert records.field("value").range.text(Place(OTHER, 0)) == "nf_value"
    assert records.field("value").range.text(Place(OTHER, 1)) == "nf_value"
    records.matrix("no", "value", "all")
    assert names.ranges() == {
        "nf_all": "'Not funded'!$B$10:$C$12",
        "nf_value": "'Not funded'!$C$10:$C$12",
    }


@pytest.mark.parametrize("name", ["A1", "value", "a b_c", "größe_x"])
def test_a_name_cannot_be_taken_for_a_cell(name: str) -> None:
    """Tests that a name has an underscore and plain letters."""
    with pytest.raises(ValueError, match="is not a name"):
        Names().add(name, str)


def test_a_name_is_given_once() -> None:
    """Tests that a second range of one name is refused."""
    names = Names()
    names.add("a_b", str)
    with pytest.raises(ValueError, match="defined twice"):
        names.add("a_b", str)


def test_two_tables_never_share_a_name() -> None:
    """Tests that a formula cannot mean the column of another table with the same prefix."""
    names = Names()
    assert table(names).field("value").name == "nf_value"
    with pytest.raises(ValueError, match="'nf_value' is defined twice"):
        _ = table(names).field("value").name


def test_a_key_is_given_once() -> None:
    """Tests that neither a table nor a stack takes a second column or line with one key."""
    with pytest.raises(ValueError, match="Rows has a column value already"):
        table().add("value", Column("Again"))
    stack = Stack(Names(), "Time", "tm", 2)
    stack.add("cash", Look("Cash"))
    with pytest.raises(ValueError, match="tm has a line cash already"):
        stack.add("cash", Look("Cash again"))


def test_cells_across_a_record() -> None:
    """Tests columns from one to another: of the same record, and of the only one."""
    records = Records(Names(), "Not funded", "Steps", "st", 1)
    for step in range(3):
        records.add(f"s{step}", Column(f"Step {step}", Kind.WHOLE), [step])
    records.block("Steps").settle(10)  # type: ignore[misc]
    assert records.across("s0", "s2").text(Place("Not funded", 0)) == "$A10:$C10"
    only = records.across("s1", "s2", fixed=True)
    assert only.text(Place(OTHER, 7)) == "'Not funded'!$B$10:$C$10"
    assert only.number(NO_PERIOD).tolist() == [1.0, 2.0]
    assert records.across("s0", "s2").number(NO_PERIOD).tolist() == [[0.0, 1.0, 2.0]]


def test_cells_of_all_blocks_in_a_period() -> None:
    """Tests the column of a period through blocks of one line; of more lines there is none."""
    stack = Stack(Names(), "Time", "tm", 2, blocks=3)
    line = stack.add("cash", Look("Cash"), [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    stack.first_row = 7
    assert line.everywhere.text(Place(OTHER, 0)) == f"Time!{NOW}$7:{NOW}$9"
    assert line.everywhere.number(1).tolist() == [2.0, 4.0, 6.0]
    stack.add("more", Look("More"))
    with pytest.raises(ValueError, match="cash is not the only line"):
        _ = line.everywhere


def test_records_with_formulas_of_their_own() -> None:
    """Tests cells from anywhere as one column: each is written as its own table writes it."""
    value = table().field("value")
    column = gathered([(value.here, 2), (term(1), 0)])
    assert [column.text(Place(OTHER, index)) for index in range(2)] == ["'Not funded'!$C12", "1"]
    assert column.number(NO_PERIOD).tolist() == [7.5, 1.0]
    chosen = chosen_by_row([True, False], value.cell(0), 0)
    assert [chosen.text(Place("Not funded", index)) for index in range(2)] == ["$C$10", "0"]
    assert chosen.number(NO_PERIOD).tolist() == [5.0, 0.0]


def test_sheets_with_other_signs_are_quoted() -> None:
    """Tests what stands before an address."""
    assert (sheet_prefix("Plan"), sheet_prefix("Cash flow")) == ("Plan!", "'Cash flow'!")


def test_given_values_as_formulas_see_them() -> None:
    """Tests days as numbers, blanks as 0 or no words, and no sign on nothing."""
    assert counted([date(2027, 1, 1), 3, None]).tolist() == [46388.0, 3.0, 0.0]
    assert counted(["yes", None]).tolist() == ["yes", ""]
    assert np.isnan(counted([None], days=True)).all()
    assert str(plain(np.float64(-0.0))) == "0.0"


def balances(blocks: int | None) -> Stack:
    """An account that earns a tenth of what it opened with, and 10 a period."""
    names = Names()
    rate = Scalars(names, "Lookups", "Rates").add("set_rate", "Rate", "share", 0.1)
    stack = Stack(names, "Waterfall", "wf", 3, blocks=blocks, subject="Account")
    opening = stack.add("opening", Look("Opening"))
    paid = stack.add("paid", Look("Paid in"), constant=[10.0] * stack.count, total=True)
    paid.content = most(paid.constant, 0)
    closing = stack.add("closing", Look("Closing"))
    opening.content = closing.before
    closing.content = opening.now * (1 + rate) + paid.now
    stacked("Waterfall", "Accounts", (), [stack]).settle(7)  # type: ignore[misc]
    return stack


def test_balances_run_through_the_periods() -> None:
    """Tests a line that looks at a later one of the period before: 10, 21, 33.1."""
    stack = balances(2)
    assert stack.line("closing").values == pytest.approx(np.array([[10.0, 21.0, 33.1]] * 2))
    assert stack.line("opening").values == pytest.approx(np.array([[0.0, 10.0, 21.0]] * 2))
    assert stack.line("paid").totals.tolist() == [30.0, 30.0]


def test_rows_of_blocks_that_are_alike() -> None:
    """Tests addresses in the second block: relative rows, the period left open."""
    stack, here = balances(2), Place("Waterfall", 1)
    assert stack.line("closing").now.text(here) == f"{NOW}12"
    assert stack.line("closing").before.text(here) == f"{BEFORE}12"
    assert stack.line("closing").periods.text(Place(OTHER, 1)) == "Waterfall!$F12:$H12"
    assert stack.line("closing").periods_before.text(here) == "$E12:$G12"
    assert stack.line("paid").constant.text(here) == "$D11"
    assert stack.line("paid").total.text(here) == "$E11"
    assert stack.line("paid").so_far.text(here) == f"SUM($F11:{NOW}11)"
    assert stack.line("paid").summed.text(Place("Waterfall", 0)) == (
        f'SUMIF(wf_lines,"Paid in",{NOW}$7:{NOW}$12)'
    )
    assert float(stack.line("paid").summed.number(1)) == 20.0
    assert float(stack.line("paid").summed_total.number(NO_PERIOD)) == 60.0


def test_rows_of_the_only_block() -> None:
    """Tests that a single block has fixed rows and names."""
    stack = balances(None)
    assert stack.line("paid").now.text(Place(OTHER, 5)) == f"Waterfall!{NOW}$8"
    assert stack.line("paid").range.text(Place(OTHER, 0)) == "wf_paid"
    assert stack.line("paid").area() == "Waterfall!$F$8:$H$8"
    assert float(sum_of(stack.line("paid").range).number(NO_PERIOD)) == 30.0


def test_rows_of_several_blocks_have_no_names() -> None:
    """Tests that a name would stand for one of them only."""
    with pytest.raises(ValueError, match="every block"):
        _ = balances(2).line("paid").range


def test_a_total_is_not_taken_for_a_period() -> None:
    """Tests that a line with a total has no period before the first one."""
    line = balances(2).line("paid")
    for ask in ("before", "periods_before"):
        with pytest.raises(ValueError, match="would be taken for a period"):
            getattr(line, ask)


def test_rows_as_the_sheet_gets_them() -> None:
    """Tests subject, label, constant, total and periods of the first block."""
    row = next(iter(balances(2).rows()))
    assert row.cells[:3] == ("Account", "Opening", "USD m")
    assert row.periods is not None
    assert row.periods.values == (0.0, 10.0, 21.0)
    assert row.cells[4] is None


def test_signs_in_labels_mean_themselves() -> None:
    """Tests that a label with a wildcard or quotes finds only its own rows."""
    assert escaped('50% * "all"?') == '"50% ~* ""all""~?"'


def test_single_figures_have_names() -> None:
    """Tests a given figure and a formula, each in the third column."""
    names = Names()
    figures = Scalars(names, "Lookups", "Settings")
    months = figures.add("set_months", "Months", "months", 3)
    years = figures.add("set_years", "Years", "years", months / 12)
    block = figures.block("Settings")
    assert block.settle is not None
    block.settle(6)
    assert years.text(Place(OTHER, 0)) == "set_years"
    assert names.ranges() == {"set_months": "Lookups!$C$6", "set_years": "Lookups!$C$7"}
    assert float(years.number(NO_PERIOD)) == 0.25
    shown = block.rows[1].cells[2]
    assert isinstance(shown, Live)
    assert shown.term.text(Place("Lookups", 0)) == "set_months/12"
    assert isinstance(block.rows[0], Row)


def test_a_table_of_formulas_and_values() -> None:
    """Tests that given values stay as they are and formulas carry their numbers."""
    records = table()
    twice: Term = records.field("value").here + records.field("value").here
    records.add("twice", Column("Twice", Kind.MONEY, "USD m"), twice)
    row = records.block("Rows").rows[2].cells
    assert row[:1] == ("TRF",)
    assert isinstance(row[3], Live)
    assert (row[3].value, row[3].term.text(Place("Not funded", 2))) == (15.0, "$C12+$C12")
