"""What can be an address, a DOI, an ISBN, an ISSN; nothing is looked up."""

import pytest

from app.cite.validation import fault, normalised


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("URL", "https://example.org/a?x=1#y"),
        ("URL", "http://example.org"),
        ("URL", "https://ar.example.org/أعماق"),
        ("DOI", "10.1080/09546553.2019.1657097"),
        ("DOI", "https://doi.org/10.1080/09546553.2019.1657097"),
        ("ISBN", "978-0-306-40615-7"),  # the example of ISO 2108
        ("ISBN", "0-306-40615-2"),
        ("ISSN", "0378-5955"),  # the example of ISO 3297
        ("title", "anything at all"),
        ("URL", ""),
    ],
)
def test_sound_values_are_let_pass(field: str, value: str) -> None:
    assert fault(field, value) == ""


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("URL", "https://example.org/a b", "no spaces"),
        ("URL", "www.example.org", "begins with https"),
        ("URL", "javascript:alert(1)", "no web address"),
        ("DOI", "doi 10", "looks like"),
        ("ISBN", "978-0-306-40615-8", "last figure"),
        ("ISBN", "978-0-306", "10 or 13"),
        ("ISSN", "0378-5954", "looks like"),
    ],
)
def test_what_is_wrong_is_said(field: str, value: str, said: str) -> None:
    assert said in fault(field, value)


def test_a_doi_is_kept_without_its_address() -> None:
    assert normalised("DOI", " https://dx.doi.org/10.1000/182 ") == "10.1000/182"
