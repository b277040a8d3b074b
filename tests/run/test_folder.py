"""Tests of a run's folder: complete or not there, never over an old one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from optmodel.errors import WriteError
from optmodel.run.folder import PARTIAL, new_folder, require_writable, unfinished, write_durably


def test_a_folder_gets_its_name_when_it_is_complete(output: Path) -> None:
    """Tests that only the partial folder is there while it is filled."""
    with new_folder(output, "plan", "id") as draft:
        write_durably(draft.partial / "run.json", b"{}")
        assert [path.name for path in output.iterdir()] == [".partial-plan-id"]
    assert [path.name for path in output.iterdir()] == ["plan-id"]
    assert (output / "plan-id" / "run.json").read_bytes() == b"{}"


@pytest.mark.parametrize("failure", [ValueError("wrong"), KeyboardInterrupt()])
def test_nothing_is_left_of_a_failure(output: Path, failure: BaseException) -> None:
    """Tests that an error or an interrupt in the middle leaves no folder and is passed on."""

    def write_half() -> None:
        with new_folder(output, "plan", "id") as draft:
            write_durably(draft.partial / "results.xlsx", b"half")
            raise failure

    with pytest.raises(type(failure)):
        write_half()
    assert list(output.iterdir()) == []


def test_a_full_disk_is_a_write_error(output: Path) -> None:
    """Tests that the operating system's reason reaches the message and nothing is left."""
    with pytest.raises(WriteError, match="No space left"), new_folder(output, "plan", "id"):
        raise OSError(28, "No space left on device")
    assert list(output.iterdir()) == []


def test_an_old_result_is_never_touched(output: Path) -> None:
    """Tests that a second run with the same id gets a number."""
    for content in (b"first", b"second", b"third"):
        with new_folder(output, "plan", "id") as draft:
            write_durably(draft.partial / "run.json", content)
    contents = {path.name: (path / "run.json").read_bytes() for path in output.iterdir()}
    assert contents == {"plan-id": b"first", "plan-id-2": b"second", "plan-id-3": b"third"}


def test_a_partial_folder_of_a_killed_run_is_left_alone(output: Path) -> None:
    """Tests that what another run began is neither used nor cleared away."""
    other = output / f"{PARTIAL}plan-id"
    other.mkdir(parents=True)
    with new_folder(output, "plan", "id") as draft:
        assert draft.run_id == "id-2"
    assert other.exists()


def test_unfinished_folders_are_found_by_name(output: Path) -> None:
    """Tests that results are not among them, and that a missing folder has none."""
    assert unfinished(output) == ()
    for name in (f"{PARTIAL}plan-b", "plan-a", f"{PARTIAL}plan-a"):
        (output / name).mkdir(parents=True)
    assert unfinished(output) == (f"{PARTIAL}plan-a", f"{PARTIAL}plan-b")


def test_many_runs_at_once_get_a_folder_each(output: Path) -> None:
    """Tests that 20 runs with one id, 8 at a time, end in 20 folders."""

    def one(content: int) -> None:
        with new_folder(output, "plan", "id") as draft:
            write_durably(draft.partial / "run.json", str(content).encode())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(20)))
    found = sorted(int((path / "run.json").read_bytes()) for path in output.iterdir())
    assert found == list(range(20))


def test_a_suffix_marks_a_folder(output: Path) -> None:
    """Tests that a dossier's folder is named as such."""
    with new_folder(output, "plan", "id", "-contradicted"):
        pass
    assert [path.name for path in output.iterdir()] == ["plan-id-contradicted"]


def test_a_writable_folder_is_made_and_left_empty(output: Path) -> None:
    """Tests that the check creates the folder and cleans up after itself."""
    require_writable(output)
    assert list(output.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused(output: Path) -> None:
    """Tests that the check names the path; a file cannot hold runs, whoever runs it."""
    output.write_text("a file")
    with pytest.raises(WriteError, match=r"outputs: it is a file; expected a folder"):
        require_writable(output)
    assert output.read_text() == "a file"
