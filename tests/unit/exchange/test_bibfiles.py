"""A .bib file comes in without losing a field, and goes back as it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cite.bibtex import BibChoices, read_bibliography
from app.cite.bibtex.fields import _LEFT_OUT
from app.cite.bibtex.parsing import cut
from app.library import Library, create_library

EXAMPLES = Path("/usr/share/texlive/texmf-dist/bibtex/bib/biblatex/biblatex/biblatex-examples.bib")
needs_examples = pytest.mark.skipif(
    not EXAMPLES.is_file(), reason="biblatex-examples.bib (texlive-bibtex-extra) is not installed"
)
AS_IMPORTED = BibChoices(as_imported=True)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def brought(library: Library, folder: Path, text: str, name: str = "mine.bib") -> list[str]:
    """Imports a text as a file; the status of each line."""
    file = folder / name
    file.write_bytes(text.encode())
    return [line.status for line in library.import_paths([str(file)])]


def put_back(library: Library, format_name: str = "biblatex", **chosen: object) -> str:
    choices = BibChoices(as_imported=True, **chosen)  # type: ignore[arg-type]
    return library.export(format_name, choices=choices).content.decode()


@needs_examples
def test_biblatex_s_own_examples_go_back_byte_for_byte(library: Library) -> None:
    lines = list(library.import_paths([str(EXAMPLES)]))
    assert {line.status for line in lines} == {"added"}
    assert len(lines) == 92
    exported = library.export("biblatex", choices=AS_IMPORTED)
    assert exported.content == EXAMPLES.read_bytes()


@needs_examples
def test_biblatex_s_own_examples_lose_no_field() -> None:
    text = EXAMPLES.read_text("utf-8")
    found = read_bibliography(text)
    assert found.broken == ()
    by_key = {entry.key: entry for entry in found.entries}
    for raw in cut(text).entries:
        entry = by_key[raw.key]
        # A word of each field is found somewhere. Passed over are fields that hold paths or were
        # resolved, and those whose keywords become other words (american, techreport).
        told = repr((entry.reference, entry.tags, entry.notes, entry.former_keys)).casefold()
        for name, value, _ in raw.fields:
            words = value.replace("{", " ").replace("}", " ").split()
            plain = [word.strip(",.").casefold() for word in words if word.strip(",.").isalpha()]
            if name in {"langid", "options", "type"} or _LEFT_OUT.match(name) or not plain:
                continue
            if value in cut(text).macros:
                continue
            assert any(word in told for word in plain), (raw.key, name)


@needs_examples
def test_strings_are_put_in_and_crossref_is_resolved() -> None:
    by_key = {one.key: one for one in read_bibliography(EXAMPLES.read_text("utf-8")).entries}
    assert by_key["aksin"].reference["container-title"] == "J.\u00a0Organomet. Chem."
    child = by_key["westfahl:space"].reference
    assert child["container-title"].startswith("Space and Beyond")
    assert child["editor"] == [{"family": "Westfahl", "given": "Gary"}]
    assert child["publisher"] == "Greenwood"


FILE = """\ufeff% Encoding: UTF-8
@string{press = {Press & Sons}}
@preamble{"\\newcommand{\\x}{y}"}

@Comment{jabref-meta: grouping: 0 AllEntriesGroup:;}
@book{ roe ,
   Title={A  {Book}},AUTHOR = "Roe, Jane" ,
   publisher = press, year = 2001 }   % beside it

@misc{broken, title = {never closed
@xdata{where, location = {York}}
@collection{parent, editor={Roe, Jane}, title={Many Hands}, date={2011}, xdata={where}}
@incollection{child, title={Of lists}, author={Doe, John}, crossref={parent}}
@online{web, title={T}, url={https://example.org/a_b%20c}, date={2020}, file={:/home/ann/x.pdf:PDF}}

last words
"""


def test_what_was_not_changed_goes_back_with_all_that_stood_around_it(
    library: Library, tmp_path: Path
) -> None:
    assert brought(library, tmp_path, FILE).count("failed") == 1
    assert put_back(library) == FILE


def test_a_changed_entry_is_written_anew_in_its_place(library: Library, tmp_path: Path) -> None:
    brought(library, tmp_path, FILE)
    library.set_fields("roe", {"title": "Another book"})
    before, after = FILE.split("@book{ roe ,")
    rest = after[after.index("}   % beside it") + 1 :]
    changed = put_back(library)
    assert changed.startswith(before + "@book{roe,\n  title = {Another book},\n")
    assert changed.endswith(rest)
    library.undo()
    assert put_back(library) == FILE


def test_a_child_is_written_out_when_its_parent_is_changed(
    library: Library, tmp_path: Path
) -> None:
    brought(library, tmp_path, FILE)
    library.set_fields("parent", {"title": "Few Hands"})
    written = put_back(library)
    assert "crossref" not in written
    assert "  booktitle = {Many {{Hands}}},\n" in written
    assert "@xdata{where, location = {York}}" in written


def test_a_deleted_entry_is_gone_and_a_new_one_stands_at_the_end(
    library: Library, tmp_path: Path
) -> None:
    brought(library, tmp_path, "% head\n\n@misc{a, title={A}}\n\n@misc{b, title={B}}\n")
    library.trash("a")
    library.add_reference({"type": "book", "title": "New"}, key="new")
    written = put_back(library)
    assert written.startswith("% head\n\n@misc{b, title={B}}\n\n@")
    assert "{new,\n" in written


def test_private_notes_stay_here(library: Library, tmp_path: Path) -> None:
    brought(library, tmp_path, "@misc{a, title={A}, comment={my secret}}\n@misc{b,title={B}}\n")
    exported = library.export("biblatex", choices=AS_IMPORTED)
    assert b"secret" not in exported.content
    assert b"@misc{b,title={B}}" in exported.content
    assert exported.private_notes == 1


def test_a_field_that_is_left_out_is_left_out_of_every_entry(
    library: Library, tmp_path: Path
) -> None:
    brought(library, tmp_path, "@misc{a, title={A}, note={n}}\n@misc{b,title={B}}\n")
    assert put_back(library, without=frozenset({"note"})).endswith("\n}\n@misc{b,title={B}}\n")
    assert "note" not in put_back(library, without=frozenset({"note"}))


def test_bibtex_gets_no_entry_that_only_biblatex_understands(
    library: Library, tmp_path: Path
) -> None:
    classic = "@article{a,title={A},journal={J},year=2001}"
    brought(library, tmp_path, f"{classic}\n@online{{b,title={{B}},date={{2020}}}}\n")
    written = put_back(library, "bibtex")
    assert written.startswith(classic + "\n@misc{b,\n")


def test_two_files_are_put_back_one_after_the_other(library: Library, tmp_path: Path) -> None:
    one = '@string{p = "One"}\n@book{a, title={A}, publisher=p}\n'
    two = '@string{p = "Two"}\n@book{b, title={B}, publisher=p}\n'
    brought(library, tmp_path, two, "2.bib")
    brought(library, tmp_path, one, "1.bib")
    assert put_back(library) == one + "\n" + two


PIECES = st.lists(
    st.sampled_from(
        [
            *("@misc{k1, title={One}}\n", "@book{k2,\n title = {Two},\n}\n\n", "% words\n"),
            *("@misc{k3, title={open\n", "@comment{x}\n", "}\n", '@string{s = "S"}\n', " "),
            *("@misc{k4, title={T}, note={n}, note={m}}", "@c++{k5, title={X}}\n", "@misc{k6}\n"),
            *("@article(k7, title={P})\n", "\r\n", "@misc{k1, title={Other}}\n", "é\n"),
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


@settings(max_examples=40, deadline=None)
@given(text=PIECES)
def test_any_file_goes_back_as_it_came(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """All but entries that say the same twice, which are one document, under another key."""
    folder = tmp_path_factory.mktemp("any")
    keys = [entry.key.casefold() for entry in cut(text).entries if entry.fields]
    if len(set(keys)) < len(keys) or any(entry.start < 0 for entry in cut(text).entries):
        return
    with create_library(folder / "library") as library:
        if "added" in brought(library, folder, text):
            assert put_back(library).rstrip() == text.rstrip()
