"""Unicode or LaTeX commands, and fields left out, in both dialects."""

from __future__ import annotations

import pytest

from app.cite.bibtex import BibChoices, BibItem, Dialect, read_bibliography, write_bibliography

ITEM = BibItem(
    "k",
    {
        "type": "webpage",
        "title": "Über ʿAmāq",
        "author": [{"family": "Müller", "given": "Zoë"}],
        "URL": "https://example.org/ü",
        "issued": {"date-parts": [[2020]]},
        "abstract": "Kurz",
        "language": "de",
    },
)


def written(dialect: Dialect, choices: BibChoices) -> str:
    return write_bibliography([ITEM], dialect, choices=choices)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_letters_become_latex_where_it_has_a_command(dialect: Dialect) -> None:
    text = written(dialect, BibChoices(unicode=False))
    # U with a diaeresis and a macron over a have commands in standard LaTeX; the ʿayn has none.
    assert '{\\"U}ber ʿAm{\\=a}q' in text
    assert 'M{\\"u}ller, Zo{\\"e}' in text
    assert "url = {https://example.org/ü}" in text


@pytest.mark.parametrize("dialect", list(Dialect))
def test_letters_stay_where_unicode_is_chosen(dialect: Dialect) -> None:
    text = written(dialect, BibChoices(unicode=True))
    assert "Über ʿAmāq" in text
    assert "Müller, Zoë" in text
    assert "\\" not in text.replace("\\url", "")


def test_each_dialect_has_a_way_of_its_own() -> None:
    assert written(Dialect.BIBLATEX, BibChoices()) == written(
        Dialect.BIBLATEX, BibChoices(unicode=True)
    )
    assert written(Dialect.BIBTEX, BibChoices()) == written(
        Dialect.BIBTEX, BibChoices(unicode=False)
    )


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize("unicode", [True, False])
def test_both_ways_read_back_as_the_same(dialect: Dialect, unicode: bool) -> None:
    (entry,) = read_bibliography(written(dialect, BibChoices(unicode=unicode))).entries
    assert entry.reference["title"] == "Über ʿAmāq"
    assert entry.reference["author"] == ITEM.reference["author"]
    assert entry.reference["URL"] == "https://example.org/ü"


def test_chosen_fields_are_left_out() -> None:
    text = written(Dialect.BIBLATEX, BibChoices(without=frozenset({"abstract", "langid"})))
    assert "abstract" not in text
    assert "langid" not in text
    assert "title" in text
