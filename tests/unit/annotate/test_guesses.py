"""Places a lost passage might be at: the likest first, nothing unlike, none twice."""

from app.annotate.anchoring import Anchor
from app.annotate.guesses import LEAST, guesses

LOST = "Its first app was published in the spring, and nobody outside noticed it then."
NEAR = "Its earliest app was shown in spring and hardly anybody noticed."
OTHER = "Quotation marks fold, dates don't; 1234567890."


def test_the_likest_place_comes_first_and_lies_in_one_paragraph() -> None:
    text = f"{OTHER}\n\n{NEAR}\n\n{OTHER}"
    best = guesses(Anchor(0, len(LOST), LOST), text)[0]
    assert text[best.start : best.end] in NEAR
    assert LEAST <= best.score < 100


def test_the_same_words_twice_are_two_places_in_order() -> None:
    text = f"{LOST}\n\n{OTHER}\n\n{LOST}"
    found = guesses(Anchor(0, len(LOST), LOST), text)
    assert [(each.start, each.score) for each in found[:2]] == [
        (0, 100.0),
        (text.rindex(LOST), 100.0),
    ]


def test_nothing_is_offered_where_nothing_is_like_it() -> None:
    assert guesses(Anchor(0, 8, "ZZZZ QQQQ XXXX"), "1234567890") == ()
