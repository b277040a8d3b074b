"""Reads the folder of a finished run, or says in one line why it cannot be compared."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from optmodel.comparison.fields import DamagedError, Fields
from optmodel.comparison.parts import RELATIVE, hides_pools, parts_of
from optmodel.comparison.party import ByParty
from optmodel.comparison.side import OpenSite, Placed, Side
from optmodel.errors import Finding, InputError
from optmodel.plan.limit import Limit
from optmodel.run.folder import PARTIAL
from optmodel.run.write import DOSSIER_FILE, INPUT_FILE, MANIFEST_FILE


def load(folder: Path) -> Side:
    """Read a run.

    Raises
    ------
    InputError
        With one finding, where the folder does not hold a plan or is damaged.
    """
    text = _manifest_text(folder)
    try:
        document = Fields(_parsed(text))
        status = document.text("status")
        if document.content.get("value") is None:
            raise _refused("E920", f"{folder} holds no plan (status {status}); expected one.")
        side = _side(folder, document)
    except (ValueError, RecursionError, DamagedError) as error:
        message = f"{folder / MANIFEST_FILE} is damaged: {error}."
        raise _refused("E921", " ".join(message.split())) from error
    return _with_input(side)


def _manifest_text(folder: Path) -> str:
    """Read ``run.json``, or say what is there instead."""
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "does not exist"
        raise _refused("E920", f"{folder} {what}; expected the folder of a run.")
    if folder.resolve().name.startswith(PARTIAL):
        raise _refused("E920", f"{folder} is not finished: its run was killed or still writes.")
    if not (folder / MANIFEST_FILE).exists():
        dossier = (folder / DOSSIER_FILE).exists()
        why = "its plan was refused by the check" if dossier else f"it has no {MANIFEST_FILE}"
        raise _refused("E920", f"{folder} does not hold the results of a run: {why}.")
    try:
        return (folder / MANIFEST_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not a text"
        raise _refused("E921", f"{folder / MANIFEST_FILE} cannot be read: {reason}.") from error


def _parsed(text: str) -> dict[str, object]:
    """Parse the document, which knows no NaN."""
    parsed = json.loads(text, parse_constant=_not_finite)
    if not isinstance(parsed, dict):
        raise DamagedError("expected an object")
    return parsed


def _not_finite(word: str) -> NoReturn:
    raise DamagedError(f"{word} is not a number")


def _side(folder: Path, document: Fields) -> Side:
    """Take from the document what is compared."""
    clusters = tuple(_placed(row) for row in document.rows("clusters"))
    sites = tuple(_site(row) for row in document.rows("sites") if row.day("opened"))
    found = document.inner("values")
    values = ByParty(*(found.number(name) for name in ByParty.__slots__))
    npvs = [placed.npv for placed in clusters if placed.funded]
    parts = parts_of(document, values, npvs, math.fsum(site.preparation_musd for site in sites))
    judged = document.inner("evaluation") if document.content.get("evaluation") else None
    hidden = ("its pools' receipts are part of its preparation",) if hides_pools(document) else ()
    side = Side(
        folder=folder,
        run_id=document.text("run_id"),
        created=document.text("created"),
        status=document.text("status"),
        proven=document.flag("proven"),
        reason=document.text("reason"),
        perspective=document.text("perspective"),
        value=document.number("value"),
        bound=document.optional_number("bound"),
        gap_musd=document.optional_number("gap_musd"),
        values=values,
        penalty=document.number("penalty"),
        synergy=parts.synergy,
        pool=parts.pool,
        preparation=parts.preparation,
        clusters=clusters,
        sites=sites,
        limits=tuple(_limit(row) for row in document.rows("limits")),
        sources=tuple(row.text("source") for row in document.rows("sources")),
        input_file=document.inner("input").text("file"),
        input_sha256=document.inner("input").text("sha256"),
        versions=document.mapping("versions"),
        options=document.mapping("options"),
        edited=judged is not None,
        broken=0 if judged is None else len(list(judged.rows("broken"))),
        notes=hidden,
    )
    _require_value(side)
    return side


def _require_value(side: Side) -> None:
    """Refuse a value that is not that of the perspective."""
    if side.perspective not in {"Program", "United States", "Japan"}:
        raise DamagedError(f"there is no perspective {side.perspective}")
    expected = side.measured(side.perspective)
    if abs(side.value - expected) > RELATIVE * max(1.0, abs(expected)):
        raise DamagedError("value is not what values and penalty say")


def _placed(row: Fields) -> Placed:
    """Take one cluster; what is not funded is worth nothing."""
    funded = row.flag("funded")
    by_source = row.numbers("npv_sources") if funded else []
    pledge, other = math.fsum(by_source[:1]), math.fsum(by_source[1:])
    npv = ByParty(row.number("npv"), row.number("npv_host"), pledge, other) if funded else ByParty()
    shares = row.inner("shares")
    return Placed(
        cluster=row.text("cluster"),
        copy=int(row.number("copy")),
        funded=funded,
        site=row.text("site"),
        start=row.day("start"),
        operator=row.text("operator"),
        shares={source: shares.number(source) for source in shares.content},
        npv=npv,
        reason=row.text("reason"),
    )


def _site(row: Fields) -> OpenSite:
    opened = row.day("opened")
    if opened is None:
        raise DamagedError(f"{row.place} is not opened")
    spent = math.fsum(row.numbers("preparation"))
    return OpenSite(row.text("site"), opened, len(list(row.rows("clusters"))), spent)


def _limit(row: Fields) -> Limit:
    """Take one limit; null is a figure that is not finite."""
    used, limit = row.optional_number("used"), row.optional_number("limit")
    return Limit(
        row.text("name"),
        row.text("subject"),
        math.inf if used is None else used,
        math.inf if limit is None else limit,
        row.text("unit"),
        row.text("cell"),
        row.text("sense"),
    )


def _with_input(side: Side) -> Side:
    """Read the copy of the input, if there is one and this version reads it."""
    from optmodel.workbook.read import read

    path = side.folder / INPUT_FILE
    if not path.exists():
        return replace(side, notes=(*side.notes, f"its folder has no {INPUT_FILE}"))
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise _refused("E921", f"{path} cannot be read: {error.strerror}.") from error
    if sha256 != side.input_sha256:
        raise _refused("E921", f"{path} is not the file that its run was made from.")
    tables, findings = read(path)
    if tables is None:
        first = next(finding for finding in findings if finding.is_error)
        return replace(side, notes=(*side.notes, f"{INPUT_FILE} is not readable: {first.message}"))
    return replace(side, tables=tables)


def _refused(code: str, message: str) -> InputError:
    return InputError([Finding(code, message)])
