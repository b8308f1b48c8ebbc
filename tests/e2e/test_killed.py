"""Pulling the plug: an import killed at any moment leaves a sound library with all it had said."""

import json
import random
import signal
import subprocess
import time
from pathlib import Path

from tests.support.sourcebook import Shell, command, environment

KILLS = 40
FILES = 12


def write_articles(folder: Path, chance: random.Random) -> None:
    folder.mkdir()
    for number in range(FILES):
        words = [f"{chance.randrange(10**6):x}" for _ in range(400)]
        paragraphs = "\n\n".join(" ".join(words[at : at + 40]) + "." for at in range(0, 400, 40))
        text = f"# {folder.name} article {number}\n\n{paragraphs}\n"
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")


def import_and_kill(root: Path, folder: str, after: float) -> list[str]:
    """Import a folder, kill the program after so many seconds; the ids it had acknowledged."""
    with subprocess.Popen(
        command("import", folder, "--json", "--library", "L"),
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        time.sleep(after)
        program.send_signal(signal.SIGKILL)
        out, _ = program.communicate(timeout=60)
    lines = out.decode().split("\n")[:-1]
    return [line["id"] for line in map(json.loads, lines) if line["status"] != "failed"]


def test_forty_killed_imports_lose_nothing(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    shell = Shell(tmp_path)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        write_articles(tmp_path / f"batch{kill}", chance)
        # From before the first byte to some way into writing; a whole import takes longer.
        acknowledged |= set(import_and_kill(tmp_path, f"batch{kill}", chance.uniform(0.05, 1.6)))
        if kill % 10 == 9:
            assert shell("check").json == {"ok": True, "problems": []}
    held = {document["id"] for document in shell("list").json["documents"]}
    assert acknowledged <= held
    assert acknowledged, "no import got far enough to prove anything"
    for id_ in sorted(acknowledged)[:5]:
        assert len(shell("show", id_).json["blocks"]) == 10
