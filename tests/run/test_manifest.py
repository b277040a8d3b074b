"""Tests of ``run.json``."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from optmodel.run.finished import Run
from optmodel.run.manifest import Document, dossier, manifest, manifest_without_plan
from optmodel.run.strict_json import strict_json
from optmodel.search.result import Outcome, SolveResult

FIELDS = {
    "status", "value", "bound", "gap", "values", "clusters", "sites", "calls", "limits", "checks",
    "seconds", "input", "versions", "options",
}  # fmt: skip
CLUSTER = {
    "cluster", "copy", "funded", "site", "start", "period", "capex", "npv", "payback_years",
    "recovery_years", "reason",
}  # fmt: skip


def rows(document: Document, name: str) -> list[dict[str, object]]:
    """One of the lists of a manifest, as a reader of the file sees it."""
    found: list[dict[str, object]] = json.loads(strict_json(document))[name]
    return found


def test_every_field_of_the_contract_is_there(finished: Run) -> None:
    """Tests the names that scripts rely on."""
    assert set(finished.document) >= FIELDS
    a, b = rows(finished.document, "clusters")
    assert set(a) >= CLUSTER
    assert set(a) == set(b)
    assert (a["start"], a["period"], a["site"], a["reason"]) == ("2027-01-01", 0, "S", None)
    assert (b["start"], b["period"], b["site"]) == (None, None, None)
    assert b["reason"]
    assert set(rows(finished.document, "limits")[0]) >= {"name", "used", "limit", "slack", "cell"}
    assert set(finished.document["input"]) >= {"file", "sha256"}  # type: ignore[call-overload]


def test_sites_show_use_and_supply_by_period(finished: Run) -> None:
    """Tests that S is opened in 2027, its land listed by period, its power without a limit."""
    (site,) = rows(finished.document, "sites")
    resources = site["resources"]
    assert isinstance(resources, dict)
    assert (site["opened"], site["period"]) == ("2027-01-01", 0)
    assert resources["land"]["supply"] == [500.0] * 10
    assert resources["land"]["use"] == [0.0] * 10
    assert resources["power"]["supply"] is None


def test_calls_are_listed_by_source_and_period(finished: Run) -> None:
    """Tests 100 in 2027 and nothing in the other nine years."""
    calls = rows(finished.document, "calls")
    assert [call["call"] for call in calls] == [100.0] + [0.0] * 9
    assert (calls[1]["source"], calls[1]["start"]) == ("JPN", "2028-01-01")


def test_the_gap_is_in_money_too(finished: Run) -> None:
    """Tests that a bound of 175 over 170 is a gap of 5 USD m or 5/170."""
    search = replace(finished.plan.search, outcome=Outcome.FEASIBLE, bound=175.0)
    document = manifest(replace(finished.plan, value_musd=170.0, search=search), finished.info)
    assert (document["status"], document["proven"]) == ("feasible", False)
    assert (document["gap"], document["gap_musd"]) == (5.0 / 170.0, 5.0)


def test_a_manifest_without_a_plan_has_the_same_fields(finished: Run) -> None:
    """Tests that a script finds every field, empty, and the reasons."""
    search = SolveResult(Outcome.INFEASIBLE, "Proven.", None, None, None, 0.1, 0)
    document = manifest_without_plan("infeasible", ["short"], finished.info, {"read": 1.0}, search)
    assert set(document) >= FIELDS
    assert (document["value"], document["reasons"]) == (None, ["short"])


def test_a_dossier_shows_the_claim_and_what_failed(finished: Run) -> None:
    """Tests that only failed checks are listed, beside the claim and the log."""
    checks = (replace(finished.plan.checks[0], passed=False), *finished.plan.checks[1:])
    plan = replace(finished.plan, checks=checks)
    document = dossier(["it does not hold"], finished.info, plan.search, plan)
    assert [check["name"] for check in rows(document, "checks_failed")] == [checks[0].name]
    claim = json.loads(strict_json(document))["claim"]
    assert claim["starts"] == [
        {"cluster": "A", "copy": 1, "site": "S", "period": 0, "operator": ""}
    ]


def test_how_exact_the_amounts_are_is_recorded(finished: Run, shared: Run) -> None:
    """Tests that a plan with shares says so, also in the log, and one without does not."""
    documents = [json.loads(strict_json(run.document)) for run in (finished, shared)]
    recorded = [document["solver"]["amounts"] for document in documents]
    assert recorded == ["", "amounts worked out to a billionth"]
    assert shared.plan.search.log.endswith("After the search: amounts worked out to a billionth.\n")
    failed = replace(finished.plan.search, amounts="amounts kept as the search left them")
    document = manifest(replace(finished.plan, search=failed), finished.info)
    solver = json.loads(strict_json(document))["solver"]
    assert solver["amounts"] == "amounts kept as the search left them"


def test_dates_are_dates_of_the_plan(finished: Run) -> None:
    """Tests that operation begins a year after the start."""
    assert finished.plan.decisions[0].operation == date(2028, 1, 1)
    assert rows(finished.document, "clusters")[0]["operation"] == "2028-01-01"


def test_a_plan_of_two_sources(shared: Run) -> None:
    """Tests who pays what: JPN 150, EXT the other 50, in a pool that is repaid by 2032."""
    document = shared.document
    assert (document["value"], document["penalty"], document["synergy"]) == (465.0, 10.0, 45.0)
    assert document["beyond_pledge"] == 50.0
    jpn, ext = rows(document, "sources")
    assert (jpn["called"], jpn["left"], jpn["receipts"], jpn["value"]) == (150.0, 0.0, 169.5, 19.5)
    assert (ext["called"], ext["vehicle"], ext["recovery_date"]) == (50.0, "pooled", "2032-12-31")
    (pool,) = rows(document, "pools")
    lines = pool["lines"]
    assert isinstance(lines, dict)
    assert (pool["source"], lines["balance_close"][:3]) == ("EXT", [50.0, 38.0, 26.0])


def test_a_cluster_says_who_pays_and_who_runs_it(shared: Run) -> None:
    """Tests A, all JPN's and run by ACME; B, half and half; C, whose only operator declined."""
    a, b, c = rows(shared.document, "clusters")
    assert (a["shares"], a["operator"], a["recovery_sources"]) == ({"JPN": 1.0}, "ACME", {"JPN": 5})
    assert (b["shares"], b["operator"]) == ({"JPN": 0.5, "EXT": 0.5}, None)
    assert (b["calls_sources"], b["npv_sources"]) == ([50.0, 50.0], [3.5, -50.0])
    assert (c["shares"], c["rule"]) == ({}, "operator_choice")
    assert "ZETA" in str(c["reason"])


def test_targets_synergies_and_operators_are_listed(shared: Run) -> None:
    """Tests 20 of 25 jobs at 2 each, 5 a year for nine years, and one cluster run by ACME."""
    jobs = next(row for row in rows(shared.document, "targets") if row["metric"] == "jobs")
    assert (jobs["actual"], jobs["required"], jobs["missed"]) == (20.0, 25.0, 5.0)
    assert (jobs["price"], jobs["penalty"], jobs["by"]) == (2.0, 10.0, "2036-12-31")
    (synergy,) = rows(shared.document, "synergies")
    assert (synergy["site"], synergy["benefit"]) == ("S", [0.0, *[5.0] * 9])
    acme, zeta = rows(shared.document, "operators")
    assert (acme["clusters"], acme["capital"], zeta["status"]) == (1, 100.0, "declined")
