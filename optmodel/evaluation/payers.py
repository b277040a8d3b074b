"""Who pays for an edited plan: as typed, else as is best, else the pledge first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from optmodel.economics.payers import maximum_shares
from optmodel.economics.types import FloatArray, Options, Preparation
from optmodel.evaluation.best_shares import best_shares
from optmodel.evaluation.edited import EditedOpening, EditedStart, Parts
from optmodel.program.program import Program
from optmodel.search.controls import Controls

NO_SHARES = (
    "No shares of the sources keep every limit; where they were blank, the pledge pays first."
)


@dataclass(frozen=True, slots=True)
class Paid:
    """An edited plan in which everything says who pays for it."""

    starts: tuple[EditedStart, ...]
    openings: Mapping[int, EditedOpening]
    notes: tuple[str, ...]


def settle_payers(
    program: Program,
    options: Options,
    preparation: Preparation,
    *,
    starts: tuple[EditedStart, ...],
    openings: Mapping[int, EditedOpening],
    controls: Controls,
) -> Paid:
    """Fill in who pays where that was left blank.

    Parameters
    ----------
    options
        They hold every start of the plan.
    starts, openings
        Those with parts keep them, whether or not they are allowed.
    controls
        Of the search for the best shares, which is short.
    """
    if len(program.sources) == 1:
        pays = (1.0 if program.sources[0].pays_preparation else 0.0,)
        given = {site: replace(opening, parts=pays) for site, opening in openings.items()}
        return Paid(tuple(replace(start, parts=(1.0,)) for start in starts), given, ())
    settled, opened = _only_payers(program, options, preparation, starts, openings)
    if _is_settled(settled, opened):
        return Paid(settled, opened, ())
    best = best_shares(program, preparation, settled, opened, controls)
    if best is not None:
        return Paid(*best, ("Shares that were left blank are the best ones for this plan.",))
    return Paid(
        tuple(_pledge_first(program, options, start) for start in settled),
        {
            site: _first_pays(program, preparation, site, opening)
            for site, opening in opened.items()
        },
        (NO_SHARES,),
    )


def _is_settled(starts: tuple[EditedStart, ...], openings: Mapping[int, EditedOpening]) -> bool:
    """Whether everything says who pays."""
    return all(start.parts is not None for start in starts) and all(
        opening.parts is not None for opening in openings.values()
    )


def _only_payers(
    program: Program,
    options: Options,
    preparation: Preparation,
    starts: tuple[EditedStart, ...],
    openings: Mapping[int, EditedOpening],
) -> tuple[tuple[EditedStart, ...], dict[int, EditedOpening]]:
    """Fill in what only one source may pay for, and the host's openings."""
    may = payable_by_start(options)
    maximum = maximum_shares(program)
    settled = []
    for start in starts:
        payers = np.flatnonzero(may[key_of(start)])
        alone = start.parts is None and len(payers) == 1 and maximum[payers[0]] >= 1.0
        settled.append(replace(start, parts=_only(program, int(payers[0]))) if alone else start)
    opened = {}
    for site, opening in openings.items():
        able = opening_payers(program, preparation, site, opening.period)
        if opening.parts is None and len(able) <= 1:
            only = _only(program, able[0]) if able else (0.0,) * len(program.sources)
            opening = replace(opening, parts=only)  # noqa: PLW2901 - the same one, filled in
        opened[site] = opening
    return tuple(settled), opened


def key_of(start: EditedStart) -> tuple[int, int, int, int]:
    """What an option is known by: cluster, operator, site, period."""
    return start.cluster, start.operator, start.site, start.period


def option_index(options: Options) -> dict[tuple[int, int, int, int], int]:
    """Index of every option by what it is known by."""
    places = zip(
        options.cluster.tolist(),
        options.operator.tolist(),
        options.site.tolist(),
        options.start.tolist(),
        strict=True,
    )
    return {place: index for index, place in enumerate(places)}


def payable_by_start(options: Options) -> dict[tuple[int, int, int, int], FloatArray]:
    """Which sources may pay for every option, (F,)."""
    return {place: options.payable[index] for place, index in option_index(options).items()}


def opening_payers(program: Program, preparation: Preparation, site: int, period: int) -> list[int]:
    """Indices of the sources that may pay for an opening; none where the host pays.

    The first of them "pays" for what costs nothing, as in the model.
    """
    paying = np.array([source.pays_preparation for source in program.sources], dtype=np.bool_)
    may = np.flatnonzero(preparation.payable[site, period] & paying)
    payers: list[int] = (may if len(may) else np.flatnonzero(paying)).tolist()
    return payers if preparation.spend_musd[site, period].any() else payers[:1]


def _only(program: Program, source: int) -> Parts:
    return tuple(float(index == source) for index in range(len(program.sources)))


def _pledge_first(program: Program, options: Options, start: EditedStart) -> EditedStart:
    """Let each source pay as much as it may, in the order of Funding, until all is paid."""
    if start.parts is not None:
        return start
    may = options.payable[option_index(options)[key_of(start)]]
    maximum = maximum_shares(program)
    parts, left = np.zeros(len(program.sources)), 1.0
    for source in (*np.flatnonzero(may).tolist(), *np.flatnonzero(~may).tolist()):
        parts[source] = min(maximum[source], left)
        left -= parts[source]
    return replace(start, parts=tuple((parts / parts.sum()).tolist()))


def _first_pays(
    program: Program, preparation: Preparation, site: int, opening: EditedOpening
) -> EditedOpening:
    """Let the first source pay that may."""
    if opening.parts is not None:
        return opening
    payers = opening_payers(program, preparation, site, opening.period)
    return replace(opening, parts=_only(program, payers[0]))
