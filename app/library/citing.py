"""The façade's part for citing: citations, quotations and bibliographies in any style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from app.changes import Outcome
from app.errors import InputError, UsageError
from app.exchange.sample import SAMPLE_REMARK, is_teaching
from app.library.base import Part, irreversible, passage_text, reading
from app.model import Document, Highlight, Locator, Reference, Visibility
from app.store import documents, drafts, marks, texts
from app.text import locate

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.cite.alterations import Alterations
    from app.cite.engine import CitationEngine, Notes, Rendered
    from app.cite.pointers import Tool
    from app.cite.quotation import Quotation
    from app.cite.styles import Style, StyleChoice
    from app.exchange.exporting import Exported

SAMPLE_MARK = "[teaching text – not a source]"
"""What stands after everything cited from the sample library."""

LocatorForm = Literal["paragraph", "section"]

_MEDIA = {
    "docx": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "odt": (".odt", "application/vnd.oasis.opendocument.text"),
    "html": (".html", "text/html"),
    "markdown": (".md", "text/markdown"),
    "latex": (".tex", "application/x-tex"),
}


class Citing(Part):
    """Citations, from the styles and pandoc."""

    _engine: CitationEngine | None = None

    @reading
    def cite(
        self,
        names: Sequence[str],
        *,
        style: str,
        locator: str | None = None,
        locale: str = "",
        quoting: str = "",
        beside: Iterable[str] = (),
    ) -> Rendered:
        """One citation of all the documents named, and their bibliography.

        ``beside`` names what else stands in the same list, so that two works of one author and
        year get their letters; the bibliography then holds these too.
        ``locator`` is in the user's words ("para 3") and belongs to a single document; so does
        ``quoting``, an original that is quoted in it ("Amaq, 2016"). ``locale`` replaces the
        style's own. Raises CitationError for an unknown style.
        """
        from app.cite.locators import typed_phrase

        chosen = _style(style, locale)
        found = [self._document(name) for name in dict.fromkeys(names)]
        if (locator is not None or quoting) and len(found) != 1:
            raise UsageError(
                "A locator belongs to one document.", hint="Cite the documents one at a time."
            )
        phrase = typed_phrase(locator, chosen) if locator is not None else ""
        cited = {document.id for document in found}
        others = [self._document(name) for name in dict.fromkeys(beside)]
        others = [document for document in others if document.id not in cited]
        return self._rendered(found, chosen, phrase, quoting, others)

    @reading
    def cite_reference(self, reference: Reference, *, style: str, locale: str = "") -> Rendered:
        """How ``style`` would cite a reference that needn't be in the library."""
        from app.cite.engine import Cited

        cited = Cited("new", {"id": "new", **reference})
        return self._printed().render([cited], _style(style, locale))

    @reading
    def cite_notes(
        self,
        name: str,
        *,
        style: str,
        locator: str | None = None,
        locale: str = "",
        quoting: str = "",
    ) -> Notes:
        """The first and the later note of a document in a style that cites in notes.

        ``quoting`` is an original that is quoted in it.
        """
        from app.cite.engine import Cited
        from app.cite.locators import typed_phrase

        chosen = _style(style, locale)
        document = self._document(name)
        phrase = typed_phrase(locator, chosen) if locator is not None else ""
        cited = Cited(document.id, document.cited(), phrase, _before(quoting, chosen))
        notes = self._printed().notes(cited, chosen)
        return _marked_notes(notes) if self._teaching([document]) else notes

    @reading
    def quote(
        self,
        highlight: str,
        *,
        style: str,
        locator_form: LocatorForm | None = None,
        locale: str = "",
        speaker: str = "",
        alterations: Alterations | None = None,
    ) -> Quotation:
        """A highlight as a quotation with its citation and locator.

        ``locator_form`` overrides what the style does with paragraphs and sections. ``speaker`` is
        who is quoted in the source. ``alterations`` are what is left out, emphasised or marked
        [sic], in code points of the highlight's own words.
        """
        mark = self._highlight(highlight)
        quotation = self._quoted(
            self._document(mark.document),
            mark.exact,
            mark.locator,
            _style(style, locale),
            locator_form,
            speaker,
            alterations,
        )
        differs = _unlike(mark.exact, alterations, quotation) or self._difference(mark)
        return replace(quotation, differs=differs)

    @reading
    def quote_passage(
        self,
        name: str,
        start: int,
        end: int,
        *,
        style: str,
        locator_form: LocatorForm | None = None,
        locale: str = "",
        speaker: str = "",
        alterations: Alterations | None = None,
    ) -> Quotation:
        """The passage [start, end) of a document's text as :meth:`quote` does it for a highlight.

        Nothing is marked; ``alterations`` count from the passage's start. Raises InputError
        where there is no such passage.
        """
        document = self._document(name)
        text = passage_text(self._store.database, document.text_id, start, end)
        place = locate(text, start, end)
        exact = text.canonical[start:end]
        chosen = _style(style, locale)
        made = self._quoted(document, exact, place, chosen, locator_form, speaker, alterations)
        return replace(made, differs=_unlike(exact, alterations, made))

    @reading
    def changed_quotations(self, name: str) -> tuple[Highlight, ...]:
        """The marks of a document whose words are no longer those at their place in its text."""
        document, database = self._document(name), self._store.database
        text = texts.text(database, document.text_id) if document.text_id else None
        return tuple(
            mark
            for mark in marks.highlights(database, document.id)
            if text is not None
            and mark.start is not None
            and mark.text_id == document.text_id
            and text.canonical[mark.start : mark.end] != mark.exact
        )

    @reading
    def point(
        self,
        name: str,
        tool: Tool,
        *,
        style: str,
        passage: tuple[int, int] | None = None,
        locator: str | None = None,
        locator_form: LocatorForm | None = None,
    ) -> str:
        """A citation for LaTeX, pandoc or Typst, with the place as ``style`` words it.

        The place is a passage of the text, or ``locator`` in the user's words.
        """
        from app.cite.locators import passage_phrase, typed_phrase
        from app.cite.pointers import pointer

        document, chosen = self._document(name), _style(style, "")
        phrase = typed_phrase(locator, chosen) if locator else ""
        if passage is not None:
            text = passage_text(self._store.database, document.text_id, *passage)
            phrase = passage_phrase(locate(text, *passage), chosen, locator_form)
        return pointer(document.key, phrase, tool)

    @reading
    def styles(self) -> tuple[StyleChoice, ...]:
        """The styles of the coursework shortlist, and the field's journals, as they are offered."""
        from app.cite.styles import shortlist

        return shortlist()

    @reading
    def all_styles(self) -> tuple[StyleChoice, ...]:
        """The shortlist, the user's own styles, and every style that comes with the program."""
        from app.cite.catalogue import all_styles

        return all_styles()

    @irreversible("adds a file to the user's settings, outside the library")
    def add_style(self, path: Path) -> StyleChoice:
        """Keep a CSL file as a style of one's own, usable in every library.

        Raises CitationError where it is no style, or depends on one that isn't here.
        """
        from app.cite.catalogue import add_own_style, own_styles, remove_own_style

        try:
            content = path.read_bytes()
        except OSError as error:
            raise InputError(f"{path.name} can’t be read.", detail=str(error)) from error
        name = add_own_style(content, path.name)
        try:
            self.cite_reference(_PROBE, style=name)
        except Exception:
            remove_own_style(name)
            raise
        return next(style for style in own_styles() if style.alias == name)

    @irreversible("takes a file from the user's settings, outside the library")
    def remove_style(self, name: str) -> bool:
        """Take one of the user's own styles away; whether there was one."""
        from app.cite.catalogue import remove_own_style

        return remove_own_style(name)

    @reading
    def warnings(self, name: str, *, style: str) -> tuple[str, ...]:
        """What a style will miss in a document's reference, and whether it needs a letter.

        A sentence each.
        """
        from app.cite.styles import find_style
        from app.library.twins import letters_warning

        document, database = self._document(name), self._store.database
        letters = letters_warning(database, document, find_style(style))
        missed = self.reference_warnings(document.reference, style=style)
        return (*missed, letters) if letters else missed

    @reading
    def reference_warnings(self, reference: Reference, *, style: str) -> tuple[str, ...]:
        """What a style will miss in a reference that needn't be in the library."""
        from app.cite.gaps import gaps
        from app.cite.styles import find_style

        return gaps(reference, find_style(style))

    @reading
    def bibliography(
        self,
        names: Iterable[str] = (),
        *,
        style: str,
        form: str,
        annotated: bool = False,
        collection: str | None = None,
        locale: str = "",
    ) -> Exported:
        """The reference list of documents as a file: those named, a collection's, or all.

        ``form`` is docx, odt, html, markdown or latex. ``annotated`` sets the shared notes on each
        document below its entry; how many private ones were left out is counted. Raises
        CitationError, and UsageError for an unknown form or a style without a bibliography.
        """
        from app.exchange.exporting import Exported

        if form not in _MEDIA:
            raise UsageError("There is no such form.", hint=f"Choose one of: {', '.join(_MEDIA)}.")
        found = self._chosen(names, collection)
        notes, private = self._annotations(found) if annotated else ({}, 0)
        content, count = self._listed(found, _style(style, locale), form, notes, annotated)
        suffix, media = _MEDIA[form]
        return Exported(content, suffix, media, count, private)

    @reading
    def draft(self, name: str | None) -> dict[str, Any] | None:
        """What was typed into a reference's editor and not saved; of a new one for None."""
        return drafts.draft(self._store.database, self._document(name).id if name else "")

    @irreversible("a draft is no change of the library yet")
    def keep_draft(self, name: str | None, draft: Mapping[str, Any] | None) -> Outcome[None]:
        """Keep what was typed for when the editor is opened again; None forgets it."""
        self._store.require_writable()
        document = self._document(name).id if name else ""
        drafts.keep_draft(self._store.database, document, draft)
        return Outcome(None)

    @reading
    def known_values(self) -> dict[str, tuple[str, ...]]:
        """What the references hold of people, publishers and sites, for completing what is typed.

        By field; the most frequent first. People are under "family" and "literal".
        """
        from app.cite.known import known_values

        return known_values(each.reference for each in documents.documents(self._store.database))

    def _chosen(self, names: Iterable[str], collection: str | None) -> list[Document]:
        if collection is not None:
            names = self._collection(collection).documents
        found = [self._document(name) for name in dict.fromkeys(names)]
        whole = collection is None and not found
        return documents.documents(self._store.database) if whole else found

    def _listed(
        self,
        found: Sequence[Document],
        style: Style,
        form: str,
        notes: dict[str, list[str]],
        annotated: bool,
    ) -> tuple[bytes, int]:
        from app.cite.engine import Cited
        from app.cite.styles import has_bibliography

        if not has_bibliography(style.path):
            raise UsageError(
                "This style has no bibliography.", hint="Choose a style that prints one."
            )
        return self._printed().bibliography(
            [Cited(one.id, one.cited()) for one in found],
            style,
            form,
            title="Annotated bibliography" if annotated else "Bibliography",
            remark=SAMPLE_REMARK if self._teaching(found) else "",
            notes=notes,
        )

    def _annotations(self, found: Sequence[Document]) -> tuple[dict[str, list[str]], int]:
        """The shared notes on documents themselves, and how many private ones stay behind."""
        shared: dict[str, list[str]] = {}
        private = 0
        for document in found:
            for note in marks.notes(self._store.database, document=document.id):
                if note.highlight is not None:
                    continue
                if note.visibility is Visibility.SHARED:
                    shared.setdefault(document.id, []).append(note.text)
                else:
                    private += 1
        return shared, private

    def _difference(self, mark: Highlight) -> str:
        """Where a mark's words are no longer those of the text it was made in."""
        document = self._document(mark.document)
        if mark.placing is not None:
            made = marks.as_made(self._store.database, mark.id) or mark
            return _cited_version(mark, made)
        if mark.text_id is None or mark.start is None:
            return ""
        text = texts.text(self._store.database, document.text_id) if document.text_id else None
        if text is None or mark.text_id != document.text_id:
            return "The source’s text was replaced since this was marked: compare it again."
        if text.canonical[mark.start : mark.end] != mark.exact:
            return "The quotation no longer equals its source: compare it again."
        return ""

    def _quoted(
        self,
        document: Document,
        exact: str,
        place: Locator,
        style: Style,
        locator_form: LocatorForm | None,
        speaker: str,
        alterations: Alterations | None,
    ) -> Quotation:
        from app.cite.alterations import Alterations
        from app.cite.locators import passage_phrase
        from app.cite.quotation import build_quotation

        phrase = passage_phrase(place, style, locator_form)
        rendered = self._rendered([document], style, phrase, speaker)
        return build_quotation(
            exact, rendered.citation, style, rendered.citation_html, alterations or Alterations()
        )

    def _rendered(
        self,
        found: Sequence[Document],
        style: Style,
        phrase: str,
        quoting: str = "",
        beside: Sequence[Document] = (),
    ) -> Rendered:
        from app.cite.engine import Cited

        before = _before(quoting, style)
        cited = [Cited(one.id, one.cited(), phrase, before) for one in found]
        others = [Cited(one.id, one.cited()) for one in beside]
        rendered = self._printed().render(cited, style, beside=others)
        return _marked(rendered) if self._teaching([*found, *beside]) else rendered

    def _teaching(self, found: Sequence[Document]) -> bool:
        """Whether one of these is a teaching text, also in another library than the sample.

        It can only get there with its remark on it.
        """
        return self._sample or any(is_teaching(document.reference) for document in found)

    def _printed(self) -> CitationEngine:
        from app.cite.engine import CitationEngine

        if self._engine is None:
            self._engine = CitationEngine()
        return self._engine


def _cited_version(mark: Highlight, made: Highlight) -> str:
    """What a person should know who quotes a mark that was made on another version of the text."""
    placing = mark.placing
    if placing is None or (mark.exact == made.exact and placing.sure):
        return ""
    if placing.sure:
        return "The source’s words here were changed since this was marked; they are given as now."
    if mark.start is None:
        return "These words aren’t in the present text: cited from the version they were marked in."
    return "The place in the present text isn’t sure: cited from the version it was marked in."


_PROBE: Reference = {
    "type": "book",
    "title": "A title",
    "author": [{"family": "Family", "given": "Given"}],
    "issued": {"date-parts": [[2024]]},
}


def _style(name: str, locale: str) -> Style:
    from app.cite.styles import find_style

    style = find_style(name)
    return replace(style, locale=locale) if locale else style


def _unlike(exact: str, alterations: Alterations | None, quotation: Quotation) -> str:
    """What is wrong where a quotation isn't the passage but for the changes that it shows."""
    from app.cite.quotation import equals_source

    words = alterations.kept(exact) if alterations is not None else exact
    same = equals_source(words, quotation.quotation)
    return "" if same else "The quotation differs from the passage that was marked."


def _before(quoting: str, style: Style) -> str:
    """What stands before a citation of the source in which an original is quoted."""
    from app.cite.rules import rule_of

    original = " ".join(quoting.split())
    return f"{original}, {rule_of(style).quoted_in}" if original else ""


def _marked(rendered: Rendered) -> Rendered:
    """The same, saying everywhere that a sample's text is no source."""
    return replace(
        rendered,
        citation=f"{rendered.citation} {SAMPLE_MARK}",
        citation_html=f"{rendered.citation_html} {SAMPLE_MARK}",
        bibliography=tuple(f"{entry} {SAMPLE_MARK}" for entry in rendered.bibliography),
        bibliography_html=tuple(f"{entry} {SAMPLE_MARK}" for entry in rendered.bibliography_html),
    )


def _marked_notes(notes: Notes) -> Notes:
    def said(note: tuple[str, str]) -> tuple[str, str]:
        return f"{note[0]} {SAMPLE_MARK}", f"{note[1]} {SAMPLE_MARK}"

    return replace(notes, first=said(notes.first), later=said(notes.later), again=said(notes.again))
