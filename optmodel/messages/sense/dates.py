"""Dates, starts, lives and waits that do not fit together."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

DATES = (
    Code(
        "E201",
        Stage.SENSE,
        "fewer horizon periods than decision periods",
        why=("Cash is counted to the end of the horizon. What starts after it would have none."),
        repair=(
            "Make Horizon periods at least as many as Decision periods, and long enough for"
            " the last cluster to be built and to earn."
        ),
        example=(
            "E201  Settings!B9 (Horizon periods)  2 horizon periods are fewer than 3 "
            "decision periods. Lengthen the horizon."
        ),
    ),
    Code(
        "E210",
        Stage.SENSE,
        "a cluster that needs itself",
        why="A cluster that waits for itself can never start.",
        repair="Name the cluster that it waits for, or delete the row.",
        example=(
            "E210  Dependencies!B5 (cluster CAB-1, Needs)  CAB-1 cannot need itself. Name "
            "another cluster."
        ),
    ),
    Code(
        "E211",
        Stage.SENSE,
        "dependencies that lead back to where they began",
        why="Each of these clusters waits for another of them, so that none can ever start.",
        repair=(
            "Delete one of the dependencies, or swap its Cluster and Needs if they were mixed up."
        ),
        example=(
            "E211  Dependencies!B5 (cluster CAB-1, Needs)  CAB-1 needs FIB-1 needs CAB-1: "
            "none of them can ever start. Remove one of these dependencies."
        ),
    ),
    Code(
        "E214",
        Stage.SENSE,
        "a latest start before the earliest start",
        why="There is no period in which the cluster could start.",
        repair="Correct one of the two dates. A blank is no limit on that side.",
        example=(
            "E214  Clusters!Y7 (cluster TUR-1, Latest start)  the latest start 2028-01-01 "
            "lies before the earliest start 2029-01-01 in X7."
        ),
    ),
    Code(
        "E215",
        Stage.SENSE,
        "permit times that do not fit together",
        why=(
            "The permit time is read from a curve through both figures. With one of them, "
            "or with a P80 below the median, there is no such curve."
        ),
        repair=(
            "Fill both, the P80 at least as large as the median; or clear both if the "
            "permit is in hand."
        ),
        example=(
            "E215  Sites!M5 (site TX-03, Permit P80 (months))  is blank or 0, but Permit "
            "median (months) is not. Fill both, or none if the permit is in hand."
        ),
    ),
    Code(
        "E216",
        Stage.SENSE,
        "a life that is not a whole number of periods",
        why=(
            "Cash is counted period by period. A life that ends within a period would have "
            "to be cut or lengthened."
        ),
        repair=(
            "Enter a life of whole periods: whole years where a period is a year, quarters "
            "of a year where it is three months. A blank is a life to the horizon."
        ),
        example=(
            "E216  Clusters!O7 (cluster TUR-1, Life (years))  4.5 years are 4.5 periods of "
            "12 months; expected a whole number of periods."
        ),
    ),
    Code(
        "E222",
        Stage.SENSE,
        "a date before the first period",
        why=(
            "What is asked for by a date before the first period can be neither reached nor missed."
        ),
        repair=(
            "Enter a date from the first period on, or clear the cell: a target then holds "
            "by the end of the horizon, a rule by the last decision period."
        ),
        example=(
            "E222  Group rules!D5 (group core, By)  2026-12-31 lies before the first period"
            " (2027-01-01)."
        ),
    ),
    Code(
        "E232",
        Stage.SENSE,
        "a maximum lag below the lag",
        why="The cluster would have to start before it may, so that it never could.",
        repair=(
            "Raise the maximum lag, lower the lag, or clear the maximum lag for any time later."
        ),
        example=(
            "E232  Dependencies!F5 (cluster CAB-1, Maximum lag (periods))  1 is less than "
            "the lag of 2: it cannot start."
        ),
    ),
    Code(
        "W212",
        Stage.SENSE,
        "dependencies that only allow a common start",
        stands_alone=False,
        why=(
            "The clusters start in the same period or not at all. That is often a "
            "dependency that was typed twice, once the wrong way round."
        ),
        repair="If it is meant, nothing has to be done. Otherwise delete one of the rows.",
        example=(
            "W212  Dependencies!B5 (cluster CAB-1, Needs)  CAB-1 needs FIB-1 needs CAB-1: "
            "they can only start in the same period."
        ),
    ),
    Code(
        "W214",
        Stage.SENSE,
        "a start window outside the decision periods",
        why="The cluster can start in no decision period, so that it is not funded.",
        repair=(
            "Correct the date, or lengthen Decision periods in Settings. If the cluster is "
            "out, set its Decision to skip."
        ),
        example=(
            "W214  Clusters!X7 (cluster TUR-1, Earliest start)  lies after the last "
            "decision period, which ends on 2029-12-31: the cluster cannot start."
        ),
    ),
    Code(
        "W216",
        Stage.SENSE,
        "a life of 0",
        why="The cluster is paid for and built, and never earns.",
        repair="Enter the years of operation, or clear the cell if it operates to the horizon.",
        example=(
            "W216  Clusters!O7 (cluster TUR-1, Life (years))  is 0: the cluster never "
            "operates. Clear the cell if it runs to the horizon."
        ),
    ),
    Code(
        "W231",
        Stage.SENSE,
        "a date after the horizon, which changes nothing",
        why=("The row begins after the last period in which cash is counted, and has no effect."),
        repair="Correct the date, lengthen Horizon periods in Settings, or delete the row.",
        example=(
            "W231  Site supply!C6 (site TX-03, From)  2040-01-01 lies after the horizon, "
            "which ends on 2036-12-31: the row changes nothing."
        ),
    ),
    Code(
        "W245",
        Stage.SENSE,
        "a dependency whose wait no start can meet",
        why="The cluster cannot start in time, so that it is not funded.",
        repair=(
            "Shorten the lag, let the other cluster start earlier or this one later, or "
            "lengthen Decision periods in Settings."
        ),
        example=(
            "W245  Dependencies!B5 (cluster CAB-1, Needs)  CAB-1 has to wait 14 periods "
            "from the start of FIB-1, longer than its starts allow: it cannot be funded."
        ),
    ),
    Code(
        "W304",
        Stage.SENSE,
        "a date of a rule after the horizon",
        why=(
            "The rule holds by the end of the last period instead. A date so late is often "
            "a year mistyped."
        ),
        repair="Check the year. A blank means the last period.",
        example=(
            "W304  Group rules!D5 (group first, By)  2082-01-01 lies after the horizon, "
            "which ends on 2036-12-31: it holds by the end of that instead. Check the year,"
            " or clear the cell."
        ),
    ),
)
