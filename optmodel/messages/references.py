"""Names that stand for other rows."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

REFERENCES = (
    Code(
        "E114",
        Stage.REFERENCES,
        "a reference to something that is not there",
        why=(
            "The row would apply to nothing: a dependency, a limit or a fixed site would be"
            " lost, and nobody would notice."
        ),
        repair=(
            "Spell the name as in the sheet that the message names, or add it there. The "
            "drop-down list of the cell shows all names."
        ),
        example=(
            'E114  Clusters!Z5 (cluster FIB-1, Site)  "Oak Rige" is not in Sites. Did you '
            'mean "Oak Ridge"?'
        ),
    ),
    Code(
        "E115",
        Stage.REFERENCES,
        "a record or setting that stands there already",
        why=(
            "Two rows about one thing can say two different things, and counting both would"
            " be wrong. The program does not choose."
        ),
        repair=(
            "Keep one of the two rows. If two things are meant, give them names that differ"
            " in more than case, spaces or the width of characters."
        ),
        example=(
            "E115  Clusters!A8 (cluster TUR-1, Cluster)  Cluster TUR-1 stands in A7 "
            "already. Keep one of the two."
        ),
    ),
    Code(
        "E116",
        Stage.REFERENCES,
        "a setting that does not exist",
        why="The row has no effect, and the setting that was meant would have its default.",
        repair=(
            "Spell the setting as the message suggests or as in the template, or delete the row."
        ),
        example=(
            'E116  Settings!A25 (Setting)  "Maximum steps" is not a setting. Did you mean '
            '"Maximum sites"?'
        ),
    ),
)
