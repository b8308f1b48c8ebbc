"""The façade's part for versions of a text: read again, added, compared, and marks carried over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.changes import Outcome
from app.errors import InputError, NotFoundError, SourcebookError
from app.library.base import mutation, outcome, passage_text, reading
from app.library.marks import Marks, chosen_place
from app.model import (
    Document,
    DocumentId,
    Highlight,
    HighlightId,
    How,
    Note,
    Placing,
    Text,
    TextId,
    TextVersion,
    Why,
    new_id,
)
from app.progress import Progress, Silent, stop_if_cancelled
from app.store import documents, marks, texts, textversions
from app.store.journal import Act
from app.store.textversions import Placed

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.annotate.guesses import Guess
    from app.intake import IntakeReader, Reading
    from app.library.effects import Comparison


_PRIVATE = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """What came of reading a document's text again, or of a newer copy.

    ``status`` is new, unchanged, known (an earlier version reads the same) or failed, with the
    ``error``. Of the marks, so many stand where their words are, are to be checked, and have no
    place in the version that is current now.
    """

    status: str
    document: Document
    version: TextVersion | None = None
    placed: int = 0
    to_check: int = 0
    orphans: int = 0
    error: SourcebookError | None = None


@dataclass(frozen=True, slots=True)
class Orphan:
    """A highlight without a place in the present text, as it was made, with its notes."""

    highlight: Highlight
    document: Document
    notes: tuple[Note, ...]


class TextVersions(Marks):
    """Versions of texts. Nothing that was marked is ever lost or moved by them."""

    @reading
    def text_versions(self, name: str) -> tuple[TextVersion, ...]:
        """The versions of a document's text in the order they came; none where it has no text."""
        return textversions.versions(self._store.database, self._document(name))

    @reading
    def version_text(self, name: str, number: int) -> Text:
        """The text of one version, with its number as :meth:`text_versions` has it."""
        version = self._version(self._document(name), number)
        return self._text(version.text_id)

    @reading
    def version_marks(self, name: str, number: int) -> tuple[Highlight, ...]:
        """The highlights that have a place in one version, as that version has them, in order."""
        from app.library.placing import placings

        document = self._document(name)
        version = self._version(document, number)
        found = placings(self._store.database, document, version.text_id).values()
        seen = [one.seen for one in found if one.seen is not None]
        return tuple(sorted(seen, key=lambda mark: (mark.start or 0, mark.end or 0)))

    @reading
    def compare_versions(
        self, name: str, older: int | None = None, newer: int | None = None
    ) -> Comparison:
        """Two versions beside each other, and what the newer one does to marks and quotations.

        Without numbers it is the present version and the one before it, or after it where it is
        the first. Raises NotFoundError for a version that isn't there.
        """
        from app.library.effects import Comparison, field_effects, infobox_effects, mark_effects
        from app.library.placing import placings
        from app.text.difference import difference

        document, database = self._document(name), self._store.database
        one, two = self._two(document, older, newer)
        before, after = self._text(one.text_id), self._text(two.text_id)
        pairs = difference(before, after)
        effects = mark_effects(
            marks.all_as_made(database, document.id),
            placings(database, document, one.text_id),
            placings(database, document, two.text_id),
        )
        return Comparison(
            document,
            one,
            two,
            pairs,
            tuple(effects),
            tuple(infobox_effects(before, after, pairs)),
            tuple(field_effects(document, two)),
        )

    def _two(
        self, document: Document, older: int | None, newer: int | None
    ) -> tuple[TextVersion, TextVersion]:
        known = textversions.versions(self._store.database, document)
        if len(known) < 2:
            raise NotFoundError(
                "This document’s text has one version only.",
                hint="`sourcebook reread` or `sourcebook versions --add` may bring another.",
            )
        present = next(one.number for one in known if one.current)
        other = present - 1 if present > 1 else present + 1
        if older is None and newer is None:
            older, newer = sorted((present, other))
        first = self._version(document, present if older is None else older)
        return first, self._version(document, present if newer is None else newer)

    def _version(self, document: Document, number: int) -> TextVersion:
        known = textversions.versions(self._store.database, document)
        found = next((one for one in known if one.number == number), None)
        if found is None:
            raise NotFoundError(
                f"There is no version {number} of this document’s text.",
                hint=f"It has {len(known)}; `sourcebook versions {document.key}` lists them.",
            )
        return found

    def _text(self, text_id: TextId) -> Text:
        text = texts.text(self._store.database, text_id)
        if text is None:
            raise NotFoundError("This version’s text is missing.", hint="Check the library.")
        return text

    # Bringing a version ---------------------------------------------------------------------------

    @mutation
    def reread(self, name: str) -> Outcome[Renewed]:
        """Read a document's original file again with today's reader.

        Where the text comes out otherwise it is a new version, the current one from then on; where
        it doesn't, nothing is changed. Raises NotFoundError where no original is kept, InputError
        where it can't be read any more.
        """
        from app.intake import IntakeReader

        with IntakeReader() as reader:
            return self._reread(self._document(name), reader, None)

    @mutation
    def reread_all(
        self, names: Iterable[str] = (), *, progress: Progress | None = None
    ) -> Iterator[Renewed]:
        """Read documents again one after the other, all that have an original unless named.

        One line each, given once it is durable; a failure is a line too. All of one call is undone
        together. ``progress`` may stop it between two documents, which keeps what was finished.
        """
        from app.intake import IntakeReader

        self._store.require_writable()
        watched, batch = progress or Silent(), new_id()
        found = [self._document(name) for name in dict.fromkeys(names)]
        if not found:
            whole = documents.documents(self._store.database)
            found = [one for one in whole if one.original and one.text_id]
        with IntakeReader() as reader:
            for done, document in enumerate(found):
                watched.step(done, len(found), document.title)
                stop_if_cancelled(watched)
                try:
                    yield self._reread(self._document(document.id), reader, batch).value
                except (InputError, NotFoundError, SourcebookError) as error:
                    yield Renewed("failed", document, error=error)
                watched.step(done + 1, len(found), document.title)
                watched.wait()

    def _reread(
        self, document: Document, reader: IntakeReader, batch: str | None
    ) -> Outcome[Renewed]:
        from app.intake.reader import Came

        self._store.require_writable()
        if document.original is None or document.text_id is None:
            raise NotFoundError(
                "No original file with a text is kept of this document.",
                hint="Add a file to it as a newer copy.",
                code="no-original",
            )
        data = self._store.blobs.get(document.original)
        saved = str(document.provenance.get("saved") or document.added)
        came = Came(document.original_name or "file", saved, _NothingBeside())
        return self._renew(document, reader.read_content(data, came), Why.REREAD, batch)

    @mutation
    def add_version(self, name: str, file: Path) -> Outcome[Renewed]:
        """Add a newer saved copy of the same page or report; its text is current from then on.

        The reference stays as it is; :meth:`compare_versions` tells where the file says something
        else. Raises InputError for a file that can't be read or has no text.
        """
        from app.intake import IntakeReader

        document = self._document(name)
        self._store.require_writable()
        with IntakeReader() as reader:
            return self._renew(document, reader.read(file), Why.COPY, None)

    def _renew(
        self, document: Document, read: Reading, why: Why, batch: str | None
    ) -> Outcome[Renewed]:
        if read.text is None:
            raise InputError("There is no text in this file.", hint="Choose another one.")
        known = textversions.versions(self._store.database, document)
        for version in known:
            text = self._text(version.text_id)
            if replace(text, extractor=read.text.extractor) == read.text:
                status = "unchanged" if version.current else "known"
                return Outcome(Renewed(status, document, version))
        self._put_files(read)
        label = "read again" if why is Why.REREAD else "add version"
        with self._act(label, batch) as act:
            self._keep_version(act, document, read, read.text, why)
        return outcome(self._outcome_of(document.id), act)

    def _put_files(self, read: Reading) -> None:
        """Make a file's bytes durable, and those of its images."""
        put = self._store.blobs.put
        put(read.original)
        for content in {kept.image.sha256: kept.content for kept in read.images}.values():
            put(content)

    def _keep_version(
        self, act: Act, document: Document, read: Reading, text: Text, why: Why
    ) -> None:
        from app.library.carrying import carry_images, name_files
        from app.text.shingles import sketch

        name_files(act.database, read)
        text_id = texts.add_text(act.database, text, sketch(text.canonical))
        facts = textversions.file_facts(
            document.provenance if why is Why.REREAD else read.provenance
        )
        if why is Why.COPY:
            facts = {**facts, "reference": read.reference}
        version = TextVersion(
            text_id=text_id,
            number=0,
            came=self._now,
            why=why,
            extractor=text.extractor,
            original=read.sha256,
            original_name=document.original_name if why is Why.REREAD else read.name,
            provenance=facts,
        )
        textversions.add_version(act, document, version)
        carry_images(act, document, text_id, read, text)
        self._make_current(act, document, version)

    def _make_current(self, act: Act, document: Document, version: TextVersion) -> None:
        from app.library.placing import resolve_onto

        own = {
            name: value
            for name, value in document.provenance.items()
            if name in textversions.OWN_FACTS
        }
        facts = {name: v for name, v in version.provenance.items() if name != "reference"}
        documents.change_document(
            act,
            document.id,
            text_id=version.text_id,
            original=version.original,
            original_name=version.original_name,
            provenance={**facts, **own},
        )
        resolve_onto(act, document, version.text_id)

    def _outcome_of(self, id_: DocumentId, status: str = "new") -> Renewed:
        document = self._document(id_)
        current = next(
            one for one in textversions.versions(self._store.database, document) if one.current
        )
        seen = [one for one in marks.highlights(self._store.database, id_) if one.text_id]
        return Renewed(
            status,
            document,
            current,
            placed=sum(one.placing is None or one.placing.sure for one in seen),
            to_check=sum(_to_check(one) for one in seen),
            orphans=sum(one.placing is not None and one.placing.how is How.ORPHAN for one in seen),
        )

    @mutation
    def use_version(self, name: str, number: int) -> Outcome[Renewed]:
        """Let a version be the current one: what is read, searched, cited and exported.

        Every mark is shown where it stands there. Raises NotFoundError for an unknown number.
        """
        document = self._document(name)
        version = self._version(document, number)
        with self._act("use version") as act:
            if not version.current:
                self._make_current(act, document, version)
        status = "unchanged" if version.current else "new"
        return outcome(self._outcome_of(document.id, status), act)

    # Marks that want a person ---------------------------------------------------------------------

    @reading
    def orphans(self, name: str | None = None) -> tuple[Orphan, ...]:
        """The highlights without a place in the present text, of one document or of all.

        Those that were kept as notes aren't among them.
        """
        database = self._store.database
        if name is not None:
            seen = marks.highlights(database, self._document(name).id)
        else:
            seen = marks.all_highlights(database)
        found = []
        for one in seen:
            placing = one.placing
            if placing is not None and placing.how is How.ORPHAN and not placing.confirmed:
                notes = marks.notes(database, highlight=one.id)
                found.append(Orphan(self._as_made(one.id), self._document(one.document), notes))
        return tuple(found)

    @reading
    def made_highlight(self, id_: str) -> Highlight:
        """A highlight as it was made, whatever version of the text is current."""
        return self._as_made(HighlightId(id_))

    @reading
    def find_again(self, id_: str) -> tuple[Guess, ...]:
        """Places of the present text where a highlight might stand, the likest first."""
        from app.annotate.guesses import guesses
        from app.library.placing import anchor_of

        made = self._as_made(HighlightId(id_))
        text = self.present_text(id_)
        return guesses(anchor_of(made), text.canonical) if text is not None else ()

    @reading
    def present_text(self, highlight: str) -> Text | None:
        """The present text of a highlight's document."""
        document = self._document(self._highlight(highlight).document)
        return self._text(document.text_id) if document.text_id else None

    @mutation
    def attach(self, id_: str, start: int, end: int) -> Outcome[Highlight]:
        """Say that a highlight stands at [start, end) of the present text, in code points.

        What it was made on stays as it was. Raises InputError where it was made on this version.
        """
        from app.library.placing import seen_at

        made, present = self._elsewhere(id_)
        text = passage_text(self._store.database, present, start, end)
        seen = seen_at(made, present, text, start, end)
        with self._act("attach mark") as act:
            placing = Placing(How.HAND, _likeness(made.exact, seen.exact), confirmed=True)
            textversions.put_placed(act, Placed(made.id, present, placing, seen))
        return outcome(self._highlight(id_), act)

    @mutation
    def attach_quotation(
        self, id_: str, quotation: str, *, occurrence: int | None = None
    ) -> Outcome[Highlight]:
        """The same by the words that stand there now; raises as :meth:`highlight_quotation`."""
        _made, present = self._elsewhere(id_)
        place = chosen_place(self._text(present), quotation, occurrence)
        return self.attach(id_, *place)

    @mutation
    def confirm_place(self, id_: str) -> Outcome[Highlight]:
        """Say that a highlight's place in the present text is right, though its words differ."""
        made, present = self._elsewhere(id_)
        placed = self._placed_now(made, present)
        if placed.seen is None:
            raise InputError(
                "This highlight has no place to confirm.", hint="Attach it to a passage."
            )
        with self._act("confirm place") as act:
            placing = replace(placed.placing, confirmed=True)
            textversions.put_placed(act, replace(placed, placing=placing))
        return outcome(self._highlight(id_), act)

    @mutation
    def keep_as_note(self, id_: str) -> Outcome[Note]:
        """Keep an orphan as a private note on its document, and ask about it no more.

        The highlight, its notes and the version it was made on all stay.
        """
        made, present = self._elsewhere(id_)
        placed = self._placed_now(made, present)
        if placed.seen is not None:
            raise InputError("This highlight has a place.", hint="Attach it to another one.")
        with self._act("keep as note") as act:
            words = "\n>\n> ".join(made.exact.split("\n\n"))
            note = self._write_note(act, f"> {words}", _PRIVATE, made.document, None)
            placing = replace(placed.placing, confirmed=True)
            textversions.put_placed(act, replace(placed, placing=placing))
        return outcome(self._note(note), act)

    def _as_made(self, id_: HighlightId) -> Highlight:
        return marks.as_made(self._store.database, id_) or self._highlight(id_)

    def _elsewhere(self, id_: str) -> tuple[Highlight, TextId]:
        """A highlight that was made on another version than the present one, and that one."""
        made = self._as_made(HighlightId(id_))
        document = self._document(made.document)
        if made.text_id is None or document.text_id is None or made.text_id == document.text_id:
            raise InputError(
                "This highlight was made on the present text.", hint="Change its range instead."
            )
        return made, document.text_id

    def _placed_now(self, made: Highlight, present: TextId) -> Placed:
        from app.library.placing import placings

        return placings(self._store.database, self._document(made.document), present)[made.id]


class _NothingBeside:
    """Nothing lies beside a file that was kept: its images were kept with it."""

    def read(self, address: str, limit: int) -> bytes | None:  # noqa: ARG002
        """Nothing."""
        return None


def _to_check(one: Highlight) -> bool:
    placing = one.placing
    return placing is not None and placing.how is How.APPROXIMATE and not placing.confirmed


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return round(fuzz.ratio(one, other), 1)
