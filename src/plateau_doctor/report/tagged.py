"""A reportlab canvas whose file is a tagged PDF (PDF/UA-1) that can be archived (PDF/A-2a).

reportlab writes neither tags nor an output profile; what stands here uses the hooks that it has. Two of its habits
break the rules of the archive, and they are changed while a file is written (`conforming`): streams end without a
line end, and codes that a font subset doesn't use are said to mean U+0000.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from plateau_doctor.report.structure import Annotated, Marked, Node

_ANNOTATIONS_FROM = 100_000
"""Keys of the parent tree: pages count from 0, annotations from here."""
_PRINTED = 4
"""The flag of an annotation that is printed; the archive wants it."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00+00:00</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00+00:00</xmp:ModifyDate>
<xmp:CreatorTool>{maker}</xmp:CreatorTool><pdf:Producer>{maker}</pdf:Producer>
{archive}<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_ARCHIVE = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


class _Plain(PDFStream):  # type: ignore[misc]
    """A stream that is written as it is."""

    def __init__(self, dictionary: dict[str, Any], data: bytes) -> None:
        super().__init__(PDFDictionary(dictionary), data, filters=())


class _Lazy(PDFObject):  # type: ignore[misc]
    """A dictionary or array of its own in the file, made only once everything else is known."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.value: Any = None

    def format(self, document: Any) -> bytes:
        """Return the value as bytes."""
        return bytes(pdfdoc.format(self.value, document))


def _stream_bytes(stream: Any, document: Any) -> bytes:
    """Return a stream as bytes, with the line end before `endstream` that its length doesn't count."""
    dictionary, content = PDFDictionary(stream.dictionary.dict.copy()), stream.content
    filters = document.defaultStreamFilters if stream.filters is None else stream.filters
    if filters and "Filter" not in dictionary.dict:
        names: list[Any] = []
        for one in reversed(list(filters)):
            content = one.encode(content)
            names.insert(0, PDFName(one.pdfname))
        dictionary["Filter"] = PDFArray(names)
    data = pdfdoc.format(content, document)
    dictionary["Length"] = len(data)
    # CR and LF, so that data which itself ends with either of them is not taken for a part of the line end
    return bytes(pdfdoc.format(dictionary, document) + b"\nstream\n" + data + b"\r\nendstream\n")


def _unicode_map(_fontname: str, subset: Sequence[int]) -> str:
    """Return which sign each code of a font subset stands for; codes that stand for none are left out."""
    unused = {0, 0xFEFF, 0xFFFE}
    rows = [
        f"<{code:02X}> <{chr(sign).encode('utf-16-be').hex().upper()}>"
        for code, sign in enumerate(subset)
        if sign not in unused and not 0xD800 <= sign < 0xE000
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


@contextmanager
def conforming(face: str) -> Iterator[None]:
    """Let reportlab write as the archive wants it; `face` stands where it would use a font that isn't embedded."""
    kept = PDFStream.format, ttfonts.makeToUnicodeCMap, rl_config.canvas_basefontname
    PDFStream.format, ttfonts.makeToUnicodeCMap, rl_config.canvas_basefontname = _stream_bytes, _unicode_map, face
    try:
        yield
    finally:
        PDFStream.format, ttfonts.makeToUnicodeCMap, rl_config.canvas_basefontname = kept


@lru_cache(maxsize=1)
def _screen_colours() -> bytes:
    """Return the sRGB profile, always with the same date."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes([7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    return bytes(profile)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas on which every mark is either content of an element or an artifact that nobody reads aloud.

    `within` is the element that fields belong to.
    """

    def __init__(
        self, *arguments: Any, root: Node, day: date, link: str = "{place}", archive: bool = True, **named: Any
    ) -> None:
        """Date the file by `day`, whatever clock or variable the machine has; a form can't be `archive`d.

        `link` says where a link goes, with a gap for its place.
        """
        super().__init__(*arguments, **named)
        self._root, self._day, self._link, self._archive = root, day, link, archive
        self._open: Node | None = None
        self.within: Node | None = None
        self._closed_to_marks = False
        self._page, self._on_page = 0, [[]]  # type: tuple[int, list[list[Node]]]
        self._annotations: list[tuple[Node, int, Any]] = []
        self._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
        self._doc.signature = hashlib.md5(day.isoformat().encode(), usedforsecurity=False)

    @contextmanager
    def marked(self, node: Node) -> Iterator[None]:
        """Take what is drawn as content of an element; inside marked content or an artifact nothing more is said."""
        if self._open is not None or self._closed_to_marks:
            yield
            return
        number = len(self._on_page[self._page])
        node.kids.append(Marked(self._page, number))
        self._on_page[self._page].append(node)
        self._code.append(f"/{node.role} <</MCID {number}>> BDC")
        self._open = node
        try:
            yield
        finally:
            self._code.append("EMC")
            self._open = None

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Take what is drawn as decoration: lines, grounds, the foot of the page."""
        if self._open is not None or self._closed_to_marks:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self._closed_to_marks = True
        try:
            yield
        finally:
            self._code.append("EMC")
            self._closed_to_marks = False

    def linkRect(self, contents: str, destinationname: str, *arguments: Any, **named: Any) -> None:  # noqa: N802
        """Add a link within the file, and say where it goes."""
        words = contents or self._link.format(place=destinationname.rpartition("-")[2])
        super().linkRect(words, destinationname, *arguments, **named)

    def _addAnnotation(self, annotation: Any, name: str | None = None, addtopage: int = 1) -> None:  # noqa: N802
        """Add a link or a field, and make it part of the element that is being drawn."""
        host, place = self._open or self.within or self._root, len(self._annotations)
        found = annotation if isinstance(annotation, PDFDictionary) else annotation.Dict()
        found["StructParent"] = _ANNOTATIONS_FROM + place
        found["F"] = _PRINTED
        words = found.dict.get("Contents") or found.dict.get("TU")
        is_field = str(found.dict.get("Subtype", "")) == "/Widget"
        node = host.add("Form" if is_field else "Link", words.s if isinstance(words, PDFString) else "")
        own = name or f"annotation-{place}"
        super()._addAnnotation(found, own, addtopage)
        self._annotations.append((node, self._page, self._doc.refAnnotation(own)))
        node.kids.append(Annotated(place))

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Finish the page and tell where its elements and its colours are looked up."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs", "Group"]
        page.StructParents, page.Tabs = self._page, PDFName("S")
        kind = {"Type": PDFName("Group"), "S": PDFName("Transparency"), "CS": PDFName("DeviceRGB")}
        page.Group = PDFDictionary(kind)
        self._page += 1
        self._on_page.append([])

    def save(self) -> None:
        """Write the tree, the metadata and the profile, then the file."""
        if len(self._code):
            self.showPage()
        self._write_tree()
        self._write_metadata()
        super().save()

    def _write_tree(self) -> None:
        document, catalog = self._doc, self._doc.Catalog
        pages = [document.Reference(page) for page in document.Pages.pages]
        nodes = list(self._root.walk())
        bodies = {id(node): _Lazy() for node in nodes}
        places = {own: document.Reference(body) for own, body in bodies.items()}
        top = _Lazy()
        top_place = document.Reference(top)

        def kid(one: Node | Marked | Annotated) -> Any:
            if isinstance(one, Node):
                return places[id(one)]
            if isinstance(one, Marked):
                return PDFDictionary({"Type": PDFName("MCR"), "Pg": pages[one.page], "MCID": one.number})
            _node, page, found = self._annotations[one.place]
            return PDFDictionary({"Type": PDFName("OBJR"), "Obj": found, "Pg": pages[page]})

        above = {id(child): node for node in nodes for child in node.content if isinstance(child, Node)}
        for node in nodes:
            parent = above.get(id(node))
            said = {
                "Type": PDFName("StructElem"),
                "S": PDFName(node.role),
                "P": places[id(parent)] if parent is not None else top_place,
                "K": PDFArray([kid(one) for one in node.content]),
            }
            if node.alt:
                said["Alt"] = PDFString(node.alt)
            if node.box is not None:
                box = PDFArray([round(edge, 2) for edge in node.box])
                shape = {"O": PDFName("Layout"), "BBox": box, "Placement": PDFName("Block")}
                said["A"] = PDFDictionary(shape)
            bodies[id(node)].value = PDFDictionary(said)
        numbers: list[Any] = []
        for page, found in enumerate(self._on_page[: self._page]):
            row = _Lazy()
            row.value = PDFArray([places[id(node)] for node in found])
            numbers += [page, document.Reference(row)]
        for place, (node, _page, _found) in enumerate(self._annotations):
            numbers += [_ANNOTATIONS_FROM + place, places[id(node)]]
        top.value = PDFDictionary(
            {
                "Type": PDFName("StructTreeRoot"),
                "K": PDFArray([places[id(self._root)]]),
                "ParentTree": PDFDictionary({"Nums": PDFArray(numbers)}),
                "ParentTreeNextKey": _ANNOTATIONS_FROM + len(self._annotations),
            }
        )
        catalog.__Refs__ = [name for name in catalog.__Refs__ if name not in {"StructTreeRoot", "MarkInfo"}]
        catalog.StructTreeRoot, catalog.MarkInfo = top_place, PDFDictionary({"Marked": "true"})

    def _write_metadata(self) -> None:
        document, catalog = self._doc, self._doc.Catalog
        known = document.info
        text = _XMP.format(
            title=escape(known.title),
            author=escape(known.author),
            language=escape(getattr(getattr(catalog, "Lang", None), "s", "")),
            day=self._day.isoformat(),
            maker=escape(known.producer),
            archive=_ARCHIVE if self._archive else "",
        )
        catalog.Metadata = _Plain({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}, text.encode())
        profile = document.Reference(_Plain({"N": 3}, _screen_colours()))
        name = PDFString("sRGB IEC61966-2.1")
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": profile,
        }
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


class LayoutMarks:
    """Tells a canvas that the lines and grounds of a table without data are decoration; its cells speak themselves."""

    def __init__(self) -> None:
        self._artifact: Any = None

    def __call__(self, table: Any, event: str, *_where: Any) -> None:
        """Take one of the events of a table that is drawn."""
        if event in {"startBG", "startLines"}:
            self._artifact = table.canv.artifact()
            self._artifact.__enter__()
        elif event in {"endBG", "endLines"}:
            self._artifact.__exit__(None, None, None)
