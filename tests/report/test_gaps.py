"""What sales and marketing see differently: drawn only where nobody's own answer can be worked out from it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import page as validation
import pytest
from PIL import Image

from plateau_doctor.core.answers import Answer, CheckUp, Role, Sheet
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import blocks as b
from plateau_doctor.report.charts import draw
from plateau_doctor.report.html import make_html
from plateau_doctor.report.page_together import gap_picture
from plateau_doctor.report.palette import paper_palette
from plateau_doctor.report.pictures import Subject, draw_pictures

from .conftest import Desk
from .reading import page_texts, squeezed
from .test_charts import _texts

SIX: tuple[Role, ...] = ("sales",) * 3 + ("marketing",) * 3


def workshop(bakery: CheckUp, roles: Sequence[Role] = SIX, *, sales: int = 4, marketing: int = 2) -> CheckUp:
    """Return the bakery as several people see it; on AL2 all agree, on AL1 the sides lie further apart."""
    level = {"sales": sales, "marketing": marketing, "owner": 3, "other": 3}
    sheets = []
    for place, role in enumerate(roles):
        own = {**bakery.sheets[0].answers}
        for question in [one for one in own if one.startswith("AL")]:
            own[question] = Answer(level=3 if question == "AL2" else level[role])
        own["AL1"] = Answer(level=min(5, level[role] + (role == "sales")))
        sheets.append(Sheet(f"P{place}", role, answers=own))
    return replace(bakery, id="room", sheets=tuple(sheets), earlier=())


def picture(desk: Desk, checkup: CheckUp) -> b.Figure | None:
    return gap_picture(Phrasing(desk.pack, desk.words, checkup, desk.result(checkup)))


def test_the_gaps_stand_in_order_with_a_sentence_and_values(desk: Desk, bakery: CheckUp) -> None:
    found = picture(desk, workshop(bakery))
    assert found is not None
    assert isinstance(found.data, b.GapsData)
    first, *others = found.data.rows
    assert (first.sales, first.marketing, first.said, first.apart) == (5, 2, "3 steps", True)
    assert [row.said for row in others][-1] == "0 steps"
    assert not others[-1].apart
    name = desk.words.questions["AL1"].plain_name
    assert found.alt == f"Sales and marketing lie apart on 7 of 8 questions, most on {name} (3 steps)."
    one = picture(desk, workshop(bakery, sales=3, marketing=3))
    assert one is not None
    assert one.alt == f"Sales and marketing lie apart on one question: {name} (1 step)."
    alike = workshop(bakery, sales=3, marketing=3)
    for sheet in alike.sheets:
        sheet.answers.pop("AL1")  # type: ignore[attr-defined]
    none = picture(desk, alike)
    assert none is not None
    assert none.alt == "Sales and marketing see all 7 questions much alike."


@pytest.mark.parametrize(
    "roles",
    [
        ("owner",),
        ("sales",) * 3,
        ("sales", "sales", "sales", "marketing", "marketing"),
        (*SIX, "owner"),
        (*SIX, "owner", "owner"),
    ],
)
def test_a_group_that_is_too_small_hides_them_all(desk: Desk, bakery: CheckUp, roles: tuple[Role, ...]) -> None:
    checkup = workshop(bakery, roles)
    assert picture(desk, checkup) is None
    assert "Where sales and marketing see it differently" not in "".join(page_texts(desk.pdf(checkup)))


def test_a_question_that_two_of_three_answered_is_left_out(desk: Desk, bakery: CheckUp) -> None:
    checkup = workshop(bakery)
    first = checkup.sheets[0]
    fewer = replace(first, answers={**first.answers, "AL1": Answer(unknown=True)})
    found = picture(desk, replace(checkup, sheets=(fewer, *checkup.sheets[1:])))
    assert found is not None
    assert isinstance(found.data, b.GapsData)
    assert len(found.data.rows) == 7
    assert picture(desk, replace(checkup, settings={"group_size": 4})) is None


@pytest.mark.parametrize("width", [246.0, 340.0, 493.0])
def test_nothing_of_the_picture_is_small_or_cut_off(desk: Desk, bakery: CheckUp, width: float) -> None:
    found = picture(desk, workshop(bakery))
    assert found is not None
    figure = draw(found.data, width)
    height = figure.get_size_inches()[1] * 72
    for text in _texts(figure):
        box = text.get_window_extent()
        assert text.get_fontsize() >= 9
        assert box.x0 >= -0.5, text.get_text()
        assert box.x1 <= width + 0.5, text.get_text()
        assert box.y0 >= -2.5, text.get_text()
        assert box.y1 <= height + 2.5, text.get_text()


def test_paper_web_page_and_screen_show_it(desk: Desk, bakery: CheckUp) -> None:
    checkup = workshop(bakery)
    data = desk.pdf(checkup)
    said = squeezed("Where sales and marketing see it differently")
    assert said in squeezed("".join(page_texts(data)))
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        assert not validation.validate_pdf_bytes(data, profile=profile).failures
    page = make_html(desk.outline(checkup), desk.options()).decode()
    assert "Sales and marketing lie apart on 7 of 8 questions" in page
    phrasing = Phrasing(desk.pack, desk.words, checkup, desk.result(checkup))
    names = ("paper", "ink", "ink2", "ink3", "line", "edge", "accent", "accent_soft", "track")
    palette = paper_palette()
    colours = {name: getattr(palette, name) for name in names if hasattr(palette, name)}
    last = draw_pictures(("gaps",), Subject(phrasing, desk.inflation), colours, 500, 1)[-1]
    assert last.title == "Where sales and marketing see it differently"
    assert last.head == ("Question", "Sales", "Marketing", "Apart")
    assert last.rows[0][1:] == ("5", "2", "3 steps")
    assert Image.open(io.BytesIO(last.png)).width > 300
