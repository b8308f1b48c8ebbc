"""Sketches: how alike two texts are."""

from app.text.shingles import resemblance, sketch

WORDS = [f"word{number}" for number in range(400)]


def test_the_same_wording_resembles_itself_fully() -> None:
    one = sketch(" ".join(WORDS))
    assert len(one) == 64
    assert resemblance(one, sketch(" ".join(WORDS).upper() + "!")) == 1.0


def test_a_few_changed_words_leave_a_likely_copy() -> None:
    changed = [word if number % 100 else "other" for number, word in enumerate(WORDS)]
    assert resemblance(sketch(" ".join(WORDS)), sketch(" ".join(changed))) > 0.8


def test_other_wording_has_nothing_in_common() -> None:
    assert resemblance(sketch(" ".join(WORDS)), sketch(" ".join(reversed(WORDS)))) == 0.0


def test_too_short_a_text_resembles_nothing() -> None:
    assert resemblance(sketch("three short words"), sketch("three short words")) == 0.0
