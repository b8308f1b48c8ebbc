"""Expected forms are worked out by hand from the rules at the top of app/text/folding.py."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.folding import LONGEST, Token, fold, folded, tokens, tokens_among

AMAQ = [
    "A'maq", "A’maq", "A‘maq", "A`maq", "A´maq", "Aʼmaq", "Aʿmāq", "ʿAmāq", "Amaq", "AMAQ",
    "A′maq", "ʾAʻmaq", "A'maaq",
]  # fmt: skip
AMAQ_ARABIC = ["أعماق", "اعماق", "أَعْمَاق", "إعماق", "أعمـاق"]
AL_QAEDA = [
    "al-Qaeda", "al-Qa'eda", "Al Qaeda", "al-Qaida", "al-Qa'ida", "al-Qāʿida", "el-Kaida",
    "al-Kaïda", "al‑Qa‘ida", "al-Qaʿidah", "AL-QAIDAH",
]  # fmt: skip

texts = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(list("aAsSلاءأـً'’ʿ-‐ \u200f\u00ad\u0301é½ﷺ漢ก\u0e31한İßŉ\u00b4")),
    ),
    max_size=40,
)


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


def seen(text: str) -> list[tuple[str, str]]:
    return [(token.form, text[token.start : token.end]) for token in tokens(text)]


def test_thirteen_spellings_of_one_name_are_two_keys() -> None:
    assert len(AMAQ) == len(set(AMAQ)) == 13
    assert {fold(name) for name in AMAQ} == {"amaq", "amaaq"}


def test_five_arabic_spellings_are_one_key() -> None:
    assert {fold(name) for name in AMAQ_ARABIC} == {"اعماق"}


def test_eleven_latin_spellings_of_a_name_with_article_are_four_keys() -> None:
    assert len(AL_QAEDA) == len(set(AL_QAEDA)) == 11
    keys = {fold(name).split()[-1] for name in AL_QAEDA}
    assert keys == {"qaeda", "qaida", "kaida", "qaidah"}


@pytest.mark.parametrize("mark", "'\u2018\u2019\u0060\u00b4ʹʻʼʽʾʿ\u2032\uff07")
def test_every_mark_in_the_apostrophe_slot_is_deleted(mark: str) -> None:
    assert fold(f"A{mark}maq") == "amaq"


@pytest.mark.parametrize("mark", "'\u2018\u2019\u0060\u00b4ʿʾ")
def test_a_mark_at_a_words_edge_is_outside_the_match(mark: str) -> None:
    assert list(tokens(f"{mark}Amaq{mark}")) == [Token("amaq", 1, 5)]


@pytest.mark.parametrize(
    "hidden", "\u200b\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u061c\ufeff\u00ad"
)
def test_invisible_characters_neither_break_a_word_nor_belong_to_its_edge(hidden: str) -> None:
    assert seen(f"{hidden}Am{hidden}aq{hidden}") == [("amaq", f"Am{hidden}aq")]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ｆｕｌｌ", "full"),
        ("ﬁle", "file"),
        ("e\u0301te\u0301", "ete"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ΟΔΌΣ", "οδοσ"),
        ("Ёлка", "елка"),
        ("ŉ", "n"),
        ("x²", "x2"),
    ],
)
def test_compatibility_forms_accents_and_case_are_folded(written: str, form: str) -> None:
    assert fold(written) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("أ", "ا"),
        ("إ", "ا"),
        ("آ", "ا"),
        ("ٱ", "ا"),
        ("هدى", "هدي"),
        ("نیویورک", "نيويورك"),
        ("رئيس", "رييس"),
        ("مؤمن", "مومن"),
        ("دولة", "دوله"),
        ("ســلام", "سلام"),
        ("شيء", "شي"),
        ("٢٠١٦", "2016"),
        ("۲۰۱۶", "2016"),
        ("ﻛﺘﺎب", "كتاب"),
    ],
)
def test_arabic_letters_that_writers_mix_up_are_one(written: str, form: str) -> None:
    assert fold(written) == form


def test_a_match_of_vowelled_arabic_covers_its_marks() -> None:
    text = "«أَعْمَاقٌ»"
    assert seen(text) == [("اعماق", text[1:-1])]


def test_a_hamza_at_a_words_edge_is_part_of_the_match() -> None:
    assert seen("ءايات سماء") == [("ايات", "ءايات"), ("سما", "سماء")]


@pytest.mark.parametrize("dash", "-\u2010\u2011\u2012\u2013\u2014\u2212\u2e3a")
def test_hyphens_and_dashes_break_words(dash: str) -> None:
    assert fold(f"counter{dash}terror") == "counter terror"


@pytest.mark.parametrize("mark", "'’`´‘ʼ")
def test_a_possessive_is_also_read_as_its_stem(mark: str) -> None:
    assert seen(f"Amaq{mark}s") == [("amaqs", f"Amaq{mark}s"), ("amaq", "Amaq")]


def test_an_ayn_before_s_is_no_possessive() -> None:
    assert forms("Qaʿs") == ["qas"]


@pytest.mark.parametrize("article", ["al", "el", "ul", "Al"])
@pytest.mark.parametrize("hyphen", "-\u2010\u2011")
def test_a_hyphenated_article_is_read_with_and_without(article: str, hyphen: str) -> None:
    text = f"{article}{hyphen}Qaeda"
    joined = f"{article.lower()}qaeda"
    assert seen(text) == [(article.lower(), article), ("qaeda", "Qaeda"), (joined, text)]


def test_a_mark_after_the_articles_hyphen_does_not_hide_it() -> None:
    assert forms("al-ʿIrāq") == ["al", "iraq", "aliraq"]


def test_an_article_joined_by_an_apostrophe_is_read_with_and_without() -> None:
    assert seen("al’Qaeda") == [("alqaeda", "al’Qaeda"), ("qaeda", "Qaeda")]


@pytest.mark.parametrize(
    "name",
    ["at-Tawhid", "ath-Thawra", "ad-Dawla", "adh-Dhahab", "ar-Raqqa", "az-Zawahiri", "as-Sahab",
     "ash-Shabaab", "an-Nusra"],
)  # fmt: skip
def test_an_assimilated_article_is_one_when_the_next_word_begins_with_its_letter(name: str) -> None:
    article, rest = name.lower().split("-")
    assert forms(name) == [article, rest, article + rest]


@pytest.mark.parametrize("text", ["as shown", "as-built", "ad-hoc", "an-ti", "al Qaeda", "a-b"])
def test_other_words_are_no_articles(text: str) -> None:
    assert not any(token.extra for token in tokens(text))


def test_the_arabic_article_is_read_with_and_without_in_words_of_five_letters() -> None:
    text = "القَاعدة"
    assert seen(text) == [("القاعده", text), ("قاعده", text[2:])]
    assert forms("الذي") == ["الذي"]


def test_scripts_without_spaces_are_read_letter_by_letter() -> None:
    assert seen("東京都は2024年") == [
        ("東", "東"), ("京", "京"), ("都", "都"), ("は", "は"), ("2024", "2024"), ("年", "年"),
    ]  # fmt: skip


def test_a_long_run_without_spaces_is_read_like_a_short_one() -> None:
    short = "東京都’s A’maq’s-カ・タカナ、al-Qaeda。"
    length = len(short)
    assert [token for token in tokens(short * 50) if token.end <= length] == list(tokens(short))
    run = short.replace(" ", "")
    assert fold(run * 50) == " ".join([fold(run)] * 50)


@pytest.mark.parametrize(
    "text", ["", "  ", "— … “” '’ʿ", "🙂", "ء", "ـ", "\u0301", "\ud800", "\x00"]
)
def test_text_without_letters_has_no_words(text: str) -> None:
    assert list(tokens(text)) == []
    assert fold(text) == ""


def test_one_character_that_stands_for_several_words_gives_them_all() -> None:
    assert seen("ﷺ") == [(form, "ﷺ") for form in ("صلي", "الله", "عليه", "وسلم")]


def test_a_very_long_run_of_letters_is_cut() -> None:
    assert fold("ab" * 500_000) == ("ab" * LONGEST)[:LONGEST]
    assert fold("éb" * 500_000) == ("eb" * LONGEST)[:LONGEST]


@given(texts)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_the_forms_taken_by_an_index_are_those_of_the_tokens(text: str) -> None:
    both = list(tokens(text))
    main = " ".join(token.form for token in both if not token.extra)
    extra = " ".join(token.form for token in both if token.extra)
    assert folded(text) == (main, extra)


@given(texts, st.sampled_from(["a", "al", "ا", "s"]))
def test_tokens_among_forms_are_those_of_runs_that_have_one(text: str, form: str) -> None:
    among = [token for run in tokens_among(text, {form}) for token in run]
    assert set(among) <= set(tokens(text))
    assert {token for token in tokens(text) if form in token.form} <= set(among)


@given(texts)
def test_each_token_stands_where_it_says(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.form
        if not token.extra:
            assert token.start >= last
            assert token.form in fold(text[token.start : token.end]).split()
            last = token.start


@given(texts)
def test_composed_and_decomposed_text_have_the_same_words(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
