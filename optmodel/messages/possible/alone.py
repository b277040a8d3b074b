"""A single cluster that cannot be funded."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

ALONE = (
    Code(
        "E310",
        Stage.POSSIBLE,
        "a cluster marked fund and fixed to a site that has too little for it",
        why=(
            "The cluster must be funded and may stand at no other site, so that no plan is "
            "possible."
        ),
        repair=(
            "Give the site what the cluster needs, fix the cluster to another site or to "
            "none, or set its Decision to free."
        ),
        example=(
            "E310  Sites!H6 (site Oak Ridge, Land (acres))  offers 0 acres at Oak Ridge, "
            "but Clusters!Z5 fixes FIB-1 there, which needs 60 and must be funded."
        ),
    ),
    Code(
        "E311",
        Stage.POSSIBLE,
        "a cluster marked fund that cannot start anywhere",
        why=(
            "The cluster must be funded, but no start is left at any site, so that no plan "
            "is possible."
        ),
        repair=(
            "Relax what stands in the way: the message names it with its cell. Or set "
            "Decision to free."
        ),
        example=(
            "E311  Clusters!F7 (cluster TUR-1, Decision)  must be funded, but cannot start "
            "anywhere: at TX-03: permit not in hand before 2028 (Sites!L5), then its "
            "payback is at best 6 years, the target is 0.5 years (Clusters!W7); likewise at"
            " Oak Ridge."
        ),
    ),
    Code(
        "E312",
        Stage.POSSIBLE,
        "a cluster marked fund and fixed to a closed site",
        why=(
            "The cluster must be funded and may stand at no other site, so that no plan is "
            "possible."
        ),
        repair="Open the site, clear Site in Clusters, or set Decision of the cluster to free.",
        example=(
            "E312  Clusters!Z5 (cluster FIB-1, Site)  FIB-1 must be funded (Clusters!F5), "
            "but Oak Ridge is closed (Sites!G6)."
        ),
    ),
    Code(
        "E313",
        Stage.POSSIBLE,
        "a cluster marked fund all of whose candidates have declined",
        why=(
            "A cluster with candidates is run by exactly one of them. With none left no "
            "plan is possible."
        ),
        repair=(
            "Add an operator to Operator fit, change Status in Operators if talks go on, or"
            " set Decision to free."
        ),
        example=(
            "E313  Clusters!A6 (cluster CAB-1, Cluster)  must be funded (Clusters!F6), but "
            "every operator that could run it has declined: Corning (Operators!B5)."
        ),
    ),
    Code(
        "E314",
        Stage.POSSIBLE,
        "a cluster marked fund whose needs cannot be met",
        why=(
            "The cluster must be funded, but what it needs cannot be there in time, so that"
            " no plan is possible."
        ),
        repair=(
            "Let what it needs start earlier, shorten the lag, delete the dependency, or "
            "set Decision to free."
        ),
        example=(
            "E314  Dependencies!B5 (cluster CAB-1, Needs)  CAB-1 must be funded "
            "(Clusters!F6), but needs FIB-1, which is marked skip (Clusters!F5)."
        ),
    ),
    Code(
        "W310",
        Stage.POSSIBLE,
        "a cluster fixed to a closed site",
        why="The cluster may stand at no other site, so that it is not funded.",
        repair=(
            "Clear Site in Clusters, or change Decision of the site to free or open. If the"
            " cluster is out, set its Decision to skip."
        ),
        example=(
            "W310  Clusters!Z7 (cluster TUR-1, Site)  TX-03 is closed in Sites!G5: the "
            "cluster cannot be funded."
        ),
    ),
    Code(
        "W311",
        Stage.POSSIBLE,
        "a cluster all of whose candidates have declined",
        stands_alone=False,
        why=(
            "A cluster with candidates is run by exactly one of them. With none left it is "
            "not funded."
        ),
        repair=(
            "Add an operator to Operator fit, or change Status in Operators if talks go on."
            " If the cluster is out, set its Decision to skip."
        ),
        example=(
            "W311  Clusters!A7 (cluster TUR-1, Cluster)  Toshiba has declined, and nobody "
            "else could run it: the cluster cannot be funded."
        ),
    ),
    Code(
        "W312",
        Stage.POSSIBLE,
        "a cluster that cannot be funded anywhere",
        why=(
            "No start of the cluster keeps all limits that concern it alone, so that it is "
            "never funded. Clusters that one cell keeps out for the same reason are told "
            "together."
        ),
        repair=(
            "Relax what stands in the way: the message names it with its cell. If the "
            "cluster is out, set its Decision to skip."
        ),
        example=(
            "W312  Clusters!A7 (cluster TUR-1, Cluster)  cannot be funded anywhere: at "
            "TX-03: permit not in hand before 2028 (Sites!L5), then its latest start is "
            "2027 (Clusters!Y7)."
        ),
    ),
    Code(
        "W313",
        Stage.POSSIBLE,
        "a cluster that needs one that cannot be funded",
        why="The cluster waits for one that is never there, so that it is not funded either.",
        repair=(
            "Change Decision of the other cluster, or delete the dependency. If the cluster"
            " is out, set its Decision to skip."
        ),
        example=(
            "W313  Dependencies!B5 (cluster CAB-1, Needs)  CAB-1 needs FIB-1, which is "
            "marked skip (Clusters!F5): it cannot be funded."
        ),
    ),
)
