"""What a path may lead to: only ordinary files are read, and only as they stand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from optmodel.workbook.read import read


def said(path: Path) -> str:
    """What is said about a path that cannot be read."""
    tables, (finding,) = read(path)
    assert tables is None
    return str(finding)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
@pytest.mark.timeout(10)
def test_named_pipe(tmp_path: Path) -> None:
    """Tests that a pipe that nobody writes to is refused at once."""
    path = tmp_path / "input.xlsx"
    os.mkfifo(path)
    assert said(path) == "E915  input.xlsx is a device or a pipe; expected a file."


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no devices in folders")
@pytest.mark.timeout(10)
def test_device(tmp_path: Path) -> None:
    """Tests that a device that never ends is refused, also behind a link."""
    path = tmp_path / "input.xlsx"
    path.symlink_to("/dev/zero")
    assert said(path) == "E915  input.xlsx is a device or a pipe; expected a file."


def test_link_to_a_workbook(workbook: Path, tmp_path: Path) -> None:
    """Tests that a link to a workbook is as good as the workbook, and one to nothing is not."""
    link, dangling = tmp_path / "link.xlsx", tmp_path / "dangling.xlsx"
    link.symlink_to(workbook)
    dangling.symlink_to(tmp_path / "nothing")
    assert read(link)[0] is not None
    assert said(dangling).startswith("E901")


def test_null_character_and_long_path(tmp_path: Path) -> None:
    """Tests paths that no file can have."""
    assert said(tmp_path / "a\0b").startswith(("E901", "E903"))
    assert said(tmp_path / ("x" * 5_000)).startswith(("E901", "E903"))


def test_changed_while_it_is_read(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a file that grows while it is read is refused, not read by halves."""
    fstat, asked = os.fstat, []

    def grow(descriptor: int) -> os.stat_result:
        if asked:
            with workbook.open("ab") as stream:
                stream.write(b"more")
        asked.append(descriptor)
        return fstat(descriptor)

    monkeypatch.setattr("optmodel.workbook.file.os.fstat", grow)
    assert said(workbook) == (
        "E917  input.xlsx changed while it was read. Wait until it is saved, try again."
    )
