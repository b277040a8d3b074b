"""Write docs/messages.md from the catalog: ``python -m optmodel.messages.reference``."""

from __future__ import annotations

from pathlib import Path

from optmodel.messages import CODES, Code, Stage

MESSAGES_PAGE = Path(__file__).resolve().parents[2] / "docs" / "messages.md"

INTRODUCTION = """\
# Messages about the input

This page is generated from the catalog (`python -m optmodel.messages.reference`). Each message
stands here with an example as it is printed; a test breaks a good workbook in one way and finds
exactly that message.

## What a message looks like

    E114  Clusters!Z5 (cluster FIB-1, Site)  "Oak Rige" is not in Sites. Did you mean "Oak Ridge"?

| Part | Here | What it says |
| --- | --- | --- |
| code | `E114` | the kind of mistake: a section of this page |
| address | `Clusters!Z5` | sheet and cell, as in a formula of Excel |
| row and column | `cluster FIB-1, Site` | the row by its name, and the header of the column |
| text | the rest | what stands there, what was expected, and what to do |

Equal messages about cells next to each other are one message, with the range and the number of
cells: `Sites!H5:H12, 8 cells`.

A code that begins with **E** is an error: nothing is solved until it is mended. One that begins
with **W** is a warning: the workbook is read as it says, and a plan can be found, which may be
another than the one that was meant. Warnings stand in the results as well, on the sheet Log.

## How to see all of them

`optmodel check INPUT` names every mistake of the whole workbook in one go: errors first, then
questions about units, because what is impossible often follows from a wrong unit, then what is
impossible, then other warnings. On the terminal it shows the first 20 and how many more there are.

- `optmodel check INPUT --report FILE.xlsx` writes all of them to a workbook whose links lead to
  the cells.
- `optmodel check INPUT --json` prints all of them as one JSON document. Each has `code`,
  `severity`, `stage`, `sheet`, `cell`, `key`, `column`, `message`, `expected`, `got`, `cells`,
  `involved`, `why` and `repair`; the last two say what this page says.

A cell that has an error is left out of every later check, so that one slip gives one message.

| Exit code of `optmodel check` | What it means |
| --- | --- |
| 0 | no errors: ready to solve, perhaps with warnings |
| 2 | errors about the input or the command |
| 3 | the input is in order, but no plan can meet it: only errors of the stage "possibility" |
"""

STAGES = {
    Stage.COMMAND: ("The command", "What was typed on the command line."),
    Stage.FILE: ("The file", "Such a file is not opened at all, so that the message stands alone."),
    Stage.STRUCTURE: ("Sheets, headers and rows", "Whether everything that is read can be found."),
    Stage.TYPES: ("What stands in a cell", "Whether it is what the column takes."),
    Stage.RANGES: ("Numbers and dates", "Whether they lie in the range of the column."),
    Stage.REFERENCES: ("Names", "Whether they are told apart, and lead to a row that is there."),
    Stage.SENSE: (
        "What the figures say together",
        "Each cell is in order, and the cells contradict each other or can hardly be meant.",
    ),
    Stage.POSSIBLE: (
        "What no plan can do",
        """\
Proven from the input before any search. An error here says that there is no plan at all:
`optmodel solve` confirms it by a search, and names the smallest set of limits that contradict each
other and the cheapest repairs. A warning says what no plan can do, while other plans exist.""",
    ),
    Stage.PLANS: (
        "Results and edited plans",
        """\
Of `optmodel evaluate` and `optmodel compare`. Cells of the sheet Plan can have the messages of the
stages above as well.""",
    ),
}
"""Heading of each stage, and what is asked in it."""


def messages_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([INTRODUCTION, _contents(), *(_stage_section(stage) for stage in Stage)])


def _contents() -> str:
    lines = ["## All codes", ""]
    for stage in Stage:
        codes = ", ".join(f"[{it.code}](#{anchor(it)})" for it in _codes_of(stage))
        lines.append(f"- {STAGES[stage][0]}: {codes}")
    return "\n".join([*lines, ""])


def _stage_section(stage: Stage) -> str:
    heading, about = STAGES[stage]
    sections = (_code_section(it) for it in _codes_of(stage))
    return "\n".join([f"## {heading}", "", about, "", *sections])


def _code_section(entry: Code) -> str:
    return "\n".join(
        [
            f'<a id="{anchor(entry)}"></a>',
            "",
            f"### {entry.code}: {entry.meaning}",
            "",
            f"    {entry.example}",
            "",
            f"**Why it matters.** {entry.why}",
            "",
            f"**What to do.** {entry.repair}",
            "",
        ]
    )


def anchor(entry: Code) -> str:
    """What links to the section of a code end with; it does not change with the words."""
    return entry.code.lower()


def _codes_of(stage: Stage) -> tuple[Code, ...]:
    of_stage = (entry for entry in CODES.values() if entry.stage is stage)
    return tuple(sorted(of_stage, key=lambda entry: entry.code))


def main() -> None:
    """Write the page."""
    MESSAGES_PAGE.write_text(messages_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
