"""What stands around a question in words: its number, what opens a section, last time's answer, the time left."""

from __future__ import annotations

from plateau_doctor.core.answers import Figures
from plateau_doctor.core.pack import OUTCOMES, Fact
from plateau_doctor.i18n import Formats, _, formats_for
from plateau_doctor.ui.asking import in_words
from plateau_doctor.ui.session import Session


def number(session: Session, question: str) -> str:
    """Return which question of how many it is."""
    one = session.now_open
    of_kind = [p for p in session.way if p in one.pack.by_id]
    outcome = one.pack.question(question).is_outcome
    same = [p for p in of_kind if one.pack.question(p).is_outcome is outcome]
    place = same.index(question) + 1 if question in same else 1
    template = _("Results, question {place} of {all}") if outcome else _("Question {place} of {all}")
    return template.format(place=place, all=len(same))


def intro(session: Session, question: str) -> str:
    """Return what opens a section, on its first question only."""
    one = session.now_open
    area = one.pack.question(question).area
    first = one.pack.of_area(area, one.checkup.form)[0].id == question
    key = "open.figures" if area == OUTCOMES else f"open.{area}"
    return one.words.messages.get(key, "") if first else ""


def kind(session: Session) -> str:
    """Return whose example fits this business."""
    return "b2b" if session.now_open.checkup.business.customers == "businesses" else "shop"


def last_time(session: Session, question: str, levels: tuple[str, ...]) -> str:
    """Return last time's answer with its day, empty where there is none or nobody wants to see it."""
    earlier = session.earlier
    if earlier.day is None:
        return ""
    answer = in_words(earlier.answer_to(question), levels)
    return _("Last time, {day}: {answer}").format(day=_formats(session).day(earlier.day), answer=answer)


def facts_of(session: Session, question: str) -> tuple[tuple[Fact, ...], dict[str, str], Figures, Formats]:
    """Return the figures that belong to a question, how each is asked, what was given, and how numbers are written."""
    one = session.now_open
    facts = one.pack.facts_by_question[question]
    asks = {fact.id: one.words.messages[f"fact.{fact.id}"] for fact in facts}
    return facts, asks, one.checkup.figures, _formats(session)


def hint_of_digits(session: Session) -> str:
    """Return what a digit does here, as the person has set it."""
    preferences = session.preferences
    if not preferences.number_keys:
        return ""
    return _("or press 1 to 5 to answer and move on") if preferences.move_on else _("or press 1 to 5 to answer")


def time_left(session: Session) -> str:
    """Return how long the rest is likely to take."""
    count = len(session.now_open.unanswered)
    minutes = session.pace.minutes_left(count)
    if not count:
        return _("All answered")
    return _("About 1 minute left") if minutes == 1 else _("About {n} minutes left").format(n=minutes)


def _formats(session: Session) -> Formats:
    one = session.now_open
    return formats_for(one.words.language, one.checkup.business.country)
