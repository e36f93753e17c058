"""Then and now in sentences: what moved by more than the answers' doubt, what did not, and what became of the plan."""

from __future__ import annotations

from plateau_doctor.core.compare import Change, Comparison, Moved
from plateau_doctor.core.outcome import Trajectory
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.steps import step
from plateau_doctor.phrasing.verdict import Phrasing


def finding(phrasing: Phrasing, one: Comparison) -> str:
    """Return what became of the whole, in one sentence; `phrasing` is that of the later check-up."""
    if one.capability is None:
        return _("Too few questions are the same to compare the whole.")
    return _said(phrasing, one, one.capability, _("The whole"), "")


def areas(phrasing: Phrasing, one: Comparison) -> tuple[tuple[str, Moved, str], ...]:
    """Return each area that can be compared: its name, how it moved, and that in a sentence; movers stand first."""
    order = sorted(one.areas, key=lambda name: (one.areas[name].moved == "same", -_size(one.areas[name])))
    return tuple(
        (
            phrasing.area_title(name),
            one.areas[name].moved,
            _said(phrasing, one, one.areas[name], phrasing.area_title(name), name),
        )
        for name in order
    )


def _size(change: Change) -> float:
    return abs(change.after - change.before)


def _said(phrasing: Phrasing, one: Comparison, change: Change, name: str, area: str) -> str:
    date, say = phrasing.formats.day(one.before), phrasing.words.say
    if change.moved == "same":
        return _("{name}: {sentence}").format(name=name, sentence=say("same.dates", date=date))
    gaps = {"area": name, "before": str(round(change.before)), "after": str(round(change.after)), "date": date}
    if change.moved == "up":
        return say("better.dates", **gaps)
    return say("lower.dates", **gaps, question=_fallen(phrasing, one, area))


def _fallen(phrasing: Phrasing, one: Comparison, area: str) -> str:
    """Return the question that fell most, of an area or of all."""
    fell = [move for move in one.movements if move.after < move.before]
    own = [move for move in fell if area in ("", phrasing.pack.question(move.question).area)] or fell
    return phrasing.names([own[0].question]) if own else _("its answers")


def movements(phrasing: Phrasing, one: Comparison) -> tuple[str, ...]:
    """Return the three largest movements of single answers."""
    return tuple(
        _("{name}: step {before} to step {after}").format(
            name=phrasing.words.questions[move.question].plain_name, before=step(move.before), after=step(move.after)
        )
        for move in one.top
    )


def changed_answers(phrasing: Phrasing, one: Comparison) -> tuple[tuple[str, str, str], ...]:
    """Return every answer on another step, the largest change first: its name, then and now, the note of now."""
    return tuple(
        (
            phrasing.words.questions[move.question].plain_name,
            _("Step {before} then, {after} now").format(before=step(move.before), after=step(move.after)),
            phrasing.note(move.question).strip(),
        )
        for move in one.movements
    )


def direction(phrasing: Phrasing, one: Comparison) -> str:
    """Return where the business was going then and is going now."""
    then, now = (_state(phrasing, trajectory) for trajectory in (one.then, one.now))
    return _("Then: {then}. Now: {now}.").format(then=then, now=now)


def _state(phrasing: Phrasing, trajectory: Trajectory) -> str:
    if trajectory.state == "unknown":
        return _("cannot tell")
    return phrasing.words.messages[f"state.{trajectory.state}"]


def plan_kept(one: Comparison) -> str:
    """Return what became of the earlier plan; empty where there was none."""
    if not one.plan:
        return ""
    counts = {
        _("done"): one.kept("done"),
        _("started"): one.kept("started"),
        _("not started"): one.kept("not_started"),
        _("dropped"): one.kept("dropped"),
    }
    parts = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    one_move, more = _("The one move in the earlier plan: {parts}."), _("Of {n} moves in the earlier plan: {parts}.")
    text = (one_move if len(one.plan) == 1 else more).format(n=len(one.plan), parts=parts)
    if not one.aimed:
        return text
    risen, aimed = len(one.risen), len(one.aimed)
    rose = _("{rose} of the {aimed} questions they aimed at stand higher now.")
    if aimed == 1:
        rose = (
            _("The question it aimed at stands higher now.") if risen else _("The question it aimed at has not risen.")
        )
    elif risen == aimed:
        rose = _("All {aimed} questions they aimed at stand higher now.")
    elif risen < 2:
        rose = _("{rose} of the {aimed} questions they aimed at stands higher now.")
    return f"{text} {rose.format(rose=risen or _('None'), aimed=aimed)}"


def shared(one: Comparison) -> str:
    """Return how many questions are the same; empty where all are."""
    if not one.only_before and not one.only_after:
        return ""
    count = len(one.shared) + len(one.only_after)
    return _("{shared} of {count} questions are the same in both, and only those are compared.").format(
        shared=len(one.shared), count=count
    )


def people(one: Comparison) -> str:
    """Return that not as many people answered, which is a change of its own; empty where it was the same number."""
    then, now = one.people
    if then == now:
        return ""
    text = _("{then} then and {now} now: part of the change may be who was asked.")
    return text.format(then=_answered(then), now=now)


def _answered(count: int) -> str:
    return _("1 person answered") if count == 1 else _("{count} people answered").format(count=count)


def said_of_both(phrasing: Phrasing, one: Comparison) -> tuple[str, ...]:
    """Return where both were going, and what is not the same in both."""
    return tuple(line for line in (direction(phrasing, one), shared(one), people(one)) if line)


def lines(phrasing: Phrasing, one: Comparison) -> tuple[str, ...]:
    """Return the whole comparison as plain lines."""
    named = movements(phrasing, one)
    return tuple(
        line
        for line in (
            finding(phrasing, one),
            *said_of_both(phrasing, one),
            *(sentence for _name, _moved, sentence in areas(phrasing, one)),
            _("Moved most: {list}.").format(list=phrasing.formats.listed(named)) if named else "",
            plan_kept(one),
        )
        if line
    )
