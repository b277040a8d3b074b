"""Profiles, cash flows, sources of money and their terms."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

MONEY = (
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
)
