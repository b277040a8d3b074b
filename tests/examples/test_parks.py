"""The rows of the industrial parks: how they are made, and what they must cover."""

from __future__ import annotations

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
    for sheet in ("Placement", "Dependencies", "Group rules", "Profiles"):
        for each in sheets[sheet]:
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
    """Tests that both pledges look at the same parks, so that no code differs."""
    _, japan = rows("us_japan_pledge")
    _, korea = rows("korea_pledge")
    terms = {"Funding", "Funding calls"}
    assert set(japan) == set(korea)
    assert all(japan[sheet] == korea[sheet] for sheet in set(japan) - terms)
    assert all(japan[sheet] != korea[sheet] for sheet in terms)
