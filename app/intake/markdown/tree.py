"""From pandoc's document tree to drafts of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from app.intake.page.blocks import BlockReader
from app.intake.page.body import clean
from app.intake.page.guard import check_tags
from app.intake.page.tree import drop_unseen
from app.intake.place import Place
from app.model import BlockKind
from app.text import Draft
from app.text.notemarks import note_mark, without_marks

Node = dict[str, Any]

_UNSEEN = re.compile(r"<(script|style|template|textarea|title)\b(?![^>]*/>)")


@dataclass(slots=True)
class TreeReader:
    """Walks the tree and collects drafts; footnotes come last, in the order of their marks."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)
    _lists: int = 0
    _noted: list[int] = field(default_factory=list)

    def read(self, blocks: Iterable[Node]) -> list[Draft]:
        """The drafts of these blocks, footnotes behind them."""
        self._blocks(blocks, Place())
        return self.drafts + self.notes

    def _blocks(self, blocks: Iterable[Node], place: Place) -> None:
        for block in blocks:
            read = self._readers().get(str(block.get("t")))
            if read is not None:
                read(block.get("c"), place)

    def _readers(self) -> dict[str, Callable[[Any, Place], None]]:
        return {
            "Para": self._paragraph,
            "Plain": self._paragraph,
            "LineBlock": self._lines,
            "Header": self._heading,
            "CodeBlock": self._code,
            "RawBlock": self._raw,
            "BlockQuote": self._quotation,
            "BulletList": self._list,
            "OrderedList": lambda content, place: self._list(content[1], place),
            "DefinitionList": self._definitions,
            "Table": self._table,
            "Figure": self._figure,
            "Div": lambda content, place: self._blocks(content[1], place),
        }

    def _add(self, kind: BlockKind, text: str, level: int | None = None) -> None:
        self.drafts.append(Draft(kind, text, level))

    def _paragraph(self, content: list[Node], place: Place) -> None:
        images = _images(content)
        if images and not self._text(content).strip():
            for image in images:
                self._add(BlockKind.CAPTION, self._caption(image))
            return
        is_item = place.kind is BlockKind.LIST_ITEM
        self.drafts.append(
            Draft(
                place.kind,
                self._text(content),
                max(1, place.depth) if is_item else None,
                list_number=place.list_number if is_item else None,
            )
        )

    def _caption(self, image: Node) -> str:
        """An image's title, which is what a page shows below it, or else its description."""
        _, described, target = image["c"]
        return str(target[1]).strip() or self._text(described)

    def _lines(self, content: list[list[Node]], place: Place) -> None:
        self._add(place.kind, " ".join(self._text(line) for line in content))

    def _heading(self, content: list[Any], _: Place) -> None:
        self._add(BlockKind.HEADING, self._text(content[2]), int(content[0]))

    def _code(self, content: list[Any], _: Place) -> None:
        self._add(BlockKind.CODE, str(content[1]))

    def _raw(self, content: list[Any], place: Place) -> None:
        """A block of HTML, through the reader for pages."""
        if content[0] != "html":
            return
        check_tags(content[1])
        root = clean(content[1])
        drop_unseen(root)
        for draft in BlockReader().read(root):
            number = draft.list_number + 1_000_000 if draft.list_number is not None else None
            inside = draft.kind is BlockKind.PARAGRAPH and place.kind is not BlockKind.LIST_ITEM
            kind = place.kind if inside else draft.kind
            # Its own marks are numbered apart from ours.
            text = without_marks(draft.text)
            self.drafts.append(replace(draft, kind=kind, text=text, list_number=number, notes=()))

    def _quotation(self, content: list[Node], place: Place) -> None:
        inner = place if place.kind is BlockKind.FOOTNOTE else Place(BlockKind.QUOTATION)
        self._blocks(content, inner)

    def _list(self, items: list[list[Node]], place: Place) -> None:
        inner = self._in_list(place)
        for item in items:
            self._blocks(item, inner)

    def _definitions(self, items: list[Any], place: Place) -> None:
        inner = self._in_list(place)
        deeper = replace(inner, depth=inner.depth + 1)
        for term, meanings in items:
            self._paragraph(term, inner)
            for meaning in meanings:
                self._blocks(meaning, deeper)

    def _in_list(self, place: Place) -> Place:
        if place.kind is BlockKind.LIST_ITEM:
            return replace(place, depth=place.depth + 1)
        if place.kind is BlockKind.FOOTNOTE:
            return place
        self._lists += 1
        return Place(BlockKind.LIST_ITEM, 1, self._lists)

    def _table(self, content: list[Any], _: Place) -> None:
        _, caption, _, head, bodies, foot = content
        self._add(BlockKind.CAPTION, self._plain(caption[1]))
        rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
        cells = tuple(tuple(self._plain(cell[4]) for cell in row[1]) for row in rows)
        if any(any(row) for row in cells):
            self.drafts.append(Draft(BlockKind.TABLE, rows=cells))

    def _figure(self, content: list[Any], place: Place) -> None:
        _, caption, blocks = content
        lines = [block["c"] for block in blocks if block.get("t") in ("Para", "Plain")]
        images = [node for line in lines for node in _images(line) if str(node["c"][2][1]).strip()]
        said = self._plain(caption[1])
        if images:
            self._add(BlockKind.CAPTION, self._caption(images[0]))
        elif said.strip():
            self._add(BlockKind.CAPTION, said)
        else:
            self._blocks(blocks, place)

    def _plain(self, blocks: Iterable[Node]) -> str:
        """The words of some blocks on one line, for a cell or caption."""
        reader = self._beside()
        reader._blocks(blocks, Place())
        return " ".join(draft.text for draft in reader.drafts)

    def _text(self, inlines: Iterable[Node]) -> str:
        return "".join(self._inline(node) for node in _seen(inlines))

    def _inline(self, node: Node) -> str:
        """The words of one inline: marks are dropped, links and images are what they say."""
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            return str(content)
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if kind in ("Code", "Math"):
            return str(content[1]) if content else ""
        if kind == "Quoted" and content:
            marks = "‘’" if content[0].get("t") == "SingleQuote" else "“”"
            return f"{marks[0]}{self._text(content[1])}{marks[1]}"
        if kind in ("Link", "Span", "Cite") and content:
            return self._text(content[1])
        if kind == "Note" and content:
            return self._note(content)
        return self._text(content) if kind in _MARKED and content else ""

    def _beside(self) -> TreeReader:
        """A reader for what stands apart from the text, whose notes follow with the others."""
        return type(self)(notes=self.notes, _noted=self._noted)

    def _note(self, blocks: list[Node]) -> str:
        """Keep a note for the end; the mark that stands for it here."""
        number = len(self._noted)
        self._noted.append(number)
        reader = self._beside()
        reader._blocks(blocks, Place(BlockKind.FOOTNOTE))
        first = [replace(draft, notes=(number,)) for draft in reader.drafts[:1]]
        self.notes.extend([*first, *reader.drafts[1:]])
        return note_mark(number)


def _images(inlines: Iterable[Node]) -> list[Node]:
    """The images that stand directly among some inlines, or in a link there."""
    found = []
    for node in inlines:
        if node.get("t") == "Image":
            found.append(node)
        elif node.get("t") == "Link":
            found.extend(_images(node["c"][1]))
    return found


_MARKED = frozenset(
    ("Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps")
)


def _seen(inlines: Iterable[Node]) -> Iterator[Node]:
    """The inlines without what stands between the tags of a script or style sheet."""
    inside = ""
    for node in inlines:
        raw = str(node["c"][1]).lower() if node.get("t") == "RawInline" else ""
        opened = _UNSEEN.match(raw)
        if inside:
            inside = "" if raw.startswith(f"</{inside}") else inside
        elif opened:
            inside = opened.group(1)
        else:
            yield node
