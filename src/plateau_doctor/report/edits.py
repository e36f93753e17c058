"""A person's own words in the place of the report's: kept by a passage's id, marked, and easy to take back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from plateau_doctor.i18n import _
from plateau_doctor.report import blocks as b


def passages(section: b.Section) -> Iterator[b.Paragraph]:
    """Yield the passages of a section that may be put into other words, each with its id."""
    for block in section.blocks:
        if isinstance(block, b.Paragraph):
            yield block
        elif isinstance(block, b.Bullets):
            yield from block.items
        elif isinstance(block, b.Beside):
            yield from block.left


def with_edits(section: b.Section, edits: Mapping[str, str]) -> b.Section:
    """Return a section whose passages have ids, and own words where there are some.

    A passage without a name of its own is named by its words: should they change, the edit waits until they return
    rather than stand in a place that it wasn't written for.
    """
    return replace(section, blocks=tuple(_block(section.id, block, edits) for block in section.blocks))


def _block(section: str, block: b.Block, edits: Mapping[str, str]) -> b.Block:
    if isinstance(block, b.Paragraph):
        return _paragraph(section, block, edits)
    if isinstance(block, b.Bullets):
        return replace(block, items=tuple(_paragraph(section, one, edits) for one in block.items))
    if isinstance(block, b.Beside):
        return replace(block, left=tuple(_paragraph(section, one, edits) for one in block.left))
    return block


def _paragraph(section: str, one: b.Paragraph, edits: Mapping[str, str]) -> b.Paragraph:
    words = hashlib.sha256(f"{one.label}|{one.text}".encode("utf-8", "replace")).hexdigest()[:12]
    own = f"{section}.{one.id or words}"
    if not edits.get(own, "").strip():
        return replace(one, id=own)
    text = _("{words} (edited)").format(words=edits[own].strip())
    return replace(one, id=own, text=text, original=one.text)
