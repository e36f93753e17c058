"""How often each pattern leads on random firms, and how steady the verdict is; the figures of patterns.md.

`python tests/reports/pattern_report.py` (from the checkout, with the packages installed) writes patterns.md anew.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.consistency import find_misfits
from plateau_doctor.core.diagnosis import Verdict, find_verdict
from plateau_doctor.core.known import Scores, known_names
from plateau_doctor.core.outcome import find_trajectory
from plateau_doctor.core.patterns import PatternFit, fit_patterns
from plateau_doctor.core.result import examine
from plateau_doctor.core.scoring import Bottleneck, pool_all, score_areas, score_capability
from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import load_inflation, shipped
from reports.random_firms import DISTRIBUTIONS, FIRMS, SEED, firms, shaken

PACK, WORDS = shipped("sales-and-four-ps", 1)
TABLE = load_inflation()
PAGE = Path(__file__).with_name("patterns.md")
LEAD = 20
"""Points by which promotion stands above the other Ps in the firms that the promotion-only trap is about."""
TRAP = "P01"
BLIND = Path(__file__).parents[1] / "firms"
SHAKEN = 700
"""Firms of each distribution that are shaken: 2,100 draws in all."""


@dataclass(frozen=True, slots=True)
class Leading:
    """Counts over the firms of one distribution: who leads (None for nobody), and who leads ahead of other Ps.

    `trapped` counts the latter whose causes, the leading one and up to two more, have the promotion-only trap.
    """

    leads: Counter[str | None]
    ahead: Counter[str | None]
    trapped: int


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Of shaken firms: how many kept state and band, and the confidence of all and of those that did not."""

    count: int
    kept: int
    confidence: Counter[str]
    lost: Counter[str]


def known_of(checkup: CheckUp) -> tuple[Scores, dict[str, float]]:
    """Return the scores and the known values of a firm, without the rest of its result."""
    pooled = pool_all(PACK, checkup)
    areas = score_areas(PACK, pooled, checkup.form)
    trajectory = find_trajectory(checkup.figures, checkup.business, None, PACK.outcome, TABLE)
    scores = Scores(pooled, areas, score_capability(PACK, areas), trajectory)
    return scores, known_names(PACK, checkup, scores, TABLE)


def verdict_of(checkup: CheckUp) -> Verdict:
    """Return the verdict of a firm; which area it names plays no part here."""
    scores, known = known_of(checkup)
    checks = find_misfits(PACK, checkup, scores, known, TABLE)
    verdict = find_verdict(PACK, checkup, scores, Bottleneck((), {}), checks)
    assert verdict is not None
    return verdict


def fits_of(checkup: CheckUp) -> tuple[tuple[PatternFit, ...], dict[str, float]]:
    """Return the patterns and the known values of a firm."""
    scores, known = known_of(checkup)
    low = max(area.score or 0.0 for area in scores.areas.values()) <= 25 * (PACK.pattern_rules.foundations_level - 1)
    return fit_patterns(PACK, known, checkup.form, name_causes=not low), known


def leader(fits: tuple[PatternFit, ...]) -> str | None:
    """Return the leading cause."""
    return next((fit.id for fit in fits if fit.role == "leading"), None)


def leading(name: str) -> Leading:
    """Count the leading causes of one distribution."""
    leads: Counter[str | None] = Counter()
    ahead: Counter[str | None] = Counter()
    trapped = 0
    for checkup in firms(PACK, DISTRIBUTIONS[name]):
        fits, known = fits_of(checkup)
        leads[leader(fits)] += 1
        if known["promotion_minus_other_ps"] >= LEAD:
            ahead[leader(fits)] += 1
            trapped += any(fit.id == TRAP and fit.role in ("leading", "also") for fit in fits)
    return Leading(leads, ahead, trapped)


def steadiness(name: str) -> Steadiness:
    """Move one in ten answers of each firm by one level, and see whether state and band stay."""
    dice = random.Random(SEED)
    kept = 0
    confidence: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for checkup in firms(PACK, DISTRIBUTIONS[name], SHAKEN):
        before, after = verdict_of(checkup), verdict_of(shaken(dice, checkup, PACK))
        confidence[before.confidence] += 1
        if (before.state, before.band) == (after.state, after.band):
            kept += 1
        else:
            lost[before.confidence] += 1
    return Steadiness(SHAKEN, kept, confidence, lost)


def read_blind() -> dict[str, CheckUp]:
    """Return the firms of tests/firms by the pattern that each was written for."""
    return {
        path.stem: read_checkup(path, lambda name, version: shipped(name, version)[0])
        for path in sorted(BLIND.glob("P*.json"))
    }


def roles(checkup: CheckUp) -> dict[str, str]:
    """Return the role of every pattern in a check-up's whole result."""
    return {fit.id: fit.role for fit in examine(PACK, checkup, checkup.date, TABLE).patterns}


def blind_lines() -> list[str]:
    """Return the table of the firms that were written from name and line alone."""
    lines = [
        "Fifteen firms (tests/firms), written from each pattern's name and line alone by someone who had not seen the",
        "conditions, before any of them was changed:",
        "",
        "| firm of | its own pattern | leading |",
        "| --- | --- | --- |",
    ]
    for own, checkup in read_blind().items():
        found = roles(checkup)
        first = next((one for one, role in found.items() if role == "leading"), "none")
        lines.append(f"| {own} {WORDS.patterns[own].name} | {found[own]} | {first} |")
    return [*lines, "", *CHANGED]


CHANGED = (
    "What was changed in conditions after that, and why:",
    "",
    "- P15: before, 12 of the 13 causes led on their own firm, and this one did not. Its line says that the pond is",
    "  small or shrinking, its condition asked for revenue that stands still. Now revenue after inflation stands still",
    "  or shrinks while the firm keeps up with its market or its rivals.",
    "- P01: led on its own firm before and after, but on random firms whose promotion stands 20 points ahead it led 12",
    "  of 98, 4 of 59 and 7 of 55 times: the first thing reached for in a slump (PM7) was a must, and a firm far ahead",
    "  in promotion that answered PM7 well fell through. Now a lead of 10 to 20 points stands in for it, one of the",
    "  other Ps must have room to grow, and how far each of them lies behind supports it. Follow-up went out: it says",
    "  nothing about promotion and is the leaky bucket's own sign.",
)


def page(found: dict[str, Leading], steady: dict[str, Steadiness]) -> str:
    """Return the report as Markdown."""
    names = list(found)
    causes = [pattern.id for pattern in PACK.patterns if pattern.kind == "cause"]

    def row(*cells: object) -> str:
        return f"| {' | '.join(map(str, cells))} |"

    lines = [
        "# Patterns on random firms",
        "",
        f"{FIRMS:,} firms of each distribution, seed {SEED}, facts missing half of the time. In per cent.",
        "",
        row("leads", *names),
        row(*["---"] * (len(names) + 1)),
        *(
            row(f"{cause} {WORDS.patterns[cause].name}", *(f"{found[n].leads[cause] / FIRMS:.1%}" for n in names))
            for cause in causes
        ),
        row("no cause", *(f"{found[n].leads[None] / FIRMS:.1%}" for n in names)),
        "",
        f"Firms whose promotion stands {LEAD} points or more above the mean of the other Ps:",
        "",
        row("leads there", *names),
        row(*["---"] * (len(names) + 1)),
        row("firms", *(found[n].ahead.total() for n in names)),
        *(
            row(f"{cause} {WORDS.patterns[cause].name}", *(found[n].ahead[cause] for n in names))
            for cause in causes
            if any(found[n].ahead[cause] for n in names)
        ),
        row("no cause", *(found[n].ahead[None] for n in names)),
        row(f"{TRAP} leads or stands beside", *(found[n].trapped for n in names)),
        "",
        *blind_lines(),
        "",
        "One in ten answers moved by one level:",
        "",
        row("", *names),
        row(*["---"] * (len(names) + 1)),
        row("draws", *(steady[n].count for n in names)),
        row("same state and band", *(f"{steady[n].kept / steady[n].count:.1%}" for n in names)),
        row("of those at high or fair confidence", *(f"{firm_share(steady[n]):.1%}" for n in names)),
        row("confidence low", *(f"{steady[n].confidence['low'] / steady[n].count:.1%}" for n in names)),
    ]
    return "\n".join(lines) + "\n"


def firm_share(one: Steadiness) -> float:
    """Return the share of the verdicts at high or fair confidence that stayed."""
    sure = one.count - one.confidence["low"]
    return 1 - (one.lost.total() - one.lost["low"]) / sure


def main() -> None:
    """Write the page."""
    found = {name: leading(name) for name in DISTRIBUTIONS}
    steady = {name: steadiness(name) for name in DISTRIBUTIONS}
    PAGE.write_text(page(found, steady), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
