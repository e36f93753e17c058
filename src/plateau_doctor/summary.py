"""One plain object of a whole result, for `diagnose --json`; numbers are unrounded, fractions stay fractions."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, get_args

from plateau_doctor.core.answers import Status
from plateau_doctor.core.compare import Change, Comparison
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.agreement import agreement, perception_gap
from plateau_doctor.phrasing.compare import lines
from plateau_doctor.phrasing.plan import load, slots, stops
from plateau_doctor.phrasing.sensitivity import flips, holds
from plateau_doctor.phrasing.standing import about_the_same, directions, misfits, weakest_step
from plateau_doctor.phrasing.sums import sums


def _trajectory(phrasing: Phrasing) -> dict[str, Any]:
    one = phrasing.result.trajectory
    return {
        "state": one.state,
        "probabilities": dict(one.odds),
        "provisional": one.provisional,
        "basis": one.basis,
        "rate": one.rate,
        "relative": one.relative,
        "margin": one.margin,
        "margin_slope": one.margin_slope,
        "profit_alarm": one.profit_alarm,
        "cash_alarm": one.cash_alarm,
        "not_made": [{"test": test, "missing": missing} for test, missing in one.not_made],
        "inflation_assumed": [{"year": note.year, "used": note.used} for note in one.assumed],
    }


def _areas(phrasing: Phrasing) -> dict[str, Any]:
    return {
        name: {
            "score": area.score,
            "low": area.low,
            "high": area.high,
            "scored": area.scored,
            "claimed": area.claimed,
            "answered": area.answered,
            "needed": area.needed,
        }
        for name, area in phrasing.result.areas.items()
    }


def _capability(phrasing: Phrasing) -> dict[str, Any] | None:
    one = phrasing.result.capability
    if one is None:
        return None
    return {
        "score": one.score,
        "average": one.average,
        "low": one.low,
        "high": one.high,
        "band": one.band,
        "band_odds": dict(one.band_odds),
    }


def _verdict(phrasing: Phrasing) -> dict[str, Any] | None:
    verdict = phrasing.result.verdict
    if verdict is None:
        return None
    return {"code": verdict.code, "sentence": phrasing.headline(), "confidence": verdict.confidence}


def _missing(phrasing: Phrasing) -> dict[str, Any] | None:
    missing = phrasing.result.missing
    if missing is None:
        return None
    return {"sentence": phrasing.missing(), "questions": list(missing.questions), "revenue": missing.revenue}


def _sensitivity(phrasing: Phrasing) -> dict[str, Any] | None:
    one = phrasing.result.sensitivity
    if one is None:
        return None
    return {
        "holding": one.holding,
        "checks": [{"key": check.key, "holds": check.holds, "band": check.band} for check in one.checks],
        "flips": [
            {
                "question": flip.question,
                "way": flip.way,
                "from": flip.before,
                "to": flip.after,
                "state": flip.state,
                "band": flip.band,
            }
            for flip in one.flips
        ],
        "sentences": [holds(phrasing), *flips(phrasing)],
    }


def _misfits(phrasing: Phrasing) -> list[dict[str, Any]]:
    return [
        {"id": misfit.id, "questions": list(misfit.questions), "sentence": sentence}
        for misfit, sentence in zip(phrasing.result.checks, misfits(phrasing), strict=True)
    ]


def _agreement(phrasing: Phrasing) -> dict[str, Any]:
    return {
        question: {"levels": list(one.levels), "deviation": one.deviation, "within": one.within, "gap": one.gap}
        for question, one in phrasing.result.agreement.items()
    }


def _sums(phrasing: Phrasing) -> dict[str, Any]:
    one, said = phrasing.result.sums, {text.key: list(text.lines) for text in sums(phrasing)}
    made = {"ceiling": one.ceiling, "levers": one.levers, "funnel": one.funnel}
    return {
        key: {**({} if value is None else asdict(value)), "missing": list(one.missing.get(key, ())), "lines": said[key]}
        for key, value in made.items()
    }


def _plan(phrasing: Phrasing) -> list[dict[str, Any]]:
    times = {
        slot.move.question: {"window": slot.window, "start": slot.start.isoformat(), "due": slot.due.isoformat()}
        for slot in phrasing.result.schedule.slots
    }
    return [
        {
            "question": move.question,
            "do": phrasing.move(move).do,
            "effort": move.effort,
            "priority": move.priority,
            "blocked_by": move.blocked_by,
            "gain": move.factors.gain,
            **times.get(move.question, {"window": None, "start": None, "due": None}),
        }
        for move in phrasing.result.plan.moves
    ]


def summary(phrasing: Phrasing) -> dict[str, Any]:
    """Return the whole result as one object of plain values."""
    result = phrasing.result
    return {
        "format": "plateau-doctor/diagnosis",
        "version": 1,
        "check_up": phrasing.checkup.id,
        "today": result.today.isoformat(),
        "trajectory": _trajectory(phrasing),
        "areas": _areas(phrasing),
        "capability": _capability(phrasing),
        "bottleneck": {"areas": list(result.bottleneck.areas), "odds": dict(result.bottleneck.odds)},
        "patterns": [{"id": fit.id, "strength": fit.strength, "role": fit.role} for fit in result.patterns],
        "foundations": result.foundations,
        "verdict": _verdict(phrasing),
        "missing": _missing(phrasing),
        "sensitivity": _sensitivity(phrasing),
        "lowest": list(result.lowest),
        "chain": {"levels": dict(result.chain.levels), "weakest": list(result.chain.weakest)},
        "directions": {one.id: one.score for one in result.directions},
        "checks": _misfits(phrasing),
        "agreement": _agreement(phrasing),
        "sums": _sums(phrasing),
        "plan": _plan(phrasing),
        "find_out": list(result.plan.find_out),
        "stop_doing": list(result.plan.stops),
    }


def summary_json(phrasing: Phrasing) -> str:
    """Return the summary as JSON text that ends with a line break."""
    return json.dumps(summary(phrasing), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def comparison_json(phrasing: Phrasing, one: Comparison) -> str:
    """Return a comparison as JSON text that ends with a line break; `phrasing` is that of the later check-up."""

    def change(value: Change | None) -> dict[str, Any] | None:
        return None if value is None else {**asdict(value), "moved": value.moved}

    whole = {
        "format": "plateau-doctor/comparison",
        "version": 1,
        "before": one.before.isoformat(),
        "after": one.after.isoformat(),
        "shared": list(one.shared),
        "only_before": list(one.only_before),
        "only_after": list(one.only_after),
        "capability": change(one.capability),
        "areas": {name: change(value) for name, value in one.areas.items()},
        "movements": [asdict(move) for move in one.movements],
        "then": one.then.state,
        "now": one.now.state,
        "plan": {status: one.kept(status) for status in get_args(Status)},
        "risen": list(one.risen),
        "sentences": list(lines(phrasing, one)),
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _area_rows(phrasing: Phrasing) -> list[str]:
    rows = [(phrasing.area_title(name), phrasing.area_line(area)) for name, area in phrasing.result.areas.items()]
    width = max(len(name) for name, _line in rows)
    return [f"  {name:<{width}}  {line}" for name, line in rows]


def _talk(phrasing: Phrasing) -> list[str]:
    """Return what to look at together: answers that do not fit, open questions, what sales and marketing see."""
    result = phrasing.result
    still_open = [one for question, one in result.agreement.items() if result.pooled[question].open]
    said = [*misfits(phrasing), *(agreement(phrasing, one)[0] for one in still_open), perception_gap(phrasing)]
    return [f"  {line}" for line in said if line]


def summary_text(phrasing: Phrasing) -> str:
    """Return the verdict, how sure it is, the areas, the causes and the first moves as plain lines."""
    result = phrasing.result
    lines = [phrasing.checkup.business.name, "", phrasing.headline()]
    lines += [line for line in (phrasing.growth(), phrasing.own_view()) if line]
    lines += [line for line in (phrasing.confidence(), phrasing.confidence_because()) if line]
    lines += ["", _("Six areas"), *_area_rows(phrasing)]
    if result.capability is not None:
        lines += [f"  {phrasing.unevenness()}"]
    standing = (about_the_same(phrasing), weakest_step(phrasing), directions(phrasing))
    lines += [f"  {line}" for line in standing if line]
    if result.sensitivity is not None:
        lines += ["", _("What would change it"), *(f"  {line}" for line in (holds(phrasing), *flips(phrasing)))]
    if talk := _talk(phrasing):
        lines += ["", _("Worth a second look"), *talk]
    shown = [fit for fit in result.patterns if fit.role in ("leading", "also", "risk", "enabler")]
    if shown:
        lines += ["", _("What fits your answers")]
        lines += [f"  {text.name}: {text.line}" for text in map(phrasing.pattern, shown)]
    for one in sums(phrasing):
        if one.made:
            lines += ["", one.title, *(f"  {line}" for line in one.lines)]
    if result.first:
        lines += ["", _("Do these first")]
        planned = slots(phrasing)
        if planned:
            lines += [f"  {one.number}. {one.words.do} ({one.words.question}, {one.when})" for one in planned]
        else:
            moves = [phrasing.move(move) for move in result.first]
            lines += [f"  {place}. {text.do} ({text.question})" for place, text in enumerate(moves, 1)]
        lines += [f"  {line}" for line in (load(phrasing), stops(phrasing)) if line]
    if result.plan.find_out:
        lines += ["", _("Find out")]
        lines += [f"  {question}: {phrasing.find_out(question)}" for question in result.plan.find_out]
    return "\n".join(lines) + "\n"
