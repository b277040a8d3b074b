"""What no plan can do, proven before any search."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

POSSIBLE = (
    Code(
        "W310",
        Stage.POSSIBLE,
        "a cluster fixed to a closed site",
        why="The cluster may stand at no other site, so that it is not funded.",
        repair=(
            "Clear Site in Clusters, or change Decision of the site to free or open. If the"
            " cluster is out, set its Decision to skip."
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
            "W311  Clusters!A6 (cluster CAB-1, Cluster)  Corning has declined, and nobody "
            "else could run it: the cluster cannot be funded."
        ),
    ),
    Code(
        "E310",
        Stage.POSSIBLE,
        "a cluster marked fund and fixed to a site that has too little for it",
    ),
    Code("E311", Stage.POSSIBLE, "a cluster marked fund that cannot start anywhere"),
    Code("E312", Stage.POSSIBLE, "a cluster marked fund and fixed to a closed site"),
    Code("E313", Stage.POSSIBLE, "a cluster marked fund all of whose candidates have declined"),
    Code("E314", Stage.POSSIBLE, "a cluster marked fund whose needs cannot be met"),
    Code("E315", Stage.POSSIBLE, "less money than what must be funded takes"),
    Code("E316", Stage.POSSIBLE, "a limit by sector that no plan can keep"),
    Code("E317", Stage.POSSIBLE, "a rule for a group that no plan can keep"),
    Code("E318", Stage.POSSIBLE, "two rules for groups that contradict"),
    Code("E319", Stage.POSSIBLE, "more sites needed than may be opened"),
    Code("E320", Stage.POSSIBLE, "more clusters that must start than may start"),
    Code("E321", Stage.POSSIBLE, "more clusters that must be funded than sites take"),
    Code(
        "E322", Stage.POSSIBLE, "less land, power or another resource than what must be funded uses"
    ),
    Code("E323", Stage.POSSIBLE, "a target that no plan can meet"),
    Code("E324", Stage.POSSIBLE, "more clusters that must be funded than operators can carry"),
    Code("W312", Stage.POSSIBLE, "a cluster that cannot be funded anywhere"),
    Code("W313", Stage.POSSIBLE, "a cluster that needs one that cannot be funded"),
)
