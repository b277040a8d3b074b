"""The audit shares no code with the model."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import optmodel.audit.audit

FORBIDDEN = {
    "pyomo",
    "numpy",
    "scipy",
    "pandas",
    "highspy",
    "optmodel.program",
    "optmodel.economics",
    "optmodel.formulation",
    "optmodel.search",
    "optmodel.plan",
}
ALLOWED = {"optmodel.audit", "optmodel.errors", "optmodel.workbook.tables"}
ROOT = Path(optmodel.audit.audit.__file__).parents[2]


def test_importing_the_audit_loads_nothing_of_the_model() -> None:
    """Tests in a new interpreter that neither the model nor its libraries are loaded."""
    question = "import sys, optmodel.audit.audit; print('\\n'.join(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(answer.stdout.split())
    assert "optmodel.audit.audit" in loaded
    assert FORBIDDEN & loaded == set()


def test_forbidden_parts_exist() -> None:
    """Tests that every part of the package named above is there under that name."""
    for name in sorted(part for part in FORBIDDEN if part.startswith("optmodel.")):
        assert find_spec(name) is not None, name


def test_audit_names_nothing_but_tables_and_itself() -> None:
    """Tests that no file of the audit imports another part of the package, even in a function."""
    for file in sorted((ROOT / "optmodel" / "audit").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                own = name.startswith("optmodel.audit") or name in ALLOWED
                assert own or name.split(".")[0] in sys.stdlib_module_names, (file.name, name)
