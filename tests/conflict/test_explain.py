"""What a run says where no plan is possible."""

from __future__ import annotations

import signal
import threading
from dataclasses import replace

import pytest

from optmodel.conflict import explain as explain_module
from optmodel.conflict.explain import EitherEvent, explain
from optmodel.conflict.known_options import OptionsOf
from optmodel.conflict.sentences import (
    STOPPED,
    UNEXPLAINED,
    conflict_sentence,
    is_telling,
    repair_sentence,
    sentences,
)
from optmodel.conflict.types import Conflict, Edit, Explanation, Item, Repair
from optmodel.errors import Finding
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.search.controls import Controls
from optmodel.workbook.tables import Tables
from tests.cases import case, pledge, site, tiny_settings
from tests.conflict.asking import must

QUICK = Controls(time_limit_s=60.0, gap=0.0)
LAND = Item("site_supply", ("S", "land"), "the land of S, 0 acres", ("Sites!H5",))
FUND = Item("decision", ("cluster", "A"), "A must be funded", ("Clusters!F5",))
MORE = Edit("Funding", 5, "Commitment (USD m)", "Funding!C5", "source JPN", 100.0, 12500.0, "USD m")
RAISE = Repair("commitment", "pledge JPN +12,400 USD m", (MORE,), 1.0, proven=True, least=True)


def read(tables: Tables) -> Program:
    """The program of tables without errors."""
    program, _ = build(tables)
    assert program is not None
    return program


def short_of_money() -> Tables:
    """A for 60 and B for 70 must be funded with 100."""
    return case(
        tiny_settings(), Clusters=[must("A", 60.0), must("B", 70.0)], Funding=[pledge(100.0)]
    )


def test_conflict_comes_first_then_the_money_then_a_repair() -> None:
    """Tests the sentences about 60 + 70 against 100, and that 30 more are found to do."""
    tables = short_of_money()
    explanation = explain(tables, read(tables), QUICK)
    conflict, money = explanation.reasons
    assert conflict.startswith("These cannot all be kept: B must be funded (Clusters!")
    assert "; A must be funded (Clusters!" in conflict
    assert "; the commitment of JPN, 100 USD m (Funding!" in conflict
    assert money.startswith("The pledge JPN is short by at least 30.0 USD m (proven)")
    assert "pledge JPN +30 USD m" in [repair.words for repair in explanation.repairs]
    assert explanation.complete


def test_without_money_at_fault_no_money_is_said() -> None:
    """Tests the only sentence about 640 acres where there are none."""
    tables = case(
        tiny_settings(), Clusters=[must("A", **{"Land (acres)": 640.0})], Sites=[site("S", 0.0)]
    )
    (reason,) = explain(tables, read(tables), QUICK).reasons
    assert reason.startswith("These cannot all be kept: A must be funded (Clusters!")
    assert "the land of S, 0 acres (Sites!" in reason


def test_a_fact_that_nobody_can_give_up_leaves_the_decision_alone() -> None:
    """Tests that a build of 20 periods in a horizon of 10 is a conflict of one."""
    tables = case(tiny_settings(), Clusters=[must("A", 1.0, 20)])
    reason = explain(tables, read(tables), QUICK).reasons[0]
    assert reason.startswith("This alone cannot be kept, whatever else gives way: A must be funded")


def test_proofs_from_before_the_search_are_said_and_carried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tests that findings come after the money, three of them at most."""
    monkeypatch.setattr(explain_module, "repairs_of", lambda *_: ((), True))
    tables = short_of_money()
    findings = [
        Finding("E315", f"proof {number}", "Sites", f"H{4 + 2 * number}") for number in range(1, 13)
    ]
    explanation = explain(tables, read(tables), QUICK, findings=findings)
    assert explanation.reasons[2].endswith("proof 1")
    assert explanation.reasons[4].endswith("proof 3")
    assert explanation.reasons[5:] == ("9 more in conflicts.xlsx.",)
    assert len(explanation.findings) == 12


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_an_interrupt_keeps_what_is_known(monkeypatch: pytest.MonkeyPatch, asked: int) -> None:
    """Tests that the conflict is named as far as it was found when Ctrl-C came.

    The interrupt comes in the search with the number; after it nothing more is asked.
    """
    searches: list[int] = []
    search = explain_module.possible

    def interrupted(
        program: Program,
        controls: Controls,
        stop: threading.Event | None,
        options_of: OptionsOf,
    ) -> bool | None:
        searches.append(1)
        if len(searches) == asked:
            signal.raise_signal(signal.SIGINT)
        return search(program, controls, stop, options_of)

    monkeypatch.setattr(explain_module, "possible", interrupted)
    tables = short_of_money()
    explanation = explain(tables, read(tables), QUICK)
    assert len(searches) == asked
    assert explanation.reasons[0].startswith("These cannot all be kept (perhaps fewer: ")
    assert explanation.reasons[-1] == STOPPED
    assert explanation.conflict is not None
    assert (explanation.repairs, explanation.complete) == ((), False)


def test_who_stops_it_at_once_is_told_that_the_proof_stands() -> None:
    """Tests an event that is set before the search for reasons begins."""
    stop = threading.Event()
    stop.set()
    tables = short_of_money()
    explanation = explain(tables, read(tables), QUICK, stop=stop)
    assert explanation.reasons == (STOPPED,)
    assert (explanation.conflict, explanation.complete) == (None, False)


def test_searches_without_an_answer_claim_nothing_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that everything is named, as too much, where no search comes to an answer."""
    monkeypatch.setattr(explain_module, "possible", lambda *_: None)
    monkeypatch.setattr(explain_module, "repairs_of", lambda *_: ((), True))
    tables = short_of_money()
    conflict = explain(tables, read(tables), QUICK).conflict
    assert conflict is not None
    assert not conflict.irreducible


def test_either_event_is_set_by_both() -> None:
    """Tests an event over two others."""
    one, other = threading.Event(), threading.Event()
    both = EitherEvent(one, other)
    assert not both.is_set()
    other.set()
    assert both.is_set()


def test_a_long_conflict_is_counted() -> None:
    """Tests that 12 items of 14 are named, and that too many are said to be too many."""
    items = (FUND, *[replace(LAND, subject=(f"S{i}", "land")) for i in range(13)])
    sentence = conflict_sentence(Conflict(items, irreducible=False, confirmed=True))
    assert sentence.startswith("These cannot all be kept (perhaps fewer: the time did not suffice")
    assert sentence.count("Sites!H5") == 11
    assert sentence.endswith("; and 2 more, see run.json.")


def test_a_long_list_that_is_not_cut_is_not_said() -> None:
    """Tests that 13 items in doubt say nothing, and 12 do."""
    items = (FUND, *[replace(LAND, subject=(f"S{i}", "land")) for i in range(12)])
    assert not is_telling(Conflict(items, irreducible=False, confirmed=True))
    assert is_telling(Conflict(items[1:], irreducible=False, confirmed=True))
    assert is_telling(Conflict(items, irreducible=True, confirmed=True))


def test_a_repair_says_what_to_type_where() -> None:
    """Tests the cell with its old and new value, and that many cells are left to the sheet."""
    assert repair_sentence(RAISE) == (
        "A plan is possible with: pledge JPN +12,400 USD m (Funding!C5: 100 -> 12,500)."
    )
    release = Edit("Clusters", 5, "Decision", "Clusters!F5", "cluster A", "fund", "free")
    none = Edit("Settings", 0, "Maximum sites", "", "setting", 1, None)
    said = repair_sentence(replace(RAISE, edits=(release, none, MORE, MORE)))
    assert "(Clusters!F5: fund -> free; Settings, Maximum sites: 1 -> blank; " in said
    assert repair_sentence(replace(RAISE, edits=(release, none, MORE, MORE, MORE))) == (
        "A plan is possible with: pledge JPN +12,400 USD m (see the sheet Edits of conflicts.xlsx)."
    )


def test_more_repairs_than_fit_are_counted() -> None:
    """Tests that six of eight are said after the reasons."""
    explanation = Explanation((UNEXPLAINED,), None, (RAISE,) * 8)
    said = sentences(explanation)
    assert (said[0], len(said)) == (UNEXPLAINED, 8)
    assert said[-1] == "2 more repairs are in the folder of this run."
