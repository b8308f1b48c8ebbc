"""A document's text in several versions: nothing marked is lost, moved silently, or cited wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError, NotFoundError
from app.library import Library, create_library, open_library
from app.library.effects import Fate
from app.library.effectwords import effect_words, fact_words, summary_words
from app.library.securing import encrypt_library
from app.model import Highlight, How
from app.text.difference import Kind
from tests.support.versions import as_read_before, imported, page

FIRST = "The agency was founded in Aleppo by a small group of men in the year 2014."
SECOND = "Its first app was published in the spring, and nobody outside noticed it then."
THIRD = "Three newspapers quoted the claim on one day, none of them with a date of its own."
OPENING = "An opening paragraph that the newer copy has and the older one has not got."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "L") as made:
        yield made


def test_a_document_has_one_version_until_another_comes(library: Library, tmp_path: Path) -> None:
    id_ = imported(library, page(tmp_path, "a.md", [FIRST, SECOND]))
    [only] = library.text_versions(id_)
    assert (only.number, only.current, only.why.value) == (1, True, "import")
    assert only.original == library.document(id_).original


def test_reading_again_changes_nothing_where_the_text_is_the_same(
    library: Library, tmp_path: Path
) -> None:
    id_ = imported(library, page(tmp_path, "a.md", [FIRST, SECOND]))
    state = library.state
    outcome = library.reread(id_)
    assert outcome.value.status == "unchanged"
    assert not outcome.changes
    assert library.state == state
    assert len(library.text_versions(id_)) == 1


def test_reading_again_with_another_reader_makes_a_version_and_marks_follow(
    library: Library, tmp_path: Path
) -> None:
    id_ = imported(library, page(tmp_path, "a.md", [OPENING, FIRST, SECOND]))
    as_read_before(library, id_, [FIRST, SECOND])
    mark = library.highlight_quotation(id_, "published in the spring").value
    assert mark.locator.paragraph == 2
    renewed = library.reread(id_).value
    assert (renewed.status, renewed.placed, renewed.to_check, renewed.orphans) == ("new", 1, 0, 0)
    [first, second] = library.text_versions(id_)
    assert (first.extractor, first.current, second.current) == ("markdown 0", False, True)
    assert first.original == second.original
    [seen] = library.open_document(id_).highlights
    # The opening stands before it now, so its paragraph is the third.
    assert seen.locator.paragraph == 3
    assert seen.exact == "published in the spring"
    assert seen.placing is not None
    assert seen.placing.how is How.MAPPED
    assert library.made_highlight(mark.id) == mark
    assert library.check() == []


def newer(library: Library, tmp_path: Path, before: list[str], after: list[str]) -> str:
    id_ = imported(library, page(tmp_path, "a.md", before))
    for words in before:
        library.highlight_quotation(id_, words)
    library.add_version(id_, page(tmp_path, "b.md", after))
    return id_


def test_a_newer_copy_keeps_the_reference_and_its_own_file(
    library: Library, tmp_path: Path
) -> None:
    id_ = imported(library, page(tmp_path, "a.md", [FIRST]))
    old = library.document(id_)
    library.add_version(id_, page(tmp_path, "b.md", [SECOND], title="Another title"))
    new = library.document(id_)
    assert new.reference == old.reference
    assert (new.original != old.original, new.original_name) == (True, "b.md")
    comparison = library.compare_versions(id_)
    assert [(f.label, f.before, f.after) for f in comparison.fields] == [
        ("title", "A claim", "Another title")
    ]
    # The older file is still this document, and so is the newer one.
    lines = list(library.import_paths([str(tmp_path / "a.md"), str(tmp_path / "b.md")]))
    assert [line.status for line in lines] == ["duplicate", "duplicate"]


def test_search_finds_the_present_version_only(library: Library, tmp_path: Path) -> None:
    id_ = newer(library, tmp_path, [FIRST, SECOND], [FIRST, THIRD])
    assert library.search("newspapers").total == 1
    assert library.search("spring").total == 0
    library.use_version(id_, 1)
    assert library.search("newspapers").total == 0
    assert library.search("spring").total == 1


def test_a_lost_mark_is_an_orphan_and_comes_back_with_its_version(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [FIRST, SECOND], [FIRST])
    [orphan] = library.orphans(id_)
    assert orphan.highlight.exact == SECOND
    assert orphan.highlight.locator.paragraph == 2
    [placed, lost] = library.open_document(id_).highlights
    assert (placed.exact, lost.start, lost.exact) == (FIRST, None, SECOND)
    library.use_version(id_, 1)
    assert library.orphans() == ()
    assert [mark.exact for mark in library.open_document(id_).highlights] == [FIRST, SECOND]


def test_words_that_changed_are_to_be_checked_and_cited_as_they_were(
    library: Library, tmp_path: Path
) -> None:
    changed = FIRST.replace("a small group of men", "a group of seven men")
    id_ = newer(library, tmp_path, [FIRST], [OPENING, changed])
    [mark] = library.open_document(id_).highlights
    assert mark.placing is not None
    assert mark.placing.how is How.APPROXIMATE
    text = library.version_text(id_, 2).canonical
    assert text[mark.start : mark.end] == changed
    # Not confirmed: the words and the paragraph are those of the version they were marked in.
    assert (mark.exact, mark.locator.paragraph) == (FIRST, 1)
    quotation = library.quote(mark.id, style="apa")
    assert "a small group of men" in quotation.quotation
    assert "para. 1" in quotation.citation
    assert "isn’t sure" in quotation.differs

    library.confirm_place(mark.id)
    [sure] = library.open_document(id_).highlights
    assert (sure.exact, sure.locator.paragraph) == (changed, 2)
    quotation = library.quote(mark.id, style="apa")
    assert "a group of seven men" in quotation.quotation
    assert "para. 2" in quotation.citation
    assert "given as now" in quotation.differs
    library.undo()
    [again] = library.open_document(id_).highlights
    assert again == mark


def test_an_orphan_is_quoted_from_the_version_it_was_made_on(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [FIRST, SECOND], [THIRD])
    quotations = [library.quote(o.highlight.id, style="apa") for o in library.orphans(id_)]
    assert ["para. 1" in q.citation or "para. 2" in q.citation for q in quotations] == [True, True]
    assert all("aren’t in the present text" in quotation.differs for quotation in quotations)
    exported = library.export("markdown", names=[id_]).content.decode()
    assert "Its first app was published" in exported
    w3c = json.loads(library.export("w3c", names=[id_]).content)
    selectors = [item["target"]["selector"] for item in w3c["first"]["items"]]
    assert all([each["type"] for each in one] == ["TextQuoteSelector"] for one in selectors)


def test_an_orphan_is_attached_by_hand_and_followed_from_there(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [SECOND], [FIRST, THIRD])
    [orphan] = library.orphans(id_)
    attached = library.attach_quotation(orphan.highlight.id, "quoted the claim").value
    assert (attached.exact, attached.locator.paragraph) == ("quoted the claim", 2)
    assert library.orphans() == ()
    assert library.made_highlight(attached.id) == orphan.highlight
    # A third version, in which the words it was attached to stand in another place.
    library.add_version(id_, page(tmp_path, "c.md", [THIRD, FIRST]))
    [followed] = library.open_document(id_).highlights
    assert (followed.exact, followed.locator.paragraph) == ("quoted the claim", 1)
    assert followed.placing is not None
    assert followed.placing.confirmed


def test_an_orphan_is_kept_as_a_private_note_and_asked_about_no_more(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [FIRST, SECOND], [FIRST])
    [orphan] = library.orphans(id_)
    note = library.keep_as_note(orphan.highlight.id).value
    assert (note.text, note.visibility.value) == (f"> {SECOND}", "private")
    assert library.orphans() == ()
    library.add_version(id_, page(tmp_path, "c.md", [THIRD]))
    assert [o.highlight.exact for o in library.orphans()] == [FIRST]
    library.use_version(id_, 1)
    assert len(library.open_document(id_).highlights) == 2


def test_places_to_look_at_come_with_how_like_they_are(library: Library, tmp_path: Path) -> None:
    distant = "Its earliest app was shown in spring and hardly anybody noticed."
    id_ = newer(library, tmp_path, [SECOND], [FIRST, distant])
    [mark] = library.open_document(id_).highlights
    guesses = library.find_again(mark.id)
    text = library.present_text(mark.id)
    assert text is not None
    assert guesses[0].start >= text.blocks[1].start
    assert 40 <= guesses[0].score < 100


def test_a_mark_resized_in_another_version_stays_as_it_was_made(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [FIRST], [OPENING, FIRST])
    [mark] = library.open_document(id_).highlights
    made = library.made_highlight(mark.id)
    start = mark.start or 0
    resized = library.set_highlight_range(mark.id, start, start + 10).value
    assert resized.exact == FIRST[:10]
    assert library.made_highlight(mark.id) == made
    library.use_version(id_, 1)
    # Resized where it was made, it is looked for again in the other version.
    library.set_highlight_range(mark.id, 0, 22)
    library.use_version(id_, 2)
    [again] = library.open_document(id_).highlights
    assert again.exact == FIRST[:22]


def test_marks_made_on_the_newer_version_have_a_place_in_the_older(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [FIRST], [OPENING, FIRST])
    library.highlight_quotation(id_, "An opening paragraph")
    library.highlight_quotation(id_, "founded in Aleppo")
    library.use_version(id_, 1)
    seen = library.open_document(id_).highlights
    assert [mark.exact for mark in seen] == [FIRST, "founded in Aleppo", "An opening paragraph"]
    assert [mark.start is None for mark in seen] == [False, False, True]


def test_a_comparison_says_what_it_does_to_me(library: Library, tmp_path: Path) -> None:
    changed = SECOND.replace("in the spring", "in the autumn")
    id_ = newer(library, tmp_path, [FIRST, SECOND, THIRD], [OPENING, FIRST, changed])
    comparison = library.compare_versions(id_)
    assert [pair.kind for pair in comparison.pairs] == [
        Kind.ADDED, Kind.SAME, Kind.CHANGED, Kind.REMOVED,
    ]  # fmt: skip
    assert [(run.kind, run.words) for run in comparison.pairs[2].runs][1:3] == [
        (Kind.REMOVED, "spring"),
        (Kind.ADDED, "autumn"),
    ]
    assert [effect.fate for effect in comparison.marks] == [
        Fate.RENUMBERED, Fate.CHECK, Fate.GONE,
    ]  # fmt: skip
    assert [effect_words(effect) for effect in comparison.marks] == [
        "para. 1 is now para. 2",
        "para. 2 is now para. 3: the words changed, check the place",
        "para. 3: this quotation is gone",
    ]
    assert summary_words(comparison) == (
        "Of your 3 marks, 1 is cited by another place, 1 has other words, 1 is gone."
    )


def test_the_infobox_of_an_entry_tells_who_the_founder_is_now(
    library: Library, tmp_path: Path
) -> None:
    def entry(name: str, founder: str) -> Path:
        file = tmp_path / name
        rows = f"<tr><th>Founder</th><td>{founder}</td></tr><tr><th>Place</th><td>Aleppo</td></tr>"
        prose = "".join(f"<p>{words} {words}</p>" for words in (FIRST, SECOND, THIRD))
        file.write_text(
            "<html><head><title>Amaq - Wikipedia</title></head><body><h1>Amaq</h1>"
            f'<div id="mw-content-text"><div class="mw-parser-output"><table class="infobox">{rows}'
            f"</table>{prose}</div></div></body></html>",
            encoding="utf-8",
        )
        return file

    id_ = imported(library, entry("a.html", "Baraa Kadek"))
    library.add_version(id_, entry("b.html", "Rayan Meshaal"))
    assert [fact_words(fact) for fact in library.compare_versions(id_).facts] == [
        "Founder: “Baraa Kadek” is now “Rayan Meshaal”"
    ]


def test_a_version_that_is_not_there_is_named(library: Library, tmp_path: Path) -> None:
    id_ = imported(library, page(tmp_path, "a.md", [FIRST]))
    with pytest.raises(NotFoundError, match="no version 2"):
        library.use_version(id_, 2)
    with pytest.raises(NotFoundError, match="one version only"):
        library.compare_versions(id_)
    mark = library.highlight_quotation(id_, "founded in Aleppo").value
    with pytest.raises(InputError):
        library.attach(mark.id, 0, 5)


def test_emptying_the_trash_takes_every_version_with_it(library: Library, tmp_path: Path) -> None:
    kept = newer(library, tmp_path, [FIRST, SECOND], [FIRST])
    other = imported(library, page(tmp_path, "c.md", [THIRD]))
    library.trash(other)
    library.empty_trash()
    library.use_version(kept, 1)
    assert library.version_text(kept, 2).paragraphs == 1
    library.trash(kept)
    library.empty_trash()
    database = library._store.database
    for table in ("text", "block", "text_version", "placing", "original", "highlight"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
    assert library.check() == []
    assert not [file for file in (library.folder / "originals").rglob("*") if file.is_file()]


def test_versions_survive_encryption_and_a_restart(library: Library, tmp_path: Path) -> None:
    id_ = newer(library, tmp_path, [FIRST, SECOND], [OPENING, FIRST])
    before = library.open_document(id_), library.text_versions(id_)
    library.close()
    encrypt_library(library.folder, "a long enough passphrase")
    with open_library(library.folder, passphrase="a long enough passphrase") as again:
        assert (again.open_document(id_), again.text_versions(id_)) == before
        assert again.reread(id_).value.status == "unchanged"
        assert again.check() == []


def test_a_merge_brings_the_versions_and_marks_of_the_text_it_takes(
    library: Library, tmp_path: Path
) -> None:
    id_ = newer(library, tmp_path, [FIRST, SECOND], [OPENING, FIRST])
    seen = library.open_document(id_).highlights
    bare = library.add_reference({"type": "webpage", "title": "A claim"}).value.id
    library.merge(bare, [id_])
    assert len(library.text_versions(bare)) == 2
    assert [mark.exact for mark in library.open_document(bare).highlights] == [
        mark.exact for mark in seen
    ]
    library.use_version(bare, 1)
    assert library.orphans() == ()
    assert library.check() == []


SENTENCES = [
    f"Sentence {number} says that {who} {what} in {where}, which {whom} denied."
    for number, (who, what, where, whom) in enumerate(
        [
            ("the agency", "was founded", "Aleppo", "nobody"),
            ("a spokesman", "claimed the attack", "أعماق", "the police"),
            ("the paper", "printed a photograph 😀", "London", "its editor"),
            ("the analyst", "counted forty claims", "a year", "the agency"),
            ("a court", "heard the witness", "Paris", "the defence"),
            ("the archive", "kept a copy", "two places", "no one"),
        ]
    )
]


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, list[str] | int]]:
    """What is done to a document: newer copies, marks, versions chosen, undo and redo."""
    chosen = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)
    step = st.one_of(
        st.tuples(st.just("copy"), chosen),
        st.tuples(st.just("mark"), st.integers(0, 5)),
        st.tuples(st.just("use"), st.integers(0, 5)),
        st.tuples(st.just("undo"), st.just(0)),
        st.tuples(st.just("redo"), st.just(0)),
    )
    return draw(st.lists(step, min_size=3, max_size=10))


def _done(library: Library, id_: str, what: str, which: int, made: dict[str, Highlight]) -> None:
    if what == "mark":
        text = library.open_document(id_).text
        assert text is not None
        block = text.blocks[which % len(text.blocks)]
        mark = library.highlight_passage(id_, block.start, block.end).value
        made[mark.id] = library.made_highlight(mark.id)
    elif what == "use":
        known = library.text_versions(id_)
        library.use_version(id_, known[which % len(known)].number)
    elif what == "undo" and library.next_undo() not in (None, "import"):
        library.undo()
    elif what == "redo":
        library.redo()


@given(histories())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_mark_and_no_recorded_place_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, list[str] | int]]
) -> None:
    """Whatever happens, each mark keeps what it was made on; undo and redo restore each place."""
    folder = tmp_path_factory.mktemp("history")
    with create_library(folder / "L") as library:
        id_ = imported(library, page(folder, "0.md", SENTENCES))
        made: dict[str, Highlight] = {}
        for number, (what, value) in enumerate(history, 1):
            if isinstance(value, list):
                library.add_version(id_, page(folder, f"{number}.md", value))
            else:
                _done(library, id_, what, value, made)
            opened = library.open_document(id_)
            there = {mark.id for mark in opened.highlights}
            for mark in opened.highlights:
                assert library.made_highlight(mark.id) == made[mark.id]
                if mark.start is not None and opened.text is not None:
                    # Every sentence stands once in a text, so a mark is nowhere but on its own.
                    words = opened.text.canonical[mark.start : mark.end]
                    assert words == made[mark.id].exact
                elif opened.text is not None:
                    assert made[mark.id].exact not in opened.text.canonical
            # Only a mark whose making was undone isn't there.
            gone = set(made) - there
            assert not gone or any(act in ("undo", "redo") for act, _ in history[:number])
        assert library.check() == []
