"""What the figures say together."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

SENSE = (
    Code("E201", Stage.SENSE, "fewer horizon periods than decision periods"),
    Code("E210", Stage.SENSE, "a cluster that needs itself"),
    Code("E211", Stage.SENSE, "dependencies that lead back to where they began"),
    Code("E214", Stage.SENSE, "a latest start before the earliest start"),
    Code("E215", Stage.SENSE, "permit times that do not fit together"),
    Code("E216", Stage.SENSE, "a life that is not a whole number of periods"),
    Code("E217", Stage.SENSE, "a profile that cannot be used"),
    Code("E218", Stage.SENSE, "a required recovery without a target"),
    Code("E219", Stage.SENSE, "two rows for the same thing and period"),
    Code("E220", Stage.SENSE, "a last call before the first call"),
    Code("E221", Stage.SENSE, "more committed than the commitment"),
    Code("E222", Stage.SENSE, "a date before the first period"),
    Code("E223", Stage.SENSE, "a row of Cash flows or Construction use without a figure"),
    Code("E224", Stage.SENSE, "negative capex in Cash flows"),
    Code(
        "E225", Stage.SENSE, "a resource, sector, product, state, site or source that is not there"
    ),
    Code("E226", Stage.SENSE, "a column Use: NAME whose NAME is that of another resource"),
    Code("E227", Stage.SENSE, "names that differ only in case, spaces or the width of characters"),
    Code("E228", Stage.SENSE, "sources that together may pay less than all of a cluster"),
    Code("E229", Stage.SENSE, "a pool that could never be repaid"),
    Code("E230", Stage.SENSE, "a synergy of a cluster with itself"),
    Code("E231", Stage.SENSE, "two rows of Synergies for one pair"),
    Code("E232", Stage.SENSE, "a maximum lag below the lag"),
    Code("E233", Stage.SENSE, "a minimum above the maximum"),
    Code("E234", Stage.SENSE, "a target whose filter does not fit"),
    Code("E235", Stage.SENSE, "a target whose amount does not fit"),
    Code("W212", Stage.SENSE, "dependencies that only allow a common start"),
    Code("W214", Stage.SENSE, "a start window outside the decision periods"),
    Code("W216", Stage.SENSE, "a life of 0"),
    Code("W220", Stage.SENSE, "calls outside the horizon"),
    Code("W231", Stage.SENSE, "a date after the horizon, which changes nothing"),
    Code("W232", Stage.SENSE, "a resource without a limit until its first row in Site supply"),
    Code("W233", Stage.SENSE, "an operator that is not a candidate"),
    Code("W234", Stage.SENSE, "outputs in different units that are added up"),
    Code("W235", Stage.SENSE, "a target that looks mistyped"),
    Code("W236", Stage.SENSE, "a name that stands there in another spelling as well"),
    Code("W237", Stage.SENSE, "a limit or target on the output of clusters that have none"),
    Code("W238", Stage.SENSE, "a last commitment before the first period"),
    Code("W239", Stage.SENSE, "a maximum share of 0"),
    Code("W240", Stage.SENSE, "a limit by sector without a figure"),
    Code("W241", Stage.SENSE, "a construction resource or operator that nothing uses"),
    Code("W242", Stage.SENSE, "a share after recovery above the share before it"),
    Code("W243", Stage.SENSE, "a further resource without a limit at some sites or at all"),
    Code("W244", Stage.SENSE, "an operator that looks like one that has declined"),
    Code("W245", Stage.SENSE, "a dependency whose wait no start can meet"),
)
