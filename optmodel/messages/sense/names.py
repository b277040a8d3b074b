"""Names that nothing has, or that two things have."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

NAMES = (
    Code(
        "E219",
        Stage.SENSE,
        "two rows for the same thing and period",
        why="Both rows hold from the same period on, and only one figure can.",
        repair=(
            "Keep one of the two rows, or give the other one a date in the period from "
            "which it holds."
        ),
        example=(
            "E219  Site supply!C6 (site TX-03, From)  2027-07-01 and 2027-01-01 in C5 both "
            "hold from 2027 on. Keep one of the two."
        ),
    ),
    Code(
        "E225",
        Stage.SENSE,
        "a resource, sector, product, state, site or source that is not there",
        stands_alone=False,
        why="The row would limit or count nothing, and nobody would notice.",
        repair="Spell the name as in the column that the message names, or fill it in there.",
        example=(
            'E225  Site supply!B5 (site TX-03, Resource)  "Watr" is not in the site '
            'resources or a column Use: NAME of Clusters. Did you mean "Water"?'
        ),
    ),
    Code(
        "E226",
        Stage.SENSE,
        "a column Use: NAME whose NAME is that of another resource",
        why=(
            "The use of one resource would be counted in two places, and each limit would "
            "see only a part of it."
        ),
        repair=(
            "Move the figures into the column that the message names, and delete the other one."
        ),
        example=(
            'E226  Clusters!AF5 (cluster FIB-1, Use: power)  "power" has a column of its '
            "own, Power (MW). Use that column."
        ),
    ),
    Code(
        "E227",
        Stage.SENSE,
        "names that differ only in case, spaces or the width of characters",
        why=(
            "To the program the two are different, to a reader they are one: a group or "
            "resource would have only some of its rows."
        ),
        repair=(
            "If they are the same, spell them alike. If not, choose names that differ visibly."
        ),
        example=(
            'E227  Groups!A6 (group Core, Group)  "Core" and "core" look alike. Spell them '
            "alike, or apart."
        ),
    ),
    Code(
        "E230",
        Stage.SENSE,
        "a synergy of a cluster with itself",
        why="A synergy is what two different clusters gain beside each other.",
        repair=(
            "Name the other cluster, or delete the row. Copies of one row have no synergy "
            "with each other."
        ),
        example=(
            "E230  Synergies!B5 (cluster FIB-1, Cluster B)  FIB-1 has no synergy with "
            "itself. Name another cluster."
        ),
    ),
    Code(
        "E231",
        Stage.SENSE,
        "two rows of Synergies for one pair",
        why="It is open whether the second row adds to the first one or replaces it.",
        repair="Keep one row for the pair, with the sum if both gains are meant.",
        example=(
            "E231  Synergies!A6 (cluster CAB-1, Cluster A)  CAB-1 and FIB-1 stand in row "
            "5 already. Keep one row."
        ),
    ),
    Code(
        "W232",
        Stage.SENSE,
        "a resource without a limit until its first row in Site supply",
        stands_alone=False,
        why=(
            "Before its first row the resource has no limit at the site, also if there is "
            "none of it. The plan may count on it."
        ),
        repair=(
            "Say what is on offer before: in the column of Sites, or in a row from the "
            "first period, with 0 where there is nothing."
        ),
        example=(
            "W232  Site supply!C5 (site TX-03, From)  TX-03 has no limit of cooling before "
            "2029. Add a row from the first period where there is less."
        ),
    ),
    Code(
        "W233",
        Stage.SENSE,
        "an operator that is not a candidate",
        stands_alone=False,
        why=(
            "The company that Clusters names does not run the cluster in the plan; its "
            "limits and extra costs are not counted for it."
        ),
        repair="Spell it as in Operators, add it to Operator fit, or clear the cell.",
        example=(
            'W233  Clusters!AA6 (cluster CAB-1, Operator)  "Cornng" is not in Operators and'
            ' is not asked. Did you mean "Corning"?'
        ),
    ),
    Code(
        "W236",
        Stage.SENSE,
        "a name that stands there in another spelling as well",
        why=(
            "The row does not count what has the other spelling, so that a part of what is "
            "meant may be missing."
        ),
        repair=(
            "If both are the same, spell them alike in all rows. If not, choose names that "
            "differ visibly."
        ),
        example=(
            'W236  Markets!A5 (product fiber, Product)  "fiber" does not include "Fiber", '
            "which the column Product of Clusters has as well."
        ),
    ),
    Code(
        "W241",
        Stage.SENSE,
        "a construction resource or operator that nothing uses",
        stands_alone=False,
        why=(
            "The row has no effect on the plan: it is left over, or rows that should name "
            "it are missing."
        ),
        repair=("Add the rows that name it, in Construction use or in Operator fit; or delete it."),
        example=(
            "W241  Construction!A5 (resource crews, Resource)  no cluster uses it in "
            "Construction use: its rows change nothing."
        ),
    ),
    Code(
        "W243",
        Stage.SENSE,
        "a further resource without a limit at some sites or at all",
        stands_alone=False,
        why=(
            "Where a resource has no row in Site supply it has no limit. The plan may use "
            "any amount of it there."
        ),
        repair="Add a row in Site supply for each site, with 0 where there is nothing.",
        example=(
            'W243  Site supply!B5 (site TX-03, Resource)  there is no row for "cooling" at '
            "Oak Ridge: no limit of it there. Add a row with Available 0 where there is "
            "none."
        ),
    ),
    Code(
        "W244",
        Stage.SENSE,
        "an operator that looks like one that has declined",
        stands_alone=False,
        why=(
            "A company that has declined runs nothing. Under another spelling it is not "
            "recognized, and the cluster may be funded all the same."
        ),
        repair=(
            "If it is the same company, spell it as in Operators. If not, nothing has to be done."
        ),
        example=(
            'W244  Clusters!AA6 (cluster CAB-1, Operator)  "Corning Incorporated" looks '
            'like "Corning", which has declined in Operators!B5, and is not asked. Use that'
            " name if it is the same."
        ),
    ),
)
