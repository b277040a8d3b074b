"""Tests that docs/tutorial.md, followed cell by cell and command by command, says what happens.

The page is read from top to bottom. Tables of cells are typed into the workbooks, lines that begin
with ``optmodel`` are run, and each block of output is compared with what the command printed.
What differs between runs (stamps of folders, seconds) and where lines break are left out.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from optmodel.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
INPUT = "my_program.xlsx"
PART = re.compile(
    r"^```text\n(?P<output>.*?)^```$|^ {4}(?P<command>optmodel [^\n]*)$"
    r"|(?:^\*\*(?P<sheet>[A-Z][a-z ]+)\*\*[^\n]*\n\n)?(?P<table>(?:^\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
STAMP = re.compile(r"my-first-plan-\d{8}T\d{6}Z-[0-9a-f]{8}(-\d+)?")
SECONDS = re.compile(r"(?<=Seconds )[\w., ]* (?=Results)")
LARGEST_PICTURE, LARGEST_ALL = 150_000, 800_000
"""Bytes."""


def value_of(text: str) -> object:
    """What Excel makes of a text that is typed: a date, a percentage, a number, or words."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.fromisoformat(text)
    if re.fullmatch(r"\d+%", text):
        return float(text[:-1]) / 100
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text


def plain(text: str) -> str:
    """A text without stamps, seconds and line breaks."""
    return SECONDS.sub("", " ".join(STAMP.sub("STAMP", text).split()))


def rows_of(table: str) -> list[list[str]]:
    """Cells of a table without its ruler: the header first."""
    lines = [line.strip("|\n").split("|") for line in table.strip().splitlines()]
    return [[text.strip() for text in line] for line in (lines[0], *lines[2:])]


@dataclass
class Reader:
    """Somebody who does what the page says, in a folder of their own."""

    printed: str = ""
    folder: Path = Path()
    done: list[str] = field(default_factory=list)
    """Kinds of parts that were followed."""

    def path(self, workbook: str) -> Path:
        """The workbook here, or the one in the folder of the last run."""
        own = workbook in {INPUT, "issues.xlsx"}
        return Path(workbook) if own else self.folder / workbook

    def type_in(self, workbook: str, cells: list[tuple[str, str, object]]) -> None:
        """Type values into (sheet, cell) of a workbook."""
        book = load_workbook(self.path(workbook))
        for sheet, cell, value in cells:
            book[sheet][cell].value = value
        book.save(self.path(workbook))

    def empty(self, sheet: str, cells: str) -> None:
        """Empty a range of the input."""
        book = load_workbook(INPUT)
        assert any(cell.value is not None for row in book[sheet][cells] for cell in row)
        for row in book[sheet][cells]:
            for cell in row:
                cell.value = None
        book.save(INPUT)

    def fill(self, sheet: str, header: list[str], rows: list[list[str]]) -> None:
        """Type a grid into a sheet; the letter of each column is that of its header there."""
        columns = [text.partition(": ") for text in header[1:]]
        page = load_workbook(INPUT)[sheet]
        named = [page[f"{letter}4"].value for letter, _, _ in columns]
        assert [name for _, _, name in columns] == named
        if sheet == "Settings":
            assert [row[1] for row in rows] == [page[f"A{row[0]}"].value for row in rows]
        letters = [letter for letter, _, _ in columns]
        cells = [
            (sheet, f"{letter}{row[0]}", value_of(text))
            for row in rows
            for letter, text in zip(letters, row[1:], strict=True)
            if text
        ]
        self.type_in(INPUT, cells)

    def look(self, rows: list[list[str]]) -> list[tuple[str, str, object]]:
        """What the cells of a workbook show: (workbook, cell, value)."""
        (workbook,) = {row[0] for row in rows}
        book = load_workbook(self.path(workbook), data_only=True)
        parts = [row[1].partition("!") for row in rows]
        return [(workbook, f"{sheet}!{cell}", book[sheet][cell].value) for sheet, _, cell in parts]

    def run(self, command: str) -> None:
        """Run a command; a stamp stands for the folder of the last run."""
        arguments = shlex.split(STAMP.sub(self.folder.name, command))[1:]
        self.printed = CliRunner().invoke(main, arguments).output
        found = STAMP.search(self.printed)
        if arguments[0] == "solve":
            assert found is not None, self.printed
            self.folder = Path("outputs") / found.group()

    def follow(self, part: re.Match[str]) -> None:
        """Do what a part of the page says, or compare what it shows."""
        if part["command"]:
            self.run(part["command"])
            self.done.append("command")
        elif part["output"]:
            assert plain(part["output"]) == plain(self.printed)
            self.done.append("output")
        else:
            header, *rows = rows_of(part["table"])
            self.follow_table(part["sheet"], header, rows)
            self.done.append(header[-1] if header[0] != "row" else "grid")

    def follow_table(self, sheet: str | None, header: list[str], rows: list[list[str]]) -> None:
        """Type, empty or compare the cells of a table."""
        if header == ["workbook", "cell", "shows"]:
            assert [(row[0], row[1], value_of(row[2])) for row in rows] == self.look(rows)
        elif header == ["sheet", "empty"]:
            for row in rows:
                self.empty(*row)
        elif header[0] == "row":
            assert sheet is not None, header
            self.fill(sheet, header, rows)
        else:
            _, _, workbook = header[0].partition(" of ")
            assert header[1:] == ["cell", "type"], header
            cells = [(row[0], row[1], value_of(row[2])) for row in rows]
            self.type_in(workbook or INPUT, cells)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Reader()


def test_the_tutorial_can_be_followed(reader: Reader) -> None:
    """Tests that every table can be typed in, every command says what stands below it."""
    for part in PART.finditer(PAGE.read_text(encoding="utf-8")):
        reader.follow(part)
    counts = {kind: reader.done.count(kind) for kind in dict.fromkeys(reader.done)}
    assert counts == {
        "command": 9,
        "output": 9,
        "empty": 1,
        "grid": 7,
        "type": 5,
        "shows": 3,
    }


def test_a_stale_output_is_seen(reader: Reader) -> None:
    """Tests that the comparison can fail, and leaves out only stamps, seconds and line breaks."""
    reader.run(f"optmodel template {INPUT}")
    (wrong,) = PART.finditer("```text\nWritten: another.xlsx\n```\n")
    with pytest.raises(AssertionError):
        reader.follow(wrong)
    said = "Seconds  read 0.1,\n  write 2.0\n  Results  o/my-first-plan-20270104T090000Z-1f2e3d4c"
    assert plain(said) == "Seconds Results o/STAMP"


def test_pictures_are_small() -> None:
    """Tests that the pictures of the page are there, and quick to load."""
    names = re.findall(r"\]\(images/(tutorial-[\w-]+\.png)\)", PAGE.read_text(encoding="utf-8"))
    sizes = [(PAGE.parent / "images" / name).stat().st_size for name in names]
    assert len(names) == 5
    assert [name for name, size in zip(names, sizes, strict=True) if size > LARGEST_PICTURE] == []
    assert sum(sizes) <= LARGEST_ALL
