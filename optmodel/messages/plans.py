"""Of `optmodel evaluate` and `optmodel compare`."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

PLANS = (
    Code(
        "E401",
        Stage.PLANS,
        "of an edited plan: a start outside the decision periods",
        why="The input allows starts in its decision periods only.",
        repair=(
            "Type a date between those that the message names. For later starts lengthen "
            "Decision periods in the input and give it with --input."
        ),
        example=(
            "E401  Plan!F7 (cluster FIB-1, Start (date))  got 2035-01-01; clusters start "
            "between 2027-01-01 and 2029-12-31."
        ),
    ),
    Code(
        "E402",
        Stage.PLANS,
        "of an edited plan: a start period that was changed, and a start that was not",
        why=(
            "The date of the start is what counts. A start period that was changed alone "
            "would have no effect."
        ),
        repair="Type the date that is meant under Start, and clear the start period.",
        example=(
            "E402  Plan!L7 (cluster FIB-1, Start period)  says 2028, and the date of the "
            "start is in 2027. The date counts: change that, and clear this cell."
        ),
    ),
    Code(
        "E403",
        Stage.PLANS,
        "of an edited plan: shares that do not add up to 1",
        why=("The shares say who pays for a cluster or a site, and together they pay all of it."),
        repair=(
            "Type shares that add up to 1 (100%); or clear all of them, and the best ones "
            "are found."
        ),
        example=(
            "E403  Plan!H7 (cluster FIB-1, Share JPN (% of calls))  the shares of the row "
            "add up to 1.2; expected 1, or none of them."
        ),
    ),
    Code(
        "E404",
        Stage.PLANS,
        "of an edited plan: the file is no results workbook",
        why="Only the results workbook of a run says which input its plan was made from.",
        repair="Give the results.xlsx in the folder of a run of `optmodel solve`.",
        example=(
            "E404  Log  results.xlsx does not say which input it was made from (Input "
            "SHA-256 on the sheet Log). Expected the results.xlsx of a run of optmodel "
            "solve."
        ),
    ),
    Code(
        "E405",
        Stage.PLANS,
        "of an edited plan: no copy of the input beside it",
        why=("A plan is judged by the figures of its input. Without it nothing can be worked out."),
        repair=(
            "Leave the edited workbook in the folder of its run, or give the input with "
            "`--input FILE`."
        ),
        example=(
            "E405  there is no input.xlsx beside results.xlsx. Give the input workbook with"
            " --input."
        ),
    ),
    Code(
        "E406",
        Stage.PLANS,
        "of an edited plan: the copy of the input beside it has changed",
        why=(
            "The plan was made from other figures than those in this file, so that its "
            "value and limits would be those of another input."
        ),
        repair=(
            "Put the input.xlsx of the run back. If the plan is to be judged by the changed"
            " figures, give the file with `--input FILE`."
        ),
        example=(
            "E406  input.xlsx beside results.xlsx has changed: the results were made from "
            "an input with SHA-256 …, it has …. To evaluate the plan with another input, "
            "give it with --input."
        ),
    ),
    Code(
        "E407",
        Stage.PLANS,
        "of an edited plan: a row below the sums",
        why="The table ends at its sums. A cluster below them would not be counted.",
        repair=(
            "Move the row into the table above the sums. Where the cluster has a row there "
            "already, type the decision into that one, and delete the row below."
        ),
        example=(
            'E407  Plan!A14 (row 14, Cluster)  "CAB-1" stands below the sums. Move the row '
            "into the table above them."
        ),
    ),
    Code(
        "E920",
        Stage.PLANS,
        "a folder that does not hold the results of a run",
        why="Only finished runs with a plan can be compared.",
        repair=(
            "Name the two folders that `optmodel solve` or `optmodel evaluate` has written,"
            " such as outputs/tiny-20270101T120000Z-1a2b3c4d."
        ),
        example="E920  run/results.xlsx is a file; expected the folder of a run.",
    ),
    Code(
        "E921",
        Stage.PLANS,
        "results that are damaged or do not fit together",
        why=(
            "Files of the run are damaged or were changed after it. The comparison would "
            "show figures that no run gave."
        ),
        repair="Put the folder back as the run wrote it, or solve the input again.",
        example="E921  run/input.xlsx is not the file that its run was made from.",
    ),
    Code(
        "W401",
        Stage.PLANS,
        "of an edited plan: a start period that is not that of the start",
        why=(
            "The date of the start is what counts. A start period that was changed alone "
            "has no effect; without the run.json of the run nobody can tell which of the "
            "two was changed."
        ),
        repair="See that the date is the one that is meant.",
        example=(
            "W401  Plan!L7 (cluster FIB-1, Start period)  says 2028; the date of the start "
            "is in 2027, and the date counts."
        ),
    ),
    Code(
        "W402",
        Stage.PLANS,
        "of an edited plan: an operator where there is no choice",
        why=(
            "The input has no candidates for the cluster, so that who runs it is not "
            "decided in the plan."
        ),
        repair=(
            "Clear the cell. To choose among operators, fill Operators and Operator fit in "
            "the input."
        ),
        example=(
            'W402  Plan!G7 (cluster FIB-1, Operator)  "Corning" changes nothing: the input '
            "offers no choice of operators."
        ),
    ),
    Code(
        "W403",
        Stage.PLANS,
        "of an edited plan: another input than that of the results",
        why=(
            "The plan is judged by the figures of the given input. How far it is from the "
            "best plan is not known for that one."
        ),
        repair=("If another input is meant, nothing has to be done. Otherwise leave out --input."),
        example=(
            "W403  the input (SHA-256 …) is not the input of results.xlsx (SHA-256 …): the "
            "plan is evaluated with the given one, for which neither a bound nor a best "
            "plan is known."
        ),
    ),
)
