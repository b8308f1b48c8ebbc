"""A kept .bib file from the command line: it follows every verb, and no kill leaves half of one."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.support.sourcebook import Shell, environment

KILLS = 25
ENTRIES = 400

WORK = """
from pathlib import Path
from app.library import open_library

with open_library(Path("L")) as library:
    for turn in range(1_000_000):
        library.set_fields("k7", {"title": f"Turn {turn}"})
        library.run_auto_exports()
        print(turn, flush=True)
"""


def bib(count: int) -> str:
    return "".join(
        f"@book{{k{n},\n  title = {{Of lists {n}}},\n  author = {{Roe, Jane}},\n"
        f"  abstract = {{{'words ' * 60}}},\n  date = {{2001}},\n}}\n\n"
        for n in range(count)
    )


def test_a_kept_file_follows_every_verb_that_changes_something(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(bib(3))
    kept = tmp_path / "kept.bib"
    shell = Shell(tmp_path)
    shell("import", "refs.bib")
    made = shell("auto-export", "add", "kept.bib").json["auto_exports"]
    assert [(one["state"], one["documents"]) for one in made] == [("written", 3)]
    shell("set", "k1", "title=Of other lists")
    assert "Of other lists" in kept.read_text()
    shell("undo")
    assert "Of other lists" not in kept.read_text()
    before = kept.stat()
    shell("list")
    shell("note", "k1", "a private thought")
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    theirs = kept.read_text().replace("Jane", "June", 1)
    kept.write_text(theirs)
    ran = shell("set", "k2", "publisher=Press")
    assert (ran.status, kept.read_text()) == (0, theirs)
    assert ran.err.startswith("kept.bib: Somebody else changed the file.")
    assert shell("auto-export", "run").error["code"] == "auto-export"
    taken = shell("auto-export", "take-in", made[0]["id"]).json
    assert (len(taken["changed"]), taken["added"], taken["conflicts"]) == (1, [], [])
    assert {"June", "Press"} <= set(kept.read_text().replace("}", " ").replace("{", " ").split())
    assert shell("auto-export", "remove", "kept.bib").json["removed"]
    shell("delete", "k0")
    assert "{k0," in kept.read_text()


def test_whenever_it_is_killed_the_file_is_whole_and_still_ours(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    (tmp_path / "refs.bib").write_text(bib(ENTRIES))
    kept = tmp_path / "kept.bib"
    shell = Shell(tmp_path)
    shell("import", "refs.bib")
    shell("auto-export", "add", "kept.bib")
    turns = 0
    for _ in range(KILLS):
        turns += work_and_kill(tmp_path, chance)
        text = kept.read_text()
        assert text.count("@book{") == ENTRIES
        assert text.endswith("\n}\n")
        (state,) = (one["state"] for one in shell("auto-export", "run").json["auto_exports"])
        assert state in {"current", "written"}
        assert kept.read_text() == shell("export", "biblatex").out
    assert turns > KILLS, "no turn got far enough to prove anything"


def work_and_kill(root: Path, chance: random.Random) -> int:
    """Change and write over and over, and be killed at any moment; how many turns were told."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        assert program.stdout is not None
        told = program.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        program.send_signal(signal.SIGKILL)
        rest, _ = program.communicate(timeout=60)
    return (told + rest).count(b"\n")
