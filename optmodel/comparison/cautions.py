"""What a reader must know before believing a difference between two runs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from optmodel.comparison.side import Side

NEGLIGIBLE = 1e-6
"""USD m, a dollar: gaps below it cannot explain a difference that anybody looks at."""


def common_view(a: Side, b: Side) -> str:
    """Whose value can be compared."""
    return a.perspective if a.perspective == b.perspective else "Program"


def cautions(a: Side, b: Side) -> Iterator[str]:
    """Give the sentences, the weightiest first."""
    for name, side in (("A", a), ("B", b)):
        if side.edited:
            yield f"{name} is a plan edited by hand; {broken_words(side)}."
        elif not side.proven:
            yield f"{name} is NOT PROVEN ({side.reason}): a better plan may exist."
    yield from _chance(a, b)
    if a.perspective != b.perspective:
        yield (
            f"A maximizes the value to {_party(a)}, B that to {_party(b)}; both are compared by "
            "their value to the program."
        )
    yield from _inputs(a, b)
    if a.sources[:1] != b.sources[:1]:
        yield f"The first source is {a.pledge} in A and {b.pledge} in B."
    changed = [name for name in sorted({*a.versions, *b.versions}) if _differs(a, b, name)]
    if changed:
        yield f"The runs were made with other versions of {', '.join(changed)}."


def broken_words(side: Side) -> str:
    """Say whether an edited plan keeps its limits."""
    if not side.broken:
        return "it keeps every limit"
    return f"it BREAKS {side.broken} limit{'' if side.broken == 1 else 's'}"


def _chance(a: Side, b: Side) -> Iterator[str]:
    """Say how large a difference the two searches alone could make."""
    if a.edited or b.edited:
        return
    open_gap = a.possible_gain + b.possible_gain
    if math.isinf(open_gap):
        names = [name for name, side in (("A", a), ("B", b)) if side.gap_musd is None]
        yield f"No bound is known for {' and '.join(names)}: any difference may be chance."
    elif open_gap > NEGLIGIBLE:
        yield (
            f"A difference in value below {open_gap:,.1f} USD m, the two gaps together, may be "
            "chance: each plan may fall short of its best by its gap."
        )


def _inputs(a: Side, b: Side) -> Iterator[str]:
    """Say whether the inputs are the same, or why they cannot be compared."""
    if a.input_sha256 == b.input_sha256:
        yield "Both runs were made from the same input."
    elif a.tables is None or b.tables is None:
        yield "The inputs differ and cannot be compared cell by cell."
    for name, side in (("A", a), ("B", b)):
        # A missing copy is no news where the inputs are the same anyway.
        for note in side.notes:
            if a.input_sha256 != b.input_sha256 or "pool" in note:
                yield f"Of {name}: {note}."


def _party(side: Side) -> str:
    names = {"Program": "the program", "United States": "the United States", "Japan": side.pledge}
    return names[side.perspective]


def _differs(a: Side, b: Side, name: str) -> bool:
    return a.versions.get(name) != b.versions.get(name)
