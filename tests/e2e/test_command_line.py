"""The command line as a contract: verbs, shapes and exit statuses, each in a process of its own."""

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.support.sourcebook import Shell, command, environment, run

ARTICLE = """= Amber Press Office =

Amber Press Office,
- Founded: 2011
- Language: Arabic and English

The Amber Press Office (مكتب العنبر) is invented. It is "the first point of publication" to some.

== History ==
Among its founders was an invented journalist.

It became known when others began to quote it, as A’mbar or Ambar.

It launched an official mobile app in 2015 and has warned against unofficial versions.

== Reliability ==
Its claims are repeated more often than they are checked.
"""

MARK_KEYS = {
    "id",
    "document",
    "start",
    "end",
    "exact",
    "paragraph",
    "paragraph_end",
    "section_paragraph",
    "section",
    "page",
    "meaning",
}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "entry.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("new", "L", "--json", cwd=tmp_path).json == {"library": "L", "documents": 0}
    return Shell(tmp_path)


@pytest.fixture
def entry(shell: Shell) -> str:
    [line] = shell("import", "entry.txt").lines
    id_: str = line["id"]
    return id_


def test_an_import_prints_a_line_and_the_document_reads_back(shell: Shell) -> None:
    [line] = shell("import", "entry.txt").lines
    assert line == {
        "path": "entry.txt",
        "status": "added",
        "id": line["id"],
        "kind": "encyclopedia-entry",
        "title": "Amber Press Office",
        "paragraphs": 5,
        "warnings": [],
        "error": None,
    }
    shown = shell("show", line["id"]).json
    for block in shown["blocks"]:
        assert shown["text"][block["start"] : block["end"]] == block["text"]
    rows = [block["text"] for block in shown["blocks"] if block["kind"] == "infobox-row"]
    assert rows == ["Founded: 2011", "Language: Arabic and English"]
    assert shown["reference"]["type"] == "entry-encyclopedia"
    assert "issued" not in shown["reference"]


def test_the_same_file_again_is_a_duplicate_and_no_failure(shell: Shell, entry: str) -> None:
    again = shell("import", "entry.txt")
    assert again.status == 0
    assert [(line["status"], line["id"]) for line in again.lines] == [("duplicate", entry)]


def test_a_failed_file_does_not_stop_the_others(shell: Shell) -> None:
    (shell.folder / "empty.html").write_bytes(b"")
    ran = shell("import", "empty.html", "nowhere.txt", "entry.txt")
    assert ran.status == 1
    assert [line["status"] for line in ran.lines] == ["failed", "failed", "added"]
    for line in ran.lines[:2]:
        assert line["id"] is None
        assert set(line["error"]) == {"code", "message", "hint"}
    assert ran.error["code"] == "import-failed"
    assert len(shell("list").json["documents"]) == 1


def test_a_highlight_is_cited_to_the_paragraph(shell: Shell, entry: str) -> None:
    mark = shell("highlight", entry, "--quote", "launched an official mobile app in 2015").json
    assert set(mark) >= MARK_KEYS
    assert (mark["paragraph"], mark["paragraph_end"], mark["section_paragraph"]) == (4, 4, 3)
    assert (mark["section"], mark["page"], mark["meaning"]) == (["History"], None, "yellow")
    shell("set", entry, "site=Teaching Encyclopedia")
    quoted = shell("quote", mark["id"], "--style", "apa").json
    assert set(quoted) == {"quotation", "block", "citation", "text"}
    assert quoted["text"] == (
        "“launched an official mobile app in 2015” (“Amber Press Office,” n.d., para. 4)"
    )
    section = shell("quote", mark["id"], "--style", "apa", "--locator-form", "section").json
    assert section["citation"].endswith("History section, para. 3)")


def test_a_locator_is_in_the_citation_and_not_in_the_bibliography(shell: Shell, entry: str) -> None:
    cited = shell("cite", entry, "--style", "apa", "--locator", "para 3").json
    assert cited["citation"] == "(Amber Press Office, n.d., para. 3)"
    assert len(cited["bibliography"]) == 1
    assert "para" not in cited["bibliography"][0]
    assert cited["left_out"] == []


def test_an_annotated_bibliography_is_written_with_shared_notes_only(
    shell: Shell, entry: str
) -> None:
    shell("note", entry, "Weighs both claims.", "--shared")
    shell("note", entry, "Mine alone.")
    written = shell(
        "bibliography", "--style", "apa", "--annotated", "--to", "docx", "-o", "list.docx"
    ).json
    assert written == {"file": "list.docx", "documents": 1, "private_notes_left_out": 1}
    assert (shell.folder / "list.docx").read_bytes()[:2] == b"PK"
    markdown = run(
        "bibliography", "--style", "apa", "--annotated", "--library", "L", cwd=shell.folder
    )
    assert markdown.status == 0
    assert "Weighs both claims." in markdown.out
    assert "Mine alone." not in markdown.out


def test_a_document_a_style_leaves_out_is_named(shell: Shell, entry: str) -> None:
    shell("set", entry, "container-title=Wikipedia")
    cited = shell("cite", entry, "--style", "chicago-17").json
    assert cited["bibliography"] == []
    assert [left["id"] for left in cited["left_out"]] == [entry]


def test_words_that_stand_several_times_name_their_paragraphs(shell: Shell, entry: str) -> None:
    ran = shell("highlight", entry, "--quote", "It")
    assert ran.status == 1
    assert ran.error["code"] == "ambiguous"
    assert "paragraphs 1" in ran.error["message"]
    assert ran.out == ""


def test_search_finds_a_word_without_its_mark(shell: Shell, entry: str) -> None:
    found = shell("search", "ambar").json
    [hit] = found["hits"]
    assert (hit["id"], hit["paragraph"], hit["section"]) == (entry, 3, ["History"])
    assert {hit["snippet"][start:end] for start, end in hit["matches"]} == {"A’mbar", "Ambar"}
    assert found["total"] == 1
    assert shell("search", "ambar", "--exact").json["total"] == 1
    assert shell("search", "A'mbar", "--exact").json["total"] == 0


def test_notes_are_private_until_shared(shell: Shell, entry: str) -> None:
    shell("note", entry, "private word QZQ")
    shell("note", entry, "shared word", "--shared")
    notes = shell("notes", entry).json["notes"]
    assert [note["visibility"] for note in notes] == ["private", "shared"]
    exported = shell("export", "markdown")
    assert "shared word" in exported.out
    assert "QZQ" not in exported.out
    assert "Left out: 1 private note." in exported.err


def test_a_reference_by_hand_takes_typed_quotations(shell: Shell) -> None:
    reference = {
        "type": "book",
        "title": "A printed book",
        "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2019]]},
    }
    added = shell("add", "reference", "-", stdin=json.dumps(reference)).json
    assert set(added) == {"id", "key"}
    mark = shell("highlight", added["key"], "--quote", "As it says", "--page", "12").json
    quoted = shell("quote", mark["id"], "--style", "apa").json
    assert quoted["text"] == "“As it says” (Lee, 2019, p. 12)"


def test_everything_is_undone_and_redone(shell: Shell, entry: str) -> None:
    shell("tag", entry, "one", "two")
    assert shell("undo").json == {"undone": "add tag"}
    assert shell("show", entry).json["tags"] == []
    assert shell("redo").json == {"redone": "add tag"}
    assert shell("show", entry).json["tags"] == ["one", "two"]
    shell("undo")
    shell("undo")
    assert shell("list").json == {"documents": []}
    ran = shell("undo")
    assert (ran.status, ran.error["code"]) == (1, "nothing-to-undo")


def test_delete_and_undelete(shell: Shell, entry: str) -> None:
    assert shell("delete", entry).json == {"id": entry, "deleted": "document"}
    assert shell("show", entry).status == 1
    assert shell("undelete", entry).status == 0
    assert shell("show", entry).json["id"] == entry


def test_check_backup_and_restore(shell: Shell, entry: str) -> None:
    assert shell("check").json == {"ok": True, "problems": []}
    backup = shell("backup").json
    assert set(backup) == {"file", "sha256"}
    restored = run("restore", backup["file"], "--to", "R", "--json", cwd=shell.folder).json
    assert restored == {"library": "R"}
    there = Shell(shell.folder, "R")
    assert there("show", entry).json == shell("show", entry).json
    assert there("check").json["ok"]


def test_a_damaged_original_is_reported(shell: Shell, entry: str) -> None:
    [original] = [p for p in (shell.folder / "L/originals").rglob("*") if p.is_file()]
    original.write_bytes(b"other bytes")
    ran = shell("check")
    assert ran.status == 1
    assert [problem["code"] for problem in ran.json["problems"]] == ["original"]


def test_an_encrypted_library_needs_its_passphrase(tmp_path: Path) -> None:
    (tmp_path / "entry.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "pass").write_text("correct horse\n", encoding="utf-8")
    (tmp_path / "wrong").write_text("battery staple\n", encoding="utf-8")
    made = run("new", "E", "--passphrase-file", "pass", "--json", cwd=tmp_path)
    assert made.json == {"library": "E", "documents": 0}
    shell = Shell(tmp_path, "E")
    [line] = shell("import", "entry.txt", "--passphrase-file", "pass").lines
    assert line["status"] == "added"
    assert shell("list").error["code"] == "locked"
    assert shell("list", "--passphrase-file", "wrong").error["code"] == "locked"
    listed = shell("list", "--passphrase-file", "-", stdin="correct horse\n").json
    assert [document["id"] for document in listed["documents"]] == [line["id"]]
    shell("search", "amber", "--passphrase-file", "pass")
    for file in (tmp_path / "E").rglob("*"):
        assert not file.is_file() or b"Amber" not in file.read_bytes(), file.name


def test_the_default_library_is_made_on_first_use(tmp_path: Path) -> None:
    ran = run("list", "--json", cwd=tmp_path, SOURCEBOOK_LIBRARY=str(tmp_path / "mine"))
    assert (ran.status, ran.json) == (0, {"documents": []})
    assert (tmp_path / "mine" / "library.db").exists()
    ran = run("list", "--json", cwd=tmp_path, XDG_DATA_HOME=str(tmp_path), SOURCEBOOK_LIBRARY="")
    assert (tmp_path / "sourcebook" / "library" / "library.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("highlight",),
        ("cite", "x"),
        ("set", "x", "title"),
        ("export", "nonsense"),
        ("export", "markdown", "--include-private"),
        ("search",),
    ],
)
def test_wrong_usage_exits_with_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    ran = shell(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.error["code"] == "usage"


def test_an_error_for_people_is_one_line(shell: Shell) -> None:
    ran = run("show", "nobody", "--library", "L", cwd=shell.folder)
    assert (ran.status, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "nobody" in ran.err
    assert "sourcebook list" in ran.err


def test_a_new_library_is_never_made_over_something(shell: Shell) -> None:
    assert run("new", "L", "--json", cwd=shell.folder).error["code"] == "exists"
    assert run("new", ".", "--json", cwd=shell.folder).error["code"] == "not-empty"


def test_the_sample_says_that_it_is_no_source(tmp_path: Path) -> None:
    made = run("new", "S", "--sample", "--json", cwd=tmp_path).json
    shell = Shell(tmp_path, "S")
    documents = shell("list").json["documents"]
    assert made["documents"] == len(documents) >= 3
    cited = shell("cite", documents[0]["id"], "--style", "harvard").json
    assert cited["citation"].endswith("[teaching text – not a source]")
    assert all(e.endswith("[teaching text – not a source]") for e in cited["bibliography"])
    for format_name in ("biblatex", "bibtex", "csl-json", "ris", "markdown", "w3c"):
        assert "not a source" in shell("export", format_name).out, format_name
    assert shell("check").json["ok"]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("list --json --library L >&-", (0,)),
        ("add reference - --json --library L <&-", (1,)),
        ("show nobody --json --library L 2>&-", (1,)),
    ],
)
def test_a_closed_stream_is_no_fault(shell: Shell, line: str, status: tuple[int, ...]) -> None:
    program = " ".join(map(shlex.quote, command()))
    done = subprocess.run(
        ["sh", "-c", f"{program} {line}"],
        cwd=shell.folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in status
    assert "Traceback" not in done.stderr
    assert "error" not in done.stdout


def test_queries_may_begin_with_a_minus(shell: Shell, entry: str) -> None:
    assert shell("list", "-kind:encyclopedia-entry").json == {"documents": []}
    assert shell("search", "-nothing", "amber").json["total"] == 1


def test_an_id_in_the_answer_is_an_id(shell: Shell, entry: str) -> None:
    key = shell("show", entry).json["key"]
    assert shell("tag", key, "x").json["id"] == entry
    assert shell("delete", key).json["id"] == entry


def test_a_reference_keeps_the_key_it_comes_with(shell: Shell) -> None:
    reference = {"id": "doe2020x", "type": "book", "title": "T"}
    assert shell("add", "reference", "-", stdin=json.dumps(reference)).json["key"] == "doe2020x"
    reference["id"] = "http://zotero.org/users/1/items/ABC DEF"
    assert shell("add", "reference", "-", stdin=json.dumps(reference)).status == 0
