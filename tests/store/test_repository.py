"""What goes in comes out: every field, every answer, the place, the order, and nothing after a deletion."""

from __future__ import annotations

import math
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plateau_doctor.core.answers import REVIEW_AFTER, Agreed, Answer, Business, CheckUp, Figures, PlanEntry, Sheet
from plateau_doctor.errors import UserError
from plateau_doctor.store.repository import Repository
from plateau_doctor.store.values import Row

from .builders import DAY, a_check_up, a_full_check_up, with_earlier


def ids(store: Repository) -> list[str]:
    return [row.id for row in store.check_ups()]


def test_a_check_up_that_fills_every_field_comes_back_as_it_was(store: Repository) -> None:
    within = a_full_check_up(earlier=(a_check_up("full"), a_full_check_up("c0", earlier=(a_check_up("c1"),))))
    store.add(within, "S4")
    stored = store.load("full")
    assert stored.checkup == within
    assert stored.place == "S4"
    assert list(stored.checkup.sheets[0].answers) == ["S2", "S1", "PL7", "O6"]
    assert list(stored.checkup.agreed) == ["S2", "S1"]


def test_numbers_stay_whole_or_fractional_as_they_were_typed(store: Repository) -> None:
    for id_, hours in (("whole", 3), ("fraction", 3.0)):
        store.add(a_check_up(id_, business=Business("N", hours_a_week=hours), figures=Figures(overhead=hours)))
        back = store.load(id_).checkup
        assert [repr(back.business.hours_a_week), repr(back.figures.overhead)] == [repr(hours)] * 2


@settings(max_examples=25, deadline=None)
@given(st.lists(with_earlier, max_size=2, unique_by=lambda each: each.id))
def test_any_check_up_comes_back_as_it_was_also_after_closing(said: list[CheckUp]) -> None:
    with tempfile.TemporaryDirectory() as name:
        with Repository.open(Path(name)) as store:
            for each in said:
                store.add(each)
                assert store.load(each.id).checkup == each
        with Repository.open(Path(name)) as store:
            assert [store.load(each.id).checkup for each in said] == said
            assert ids(store) == [each.id for each in reversed(said)]


def test_the_home_list_holds_every_check_up_but_those_within_another(store: Repository) -> None:
    assert store.check_ups() == ()
    store.add(a_full_check_up(earlier=(a_full_check_up("c0"),)), "S4")
    store.add(a_check_up())
    assert store.check_ups() == (
        Row("c1", "Northgate Joinery", DAY, "full", None, 2, DAY + REVIEW_AFTER),
        Row("full", "Øster & Søn 木工", date(2026, 2, 28), "quick", "S4", 1, date(2026, 8, 10)),
    )


def test_the_check_up_changed_last_stands_first_whatever_the_dates_say(store: Repository) -> None:
    store.add(a_check_up("a", date=date(2099, 1, 1)))
    store.add(a_check_up("b", date=date(1970, 1, 1)))
    assert ids(store) == ["b", "a"]
    store.answer("a", "P1", "S1", Answer(level=3))
    assert ids(store) == ["a", "b"]
    store.save_place("b", "S9")
    assert ids(store) == ["a", "b"], "looking is no change"


def test_revisions_grow_also_over_a_deletion_and_a_restart(folder: Path) -> None:
    with Repository.open(folder) as store:
        store.add(a_check_up("a"))
        store.add(a_check_up("b"))
        store.delete("b")
    with Repository.open(folder) as store:
        store.add(a_check_up("b"))
        assert store.load("b").revision == 3


def test_an_answer_takes_the_place_of_the_one_before(store: Repository) -> None:
    store.add(a_check_up(sheets=(Sheet("P1", "sales", "paper", {"S1": Answer(level=1), "S2": Answer(level=2)}),)))
    noted = Answer(level=4, records=frozenset({1, 0}), note="in the van")
    for answer in (Answer(unknown=True), Answer(not_applicable="no"), noted, noted, replace(noted, level=None)):
        store.answer("c1", "P1", "S1", answer)
        expected = {"S1": answer, "S2": Answer(level=2)}
        assert store.load("c1").checkup.sheets == (Sheet("P1", "sales", "paper", expected),)


def test_a_person_without_a_sheet_gets_one_with_the_first_answer(store: Repository) -> None:
    store.add(a_check_up())
    store.answer("c1", "P1", "S1", Answer(level=1))
    store.answer("c1", "P2", "S1", Answer(level=2))
    assert store.load("c1").checkup.sheets == (
        Sheet("P1", answers={"S1": Answer(level=1)}),
        Sheet("P2", answers={"S1": Answer(level=2)}),
    )


def test_the_place_is_kept_and_forgotten(store: Repository) -> None:
    store.add(a_check_up())
    assert store.load("c1").place is None
    store.save_place("c1", "PR3")
    assert store.load("c1").place == "PR3"
    store.save_place("c1", None)
    assert store.load("c1").place is None


def test_figures_and_business_are_kept_by_themselves(store: Repository) -> None:
    store.add(a_full_check_up())
    store.add(a_check_up())
    figures, business = Figures(years=(2025,), revenue=(1,), owner_wage_gap=2), Business("New name", staff=1)
    store.save_figures("full", figures)
    store.save_business("full", business)
    assert store.load("full").checkup == replace(a_full_check_up(), figures=figures, business=business)
    assert store.load("c1").checkup == a_check_up()


def test_details_are_kept_without_touching_an_answer(store: Repository) -> None:
    store.add(a_full_check_up(earlier=(a_check_up("c0"),)), "S4")
    store.answer("full", "P1", "S9", Answer(level=5))
    sheets = store.load("full").checkup.sheets
    details = a_check_up("full", agreed={"S1": Agreed(1)}, plan=(PlanEntry("S1", 0),), edits={"a": "b"})
    store.save_details(replace(details, sheets=(Sheet("P1"),)))
    stored = store.load("full")
    assert stored.checkup == replace(details, sheets=sheets)
    assert stored.place == "S4"


def test_a_whole_check_up_takes_the_place_of_another_and_the_place_stays(store: Repository) -> None:
    store.add(a_full_check_up(earlier=(a_check_up("c0"),)), "S4")
    merged = a_check_up("full", sheets=(Sheet("P7", answers={"S1": Answer(level=2)}),), earlier=(a_check_up("x"),))
    store.replace(merged)
    assert store.load("full").checkup == merged
    assert store.load("full").place == "S4"


def test_a_deleted_check_up_can_be_put_back(store: Repository) -> None:
    whole = a_full_check_up(earlier=(a_check_up("c0"),))
    store.add(whole, "S4")
    removed = store.delete("full")
    assert (removed.checkup, removed.place) == (whole, "S4")
    assert store.check_ups() == ()
    store.add(removed.checkup, removed.place)
    assert (store.load("full").checkup, store.load("full").place) == (whole, "S4")


def test_no_word_of_a_deleted_check_up_stays_on_the_disk(store: Repository, folder: Path) -> None:
    canary = "canary-7f3a"
    said = f"{canary} " * 300
    sheets = (Sheet("P1", answers={f"S{n}": Answer(level=1, note=said) for n in range(20)}),)
    store.add(a_check_up("gone", name=canary, sheets=sheets, edits={canary: said}, earlier=(a_check_up(canary),)))
    store.add(a_check_up("stays"))
    store.answer("gone", "P1", "S1", Answer(not_applicable=said))

    def hits() -> int:
        return sum(path.read_bytes().count(canary.encode()) for path in folder.iterdir())

    assert hits() > 0
    store.delete("gone")
    assert hits() == 0
    assert ids(store) == ["stays"]


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.load("gone"),
        lambda store: store.delete("gone"),
        lambda store: store.answer("gone", "P1", "S1", Answer(level=1)),
        lambda store: store.save_place("gone", "S1"),
        lambda store: store.save_figures("gone", Figures()),
        lambda store: store.save_business("gone", Business("x")),
        lambda store: store.save_details(a_check_up("gone")),
        lambda store: store.replace(a_check_up("gone")),
    ],
)
def test_a_check_up_that_is_gone_is_said_to_be_gone(store: Repository, use: object) -> None:
    store.add(a_check_up("full", earlier=(a_check_up("gone"),)))
    assert callable(use)
    with pytest.raises(UserError, match="This check-up is no longer here"):
        use(store)
    assert ids(store) == ["full"]


def test_an_id_is_taken_once(store: Repository) -> None:
    store.add(a_check_up())
    with pytest.raises(UserError, match="This check-up is here already"):
        store.add(a_full_check_up("c1"))
    assert store.load("c1").checkup == a_check_up()


def test_two_sheets_with_one_code_are_refused(store: Repository) -> None:
    doubled = a_check_up(sheets=(Sheet("P1"), Sheet("P1")))
    for refused in (doubled, a_check_up("c2", earlier=(a_check_up("c3", earlier=(doubled,)),))):
        with pytest.raises(UserError, match="Two sheets carry the same code"):
            store.add(refused)
    assert store.check_ups() == ()


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (a_check_up(name="half \ud800 secret"), "half a character"),
        (a_check_up(edits={"a": "half \ud800 secret"}), "half a character"),
        (a_check_up(brand={"a": "half \ud800 secret"}), "half a character"),
        (a_check_up(business=Business("secret", hours_a_week=math.nan)), "not one that can be saved"),
        (a_check_up(business=Business("secret", staff=2**70)), "not one that can be saved"),
        (a_check_up(figures=Figures(revenue=(math.inf,))), "not one that can be saved"),
    ],
)
def test_what_no_file_can_hold_is_refused_and_nothing_is_kept(
    store: Repository, refused: CheckUp, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence) as caught:
        store.add(refused)
    assert "secret" not in str(caught.value)
    assert store.check_ups() == ()
    store.add(a_check_up())


def test_an_answer_with_half_a_character_leaves_the_one_before(store: Repository) -> None:
    store.add(a_check_up())
    store.answer("c1", "P1", "S1", Answer(level=2, note="before"))
    with pytest.raises(UserError, match="half a character"):
        store.answer("c1", "P1", "S1", Answer(level=3, note="\udfff"))
    assert store.load("c1").checkup.sheets[0].answers == {"S1": Answer(level=2, note="before")}


def test_a_back_up_takes_the_place_of_everything_and_keeps_its_order(folder: Path, tmp_path: Path) -> None:
    with Repository.open(folder) as store:
        for name in ("first", "second"):
            store.add(a_full_check_up(name), "S4")
        store.back_up(tmp_path / "kept.sqlite")
        store.delete("first")
        store.add(a_check_up("third"))
        assert store.restore(tmp_path / "kept.sqlite") == 2
        assert [row.id for row in store.check_ups()] == ["second", "first"]
        assert store.load("first").checkup == a_full_check_up("first")
        assert store.load("first").place == "S4"


@pytest.mark.parametrize("what", ["nothing", "a text", "a newer one"])
def test_what_is_no_back_up_changes_nothing(folder: Path, tmp_path: Path, what: str) -> None:
    source = tmp_path / "kept.sqlite"
    with Repository.open(folder) as store:
        store.add(a_check_up("first"))
        if what == "a text":
            source.write_text("dear diary" * 40, encoding="utf-8")
        elif what == "a newer one":
            store.back_up(source)
            with closing(sqlite3.connect(source)) as newer:
                newer.execute("PRAGMA user_version = 99")
        with pytest.raises(UserError):
            store.restore(source)
        assert [row.id for row in store.check_ups()] == ["first"]
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == []
