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
        why=(
            "A cluster with candidates is run by exactly one of them. With none left it is "
            "not funded."
        ),
        repair=(
            "Add an operator to Operator fit, or change Status in Operators if talks go on."
            " If the cluster is out, set its Decision to skip."
        ),
    ),
)
