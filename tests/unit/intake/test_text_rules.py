"""Rules of the text that hold whatever the words are: lines, encodings, people and dates."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.intake.dates import parse_date
from app.intake.decode import decode_page, decode_plain
from app.intake.origin import clean_address, where_froms, zone_address
from app.intake.people import parse_byline
from app.intake.reader import clean_name
from app.text import canonical_line

UNSEEN = "\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u061c\x00\x1b\r\n\t"
LINES = st.text(
    st.characters(codec="utf-8") | st.sampled_from([*UNSEEN, *"أعماقé'’.,-0123456789 /:&;"])
)
ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"), min_size=3, max_size=9)


@given(LINES)
def test_a_line_is_one_line_without_what_cant_be_seen_and_stays_as_it_is(text: str) -> None:
    line = canonical_line(text)
    assert line == canonical_line(line) == line.strip() == unicodedata.normalize("NFC", line)
    assert not set(line) & set("\u200b\u202a\u202e\u2060\u2066\u2069\ufeff\x00\x1b\r\n\t")
    assert "  " not in line


@given(LINES, st.sampled_from([".md", ".html", ".pdf", ".zip"]))
def test_a_files_name_is_never_empty_and_keeps_its_ending(stem: str, ending: str) -> None:
    shown = clean_name("x"[bool(stem) :] + stem + ending)
    assert shown.endswith(ending)
    assert len(shown) > len(ending)
    assert canonical_line(shown) == shown


@given(st.lists(ARABIC, min_size=8, max_size=40))
def test_arabic_words_come_through_every_encoding(words: list[str]) -> None:
    text = " ".join(words)
    marked = codecs_of(text)
    for name, data in marked.items():
        assert decode_plain(data)[0] == text, name


def codecs_of(text: str) -> dict[str, bytes]:
    names = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256")
    return {name: text.encode(name) for name in names}


@given(st.lists(st.sampled_from(["café", "naïve", "Ærø", "über", "the", "and"]), min_size=3))
def test_western_words_come_through_latin_1_and_utf_16(words: list[str]) -> None:
    text = " ".join([*words, "plain words of ASCII that are most of the text"])
    for encoding in ("latin-1", "cp1252", "utf-16", "utf-8"):
        assert decode_plain(text.encode(encoding))[0] == text


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    for decode in (decode_plain, decode_page):
        try:
            text, warnings = decode(data)
        except InputError:
            continue
        text.encode("utf-8")  # no half of a pair
        assert all(isinstance(warning, str) for warning in warnings)


@given(LINES)
def test_names_are_csl_names_without_what_cant_be_seen(text: str) -> None:
    for name in parse_byline(text):
        assert name.get("family") or name.get("literal") or name.get("given")
        for part in name.values():
            assert isinstance(part, str)
            assert part == canonical_line(part) != ""


@given(LINES | st.from_regex(r"[0-9]{1,6}[-/. ][0-9]{1,4}[-/. ][0-9]{1,6}", fullmatch=True))
def test_a_date_is_none_or_one_that_a_calendar_has(text: str) -> None:
    found = parse_date(text)
    if found is None:
        return
    for year, *rest in json.loads(json.dumps(found))["date-parts"]:
        assert 1 <= int(year) <= 9999
        assert all(int(part) >= 1 for part in rest)
        assert not rest or int(rest[0]) <= 12
        assert len(rest) < 2 or int(rest[1]) <= 31


@pytest.mark.parametrize("form", ["{y:04}-{m:02}-{d:02}", "{y:04}-{m:02}-{d:02}T10:00:00Z"])
@given(date=st.dates())
def test_an_iso_date_is_that_day(form: str, date: object) -> None:
    year, month, day = map(int, str(date).split("-"))
    if not 1400 <= year <= 2100:
        return
    found = parse_date(form.format(y=year, m=month, d=day))
    assert found == {"date-parts": [[year, month, day]]}


@given(LINES | st.binary(max_size=200))
def test_an_address_is_empty_or_of_the_web(said: str | bytes) -> None:
    if isinstance(said, bytes):
        kept = [clean_address(where_froms(said)), clean_address(zone_address(said))]
    else:
        kept = [clean_address(said), clean_address(f"https://a:b@example.org/{said}")]
    for address in kept:
        assert address == "" or address.startswith(("http://", "https://", "HTTP"))
        assert "a:b@" not in address.partition("/a")[0]
