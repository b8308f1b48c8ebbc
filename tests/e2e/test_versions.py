"""Versions of texts from the command line; reading again survives being killed."""

import random
import signal
import subprocess
import time
from pathlib import Path

from app.library import open_library
from tests.support.sourcebook import Shell, command, environment
from tests.support.versions import as_read_before, page

WORDS = "The agency was founded in Aleppo by a small group of men."
OTHER = "Three newspapers quoted the claim on one day without a date."
KILLS = 12
FILES = 8


def test_a_newer_copy_from_the_command_line(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    page(tmp_path, "a.md", [WORDS, OTHER])
    page(tmp_path, "b.md", ["A new opening.", WORDS])
    [line] = shell("import", "a.md").lines
    kept = shell("highlight", line["id"], "--quote", "founded in Aleppo").json["id"]
    lost = shell("highlight", line["id"], "--quote", OTHER).json["id"]
    renewed = shell("versions", line["id"], "--add", "b.md").json
    assert (renewed["status"], renewed["placed"], renewed["orphans"]) == ("new", 1, 1)
    told = shell("versions", line["id"]).json["versions"]
    assert [(one["number"], one["why"], one["current"]) for one in told] == [
        (1, "import", False), (2, "copy", True),
    ]  # fmt: skip
    compared = shell("versions", line["id"], "--compare", "1", "2").json
    effects = {one["id"]: one for one in compared["highlights"]}
    assert (effects[kept]["effect"], effects[kept]["after"]["paragraph"]) == ("renumbered", 2)
    assert (effects[lost]["effect"], effects[lost]["after"]) == ("gone", None)
    assert [block["change"] for block in compared["blocks"]] == ["added", "same", "removed"]
    assert [one["id"] for one in shell("orphans").json["orphans"]] == [lost]
    assert "para. 2" in shell("quote", kept, "--style", "apa").json["citation"]
    assert shell("attach", lost, "--quote", "A new opening.").json["paragraph"] == 1
    assert shell("orphans").json["orphans"] == []
    assert shell("undo").json == {"undone": "attach mark"}
    assert shell("attach", lost, "--as-note").json["text"] == f"> {OTHER}"
    assert shell("versions", line["id"], "--use", "1").json["orphans"] == 0
    assert shell("reread", line["id"]).json["status"] == "unchanged"
    assert shell("attach", kept, "--confirm").status == 1
    assert shell("reread").status == 2
    assert shell("check").json == {"ok": True, "problems": []}


def test_reading_all_again_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(random.randrange(10**6))
    shell = Shell(tmp_path)
    for number in range(FILES):
        page(tmp_path, f"{number}.md", [f"Number {number}.", WORDS, OTHER], title=f"No. {number}")
    ids = [line["id"] for line in shell("import", *(f"{n}.md" for n in range(FILES))).lines]
    marks = {}
    with open_library(tmp_path / "L") as library:
        for id_ in ids:
            as_read_before(library, id_, [WORDS, OTHER])
            marks[id_] = library.highlight_quotation(id_, "founded in Aleppo").value
    for _ in range(KILLS):
        with subprocess.Popen(
            command("reread", "--all", "--json", "--library", "L"),
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as program:
            time.sleep(chance.uniform(0.3, 1.6))
            program.send_signal(signal.SIGKILL)
            program.communicate(timeout=60)
        with open_library(tmp_path / "L") as library:
            assert library.check() == []
            for id_ in ids:
                known = library.text_versions(id_)
                [mark] = library.open_document(id_).highlights
                # Whole or not at all: with a second version the mark has its place in it.
                assert mark.locator.paragraph == len(known)
                assert library.made_highlight(mark.id) == marks[id_]
            while library.next_undo() == "read again":
                library.undo()
            assert [len(library.text_versions(id_)) for id_ in ids] == [1] * FILES
    lines = shell("reread", "--all").lines
    assert [line["status"] for line in lines] == ["new"] * FILES
    assert shell("undo").json == {"undone": "read again"}
    assert [len(shell("versions", id_).json["versions"]) for id_ in ids] == [1] * FILES
