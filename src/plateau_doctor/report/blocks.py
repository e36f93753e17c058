"""What a report consists of, before it becomes PDF, HTML or DOCX: neutral, frozen blocks of plain text and data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Literal

from plateau_doctor.core.compare import Comparison

Paper = Literal["a4", "letter"]
Style = Literal["body", "lead", "small", "verdict"]
Reader = Literal["owner", "team", "board", "one-page"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is made; `inflation` (country, year, rate as a fraction) draws the line after inflation.

    `sections` are the ids of those wanted, empty for all that the reader gets; `comparison` is what changed since an
    earlier check-up, where the caller knows one.
    """

    paper: Paper = "a4"
    inflation: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    reader: Reader = "owner"
    large_print: bool = False
    greyscale: bool = False
    sections: tuple[str, ...] = ()
    comparison: Comparison | None = None


KeyGroups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Groups of keys by a name: which keys, and what they do."""


@dataclass(frozen=True, slots=True)
class FormOptions:
    """How a blank form is made: which paper, with fields for a screen or boxes for a pen, `full` or `quick`."""

    paper: Paper = "a4"
    fillable: bool = False
    form: str = "full"


@dataclass(frozen=True, slots=True)
class Brand:
    """Who made the report: a name, a colour as #RRGGBB, a logo as PNG, a line to reach them, and closing words."""

    name: str = ""
    accent: str = ""
    contact: str = ""
    closing: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that says the finding; level 1 opens a section."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `label` stands before it in bold, `refs` are question ids that link to their answers.

    `id` names a passage that a person may put into other words; `original` is what stood there before.
    """

    text: str
    style: Style = "body"
    label: str = ""
    refs: tuple[str, ...] = ()
    id: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Two to four facts side by side, each a small label, a strong value and a line beneath."""

    facts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, word for word, with a label such as "You said:" in front and the person's note beneath."""

    question: str
    label: str
    text: str
    note: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an action: a label with its text, or with an empty text a line to write on by hand."""

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ActionBox:
    """One action that is never torn apart: what to do, its particulars, and at the side who does it by when."""

    number: int
    title: str
    parts: tuple[Line, ...]
    side: tuple[Line, ...] = ()
    refs: tuple[str, ...] = ()
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the appendix: its id, what was asked, what was chosen, and remarks beneath."""

    question: str
    ask: str
    chosen: str
    step: str
    remarks: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class GridData:
    """The verdict grid: rows from the top and columns from the left, each (name, small print); `cells[row][column]`.

    `own` is the row and the column where the business stands, `sure` whether its row is more likely than not.
    `x`, `low` and `high` run from 0 at the left edge to 3 at the right one.
    """

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str, str], ...]
    column_title: str
    own: tuple[int, int]
    sure: bool
    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One area: scores 0-100, None where there are not enough answers; `mark` says that it is the weakest."""

    name: str
    word: str
    score: float | None
    claimed: float | None
    low: float | None
    high: float | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class BarsData:
    """The area bars, the words of the four bands, the scores at which they begin, and the words of the key."""

    bars: tuple[Bar, ...]
    bands: tuple[str, ...]
    edges: tuple[float, ...]
    key: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ChainData:
    """The steps of a sale in order: (name, step in figures), which of them are weakest, and how that is said."""

    steps: tuple[tuple[str, str], ...]
    weakest: frozenset[int]
    caption: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line of yearly values with its name and the printed first and last value."""

    name: str
    values: tuple[float | None, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class RevenueData:
    """Revenue over the years: as booked and, where known, after inflation."""

    years: tuple[int, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class PathsData:
    """Customers year by year from today, a path a pace; each label is where it settles and the name of the pace.

    `axis` names the first and the last year.
    """

    paths: tuple[tuple[float, ...], ...]
    labels: tuple[tuple[str, str], ...]
    today: str
    axis: tuple[str, str]


@dataclass(frozen=True, slots=True)
class LeversData:
    """One bar a lever: its name, what it brings in money, that in words, and its share of the profit in words."""

    levers: tuple[tuple[str, float, str, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a comparison: scores 0-100 then and now, the word for the change, whether it is more than noise."""

    name: str
    before: float
    after: float
    word: str
    moved: bool


@dataclass(frozen=True, slots=True)
class PairsData:
    """Scores then and now, the scores at which the words begin, and the words of the key (then, now)."""

    pairs: tuple[Pair, ...]
    edges: tuple[float, ...]
    key: tuple[str, str]


@dataclass(frozen=True, slots=True)
class GapRow:
    """One question as two roles see it: mean levels 1-5, the gap in words, whether it is large enough to talk about."""

    name: str
    sales: float
    marketing: float
    said: str
    apart: bool


@dataclass(frozen=True, slots=True)
class GapsData:
    """What sales and marketing see differently, and the words of the key (sales, marketing)."""

    rows: tuple[GapRow, ...]
    key: tuple[str, str]


ChartData = GridData | BarsData | ChainData | RevenueData | PathsData | LeversData | PairsData | GapsData


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a sentence that stands in for it (`alt`), a caption and the values in words."""

    chart: Literal["grid", "bars", "chain", "revenue", "paths", "levers", "pairs", "gaps"]
    data: ChartData
    alt: str
    caption: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Text at the left with a small figure at its right."""

    left: tuple[Paragraph, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of whoever made the report, as PNG, and what is read aloud for it."""

    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


_UNSEEN = frozenset(
    ("id", "style", "chart", "alt", "language", "unprintable", "footer", "link", "brand", "original", "mark")
)

Block = Heading | Paragraph | Bullets | KeyFacts | Quote | ActionBox | Entry | Figure | Beside | Logo | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; `title` is its name in the list of contents."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report without its looks. `footer` holds named gaps for the page and the number of pages.

    `link` says where a link goes, with a gap for the question; `mark` stands on every page, where there is one.
    """

    title: str
    business: str
    language: str
    day: date
    footer: str
    unprintable: str
    link: str
    brand: Brand
    sections: tuple[Section, ...]
    mark: str = ""

    def section(self, section_id: str) -> Section | None:
        """Return a section by its id, or None where it was left out."""
        return next((section for section in self.sections if section.id == section_id), None)


def texts_of(value: object) -> Iterator[str]:
    """Yield every text that a block, a section or an outline shows, in reading order; chart data included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, frozenset)):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name in _UNSEEN:
                continue
            yield from texts_of(getattr(value, one.name))
