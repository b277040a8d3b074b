"""Random plans over the whole rulebook, in the indices of the program, with the audit's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Opening, Start
from optmodel.audit.verdict import Verdict
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.plan.insertion import Inserter
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.workbook.tables import Tables
from tests.oracle.enumerate_plans import small_rulebook
from tests.oracle.random_plans import random_plans, random_shares

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan made of options, and what the audit says of it."""

    tables: Tables
    program: Program
    options: Options
    preparation: Preparation
    chosen: Chosen
    verdict: Verdict

    def inserter(self) -> Inserter:
        """Put options into the plan."""
        return Inserter(self.program, self.options, self.preparation, self.chosen)

    def verdict_with(
        self, option: int, opening: tuple[int, int] | None, shares: Sequence[float]
    ) -> Verdict:
        """The audit's verdict on the plan with one more option, paid for in shares."""
        picked = [*self.chosen.options.tolist(), option]
        parts = [*self.chosen.shares, np.asarray(shares)]
        openings = dict(self.chosen.openings)
        paid = dict(self.chosen.preparation_shares)
        if opening is not None:
            site, period = opening
            openings[site] = period
            payers = self.preparation.payable[opening].astype(float)
            paid[site] = tuple((payers / max(1.0, payers.sum())).tolist())
        return self._evaluate(picked, parts, openings, paid)

    def _evaluate(
        self,
        picked: Sequence[int],
        parts: Sequence[Sequence[float]],
        openings: Mapping[int, int],
        paid: Mapping[int, Sequence[float]],
    ) -> Verdict:
        program, options, shares = self.program, self.options, {}
        # Copies are numbered by their starts, so one more may change the numbers of the others.
        numbers: dict[str, int] = {}
        for option, part in sorted(
            zip(picked, parts, strict=True), key=lambda pair: int(options.start[pair[0]])
        ):
            cluster = program.clusters[int(options.cluster[option])].id
            numbers[cluster] = numbers.get(cluster, 0) + 1
            run_by = int(options.operator[option])
            start = Start(
                cluster,
                numbers[cluster],
                program.sites[int(options.site[option])].id,
                int(options.start[option]),
                program.operators[run_by].id if run_by >= 0 else "",
            )
            shares[start] = self._named(part)
        opened = {
            Opening(program.sites[site].id, period): self._named(paid[site])
            for site, period in openings.items()
        }
        return evaluate(self.tables, list(shares), list(opened), shares, opened)

    def _named(self, part: Sequence[float]) -> Shares:
        """Source id to the part that it pays."""
        sources = self.program.sources
        return {source.id: float(each) for source, each in zip(sources, part, strict=True) if each}


def rulebook_plans(seed: int, count: int) -> Iterator[Judged]:
    """Random plans of one random workbook, those left out that are not made of options."""
    book, space = small_rulebook(seed)
    tables = book.tables()
    program, _ = build(tables)
    assert program is not None
    options, preparation = build_options(program), build_preparation(program)
    random = Random(seed)
    for starts, openings in random_plans(random, space, count):
        shares = random_shares(random, space, (starts, openings))
        chosen = chosen_of(program, options, starts, openings, shares)
        if chosen is not None:
            verdict = evaluate(
                tables,
                starts,
                openings,
                {start: shares[start] for start in starts},
                {opening: shares[opening] for opening in openings},
            )
            yield Judged(tables, program, options, preparation, chosen, verdict)


def chosen_of(
    program: Program,
    options: Options,
    starts: Sequence[Start],
    openings: Sequence[Opening],
    shares: Mapping[Start | Opening, Shares],
) -> Chosen | None:
    """The decisions of a plan; None where a start is no option, or a site is opened too late."""
    if any(opening.period >= program.calendar.decision_periods for opening in openings):
        return None
    clusters = {(c.id, c.copy): k for k, c in enumerate(program.clusters)}
    sites = {s.id: index for index, s in enumerate(program.sites)}
    operators = {"": -1} | {operator.id: i for i, operator in enumerate(program.operators)}
    keys = zip(
        options.cluster.tolist(),
        options.operator.tolist(),
        options.site.tolist(),
        options.start.tolist(),
        strict=True,
    )
    position = {key: index for index, key in enumerate(keys)}
    wanted = {
        (
            clusters[start.cluster, start.copy],
            operators[start.operator],
            sites[start.site],
            start.period,
        ): start
        for start in starts
    }
    if any(key not in position for key in wanted):
        return None
    picked = sorted(
        ((position[key], start) for key, start in wanted.items()), key=lambda pair: pair[0]
    )

    def parts(decision: Start | Opening) -> tuple[float, ...]:
        return tuple(shares[decision].get(source.id, 0.0) for source in program.sources)

    rows = np.array([parts(start) for _, start in picked])
    return Chosen(
        options=np.array([index for index, _ in picked], dtype=np.intp),
        openings={sites[opening.site]: opening.period for opening in openings},
        shares=rows.reshape(len(picked), len(program.sources)),
        preparation_shares={sites[opening.site]: parts(opening) for opening in openings},
    )
