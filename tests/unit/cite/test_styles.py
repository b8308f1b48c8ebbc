"""Style names, dependent styles and locales."""

from __future__ import annotations

import pytest

from app.cite.styles import Style, aliases, find_style, has_bibliography, styles_folder
from app.errors import CitationError


@pytest.mark.parametrize(
    ("name", "stem", "locale", "notes"),
    [
        ("apa", "apa", "en-US", False),
        ("harvard", "harvard-cite-them-right", "en-GB", False),
        ("chicago-17", "chicago-notes-bibliography-17th-edition", "en-US", True),
        ("chicago-18", "chicago-notes-bibliography", "en-US", True),
        ("chicago-author-date-17", "chicago-author-date-17th-edition", "en-US", False),
        ("chicago-author-date-18", "chicago-author-date", "en-US", False),
        ("mhra", "mhra-notes", "en-GB", True),
        ("oscola", "oscola", "en-GB", True),
        ("turabian", "turabian-notes-bibliography", "en-US", True),
    ],
)
def test_each_alias_names_its_style_and_locale(
    name: str, stem: str, locale: str, notes: bool
) -> None:
    style = find_style(name)
    assert (style.name, style.locale, style.notes) == (stem, locale, notes)
    assert style.path.is_file()


def test_a_dependent_style_is_replaced_by_its_independent_parent() -> None:
    style = find_style("turabian")
    # The parent that the file turabian-notes-bibliography.csl names.
    assert style.path.stem == "chicago-notes-bibliography-subsequent-author-title-17th-edition"
    assert style.title == "Turabian 9th edition (notes and bibliography)"


def test_a_dependent_style_keeps_its_own_locale() -> None:
    # Both files say so: the child default-locale="en-US", the parent none or another.
    child = find_style("terrorism-and-political-violence")
    assert child.path.parent == styles_folder()
    text = (styles_folder() / "dependent" / f"{child.name}.csl").read_text("utf-8")
    assert f'default-locale="{child.locale}"' in text


def test_no_style_that_is_found_points_to_another_one() -> None:
    # pandoc would fetch the parent of a dependent style; here all of them are looked at.
    dependent = sorted((styles_folder() / "dependent").glob("*.csl"))
    pointing: set[str] = set()
    refused = 0
    for file in dependent[::20]:
        try:
            style = find_style(file.stem)
        except CitationError:
            refused += 1
            continue
        if 'rel="independent-parent"' in style.path.read_text("utf-8"):
            pointing.add(style.name)
    assert not pointing
    assert refused < len(dependent[::20]) / 10


def test_a_dependent_style_without_its_parent_is_refused(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    from app.cite import styles

    folder = Path(str(tmp_path))
    (folder / "dependent").mkdir()
    (folder / "dependent" / "orphan.csl").write_text(
        '<style class="note" default-locale="en-GB"><info><title>Orphan</title>'
        '<link href="http://www.zotero.org/styles/nowhere" rel="independent-parent"/>'
        "</info></style>"
    )
    monkeypatch.setattr(styles, "styles_folder", lambda: folder)
    with pytest.raises(CitationError, match="needs another style"):
        find_style("orphan")


@pytest.mark.parametrize(
    "name", ["", "../apa", "dependent/apa", "apa\0", "/etc/passwd", "apa.csl", "a" * 5000, "C:apa"]
)
def test_a_name_that_is_no_stem_is_unknown(name: str) -> None:
    with pytest.raises(CitationError, match="no such citation style"):
        find_style(name)


def test_an_unknown_style_is_answered_with_near_names() -> None:
    with pytest.raises(CitationError) as caught:
        find_style("havard")
    assert "harvard" in caught.value.hint


def test_capital_letters_do_not_matter() -> None:
    assert find_style(" APA ") == find_style("apa")


def test_every_alias_has_a_file() -> None:
    assert all(find_style(alias).path.is_file() for alias in aliases())


def test_notes_without_a_bibliography_are_known_for_it() -> None:
    style: Style = find_style("chicago-notes")
    assert not has_bibliography(style.path)
    assert has_bibliography(find_style("chicago-18").path)
