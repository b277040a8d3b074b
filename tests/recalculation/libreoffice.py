"""LibreOffice as a calculator: workbooks are recalculated when they are loaded, always.

Without that it keeps the values that stand in the file, and a test would prove nothing.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
READER = shutil.which("pdftotext")
WHY_SKIPPED = "LibreOffice is not installed; the results workbook is not recalculated here"
LONGEST_S = 400
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Of the profile: recalculate files of Excel on load, always."""


class Calculator:
    """LibreOffice with a profile of its own, so that several can run side by side."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._said = ("", "")
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")

    def recalculate(self, files: Sequence[Path]) -> list[Path]:
        """Recalculate workbooks; the new ones have the same names in another folder."""
        out = self._convert("xlsx", files)
        made = [out / file.name for file in files]
        missing = [file.name for file in made if not file.exists()]
        assert not missing, (missing, self._said)
        return made

    def printed(self, files: Sequence[Path]) -> list[str]:
        """The texts of workbooks as they are printed: #### where a column is too narrow."""
        assert READER is not None
        out = self._convert("pdf", files)
        return [
            subprocess.run(
                [READER, "-layout", str(out / f"{file.stem}.pdf"), "-"],
                capture_output=True,
                text=True,
                timeout=LONGEST_S,
                check=True,
            ).stdout
            for file in files
        ]

    def _convert(self, kind: str, files: Sequence[Path]) -> Path:
        """Convert files; give the folder of the new ones."""
        assert PROGRAM is not None
        out = self._folder / "recalculated"
        profile = (self._folder / "profile").as_uri()
        command = [PROGRAM, f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(out), *map(str, files)]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=LONGEST_S, check=False
        )
        self._said = (done.stdout, done.stderr)
        return out
