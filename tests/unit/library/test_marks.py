"""Highlights, typed quotations and notes through the façade."""

import pytest

from app.errors import AmbiguousError, InputError, NotFoundError
from app.model import Locator, Meaning, Visibility
from tests.unit.library.conftest import World


def test_a_highlight_knows_its_place(world: World) -> None:
    mark = world.library.highlight_quotation(world.document, '"Bayān" by some').value
    assert mark.exact == "“Bayān” by some"
    assert mark.locator == Locator(2, 2, 1, 1, ("Names before facts",), None, None)
    text = world.library.open_document(world.document).text
    assert text is not None
    assert text.canonical[mark.start : mark.end] == mark.exact


def test_words_that_stand_twice_need_an_occurrence(world: World) -> None:
    with pytest.raises(AmbiguousError, match="paragraphs 2, 2 and 3"):
        world.library.highlight_quotation(world.document, "by ")
    mark = world.library.highlight_quotation(world.document, "by", occurrence=3).value
    assert mark.locator.paragraph == 3


def test_an_occurrence_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError, match="stand 3 times"):
        world.library.highlight_quotation(world.document, "by", occurrence=4)


def test_words_that_are_not_there_say_where_their_beginning_is(world: World) -> None:
    with pytest.raises(NotFoundError) as caught:
        world.library.highlight_quotation(world.document, "It was quoted by four papers")
    assert "paragraph 3" in caught.value.hint
    assert len(world.library.open_document(world.document).highlights) == 1


def test_a_document_without_text_takes_typed_quotations(world: World) -> None:
    mark = world.library.highlight_quotation(
        world.reference, " As the\nbook says ", page="xii"
    ).value
    assert (mark.exact, mark.start, mark.end, mark.text_id) == (
        "As the book says",
        None,
        None,
        None,
    )
    assert mark.locator == Locator(page="xii", page_end="xii")


@pytest.mark.parametrize("name", ["green", "Evidence", "evidence", "e", "2"])
def test_a_meaning_has_a_colour_a_label_a_letter_and_a_digit(world: World, name: str) -> None:
    mark = world.library.highlight_quotation(world.document, "a fact", meaning=name).value
    assert mark.meaning is Meaning.GREEN


def test_an_unknown_meaning_is_refused_and_nothing_kept(world: World) -> None:
    with pytest.raises(InputError, match="mauve"):
        world.library.highlight_quotation(world.document, "a fact", meaning="mauve")
    assert len(world.library.open_document(world.document).highlights) == 1


def test_notes_are_private_until_shared(world: World) -> None:
    assert {note.visibility for note in world.library.notes()} == {Visibility.PRIVATE}
    world.library.edit_note(world.note, shared=True)
    shared = [n.id for n in world.library.notes() if n.visibility is Visibility.SHARED]
    assert shared == [world.note]


def test_a_note_of_a_highlight_is_listed_with_its_document(world: World) -> None:
    texts = [note.text for note in world.library.notes(world.document)]
    assert texts == ["private thought", "on the document"]
    assert [n.text for n in world.library.notes(world.highlight)] == ["private thought"]


@pytest.mark.parametrize("text", ["", "  \n ", "\x00"])
def test_an_empty_note_is_refused(world: World, text: str) -> None:
    with pytest.raises(InputError):
        world.library.add_note(text, on=world.document)


def test_a_note_keeps_its_lines_and_scripts(world: World) -> None:
    note = world.library.add_note("# أعماق\r\n\n- 😀 *x*\n").value
    assert note.text == "# أعماق\n\n- 😀 *x*"
    assert (note.document, note.highlight) == (None, None)


def test_notes_of_a_trashed_document_are_out_of_sight(world: World) -> None:
    world.library.trash(world.document)
    assert world.library.notes() == ()
    world.library.restore_document(world.document)
    assert len(world.library.notes()) == 2


def test_a_mark_and_the_note_written_beside_it_are_one_step(world: World) -> None:
    library = world.library
    mark = library.highlight_passage(world.document, 0, 5, sitting="sitting").value
    note = library.add_note("Says", on=mark.id, sitting="sitting").value
    library.edit_note(note.id, text="Says who?", sitting="sitting")
    assert library.next_undo() == "highlight"
    assert library.undo().value == "highlight"
    assert mark.id not in {each.id for each in library.open_document(world.document).highlights}
    assert note.id not in {each.id for each in library.notes()}
    library.redo()
    assert [each.text for each in library.notes(mark.id)] == ["Says who?"]


def test_what_was_done_meanwhile_parts_a_sitting_in_two(world: World) -> None:
    library = world.library
    note = library.add_note("one", sitting="sitting").value
    library.tag(world.document, ["meanwhile"])
    library.edit_note(note.id, text="one, two", sitting="sitting")
    library.edit_note(note.id, text="one, two, three", sitting="sitting")
    library.undo()
    assert "one" in {each.text for each in library.notes()}
    assert library.next_undo() == "add tag"
