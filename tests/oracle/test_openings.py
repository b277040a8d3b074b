"""Sites are opened for somebody, whoever's value the plan maximizes and whoever pays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optmodel.audit.audit import audit, evaluate
from optmodel.audit.book import preparation_periods
from optmodel.audit.claim import Claim, Opening
from optmodel.audit.facts import Facts, facts_of, word
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.workbook.tables import Tables
from tests import cases

from .enumerate_plans import best_plan, small_workbook
from .generator import Workbook
from .pipeline import EXACTLY, Model, model_of, plan_of, search_here
from .space import space_of

PERSPECTIVES = ("Program", "United States", "Japan")


def idle_sites(payer: str, perspective: str) -> Tables:
    """One cluster worth having and three sites whose preparation costs 500 each.

    FIB costs 1 and earns 1,000 a year in nine years, of which the source has half: 4,500 and
    more for each party, so that one preparation of 500 pays for either.
    """
    return cases.case(
        cases.tiny_settings(Perspective=perspective),
        Clusters=[cases.cluster("FIB", 1.0, **{"Revenue (USD m/year)": 1000})],
        Sites=[cases.site(name, **{"Preparation cost (USD m)": 500}) for name in "XYZ"],
        Funding=[
            cases.pledge(**{"Pays for site preparation": payer, "Share before recovery": 0.5})
        ],
    )


def solved(tables: Tables) -> tuple[Model, Plan] | None:
    """The model and its best plan; None where there is none."""
    model = model_of(tables)
    result = search_here(model.model, EXACTLY)
    return None if result.value is None else (model, plan_of(model, result))


@pytest.mark.parametrize("perspective", PERSPECTIVES)
@pytest.mark.parametrize("payer", ["yes", "no"])
def test_site_without_a_start_is_not_opened(payer: str, perspective: str) -> None:
    """Tests that one of three sites is opened and 500 are spent, not 1,000 or 1,500.

    The program has 9 * 1,000 - 1 - 500 = 8,499. The source calls 1 and has 4,500, the host
    4,500; one of them pays the 500.
    """
    found = solved(idle_sites(payer, perspective))
    assert found is not None
    _, plan = found
    assert len(plan.openings) == 1
    source, host = (3999.0, 4500.0) if payer == "yes" else (4499.0, 4000.0)
    assert plan.values_musd["program"] == pytest.approx(8499.0)
    assert plan.values_musd["japan"] == pytest.approx(source)
    assert plan.values_musd["united_states"] == pytest.approx(host)


def stated(book: Workbook, perspective: str, payer: str) -> Tables:
    """A random workbook in a perspective, with a preparation that costs a lot."""
    sites = [
        {**row, "Preparation cost (USD m)": 40 + 10 * i}
        for i, row in enumerate(book.sheets["Sites"])
    ]
    funding = [{**row, "Pays for site preparation": payer} for row in book.sheets["Funding"]]
    settings = {**book.settings, "Perspective": perspective}
    sheets = {**book.sheets, "Sites": sites, "Funding": funding}
    return replace(book, settings=settings, sheets=sheets).tables()


def check_openings(tables: Tables, facts: Facts) -> bool:
    """Compare the value, the opened sites and every party's value; whether anything starts."""
    found = solved(tables)
    truth = best_plan(space_of(tables))
    assert (found is None) == (truth.value is None)
    if found is None:
        return False
    claim = claim_of(found[1])
    assert [check for check in audit(tables, claim) if not check.passed] == []
    assert claim.value == pytest.approx(truth.value, rel=1e-6, abs=1e-6)
    standing = {start.site for start in claim.starts}
    marked = {site for site, row in facts.sites.items() if word(row, "Decision") == "open"}
    assert {opening.site for opening in claim.openings} == standing | marked
    for opening in claim.openings:
        if opening.site not in marked:
            check_period(tables, facts, claim, opening)
    return bool(claim.starts)


def check_period(tables: Tables, facts: Facts, claim: Claim, opening: Opening) -> None:
    """Tests that an opening is the latest possible one wherever that is worth as much."""
    first = min(start.period for start in claim.starts if start.site == opening.site)
    latest = replace(opening, period=first - preparation_periods(facts, opening.site))
    others = [each for each in claim.openings if each != opening]
    later = evaluate(tables, claim.starts, [*others, latest])
    (source,) = facts.sources.values()
    payer = "japan" if source.pays_preparation else "united_states"
    if later.feasible and facts.setting_word("Perspective") not in {"program", party_words(payer)}:
        assert opening == latest
        assert claim.values[payer] == pytest.approx(later.values[payer], rel=1e-6, abs=1e-6)


def party_words(party: str) -> str:
    """A party as the Settings call its perspective."""
    return party.replace("_", " ")


@pytest.mark.parametrize("payer", ["yes", "no"])
@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_no_party_pays_for_an_idle_site(perspective: str, payer: str) -> None:
    """Tests 25 random workbooks in each perspective, the payer's value compared."""
    funded = 0
    for seed in range(25):
        book, _ = small_workbook(seed)
        tables = stated(book, perspective, payer)
        funded += check_openings(tables, facts_of(tables))
    assert funded >= 3
