"""Pairs of versions in which the passage is marked by hand: ⟦…⟧ in the old one and in the new one.

A new version without marks is one from which the passage is gone. Every family below is one kind of
edit, written out for a number of passages; what is expected follows from where the marks stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE = "⟦", "⟧"

PASSAGES = (
    "The office launched an official mobile app in 2015, and the statement says so twice.",
    "Nobody has shown who wrote the second claim, which differs from the first in one word.",
    "A newspaper that quotes an agency is no second witness to what the agency said.",
    "وكالة أعماق نشرت البيان بعد ساعتين من الحادث ولم تذكر اسماً",
    "The caption names the bridge 🌉 and the day, but the picture is older than both 🕰️.",
    "“We print a name as the document prints it,” the editors wrote, “and add ours once.”",
    "Its founder is given as Abu Bakr in one entry and as nobody at all in the later one.",
    "The word bayān (بيان) is spelt bayan, bayaan and beyan in the notes of one report.",
    "Between March and June 2014 the unit published forty-one reports, seven of them undated.",
    "Whoever archives a page keeps the day, the hour and the address that it was taken from.",
)  # fmt: skip

_BEFORE = (
    "Names come before facts. Someone wrote them down, in one language and for one readership.",
    "Each of these steps can be dated, and each of them can be wrong in a way of its own.",
)
_AFTER = (
    "A careful reader keeps the form the source prints and adds one transliteration beside it.",
    "What is left is a question for the archive, and the archive is open on Tuesdays only.",
)
_UNRELATED = (
    "The harbour froze in the second week, and the ferries lay still until the thaw came.",
    "Bread was weighed twice at the gate, once for the guards and once for the ledger.",
    "Rain had washed the numbers off the doors, so letters went to whoever opened first.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Two versions, the passage's range in each; the second is None where it is gone."""

    name: str
    old: str
    new: str
    start: int
    end: int
    expected: tuple[int, int] | None


def marked(name: str, old: str, new: str) -> Case:
    """A case from two texts with marks."""
    plain_old, place = _taken(old)
    plain_new, goal = _taken(new)
    assert place is not None
    return Case(name, plain_old, plain_new, *place, goal)


def _taken(text: str) -> tuple[str, tuple[int, int] | None]:
    if OPEN not in text:
        return text, None
    start = text.index(OPEN)
    end = text.index(CLOSE) - 1
    return text.replace(OPEN, "").replace(CLOSE, ""), (start, end)


def _text(*blocks: str) -> str:
    return "\n\n".join(blocks)


def _held(passage: str) -> str:
    return f"{OPEN}{passage}{CLOSE}"


def all_cases() -> Iterator[Case]:
    """Every case."""
    for number, passage in enumerate(PASSAGES):
        for name, make in _FAMILIES.items():
            old, new = make(passage)
            yield marked(f"{name} {number}", old, new)
    yield from _single()


def _around(passage: str) -> str:
    return _text(*_BEFORE, passage, *_AFTER)


def _unchanged(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _around(_held(passage))


def _paragraph_before(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(_UNRELATED[0], _around(_held(passage)))


def _paragraph_before_gone(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(_BEFORE[1], _held(passage), *_AFTER)


def _moved_to_the_end(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(*_BEFORE, *_AFTER, *_UNRELATED, _held(passage))


def _moved_to_the_front(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(_held(passage), *_UNRELATED, *_BEFORE, *_AFTER)


def _joined_with_the_next(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(*_BEFORE, f"{_held(passage)} {_AFTER[0]}", _AFTER[1])


def _words_put_around_it(passage: str) -> tuple[str, str]:
    new = f"It has been said before. {_held(passage)} So much is known."
    return _around(_held(passage)), _text(*_BEFORE, new, *_AFTER)


def _marks_of_another_shape(passage: str) -> tuple[str, str]:
    shapes = str.maketrans("“”’", '""\'')
    return _around(_held(passage)), _around(_held(passage.translate(shapes)))


def _one_word_changed(passage: str) -> tuple[str, str]:
    words = passage.split()
    words[len(words) // 2] = "otherwise"
    return _around(_held(passage)), _around(_held(" ".join(words)))


def _a_word_put_in(passage: str) -> tuple[str, str]:
    words = passage.split()
    words.insert(len(words) // 2, "indeed")
    return _around(_held(passage)), _around(_held(" ".join(words)))


def _a_word_taken_out(passage: str) -> tuple[str, str]:
    words = passage.split()
    del words[len(words) // 2]
    return _around(_held(passage)), _around(_held(" ".join(words)))


def _changed_and_moved(passage: str) -> tuple[str, str]:
    old, new = _one_word_changed(passage)
    held = new[new.index(OPEN) : new.index(CLOSE) + 1]
    return old, _text(held, *_UNRELATED, *_BEFORE, *_AFTER)


def _split_in_two(passage: str) -> tuple[str, str]:
    words = passage.split()
    middle = len(words) // 2
    split = " ".join(words[:middle]) + "\n\n" + " ".join(words[middle:])
    return _around(_held(passage)), _text(*_BEFORE, _held(split), *_AFTER)


def _gone(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(*_BEFORE, *_AFTER)


def _replaced_by_something_else(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _around(_UNRELATED[0])


def _second_of_two(passage: str) -> tuple[str, str]:
    """The same words twice: the marked one is told by what stands around it."""
    old = _text(*_BEFORE, passage, *_UNRELATED, _held(passage), *_AFTER)
    new = _text(_BEFORE[1], passage, *_UNRELATED, _held(passage), *_AFTER)
    return old, new


def _a_copy_put_in(passage: str) -> tuple[str, str]:
    """A second place with the same words among others; the first still has its surroundings."""
    old = _text(*_BEFORE, _held(passage), *_AFTER)
    return old, _text(_UNRELATED[0], passage, _UNRELATED[1], *_BEFORE, _held(passage), *_AFTER)


def _the_marked_one_of_two_gone(passage: str) -> tuple[str, str]:
    """The other place with the same words is left: it was never marked and must not be taken."""
    old = _text(*_BEFORE, passage, *_UNRELATED, _held(passage), *_AFTER)
    return old, _text(*_BEFORE, passage, *_UNRELATED, *_AFTER)


def _part_of_a_paragraph(passage: str) -> tuple[str, str]:
    old = _text(*_BEFORE, f"{_UNRELATED[0]} {_held(passage)} {_UNRELATED[1]}", *_AFTER)
    new = _text(*_BEFORE, f"{_UNRELATED[0]} More. {_held(passage)} {_UNRELATED[1]}", *_AFTER)
    return old, new


def _everything_else_rewritten(passage: str) -> tuple[str, str]:
    return _around(_held(passage)), _text(*_UNRELATED, _held(passage), *reversed(_UNRELATED[:2]))


_FAMILIES = {
    make.__name__.strip("_").replace("_", " "): make
    for make in (
        _unchanged, _paragraph_before, _paragraph_before_gone, _moved_to_the_end,
        _moved_to_the_front, _joined_with_the_next, _words_put_around_it,
        _marks_of_another_shape, _one_word_changed, _a_word_put_in, _a_word_taken_out,
        _changed_and_moved, _split_in_two, _gone, _replaced_by_something_else, _second_of_two,
        _a_copy_put_in, _the_marked_one_of_two_gone, _part_of_a_paragraph,
        _everything_else_rewritten,
    )
}  # fmt: skip


def _single() -> Iterator[Case]:
    """Short passages and edges, one by one."""
    yield marked("one word, same place", "He said ⟦no⟧ to all.", "He said ⟦no⟧ to all.")
    yield marked("one word, surroundings kept", "A. He said ⟦no⟧ to all.", "He said ⟦no⟧ to all.")
    yield marked("one word, surroundings gone", "He said ⟦no⟧ to all.", "Why not? There is no sea.")
    yield marked("the whole text", "⟦All of it is marked, from end to end.⟧",
                 "⟦All of it is marked, from end to end.⟧")  # fmt: skip
    yield marked("the first words", "⟦In the beginning⟧ was a claim.",
                 "Preface.\n\n⟦In the beginning⟧ was a claim.")  # fmt: skip
    yield marked("the last words", "The claim stands ⟦to this very day⟧",
                 "The claim stands ⟦to this very day⟧\n\nAfterword.")  # fmt: skip
    yield marked("over two paragraphs", "One ends ⟦here and now.\n\nAnother begins⟧ there.",
                 "Zero.\n\nOne ends ⟦here and now.\n\nAnother begins⟧ there.")  # fmt: skip
    yield marked("an emptied text", "It was ⟦here once, for all to read⟧.", "")
    yield marked("another letter case", "It is called ⟦The Quiet Office of Port Serafin⟧ there.",
                 "It is called ⟦THE QUIET OFFICE OF PORT SERAFIN⟧ there.")  # fmt: skip
    yield marked("a repeated line of a chorus",
                 "Sing.\n\n⟦and nobody came⟧\n\nOnce.\n\nand nobody came\n\nTwice.",
                 "Sing.\n\n⟦and nobody came⟧\n\nOnce.\n\nand nobody came\n\nTwice.\n\nEnd.",
                 )  # fmt: skip
