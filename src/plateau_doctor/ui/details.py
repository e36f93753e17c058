"""What belongs to the open check-up beside its answers: figures, plan, settings, brand and own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from plateau_doctor.core.answers import (
    REVIEW_AFTER,
    CheckUp,
    Figures,
    FindOut,
    PlanEntry,
    PromotionRow,
    review_day,
)

if TYPE_CHECKING:
    from plateau_doctor.ui.session import Session


class Details:
    """Takes what is said of these, and keeps it with the check-up that is open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def _now(self) -> CheckUp:
        return self._session.now_open.checkup

    def save_figures(self, figures: Figures) -> None:
        """Keep the figures."""
        checkup = replace(self._now, figures=figures)
        self._session.become(checkup)
        self._session.keep(("figures", checkup.id), lambda store: store.save_figures(checkup.id, figures))

    def save_promotion(self, rows: tuple[PromotionRow, ...]) -> None:
        """Keep the promotion mix."""
        checkup = replace(self._now, promotion=rows)
        if checkup != self._now:
            self._session.become(checkup)
            self._session.keep(("details", checkup.id), lambda store: store.save_details(checkup))

    def plan_questions(self, questions: list[str]) -> None:
        """Take the best open move of each question into the person's own plan, behind what stands there."""
        moves = {move.question: move for move in self._session.phrasing().result.plan.moves}
        there = {entry.question for entry in self._now.plan if entry.status in ("not_started", "started")}
        new = [PlanEntry(q, moves[q].action) for q in questions if q in moves and q not in there]
        self.save_plan((*self._now.plan, *new))

    def save_plan(self, entries: tuple[PlanEntry, ...]) -> None:
        """Keep the person's own plan."""
        checkup = replace(self._now, plan=entries)
        if checkup != self._now:
            self._save_details(checkup)

    def save_hours(self, hours: float | None) -> None:
        """Keep how many hours a week are free for the plan; None where nobody has said it."""
        checkup = self._now
        business = replace(checkup.business, hours_a_week=hours)
        if business != checkup.business:
            self._session.become(replace(checkup, business=business))
            self._session.keep(("business", checkup.id), lambda store: store.save_business(checkup.id, business))

    def save_find_out(self, question: str, task: FindOut) -> None:
        """Keep who finds out, and by when, what is not known."""
        checkup = self._now
        if task != checkup.find_out.get(question, FindOut()):
            tasks = MappingProxyType({**checkup.find_out, question: task})
            self._save_details(replace(checkup, find_out=tasks))

    def save_settings(self, settings: Mapping[str, Any]) -> None:
        """Keep the settings that change this check-up's result."""
        self._save_details(replace(self._now, settings=MappingProxyType(dict(settings))))

    def save_review(self, day: date) -> None:
        """Keep the day of the next check-up; the usual one needs no keeping."""
        checkup = self._now
        if day != review_day(checkup.settings, checkup.date):
            own = {key: value for key, value in checkup.settings.items() if key != "review"}
            usual = day == checkup.date + REVIEW_AFTER
            self.save_settings(own if usual else {**own, "review": day.isoformat()})

    def save_brand(self, brand: Mapping[str, str]) -> None:
        """Keep whose report it is."""
        self._save_details(replace(self._now, brand=MappingProxyType(dict(brand))))

    def save_edits(self, edits: Mapping[str, str]) -> None:
        """Keep the report's passages in the person's own words."""
        self._save_details(replace(self._now, edits=MappingProxyType(dict(edits))))

    def _save_details(self, checkup: CheckUp) -> None:
        self._session.become(checkup)
        self._session.keep(("details", checkup.id), lambda store: store.save_details(checkup))
