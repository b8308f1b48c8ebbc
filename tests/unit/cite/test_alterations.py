"""Words left out, [sic] and emphasis, shown as each guide asks; the check against the source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cite.alterations import Alterations, altered
from app.cite.quotation import build_quotation, equals_source
from app.cite.styles import find_style
from app.errors import InputError

EXACT = "The agency, which had no office, spoke of “brave man” twice. Then it fell silent."
CITED = "(Marlow, 2024)"


def quoted(style: str, citation: str = CITED, **changes: str) -> tuple[str, str]:
    made = build_quotation(
        EXACT,
        citation,
        find_style(style),
        alterations=altered(EXACT, **{name: [words] for name, words in changes.items()}),
    )
    assert equals_source(EXACT, made.quotation)
    return made.text, made.html


@pytest.mark.parametrize(
    ("style", "sign"),
    [
        # APA 8.31, Chicago 13.50 and MLA: three spaced dots. MHRA: in square brackets, since the
        # source may have dots of its own. Harvard and OSCOLA: an ellipsis.
        ("apa", ". . ."),
        ("chicago-17", ". . ."),
        ("mla", ". . ."),
        ("mhra", "[…]"),
        ("harvard", "…"),
        ("oscola", "…"),
    ],
)
def test_words_left_out_have_the_sign_of_the_style(style: str, sign: str) -> None:
    text, _ = quoted(style, omit=", which had no office,")
    assert f"The agency {sign} spoke of" in text


def test_dots_after_a_full_stop_are_four() -> None:
    text, _ = quoted("chicago-18", omit="Then it ")
    assert "twice. . . . fell silent.”" in text  # 17th ed., 13.53: the full stop and three dots


def test_nothing_stands_for_words_left_out_at_the_edge() -> None:
    made = build_quotation(
        EXACT, CITED, find_style("apa"), alterations=altered(EXACT, omit=[" Then it fell silent."])
    )
    assert made.quotation == ("“The agency, which had no office, spoke of ‘brave man’ twice.”")
    kept = altered(EXACT, omit=[" Then it fell silent."]).kept(EXACT)
    assert equals_source(kept, made.quotation)
    assert not equals_source(EXACT, made.quotation)


@pytest.mark.parametrize(
    ("style", "plain", "rich"),
    [
        ("apa", "man [sic]’ twice", "man [<em>sic</em>]’ twice"),  # 8.31: italic
        ("mla", "man [sic]’ twice", "man [sic]’ twice"),
        ("mhra", "man [sic]” twice", "man [<em>sic</em>]” twice"),
    ],
)
def test_sic_follows_the_mistake(style: str, plain: str, rich: str) -> None:
    text, html = quoted(style, sic="brave man")
    assert plain in text
    assert rich in html


def test_emphasis_is_owned_within_the_quotation_in_apa_and_with_the_citation_elsewhere() -> None:
    text, html = quoted("apa", emphasise="no office")  # 8.31
    assert "no office [emphasis added], spoke" in text
    assert "<em>no office</em> [emphasis added], spoke" in html
    text, html = quoted("mla", emphasise="no office")
    assert text.endswith("(Marlow, 2024; emphasis added)")
    assert "<em>no office</em>, spoke" in html
    text, _ = quoted("harvard", emphasise="no office")
    assert text.endswith("(Marlow, 2024, emphasis added)")
    text, _ = quoted("oscola", citation="Marlow (n 1).", emphasise="no office")
    assert text.endswith("Marlow (n 1) (emphasis added).")
    # The Chicago Manual, 13.62: "(emphasis added)" stands before the note's point, which American
    # style had set inside the closing marks.
    text, _ = quoted("chicago-18", citation="Marlow, under “History.”", emphasise="no office")
    assert text.endswith("Marlow, under “History” (emphasis added).")


def test_a_block_keeps_its_paragraphs_when_one_ends_in_what_is_left_out() -> None:
    exact = " ".join(["word"] * 30) + " gone.\n\nGone too. " + " ".join(["more"] * 30)
    made = build_quotation(
        exact, "(X)", find_style("apa"), alterations=altered(exact, omit=["gone.\n\nGone too."])
    )
    assert made.block
    assert made.quotation == " ".join(["word"] * 30) + " . . .\n\n" + " ".join(["more"] * 30)
    assert made.html.count("<p>") == 2


def test_what_is_left_out_does_not_make_a_block() -> None:
    exact = " ".join(["word"] * 30) + " " + " ".join(["gone"] * 30)
    changes = Alterations().omit(150, len(exact))
    assert not build_quotation(exact, "", find_style("apa"), alterations=changes).block
    assert build_quotation(exact, "", find_style("apa")).block


@pytest.mark.parametrize(
    ("locale", "exact", "quotation"),
    [
        ("de-DE", "Er sagte „ja“ zweimal", "„Er sagte ‚ja‘ zweimal“"),
        ("de-CH", "Er sagte «ja» zweimal", "«Er sagte ‹ja› zweimal»"),
        ("fr-FR", "Il a dit «\u202foui\u202f» hier", "«\u202fIl a dit “oui” hier\u202f»"),
        ("it-IT", "Ha detto «sì» ieri", "«Ha detto “sì” ieri»"),
        ("de-DE", "„A ‚b‘ c“ d", "„‚A „b“ c‘ d“"),
    ],
)
def test_marks_of_the_language_itself_alternate_too(
    locale: str, exact: str, quotation: str
) -> None:
    made = build_quotation(exact, "", replace(find_style("apa"), locale=locale))
    assert made.quotation == quotation
    assert equals_source(exact, made.quotation)


@pytest.mark.parametrize(
    ("quotation", "equal"),
    [
        ("“The agency […] spoke of ‘brave man’ twice. Then it fell silent.”", True),
        ("“The agency … spoke of ‘brave man’ twice. Then it fell silent.”", True),
        ("“The agency […] spoke of ‘brave men’ twice. Then it fell silent.”", False),
        ("“Then it fell silent. […] The agency”", False),  # not in the order of the source
        ("“The agency spoke of ‘brave man’ twice. Then it fell silent.”", False),  # no sign
    ],
)
def test_the_check_passes_over_signs_and_nothing_else(quotation: str, equal: bool) -> None:
    assert equals_source(EXACT, quotation) is equal


@pytest.mark.parametrize("words", ["", "not there", "e"])
def test_words_that_are_not_there_or_several_times_are_refused(words: str) -> None:
    with pytest.raises(InputError):
        altered(EXACT, omit=[words])


def test_a_change_made_twice_is_taken_back() -> None:
    once = Alterations().omit(3, 9)
    assert once.omit(3, 9) == Alterations()
    assert once.omit(5, 7).omitted == ((3, 5), (7, 9))
    assert once.omit(9, 12).omitted == ((3, 12),)
    assert Alterations().mark_sic(4).mark_sic(4) == Alterations()


@given(st.text(alphabet="abc .“”’é😀", min_size=1, max_size=30), st.data())
def test_whatever_is_left_out_the_rest_is_the_sources(exact: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(exact)))
    end = data.draw(st.integers(start, len(exact)))
    changes = Alterations().omit(start, end)
    made = build_quotation(exact, "", find_style("mhra"), alterations=changes)
    assert equals_source(changes.kept(exact), made.quotation)
