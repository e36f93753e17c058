"""What HTML and DOCX share: ranks of headings without a gap, and boxes in a row as one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from plateau_doctor.report import blocks as b


class Ranks:
    """The ranks of a section's headings: one under another is one rank deeper, however far apart their levels are."""

    def __init__(self, top: int) -> None:
        """Start a section whose first heading has the rank `top`."""
        self._top = top
        self._open: list[int] = []

    def of(self, level: int) -> int:
        """Return the rank of the next heading."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return self._top + len(self._open) - 1


def runs(blocks: Iterable[b.Block]) -> Iterator[tuple[b.Block, ...]]:
    """Yield each block by itself, and action boxes that follow one another together."""
    for boxes, found in groupby(blocks, lambda block: isinstance(block, b.ActionBox)):
        if boxes:
            yield tuple(found)
        else:
            yield from ((block,) for block in found)


def answer_ids(outline: b.Outline) -> frozenset[str]:
    """Return the questions whose answers the report shows, which are the ones that a reference can lead to."""
    return frozenset(
        block.question for section in outline.sections for block in section.blocks if isinstance(block, b.Entry)
    )


def has_verdict(outline: b.Outline) -> bool:
    """Tell whether a paragraph of the report says the verdict, which then is its main heading."""
    return any(
        isinstance(part, b.Paragraph) and part.style == "verdict"
        for section in outline.sections
        for block in section.blocks
        for part in (block.left if isinstance(block, b.Beside) else (block,))
    )
