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
        example=(
            "E217  Profiles!C6 (profile even, Step 1)  the steps of a capex profile sum to "
            "1.1; expected 1 (100%)."
        ),
    ),
    Code(
        "E218",
        Stage.SENSE,
        "a required recovery without a target",
        why="Without a number of years nobody can say which clusters miss the recovery.",
        repair="Fill Recovery target (years), or choose report.",
        example=(
            "E218  Funding!P5 (source JPN, Recovery rule)  is required, but there is no "
            "recovery target. Fill it, or use report."
        ),
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
        example=(
            "E219  Site supply!C6 (site TX-03, From)  2027-07-01 and 2027-01-01 in C5 both "
            "hold from 2027 on. Keep one of the two."
        ),
    ),
    Code(
        "E220",
        Stage.SENSE,
        "a last call before the first call",
        why="There would be no period in which the source pays.",
        repair="Correct one of the two dates. A blank is no limit on that side.",
        example=(
            "E220  Funding!G6 (source BANK, Last call)  the last call 2028-01-01 lies "
            "before the first call 2031-01-01."
        ),
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
        example=(
            "E221  Funding!D5 (source JPN, Already committed (USD m))  2500 is more than "
            "the commitment of 1000."
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
        example=(
            "E223  Cash flows!C5 (cluster TUR-1, Period 0)  no period has a figure. Enter 0"
            " in Period 0 where nothing is meant."
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
        example=(
            "E224  Cash flows!B5 (cluster TUR-1, Line)  capex is negative in a period, and "
            "nobody calls a negative amount. A grant belongs into Support in Clusters, a "
            "resale into revenue."
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
        "E228",
        Stage.SENSE,
        "sources that together may pay less than all of a cluster",
        stands_alone=False,
        why=(
            "Every cluster that is funded is paid in full by the sources together. If they "
            "may pay less, none can be funded."
        ),
        repair=(
            "Raise a Maximum share of a cluster (a blank is 1, all of it), or add the "
            "source that pays the rest."
        ),
        example=(
            "E228  Funding!Q5 (source JPN, Maximum share of a cluster)  all sources "
            "together pay at most 0.8 of a cluster, so that none could be funded; expected "
            "1."
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
        example=(
            "E229  Funding!J5 (source JPN, Share before recovery)  is 0, so that the pool "
            "is never repaid and its share of 0.5 after recovery never begins. Enter a "
            "share above 0."
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
        "E233",
        Stage.SENSE,
        "a minimum above the maximum",
        why="No plan can call at least the minimum and at most the maximum.",
        repair="Correct one of the two amounts. A blank maximum is no limit.",
        example=(
            "E233  Sector limits!C5 (source JPN, Minimum (USD m))  300 is more than the "
            "maximum of 200 in D5."
        ),
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
        example=(
            'E234  Targets!C5 (metric jobs, Filter)  there is the filter "Optics", but '
            "Filter by does not say with what it is compared. Use one of sector, product, "
            "state, site, source there, or clear the filter."
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
        example=(
            "E235  Targets!E5 (metric jobs, Amount)  got 40; expected a share between 0 and"
            " 1. For 40 percent enter 40%."
        ),
    ),
    Code(
        "E236",
        Stage.SENSE,
        "a column whose sum is not its control total",
        stands_alone=False,
        why=(
            "The sum is what the books say. Where it differs, a row is missing, doubled or "
            "mistyped."
        ),
        repair=(
            "Compare the rows that are summed with the books, or correct Total. Blank cells"
            " count nothing, and defaults are not added."
        ),
        example=(
            "E236  Control totals!C5 (sheet Clusters, Total)  Capex (USD m) of Clusters "
            "sums to 620 in 3 rows, expected 700: 80 too little. Compare the rows with your"
            " books, or mend the total."
        ),
    ),
    Code(
        "E237",
        Stage.SENSE,
        "a control total of something that is no column of numbers",
        stands_alone=False,
        why="Without its column a control total checks nothing.",
        repair=(
            "Write the header as it stands in the sheet, with its unit and, of numbered "
            "columns, the number."
        ),
        example=(
            'E237  Control totals!B5 (sheet Clusters, Column)  "Capx (USD m)" is no column '
            'of Clusters. Did you mean "Capex (USD m)"?'
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
        "W220",
        Stage.SENSE,
        "calls outside the horizon",
        why="The source pays for nothing in this plan.",
        repair="Correct the date, or the First period and Horizon periods in Settings.",
        example=(
            "W220  Funding!F6 (source BANK, First call)  lies after the horizon, which ends"
            " on 2036-12-31: nothing is paid."
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
        "W234",
        Stage.SENSE,
        "outputs in different units that are added up",
        why=(
            "Tons and vehicles are added up as if they were one thing. A limit or target on"
            " their sum means little."
        ),
        repair="Give the clusters one output unit, or ask for each product on its own.",
        example=(
            "W234  Markets!A5 (product fiber, Product)  adds up outputs in different units "
            '("km", "mile"); see Output unit in Clusters.'
        ),
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
        example=(
            "W235  Targets!E5 (metric receipts, Amount)  asks for receipts of 40 times the "
            "calls. For 40 percent enter 40%."
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
        "W237",
        Stage.SENSE,
        "a limit or target on the output of clusters that have none",
        stands_alone=False,
        why=(
            "What is limited or counted is 0 in every plan: the row limits nothing, or a "
            "target can never be reached."
        ),
        repair="Fill Output (units/year) of the clusters, or delete the row.",
        example=(
            "W237  Markets!A5 (product turbine, Product)  no cluster of turbine has an "
            "Output (units/year) in Clusters: nothing is limited."
        ),
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
        example=(
            "W238  Funding!E6 (source BANK, Last commitment)  2026-06-30 lies before the "
            "first period (2027-01-01): it pays for no cluster."
        ),
    ),
    Code(
        "W239",
        Stage.SENSE,
        "a maximum share of 0",
        why=("The source pays for no cluster, only for the preparation of sites where it may."),
        repair="Enter its largest share, or clear the cell for all of a cluster.",
        example=(
            "W239  Funding!Q6 (source BANK, Maximum share of a cluster)  is 0: it pays for "
            "no cluster."
        ),
    ),
    Code(
        "W240",
        Stage.SENSE,
        "a limit by sector without a figure",
        stands_alone=False,
        why="The row has no effect on the plan.",
        repair="Fill the minimum or the maximum, or delete the row.",
        example=(
            "W240  Sector limits!C5 (source JPN, Minimum (USD m))  the row has neither a "
            "minimum above 0 nor a maximum: it changes nothing."
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
        example=(
            "W242  Funding!K5 (source JPN, Share after recovery)  0.5 is more than the 0.1 "
            "before recovery in J5."
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
        "W301",
        Stage.SENSE,
        "figures of a cluster far outside those of sourced factories",
        why=(
            "A figure typed in another unit is wrong by a thousand or more, and the plan "
            "follows it."
        ),
        repair=(
            "Check the units of the cells. The ranges and their sources are in the "
            "documentation on sense checks. If the figures are right, nothing has to be "
            "done."
        ),
        example=(
            "W301  Clusters!K7 (cluster TUR-1, Revenue (USD m/year))  Revenue (USD m/year) "
            "per Capex (USD m) is 500,000; sourced factories have 0.167 to 11.8; Operating "
            "cost (USD m/year) per Revenue (USD m/year) is 5e-07; sourced factories have "
            "0.35 to 0.96. Is Revenue in USD?"
        ),
    ),
    Code(
        "W302",
        Stage.SENSE,
        "figures of a site far outside those of sourced sites",
        why="A site with a thousand times its power or land takes everything.",
        repair=(
            "Check the unit: land is in acres, power in MW. If the figure is right, nothing"
            " has to be done."
        ),
        example=(
            "W302  Sites!I5 (site TX-03, Power (MW))  Power (MW) is 600,000; sourced sites "
            "have 800 to 10,000. Is Power in kW?"
        ),
    ),
    Code(
        "W303",
        Stage.SENSE,
        "commitments and capex that differ by a thousand",
        stands_alone=False,
        why=(
            "Money is in millions of US dollars everywhere. A commitment in dollars is no "
            "limit, and one in billions funds nothing."
        ),
        repair=(
            "Check the units of Commitment and of capex. If both are right, nothing has to be done."
        ),
        example=(
            "W303  Funding!C5 (source JPN, Commitment (USD m))  1,000,000,000 is 1,612,903 "
            "times the capex of all clusters (USD 620 m). Is the commitment in USD, or "
            "capex in USD bn?"
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
