"""The rows of the industrial parks: how they are made, and what they must cover."""

from __future__ import annotations

from datetime import date

import pytest

from optmodel.examples import rows
from optmodel.examples.park_clusters import cluster_rows
from optmodel.examples.park_sites import placement_rows, site_rows
from optmodel.examples.source_tables import Row, by_key, source_table
from optmodel.examples.us_japan_pledge import selected_musd


def row(table: list[Row], column: str, key: str) -> Row:
    """The row of an id."""
    return next(each for each in table if each[column] == key)


def test_a_factory_keeps_its_margin() -> None:
    """Tests one plant against its template.

    Sales 500 at a margin of 28 % cost 360, of which 55 %, 198, move with output. Revenue is
    500 - 198 = 302, operating cost 360 - 198 = 162, and what is left is 140, 28 % of 500.
    """
    fiber = row(cluster_rows(), "Cluster", "FIB")
    assert fiber["Revenue (USD m/year)"] == 302
    assert fiber["Operating cost (USD m/year)"] == 162
    assert fiber["Capex (USD m)"] == 600
    assert fiber["Build (periods)"] == 10


def test_a_block_is_four_times_the_plant() -> None:
    """Tests that a park of four plants has no saving for scale."""
    table = cluster_rows()
    plant, block = row(table, "Cluster", "FIB"), row(table, "Cluster", "FIB4")
    for column in ("Capex (USD m)", "Revenue (USD m/year)", "Land (acres)", "Power (MW)", "Jobs"):
        assert block[column] == 4 * float(str(plant[column]))


def test_an_offtake_premium_goes_to_revenue_alone() -> None:
    """Tests the price above the template.

    Packaging: sales 1,500 at 25 % cost 1,125, half of which moves with output. At 35 % above the
    template revenue is 1,500 x 1.35 - 562.5 = 1,462.5; operating cost stays 562.5.
    """
    packaging = row(cluster_rows(), "Cluster", "PKG")
    assert packaging["Revenue (USD m/year)"] == 1462.5
    assert packaging["Operating cost (USD m/year)"] == 562.5


def test_lines_about_one_pair_become_one_row() -> None:
    """Tests that each pair has one row, and that two lines about it are joined."""
    table = placement_rows({"CCG", "FAB1", "PKG"})
    pairs = [(each["Cluster"], each["Site"]) for each in table]
    assert len(pairs) == len(set(pairs))
    assert {str(each["Cluster"]) for each in table} == {"CCG", "FAB1", "PKG"}
    cooled = next(each for each in table if (each["Cluster"], each["Site"]) == ("CCG", "BLISS"))
    assert cooled["Water (mgd)"] == 0.3
    assert cooled["Extra capex (USD m)"] == 150


def test_what_was_selected_is_taken() -> None:
    """Tests that 33.3, 2.1 and 0.6 bn are committed already, and candidates are not."""
    assert selected_musd() == 36_000


def test_the_yearly_capacity_of_japan() -> None:
    """Tests the 31,000 a quarter against the facts.

    JPY 8.58 tn less 1.5 tn of usual business at 152.7 are USD 46.4 bn a year, a third of each
    investment: 139.1 bn, or 34.8 bn a quarter. Of the 36 bn selected 2.2 bn are lent; the other
    33.8 bn take 3.8 bn in each of nine quarters, and 31.0 bn are left.
    """
    budget = by_key(source_table("facts_finance"), "parameter")["jbic_filp_fy2026"]["value"]
    lent = by_key(source_table("facts_allocations"), "tranche")["1"]["amount_bn_usd"]
    quarter = (float(budget) - 1.5) * 1000 / 152.7 * 3 / 4
    left = quarter - (selected_musd() / 1000 - float(lent)) / 9
    assert left == pytest.approx(31.0, abs=0.05)
    _, sheets = rows("us_japan_pledge")
    assert {each["Maximum call (USD m/period)"] for each in sheets["Funding calls"]} == {31_000}


def test_the_deemed_rate_is_the_base_case() -> None:
    """Tests that 5.5 % is what the facts call the base."""
    deemed = by_key(source_table("facts_finance"), "parameter")["deemed_interest_all_in"]["value"]
    _, sheets = rows("us_japan_pledge")
    assert "5.5 base" in deemed
    assert sheets["Funding"][0]["Deemed rate"] == 0.055


def test_korea_pays_twenty_billion_a_year() -> None:
    """Tests the commitment of 200 bn and the cap of 5,000 a quarter."""
    _, sheets = rows("korea_pledge")
    assert sheets["Funding"][0]["Commitment (USD m)"] == 200_000
    assert [each["Maximum call (USD m/period)"] for each in sheets["Funding calls"]] == [5_000]


def test_every_product_of_the_facts_is_there() -> None:
    """Tests that the candidates cover every kind of factory and project that the facts name."""
    products = {str(each["Product"]) for each in cluster_rows()}
    assert products >= {
        "Fiber and preform", "Fiber cable", "Transformers", "Power modules", "Cooling and UPS",
        "Switchgear", "Server racks", "Battery storage", "Packaging", "Processing and test",
        "Chip fabs", "Gallium", "Copper", "On-park power", "Gas hub", "SMR", "Large reactors",
    }  # fmt: skip


def test_the_program_is_as_large_as_asked() -> None:
    """Tests 35 cluster rows, 18 federal sites, and more capex than the pledge has left."""
    clusters = cluster_rows()
    assert len(clusters) >= 35
    owners = [str(each["Owner"]) for each in site_rows()]
    federal = [name for name in owners if not name.startswith(("State", "NextEra"))]
    assert len(federal) >= 18
    capex = [float(str(each["Capex (USD m)"])) * int(str(each["Copies"])) for each in clusters]
    assert sum(capex) > 550_000 - selected_musd()
    assert {str(each["Stage"]) for each in clusters} == {"Stage 1", "Stage 2", "Stage 3"}


@pytest.mark.parametrize("name", ["us_japan_pledge", "korea_pledge"])
def test_every_row_says_where_it_comes_from(name: str) -> None:
    """Tests that each cluster, site, pair and rule has an address or the basis of its estimate."""
    _, sheets = rows(name)
    for sheet in ("Clusters", "Sites"):
        for each in sheets[sheet]:
            assert str(each["Notes"]).startswith("estimate: "), each
            assert str(each["Source"]).startswith(("http", "recalled")), each
    for sheet in (
        "Placement", "Dependencies", "Group rules", "Profiles",
        "Site supply", "Construction", "Construction use", "Markets", "Operators", "Operator fit",
    ):  # fmt: skip
        for each in sheets.get(sheet, ()):
            assert str(each["Notes"]).startswith(("estimate: ", "announced: ")), each
    for sheet in ("Funding", "Funding calls"):
        for each in sheets[sheet]:
            assert str(each["Source note"]).startswith("http"), each


def test_copied_facts_keep_their_marks() -> None:
    """Tests that each copied fact still has its address and says sourced or estimate."""
    for table, mark in (("facts_factories", "sourced_or_estimate"),
                        ("facts_permits", "sourced_or_estimate"),
                        ("facts_candidates", "amount_basis")):  # fmt: skip
        for each in source_table(table):
            assert each["source"].startswith("http")
            assert each[mark]


def test_terms_alone_tell_korea_from_japan() -> None:
    """Tests that both pledges look at the same parks, so that no code differs.

    Japan's candidates are companies that were approached or listed for its own pledge, so the
    sheets on operators are Japan's.
    """
    _, japan = rows("us_japan_pledge")
    _, korea = rows("korea_pledge")
    terms = {"Funding", "Funding calls"}
    operators = {"Operators", "Operator fit"}
    assert set(japan) - operators == set(korea)
    assert all(japan[sheet] == korea[sheet] for sheet in set(korea) - terms - {"Clusters"})
    assert all(japan[sheet] != korea[sheet] for sheet in terms)
    for here, there in zip(japan["Clusters"], korea["Clusters"], strict=True):
        assert here == {header: there[header] for header in here}
        assert set(there) - set(here) <= {"Operator"}


def test_every_operator_has_its_real_status() -> None:
    """Tests the one that declined, the one that builds what it announced, and all others."""
    _, sheets = rows("us_japan_pledge")
    status = {str(each["Operator"]): each["Status"] for each in sheets["Operators"]}
    assert [name for name, each in status.items() if each == "declined"] == ["TSMC"]
    assert [name for name, each in status.items() if each == "committed"] == ["NextEra"]
    assert {each["Operator"] for each in sheets["Operator fit"]} == set(status)


def test_a_fab_has_somebody_else_than_who_declined() -> None:
    """Tests that TSMC stands beside the one to be found, who costs 40 m a year more."""
    _, sheets = rows("us_japan_pledge")
    extra = {
        each["Operator"]: each["Extra operating cost (USD m/year)"]
        for each in sheets["Operator fit"]
        if each["Cluster"] == "FAB1"
    }
    assert extra == {"TSMC": 0, "Chip maker to be found": 40}


def test_the_market_grows_with_the_base_case() -> None:
    """Tests cooling in 2027 and in 2035.

    10.9 plants in 2025, at an index of 250 and of 355, two fifths of it: 10.9 and 15.48 plants.
    """
    _, sheets = rows("us_japan_pledge")
    most = {
        (each["Product"], each["From"].year): each["Maximum output (units/year)"]  # type: ignore[attr-defined]
        for each in sheets["Markets"]
    }
    assert most["Cooling and UPS", 2027] == 10.9
    assert most["Cooling and UPS", 2035] == 15.48
    assert {source for source, _ in most} <= {str(each["Product"]) for each in cluster_rows()}


def test_a_builder_is_busy_through_the_build() -> None:
    """Tests that a fab takes 6,000 workers in each of its 16 quarters (46 months), and no more."""
    _, sheets = rows("us_japan_pledge")
    use = next(each for each in sheets["Construction use"] if each["Cluster"] == "FAB1")
    assert [use[f"Step {step}"] for step in range(1, 17)] == [6000] * 16
    assert "Step 17" not in use


def test_portsmouth_has_power_when_it_is_announced() -> None:
    """Tests that 300 MW come in 2028, of the 800 MW that the facts name for that year."""
    _, sheets = rows("us_japan_pledge")
    steps = [(each["From"], each["Available"]) for each in sheets["Site supply"]]
    assert steps == [(date(2027, 1, 1), 0), (date(2028, 1, 1), 300)]
    assert "800 MW by early 2028" in str(sheets["Site supply"][1]["Notes"])
