"""Every style by title, and the user's own files: kept plain, resolved here, never fetched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cite import catalogue
from app.cite.catalogue import add_own_style, all_styles, indexed, matching, remove_own_style
from app.cite.styles import find_style, own_styles_folder, styles_folder
from app.errors import CitationError
from app.paths import CONFIG_VARIABLE


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))
    catalogue.forget()
    yield
    catalogue.forget()


def dependent(parent: str) -> bytes:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">'
        f"<info><title>My &amp; yours</title><id>x</id>"
        f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>'
        "</info></style>"
    ).encode()


def test_every_style_is_offered_once_the_shortlist_first() -> None:
    styles = all_styles()
    names = [style.alias for style in styles]
    assert len(names) == len(set(names))
    assert names[0] == "apa"
    assert len(styles) > 10_000
    assert [style.group for style in styles[:11]] == ["coursework"] * 11
    assert styles[11].title == "Terrorism and Political Violence"


def test_the_journals_of_the_field_are_cited_as_they_ask() -> None:
    # The parents that the journals' own files name; the others ask for Chicago notes.
    parents = {
        "terrorism-and-political-violence": "chicago-notes-classic",
        "critical-studies-on-terrorism": "taylor-and-francis-chicago-author-date",
        "behavioral-sciences-of-terrorism": "apa",
        "studies-in-conflict-and-terrorism": "chicago-notes-bibliography",
        "ctc-sentinel": "chicago-notes-bibliography",
    }
    assert {name: find_style(name).path.stem for name in parents} == parents


def test_words_in_any_order_find_a_style_by_title_short_title_or_name() -> None:
    found = indexed(all_styles())
    assert matching(found, "violence terrorism")[0].title == "Terrorism and Political Violence"
    assert any(style.alias == "nature" for style in matching(found, "NATURE"))
    assert matching(found, "bjps")  # only its short title says so
    assert matching(found, "no such style at all") == []
    assert len(matching(found, " ")) == len(found)


def test_an_independent_file_becomes_a_style_of_ones_own() -> None:
    content = (styles_folder() / "apa.csl").read_bytes()
    name = add_own_style(content, "My University (2024).csl")
    assert name == "my-university-2024"
    style = find_style(name)
    assert style.path == own_styles_folder() / "my-university-2024.csl"
    assert not style.notes
    assert [each.group for each in all_styles() if each.alias == name] == ["own"]
    # The same file again is the same style.
    assert add_own_style(content, "My University (2024).csl") == name


def test_an_own_file_never_hides_a_style_that_comes_with_the_program() -> None:
    name = add_own_style((styles_folder() / "mhra-notes.csl").read_bytes(), "apa.csl")
    assert name == "apa-2"
    assert find_style("apa").path.parent == styles_folder()


def test_a_dependent_file_is_cited_by_its_local_parent_in_its_own_language() -> None:
    style = find_style(add_own_style(dependent("apa"), "mine.csl"))
    assert style.path == styles_folder() / "apa.csl"
    assert (style.title, style.locale) == ("My & yours", "de-DE")


def test_a_dependent_file_whose_parent_is_not_here_is_refused_with_its_name() -> None:
    with pytest.raises(CitationError, match="no-such-parent"):
        add_own_style(dependent("no-such-parent"), "mine.csl")
    assert not own_styles_folder().exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<html/>",
        b'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info/></style>',
        b'<!DOCTYPE s [<!ENTITY a "b">]><style xmlns="http://purl.org/net/xbiblio/csl"/>',
        '<!DOCTYPE s SYSTEM "file:///etc/passwd"><style/>'.encode("utf-16"),
        b"<style>" + b" " * catalogue.LARGEST,
    ],
)
def test_what_is_no_style_is_refused(content: bytes) -> None:
    with pytest.raises(CitationError):
        add_own_style(content, "x.csl")
    assert not own_styles_folder().exists()


def test_a_parent_hidden_behind_an_entity_is_seen() -> None:
    hidden = dependent("no-such-parent").replace(b"independent-parent", b"independent-&#112;arent")
    with pytest.raises(CitationError, match="no-such-parent"):
        add_own_style(hidden, "x.csl")


def test_a_style_taken_away_is_gone() -> None:
    name = add_own_style(dependent("apa"), "mine.csl")
    assert remove_own_style(name)
    assert not remove_own_style(name)
    assert not remove_own_style("../../settings")
    with pytest.raises(CitationError):
        find_style(name)
