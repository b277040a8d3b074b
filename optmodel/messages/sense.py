"""What the figures say together."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

SENSE = (
    Code(
        "E201",
        Stage.SENSE,
        "fewer horizon periods than decision periods",
        why=("Cash is counted to the end of the horizon. What starts after it would have none."),
        repair=(
            "Make Horizon periods at least as many as Decision periods, and long enough for"
            " the last cluster to be built and to earn."
        ),
    ),
    Code(
        "E210",
        Stage.SENSE,
        "a cluster that needs itself",
        why="A cluster that waits for itself can never start.",
        repair="Name the cluster that it waits for, or delete the row.",
    ),
    Code(
        "E211",
        Stage.SENSE,
        "dependencies that lead back to where they began",
        why="Each of these clusters waits for another of them, so that none can ever start.",
        repair=(
            "Delete one of the dependencies, or swap its Cluster and Needs if they were mixed up."
        ),
    ),
    Code(
        "E214",
        Stage.SENSE,
        "a latest start before the earliest start",
        why="There is no period in which the cluster could start.",
        repair="Correct one of the two dates. A blank is no limit on that side.",
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
    ),
    Code(
        "E217",
        Stage.SENSE,
        "a profile that cannot be used",
        why=(
            "Capex that is spread by shares of another sum than 1 would lose or add money. "
            "A ramp without steps, or with a gap, says nothing about output."
        ),
        repair=(
            "Fill Step 1 and the steps after it without a gap, 0 where nothing is meant. "
            "The steps of a capex profile sum to 100%. In Clusters name a profile of the "
            "kind that the column asks for."
        ),
    ),
    Code(
        "E218",
        Stage.SENSE,
        "a required recovery without a target",
        why="Without a number of years nobody can say which clusters miss the recovery.",
        repair="Fill Recovery target (years), or choose report.",
    ),
    Code(
        "E219",
        Stage.SENSE,
        "two rows for the same thing and period",
        why="Both rows hold from the same period on, and only one figure can.",
        repair=(
            "Keep one of the two rows, or give the other one a date in the period from "
            "which it holds."
        ),
    ),
    Code(
        "E220",
        Stage.SENSE,
        "a last call before the first call",
        why="There would be no period in which the source pays.",
        repair="Correct one of the two dates. A blank is no limit on that side.",
    ),
    Code(
        "E221",
        Stage.SENSE,
        "more committed than the commitment",
        why="The source would have less than nothing left for this plan.",
        repair=(
            "Correct one of the two amounts. Already committed is the part of Commitment "
            "that is taken before this plan."
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
    ),
    Code(
        "E223",
        Stage.SENSE,
        "a row of Cash flows or Construction use without a figure",
        why=(
            "A row in Cash flows replaces what Clusters says. Without a figure the cluster "
            "would have no cash in this line, and nobody would notice; a row in "
            "Construction use without one uses nothing."
        ),
        repair=(
            "Fill in the figures, or delete the row. Where nothing is meant, enter 0 in the"
            " first column."
        ),
    ),
    Code(
        "E224",
        Stage.SENSE,
        "negative capex in Cash flows",
        why="Capex is called from the sources, and nobody calls a negative amount.",
        repair=(
            "Enter a grant under Support (% of capex) in Clusters, and a resale as revenue "
            "in Cash flows."
        ),
    ),
    Code(
        "E225",
        Stage.SENSE,
        "a resource, sector, product, state, site or source that is not there",
        why="The row would limit or count nothing, and nobody would notice.",
        repair="Spell the name as in the column that the message names, or fill it in there.",
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
    ),
    Code(
        "E228",
        Stage.SENSE,
        "sources that together may pay less than all of a cluster",
        why=(
            "Every cluster that is funded is paid in full by the sources together. If they "
            "may pay less, none can be funded."
        ),
        repair=(
            "Raise a Maximum share of a cluster (a blank is 1, all of it), or add the "
            "source that pays the rest."
        ),
    ),
    Code(
        "E229",
        Stage.SENSE,
        "a pool that could never be repaid",
        why=(
            "A pool is repaid out of the share before recovery. With a share of 0 it never "
            "is, and the share after recovery never begins."
        ),
        repair=(
            "Enter the share before recovery that was agreed; or clear the share after "
            "recovery if the source takes nothing."
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
    ),
    Code(
        "E231",
        Stage.SENSE,
        "two rows of Synergies for one pair",
        why="It is open whether the second row adds to the first one or replaces it.",
        repair="Keep one row for the pair, with the sum if both gains are meant.",
    ),
    Code(
        "E232",
        Stage.SENSE,
        "a maximum lag below the lag",
        why="The cluster would have to start before it may, so that it never could.",
        repair=(
            "Raise the maximum lag, lower the lag, or clear the maximum lag for any time later."
        ),
    ),
    Code(
        "E233",
        Stage.SENSE,
        "a minimum above the maximum",
        why="No plan can call at least the minimum and at most the maximum.",
        repair="Correct one of the two amounts. A blank maximum is no limit.",
    ),
    Code(
        "E234",
        Stage.SENSE,
        "a target whose filter does not fit",
        why="It is open what the target counts.",
        repair=(
            "Fill Filter by and Filter together, or use all and clear Filter. Receipts are "
            "those of a source."
        ),
    ),
    Code(
        "E235",
        Stage.SENSE,
        "a target whose amount does not fit",
        why=(
            "A share is a part of a whole: it cannot be more than 1, and receipts are "
            "always a share of the calls."
        ),
        repair=(
            "Type forty percent as 40% or 0.4, or choose amount under Amount is. For "
            "receipts choose share."
        ),
    ),
    Code(
        "W212",
        Stage.SENSE,
        "dependencies that only allow a common start",
        why=(
            "The clusters start in the same period or not at all. That is often a "
            "dependency that was typed twice, once the wrong way round."
        ),
        repair="If it is meant, nothing has to be done. Otherwise delete one of the rows.",
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
    ),
    Code(
        "W216",
        Stage.SENSE,
        "a life of 0",
        why="The cluster is paid for and built, and never earns.",
        repair="Enter the years of operation, or clear the cell if it operates to the horizon.",
    ),
    Code(
        "W220",
        Stage.SENSE,
        "calls outside the horizon",
        why="The source pays for nothing in this plan.",
        repair="Correct the date, or the First period and Horizon periods in Settings.",
    ),
    Code(
        "W231",
        Stage.SENSE,
        "a date after the horizon, which changes nothing",
        why=("The row begins after the last period in which cash is counted, and has no effect."),
        repair="Correct the date, lengthen Horizon periods in Settings, or delete the row.",
    ),
    Code(
        "W232",
        Stage.SENSE,
        "a resource without a limit until its first row in Site supply",
        why=(
            "Before its first row the resource has no limit at the site, also if there is "
            "none of it. The plan may count on it."
        ),
        repair=(
            "Say what is on offer before: in the column of Sites, or in a row from the "
            "first period, with 0 where there is nothing."
        ),
    ),
    Code(
        "W233",
        Stage.SENSE,
        "an operator that is not a candidate",
        why=(
            "The company that Clusters names does not run the cluster in the plan; its "
            "limits and extra costs are not counted for it."
        ),
        repair="Spell it as in Operators, add it to Operator fit, or clear the cell.",
    ),
    Code(
        "W234",
        Stage.SENSE,
        "outputs in different units that are added up",
        why=(
            "Tons and vehicles are added up as if they were one thing. A limit or target on"
            " their sum means little."
        ),
        repair="Give the clusters one output unit, or ask for each product on its own.",
    ),
    Code(
        "W235",
        Stage.SENSE,
        "a target that looks mistyped",
        why=(
            "Every plan meets such a target, or none does: a percentage was probably typed "
            "as a number, or a filter left out."
        ),
        repair=("Type forty percent as 40%. With a share, say under Filter by and Filter of what."),
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
    ),
    Code(
        "W237",
        Stage.SENSE,
        "a limit or target on the output of clusters that have none",
        why=(
            "What is limited or counted is 0 in every plan: the row limits nothing, or a "
            "target can never be reached."
        ),
        repair="Fill Output (units/year) of the clusters, or delete the row.",
    ),
    Code(
        "W238",
        Stage.SENSE,
        "a last commitment before the first period",
        why=(
            "A source pays only for clusters that start by its last commitment. It pays for"
            " none in this plan."
        ),
        repair=(
            "Correct the date. What was committed before this plan belongs into Already committed."
        ),
    ),
    Code(
        "W239",
        Stage.SENSE,
        "a maximum share of 0",
        why=("The source pays for no cluster, only for the preparation of sites where it may."),
        repair="Enter its largest share, or clear the cell for all of a cluster.",
    ),
    Code(
        "W240",
        Stage.SENSE,
        "a limit by sector without a figure",
        why="The row has no effect on the plan.",
        repair="Fill the minimum or the maximum, or delete the row.",
    ),
    Code(
        "W241",
        Stage.SENSE,
        "a construction resource or operator that nothing uses",
        why=(
            "The row has no effect on the plan: it is left over, or rows that should name "
            "it are missing."
        ),
        repair=("Add the rows that name it, in Construction use or in Operator fit; or delete it."),
    ),
    Code(
        "W242",
        Stage.SENSE,
        "a share after recovery above the share before it",
        why=(
            "A source usually takes less once it is repaid. If the two are mixed up, all "
            "later cash is split the wrong way round."
        ),
        repair=(
            "Swap the two shares if they are mixed up. If it was agreed so, nothing has to be done."
        ),
    ),
    Code(
        "W243",
        Stage.SENSE,
        "a further resource without a limit at some sites or at all",
        why=(
            "Where a resource has no row in Site supply it has no limit. The plan may use "
            "any amount of it there."
        ),
        repair="Add a row in Site supply for each site, with 0 where there is nothing.",
    ),
    Code(
        "W244",
        Stage.SENSE,
        "an operator that looks like one that has declined",
        why=(
            "A company that has declined runs nothing. Under another spelling it is not "
            "recognized, and the cluster may be funded all the same."
        ),
        repair=(
            "If it is the same company, spell it as in Operators. If not, nothing has to be done."
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
    ),
    Code("E236", Stage.SENSE, "a column whose sum is not its control total"),
    Code("E237", Stage.SENSE, "a control total of something that is no column of numbers"),
    Code("W301", Stage.SENSE, "figures of a cluster far outside those of sourced factories"),
    Code("W302", Stage.SENSE, "figures of a site far outside those of sourced sites"),
    Code("W303", Stage.SENSE, "commitments and capex that differ by a thousand"),
    Code("W304", Stage.SENSE, "a date of a rule after the horizon"),
)
