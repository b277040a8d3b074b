"""Clusters, sites and money that cannot be had together."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

TOGETHER = (
    Code(
        "E315",
        Stage.POSSIBLE,
        "less money than what must be funded takes",
        why=(
            "Even the cheapest starts of what is marked fund take more than the sources can"
            " pay, so that no plan is possible."
        ),
        repair=(
            "Raise the commitment or the calls, let another source pay, or set Decision of "
            "a cluster to free."
        ),
        example=(
            "E315  Funding!C5 (source JPN, Commitment (USD m))  FIB-1, CAB-1 and TUR-1 must"
            " be funded and take at least USD 620 m of capital; what can be called together"
            " is USD 600 m of JPN and BANK, at least USD 20 m too little (more may be "
            "missing). Raise the commitment, or free a cluster."
        ),
    ),
    Code(
        "E316",
        Stage.POSSIBLE,
        "a limit by sector that no plan can keep",
        why=(
            "What must be funded exceeds the maximum of its sector, or all that could be "
            "funded stays below the minimum."
        ),
        repair="Change the limit, or Decision of clusters of the sector.",
        example=(
            "E316  Sector limits!D5 (sector Power, Maximum (USD m))  JPN may pay at most "
            "USD 50 m for Power, but TUR-1 must be funded and would take at least USD 100 m"
            " of it."
        ),
    ),
    Code(
        "E317",
        Stage.POSSIBLE,
        "a rule for a group that no plan can keep",
        why="Too few clusters of the group could start by the date, or too many must.",
        repair="Change Count or By of the rule, the group, or Decision of its clusters.",
        example=(
            "E317  Group rules!C5 (group first, Count)  at least 2 of group first must "
            "start, but only 1 cluster could: CAB-1."
        ),
    ),
    Code(
        "E318",
        Stage.POSSIBLE,
        "two rules for groups that contradict",
        why="One rule asks for more clusters than another allows, so that no plan keeps both.",
        repair="Change Count or By of one of the two rules, or delete it.",
        example=(
            "E318  Group rules!C5 (group first, Count)  at least 2 of group first must "
            "start, but of it at most 1 may (Group rules!C6)."
        ),
    ),
    Code(
        "E319",
        Stage.POSSIBLE,
        "more sites needed than may be opened",
        why=(
            "Sites marked open and those that clusters marked fund need are more than "
            "Maximum sites."
        ),
        repair=(
            "Raise Maximum sites, set Decision of a site to free, or fix clusters to the same site."
        ),
        example=(
            "E319  Settings!B18 (setting Maximum sites)  at most 1 site, but TX-03 and Oak "
            "Ridge are marked open: at least 2."
        ),
    ),
    Code(
        "E320",
        Stage.POSSIBLE,
        "more clusters that must start than may start",
        why="Clusters marked fund have too few periods to start in, at so many a period.",
        repair=(
            "Raise Maximum starts per period, widen the start windows, or set Decision of a"
            " cluster to free."
        ),
        example=(
            "E320  Settings!B19 (setting Maximum starts per period)  at most 1 start in "
            "each period, 1 in 2027; but 2 clusters must be funded and can only start then:"
            " FIB-1 and TUR-1."
        ),
    ),
    Code(
        "E321",
        Stage.POSSIBLE,
        "more clusters that must be funded than sites take",
        why="Clusters marked fund can stand only where there is no room for all of them.",
        repair=(
            "Raise Maximum clusters of the site, let a cluster stand elsewhere, or set its "
            "Decision to free."
        ),
        example=(
            "E321  Sites!S6 (site Oak Ridge, Maximum clusters)  Oak Ridge takes at most 1 "
            "cluster, but 2 clusters must be funded and can stand nowhere else: FIB-1 and "
            "TUR-1. FIB-1 and TUR-1 are fixed there (Clusters!Z5 and Clusters!Z7)."
        ),
    ),
    Code(
        "E322",
        Stage.POSSIBLE,
        "less land, power or another resource than what must be funded uses",
        why=(
            "Clusters marked fund can stand only at sites that do not have enough for all of them."
        ),
        repair="Give the site more, let a cluster stand elsewhere, or set its Decision to free.",
        example=(
            "E322  Sites!H6 (site Oak Ridge, Land (acres))  Oak Ridge has 100 acres, but "
            "FIB-1 and TUR-1 must be funded, can stand nowhere else and in 2029 together "
            "use at least 120. FIB-1 and TUR-1 are fixed there (Clusters!Z5 and "
            "Clusters!Z7)."
        ),
    ),
    Code(
        "E323",
        Stage.POSSIBLE,
        "a target that no plan can meet",
        why=(
            "Everything that could be funded brings less than the target asks for, or what "
            "must be funded brings more than it allows."
        ),
        repair=(
            "Change Amount or By, give the target a price instead of must, or change what "
            "is marked fund."
        ),
        example=(
            "E323  Targets!E5 (metric jobs, Amount)  at least 10,000 jobs, but everything "
            "that could be funded together has at most 600."
        ),
    ),
    Code(
        "E324",
        Stage.POSSIBLE,
        "more clusters that must be funded than operators can carry",
        why="Clusters marked fund have no other candidates, and these cannot run all of them.",
        repair=(
            "Raise the maximum of the operator, add a candidate in Operator fit, or set "
            "Decision of a cluster to free."
        ),
        example=(
            "E324  Operators!C5 (operator Corning, Maximum clusters)  Corning can run at "
            "most 1 cluster, but 2 clusters must be funded that nobody else could run: "
            "FIB-1 and TUR-1."
        ),
    ),
)
