"""The pictures: large enough, dark enough, nothing cut off, formulas shown as typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.report import blocks as b
from plateau_doctor.report.charts import draw
from plateau_doctor.report.palette import paper_palette

from .conftest import Desk

_WIDTHS = {"grid": 246.0, "bars": 493.0, "chain": 493.0, "revenue": 493.0}


def _charts(desk: Desk, checkup: CheckUp) -> dict[str, b.ChartData]:
    found = [block for section in desk.outline(checkup).sections for block in section.blocks]
    figures = [block.figure if isinstance(block, b.Beside) else block for block in found]
    return {block.chart: block.data for block in figures if isinstance(block, b.Figure)}


def _texts(figure: Figure) -> list[Text]:
    FigureCanvasAgg(figure).draw()
    return [text for text in figure.findobj(Text) if text.get_text()]


def _luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("chart", _WIDTHS)
def test_no_text_is_small_pale_or_cut_off(desk: Desk, sample: CheckUp, chart: str) -> None:
    width = _WIDTHS[chart]
    figure = draw(_charts(desk, sample)[chart], width)
    height = figure.get_size_inches()[1] * 72
    assert height <= 240, "a chart takes at most a third of the page"
    for text in _texts(figure):
        box = text.get_window_extent()
        assert text.get_fontsize() >= 9
        assert _contrast(str(text.get_color()), paper_palette().accent_soft) >= 4.5
        assert box.x0 >= -0.5, text.get_text()
        assert box.x1 <= width + 0.5, text.get_text()
        assert box.y0 >= -2.5, text.get_text()
        assert box.y1 <= height + 2.5, text.get_text()


@pytest.mark.parametrize("chart", _WIDTHS)
def test_no_two_texts_lie_over_each_other(desk: Desk, sample: CheckUp, chart: str) -> None:
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in _texts(draw(_charts(desk, sample)[chart], _WIDTHS[chart]))
    ]
    for place, (one, box) in enumerate(boxes):
        for other, second in boxes[place + 1 :]:
            across = min(box.x1, second.x1) - max(box.x0, second.x0)
            over = min(box.y1, second.y1) - max(box.y0, second.y0)
            assert across < 1 or over < 4, (one, other)


def test_formulas_are_shown_as_typed(desk: Desk, bakery: CheckUp) -> None:
    data = _charts(desk, bakery)["bars"]
    assert isinstance(data, b.BarsData)
    odd = replace(data, bars=(replace(data.bars[0], name=r"$\frac{1}$ ${{{"), *data.bars[1:]))
    assert r"$\frac{1}$ ${{{" in [text.get_text() for text in _texts(draw(odd, 493.0))]
