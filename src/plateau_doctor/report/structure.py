"""What the parts of a page are, for those who hear them: the structure tree that a tagged PDF carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "Document", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "BlockQuote", "Figure", "Link", "Form"
]


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of marked content: the page from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A place of an annotation in the file's list of them, from 0."""

    place: int


@dataclass(eq=False, slots=True)
class Node:
    """One element; its kids stand in the order in which they are read, whenever they are drawn.

    `alt` stands in for what can't be read; `box` is where a figure lies on its page, in points.
    """

    role: Role
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Node | Marked | Annotated] = field(default_factory=list)

    def add(self, role: Role, alt: str = "") -> Node:
        """Return a new element at the end of this one."""
        node = Node(role, alt)
        self.kids.append(node)
        return node

    @property
    def content(self) -> list[Node | Marked | Annotated]:
        """The kids without those elements that hold nothing at all."""
        return [kid for kid in self.kids if not isinstance(kid, Node) or kid.content]

    def walk(self) -> Iterator[Node]:
        """Yield this element and every one below it that holds something."""
        yield self
        for kid in self.content:
            if isinstance(kid, Node):
                yield from kid.walk()
