"""Sites with something that few sites have, each a few columns."""

from __future__ import annotations

from collections.abc import Callable

from .drafts import Draft


def no_rows() -> Draft:
    """One cluster, one period, no row in the whole model."""
    draft = Draft()
    draft.chain([3.0], row=0)
    return draft


def one_start() -> Draft:
    """An opening and a single start."""
    draft = Draft()
    (y,), (x,) = draft.chain([-1.0]), draft.chain([3.0], row=0)
    draft.row({x: 1.0, y: -1.0}, upper=0.0)
    return draft


def one_start_of_copies() -> Draft:
    """A single start of up to three copies under a limit that two of them reach."""
    draft = Draft()
    (x,) = draft.chain([3.0], upper=3.0, row=0)
    draft.row({x: 4.0}, upper=9.0)
    return draft


def no_starts() -> Draft:
    """An opening that nothing could start at."""
    draft = Draft()
    draft.chain([-1.0, 2.0])
    return draft


def forced_opening() -> Draft:
    """A site that has to be opened, in its only period."""
    draft = Draft()
    draft.chains = [[draft.column(-5.0, lower=1.0, place=0)]]
    (x,) = draft.chain([3.0], row=0)
    draft.row({x: 1.0, draft.chains[0][0]: -1.0}, upper=0.0)
    return draft


def opened_from_the_beginning() -> Draft:
    """A site whose opening is forced in every one of its periods."""
    draft = Draft()
    opening = [draft.column(cost, lower=1.0, place=0) for cost in (-1.0, -4.0)]
    draft.row({opening[0]: 1.0, opening[1]: -1.0}, upper=0.0)
    draft.chains = [opening]
    starts = draft.chain([3.0, 1.0], row=0)
    draft.row({starts[0]: 1.0, opening[0]: -1.0}, upper=0.0)
    return draft


def forced_start() -> Draft:
    """A start that loses money and has to be."""
    draft = Draft()
    draft.chains = [[draft.column(-5.0, lower=1.0, row=0, place=0)]]
    (other,) = draft.chain([3.0], row=1)
    draft.row({other: 4.0, draft.chains[0][0]: 4.0}, upper=9.0)
    return draft


def open_for_two() -> Draft:
    """A site that is opened for two copies or not at all."""
    draft = Draft()
    (y,), (x,) = draft.chain([-1.0]), draft.chain([3.0], upper=2.0, row=0)
    draft.row({x: 1.0, y: -2.0}, upper=0.0)
    draft.row({x: -2.0, y: 4.0}, upper=0.0)
    return draft


def never_opened() -> Draft:
    """An opening whose bound says never."""
    draft = Draft()
    (y,), (x,) = draft.chain([-1.0], upper=0.0), draft.chain([3.0], row=0)
    draft.row({x: 1.0, y: -1.0}, upper=0.0)
    return draft


def never_started() -> Draft:
    """A cluster of which no copy may start, beside one that may."""
    draft = Draft()
    draft.chain([3.0, 1.0], upper=0.0, row=0)
    draft.chain([2.0, 1.0], row=1)
    return draft


def together() -> Draft:
    """Two clusters of which as many start as of the other, in each period."""
    draft = Draft()
    first, second = draft.chain([-7.0, 5.0], row=0), draft.chain([2.0, 1.0], row=1)
    for one, other in zip(first, second, strict=True):
        draft.row({one: 1.0, other: -1.0}, lower=0.0, upper=0.0)
    return draft


def at_least_two() -> Draft:
    """A target of the site alone, that only a start which loses money meets."""
    draft = Draft()
    first, second = draft.chain([0.0, -7.0], row=0), draft.chain([2.0, 1.0], row=1)
    draft.row({first[-1]: 1.0, second[-1]: 1.0}, lower=2.0)
    return draft


def only_at_once() -> Draft:
    """Capacity that allows a start in the first period alone: a row against the chain."""
    draft = Draft()
    early, late = draft.chain([-4.0, 9.0], row=0)
    draft.row({early: -4.0, late: 4.0}, upper=0.0)
    return draft


def said_twice() -> Draft:
    """A chain of which one row follows from the others, and one is written twice."""
    draft = Draft()
    first, second, third = draft.chain([-4.0, 1.0, 9.0], row=0)
    draft.row({first: 1.0, third: -1.0}, upper=0.0)
    draft.row({first: 1.0, second: -1.0}, upper=0.0)
    draft.row({second: 1.0, third: -1.0}, upper=0.0)
    return draft


def alike() -> Draft:
    """Two copies that are worth 9.7 each in either of two periods, beside 4 and 15.2."""
    draft = Draft()
    draft.chain([-10.0, 4.0], row=0)
    first = draft.chain([12.9, -12.9, 15.2], row=1)
    second = draft.chain([-9.6, 5.7, 4.0], row=1)
    draft.row({first[-1]: 1.0, second[-1]: 1.0}, upper=1.0)
    draft.chain([-15.7, 0.0, 9.7], upper=2.0, row=2)
    return draft


def without_label() -> Draft:
    """A whole number that no label is known of, tied to the starts of one site."""
    draft = Draft()
    first, second = draft.chain([1.0, 2.0], row=0)
    loose = draft.column(-0.5)
    draft.chains.append([loose])
    draft.row({second: 1.0, loose: -1.0}, upper=0.0)
    draft.row({first: 1.0}, upper=0.0)
    return draft


def in_no_row() -> Draft:
    """Starts that no row but those of their chains speaks of."""
    draft = Draft()
    draft.chain([1.0, 2.0], upper=2.0, row=0)
    draft.chain([-3.0], row=1)
    return draft


def capacity_that_ends() -> Draft:
    """Builders who are gone in period 5: what sums of uses leave behind is no use of them."""
    draft, use = Draft(), (0.1, 0.2, 0.8)
    starts = draft.chain([-1.0, 3.0, -1.0, 2.0, -1.0, 1.0], row=0)
    begun = {starts[5 - age]: amount for age, amount in enumerate(use)}
    later = {starts[5 - age]: -amount for age, amount in enumerate((0.0, *use))}
    columns = begun.keys() | later.keys()
    draft.row({x: begun.get(x, 0.0) + later.get(x, 0.0) for x in columns}, upper=0.0)
    return draft


def half_as_many() -> Draft:
    """A chain in which the first start may be half of the second: no link, but a row."""
    draft = Draft()
    first, second = draft.chain([5.0, 1.0], upper=2.0, row=0)
    draft.row({first: 2.0, second: -1.0}, upper=0.0)
    return draft


UNUSUAL: tuple[Callable[[], Draft], ...] = (
    no_rows,
    one_start,
    one_start_of_copies,
    no_starts,
    forced_opening,
    opened_from_the_beginning,
    forced_start,
    open_for_two,
    never_opened,
    never_started,
    together,
    at_least_two,
    only_at_once,
    said_twice,
    alike,
    without_label,
    in_no_row,
    capacity_that_ends,
    half_as_many,
)
