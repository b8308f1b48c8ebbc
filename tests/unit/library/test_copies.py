"""Copies of one source: recognised on import, linked, unlinked, kept through merge and trash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.errors import InputError
from app.library import Imported, Library, create_library

WHO = ["ferry", "lorry", "courier", "sailor", "baker", "porter", "clerk", "envoy"]
SENTENCES = [
    f"On day {n} the keeper of box {n * 7} wrote down what the {word} had brought to the harbour."
    for n, word in enumerate(
        ["ferry", "lorry", "courier", "sailor", "baker", "porter", "clerk", "envoy"] * 3
    )
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with create_library(tmp_path / "library") as made:
        yield made


def page(
    address: str, title: str = "Keepers of the harbour", body: str = "", kind: str = ""
) -> str:
    body = body or "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        f"<!-- saved from url=({len(address):04}){address} --><html><head><title>{title}</title>"
        "</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def imported(library: Library, folder: Path, name: str, content: str) -> Imported:
    (folder / name).write_text(content, encoding="utf-8")
    [line] = library.import_paths([str(folder / name)])
    assert line.document is not None, line.error
    return line


def made(library: Library, *titles: str) -> list[str]:
    return [
        str(library.add_reference({"type": "webpage", "title": title}, key=title).value.id)
        for title in titles
    ]


def linked(library: Library, name: str) -> list[str]:
    return [document.key for document in library.copies(name).linked]


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/keepers/?utm_source=feed",
        "https://example.org/keepers?print=1",
        "https://example.org/print/keepers",
        "https://example.org/keepers/amp/",
        "https://mirror.example.net/stolen/keepers.html",
    ],
)
def test_a_copy_from_another_address_is_probably_one(
    library: Library, tmp_path: Path, address: str
) -> None:
    first = imported(library, tmp_path, "a.html", page("https://example.org/keepers"))
    extra = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:-1])
    line = imported(library, tmp_path, "b.html", page(address, body=extra))
    assert first.document is not None
    assert [document.id for document in line.alike] == [first.document.id]
    assert any("probably a copy" in warning for warning in line.warnings)
    assert line.document is not None
    suspected = library.copies(line.document.id).suspected
    assert [document.id for document in suspected] == [first.document.id]
    [group] = library.duplicates()
    assert {one.id for one in group.documents} == {first.document.id, line.document.id}


def test_a_small_rewording_is_still_a_copy(library: Library, tmp_path: Path) -> None:
    imported(library, tmp_path, "a.html", page("https://example.org/keepers"))
    reworded = [each.replace("wrote down", "noted") if n % 4 == 0 else each
                for n, each in enumerate(SENTENCES)]  # fmt: skip
    body = "".join(f"<p>{sentence}</p>" for sentence in reworded)
    line = imported(library, tmp_path, "b.html", page("https://other.example.com/x", body=body))
    assert len(line.alike) == 1


def test_the_same_page_is_a_copy_though_its_text_was_cut_short(
    library: Library, tmp_path: Path
) -> None:
    imported(library, tmp_path, "a.html", page("https://example.org/keepers"))
    body = (
        "<p>" + "Only the first words of it are told here, and nothing else at all. " * 4 + "</p>"
    )
    line = imported(library, tmp_path, "b.html", page("http://m.example.org/keepers/", body=body))
    assert len(line.alike) == 1


def test_another_page_of_the_site_is_no_copy(library: Library, tmp_path: Path) -> None:
    imported(library, tmp_path, "a.html", page("https://example.org/keepers"))
    body = "".join(f"<p>{each.replace('harbour', 'x').replace('box', 'shelf').replace('day', 'y')}"
                   f" {n} times over, as it was told by someone else.</p>"
                   for n, each in enumerate(SENTENCES))  # fmt: skip
    other = page("https://example.org/keepers?page=2", "What the archive drops", body)
    assert imported(library, tmp_path, "b.html", other).alike == ()


def test_a_post_and_a_report_of_one_title_are_no_copies(library: Library, tmp_path: Path) -> None:
    title = "Keepers of the harbour and their boxes"
    post = library.add_reference(
        {"type": "post-weblog", "title": title, "URL": "https://example.org/keepers"}
    ).value
    (tmp_path / "report.md").write_text(
        f"---\ntitle: {title}\nkind: report\nurl: https://example.org/keepers\n---\n\n"
        + "\n\n".join(SENTENCES),
        encoding="utf-8",
    )
    [line] = library.import_paths([str(tmp_path / "report.md")])
    assert line.document is not None
    assert line.document.kind.value == "report"
    assert line.alike == ()
    assert library.duplicates() == []
    assert library.document(post.id).key != line.document.key


def test_two_linked_copies_know_each_other_and_are_asked_about_no_more(library: Library) -> None:
    long = "How claims travel from mouth to mouth"
    one, other = (library.add_reference({"type": "book", "title": long}).value for _ in range(2))
    assert len(library.duplicates()) == 1
    done = library.link_copy(other.id, one.id)
    assert done.value.id == one.id
    assert {change.id for change in done.changes} == {one.id, other.id}
    assert library.duplicates() == []
    assert library.copies(other.key).copy_of == library.document(one.id)
    assert [each.id for each in library.copies(one.key).others] == [other.id]
    assert [row.copies for row in library.rows([one.id, other.id])] == [1, 1]
    assert library.undo().value == "link as copy"
    assert len(library.duplicates()) == 1
    assert [row.copies for row in library.rows([one.id, other.id])] == [0, 0]


def test_a_third_copy_joins_the_two_whichever_of_them_it_is_linked_to(library: Library) -> None:
    made(library, "a", "b", "c", "d")
    library.link_copy("b", "a")
    library.link_copy("c", "b")
    assert linked(library, "c") == ["a", "b"]
    assert linked(library, "a") == ["b", "c"]
    library.link_copy("a", "d")
    assert linked(library, "d") == ["a", "b", "c"]
    assert linked(library, "b") == ["d", "a", "c"]
    assert [row.copies for row in library.rows(library.order())] == [3, 3, 3, 3]


def test_a_link_told_the_other_way_round_turns(library: Library) -> None:
    made(library, "a", "b")
    library.link_copy("b", "a")
    assert library.link_copy("a", "b").value.key == "b"
    assert library.copies("b").copy_of is None
    assert linked(library, "b") == ["a"]
    assert linked(library, "a") == ["b"]


def test_the_one_that_leaves_is_replaced_by_its_oldest_copy(library: Library) -> None:
    made(library, "a", "b", "c")
    library.link_copy("b", "a")
    library.link_copy("c", "a")
    library.unlink_copy("a")
    assert linked(library, "a") == []
    assert linked(library, "c") == ["b"]
    library.unlink_copy("c")
    assert linked(library, "b") == []
    with pytest.raises(InputError):
        library.unlink_copy("b")
    library.undo()
    assert linked(library, "c") == ["b"]


def test_a_document_is_no_copy_of_itself(library: Library) -> None:
    made(library, "a")
    with pytest.raises(InputError):
        library.link_copy("a", "a")


def test_what_is_linked_was_not_distinct_after_all(library: Library) -> None:
    made(library, "How claims travel from mouth to mouth", "b")
    [one, other] = [document.id for document in library.documents()]
    library.distinct([one, other])
    library.link_copy(one, other)
    assert library.distinct([one, other]).value == 1


def test_a_link_outlives_the_trash_and_ends_with_its_emptying(library: Library) -> None:
    a, b = made(library, "a", "b")
    library.link_copy("b", "a")
    library.trash("a")
    [gone] = library.copies("b").linked
    assert gone.deleted is not None
    library.restore_document(a)
    assert linked(library, "b") == ["a"]
    library.trash("a")
    library.empty_trash()
    assert linked(library, b) == []
    assert library.check() == []


def test_copies_left_by_an_emptied_trash_stay_linked(library: Library) -> None:
    made(library, "a", "b", "c")
    library.link_copy("b", "a")
    library.link_copy("c", "a")
    library.trash("a")
    library.empty_trash()
    assert linked(library, "c") == ["b"]
    assert library.check() == []


def test_a_merge_takes_the_links_along(library: Library) -> None:
    made(library, "a", "b", "c", "x")
    library.link_copy("b", "a")
    library.link_copy("c", "a")
    library.merge("x", ["a"])
    assert sorted(linked(library, "x")) == ["b", "c"]
    library.undo()
    assert linked(library, "a") == ["b", "c"]
    library.merge("a", ["b"])
    assert linked(library, "a") == ["c"]
    library.merge("c", ["a"])
    assert linked(library, "c") == []


def test_both_keep_their_keys_and_are_cited_apart(library: Library) -> None:
    made(library, "a", "b")
    library.link_copy("b", "a")
    exported = json.loads(library.export("csl-json").content)
    assert [entry["id"] for entry in exported] == ["a", "b"]


def test_links_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "other"
    with create_library(folder) as library:
        a, b = made(library, "a", "b")

    def run(*words: str) -> dict[str, Any]:
        assert main([*words, "--library", str(folder), "--json"]) == 0
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    assert run("link", "b", "--copy-of", "a")["copy_of"] == a
    assert run("copies", "b")["copy_of"]["key"] == "a"
    assert [each["id"] for each in run("copies", "a")["copies"]] == [b]
    assert (run("show", "b")["copy_of"], run("show", "a")["copies"]) == (a, [b])
    run("unlink", "a")
    assert run("copies", "b") == {"copy_of": None, "copies": [], "suspected": []}
