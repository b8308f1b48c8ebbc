"""Encodings. Bytes are made by Python's own codecs; what must come out is the text put in."""

from __future__ import annotations

import pytest

from app.errors import InputError
from app.intake.decode import decode_page, decode_plain

ENGLISH = "The café’s owner said “no” and left — so did the façade of calm. " * 3
ARABIC = "أعلنت الوكالة عن الهجوم في بيان قصير. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH])
def test_unicode_in_any_form(text: str, encoding: str) -> None:
    assert decode_plain(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [(ENGLISH, "cp1252", "Windows-1252"), (ARABIC, "cp1256", "Windows-1256")],
)
def test_an_undeclared_code_page_is_guessed_with_a_warning(
    text: str, encoding: str, named: str
) -> None:
    found, warnings = decode_plain(text.encode(encoding))
    assert found == text
    assert any(named in warning for warning in warnings)


def test_a_declared_encoding_is_followed() -> None:
    page = f'<meta charset="windows-1256"><p>{ARABIC}</p>'
    assert decode_page(page.encode("cp1256")) == (page, [])


def test_latin_1_means_windows_1252_as_browsers_read_it() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ENGLISH}</p>'
    assert decode_page(page.encode("cp1252")) == (page, [])


def test_a_wrong_declaration_is_noticed() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ARABIC}</p>'
    found, warnings = decode_page(page.encode())
    assert found == page
    assert warnings == ["The page says it is cp1252 but is UTF-8; it was read as UTF-8."]


def test_one_damaged_character_is_no_other_encoding() -> None:
    data = (ARABIC * 5).encode()[:-3] + b"."  # cuts the last letter in two
    found, warnings = decode_plain(data)
    assert found.startswith(ARABIC)
    assert len(warnings) == 1


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "zip", "hex", "nonsense", "idna"])
def test_a_declaration_never_picks_a_codec_that_is_no_encoding(name: str) -> None:
    page = f'<meta charset="{name}"><p>+ADw- \\u0041 {ENGLISH}</p>'
    assert decode_page(page.encode())[0] == page


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        decode_plain(bytes(range(256)) * 20)
    assert caught.value.code == "binary"
