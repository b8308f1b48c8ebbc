"""The façade's part for citing: citations, bibliographies and quotations in any style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from app.errors import UsageError
from app.exchange.sample import is_teaching
from app.library.base import Part, passage_text, reading
from app.model import Document, Locator
from app.text import locate

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.cite.engine import CitationEngine, Rendered
    from app.cite.quotation import Quotation
    from app.cite.styles import Style, StyleChoice

SAMPLE_MARK = "[teaching text – not a source]"
"""What stands after everything cited from the sample library."""

LocatorForm = Literal["paragraph", "section"]


class Citing(Part):
    """Citations, from the styles and pandoc."""

    _engine: CitationEngine | None = None

    @reading
    def cite(self, names: Sequence[str], *, style: str, locator: str | None = None) -> Rendered:
        """One citation of all the documents named, and their bibliography.

        ``locator`` is in the user's words ("para 3") and belongs to a single document. Raises
        CitationError for an unknown style.
        """
        from app.cite.locators import typed_phrase
        from app.cite.styles import find_style

        chosen = find_style(style)
        found = [self._document(name) for name in dict.fromkeys(names)]
        if locator is not None and len(found) != 1:
            raise UsageError(
                "A locator belongs to one document.", hint="Cite the documents one at a time."
            )
        phrase = typed_phrase(locator, chosen) if locator is not None else ""
        return self._rendered(found, chosen, phrase)

    @reading
    def quote(
        self, highlight: str, *, style: str, locator_form: LocatorForm | None = None
    ) -> Quotation:
        """A highlight as a quotation with its citation and locator.

        ``locator_form`` overrides what the style does with paragraphs and sections.
        """
        mark = self._highlight(highlight)
        return self._quoted(
            self._document(mark.document), mark.exact, mark.locator, style, locator_form
        )

    @reading
    def quote_passage(
        self,
        name: str,
        start: int,
        end: int,
        *,
        style: str,
        locator_form: LocatorForm | None = None,
    ) -> Quotation:
        """The passage [start, end) of a document's text as :meth:`quote` does it for a highlight.

        Nothing is marked. Raises InputError where there is no such passage.
        """
        document = self._document(name)
        text = passage_text(self._store.database, document.text_id, start, end)
        place = locate(text, start, end)
        return self._quoted(document, text.canonical[start:end], place, style, locator_form)

    @reading
    def styles(self) -> tuple[StyleChoice, ...]:
        """The styles of the coursework shortlist, in the order they are offered."""
        from app.cite.styles import shortlist

        return shortlist()

    @reading
    def warnings(self, name: str, *, style: str) -> tuple[str, ...]:
        """What a style will miss in a document's reference, a sentence each."""
        from app.cite.gaps import gaps
        from app.cite.styles import find_style

        return gaps(self._document(name).reference, find_style(style))

    def _quoted(
        self,
        document: Document,
        exact: str,
        place: Locator,
        style: str,
        locator_form: LocatorForm | None,
    ) -> Quotation:
        from app.cite.locators import passage_phrase
        from app.cite.quotation import build_quotation
        from app.cite.styles import find_style

        chosen = find_style(style)
        phrase = passage_phrase(place, chosen, locator_form)
        rendered = self._rendered([document], chosen, phrase)
        return build_quotation(exact, rendered.citation, chosen, rendered.citation_html)

    def _rendered(self, found: Sequence[Document], style: Style, phrase: str) -> Rendered:
        from app.cite.engine import CitationEngine, Cited

        cited = [Cited(document.id, document.cited(), phrase) for document in found]
        if self._engine is None:
            self._engine = CitationEngine()
        rendered = self._engine.render(cited, style)
        # Also in another library, which a teaching text can only reach with its remark on it.
        teaching = self._sample or any(is_teaching(document.reference) for document in found)
        return _marked(rendered) if teaching else rendered


def _marked(rendered: Rendered) -> Rendered:
    """The same, saying everywhere that a sample's text is no source."""
    return replace(
        rendered,
        citation=f"{rendered.citation} {SAMPLE_MARK}",
        citation_html=f"{rendered.citation_html} {SAMPLE_MARK}",
        bibliography=tuple(f"{entry} {SAMPLE_MARK}" for entry in rendered.bibliography),
        bibliography_html=tuple(f"{entry} {SAMPLE_MARK}" for entry in rendered.bibliography_html),
    )
