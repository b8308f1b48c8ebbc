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


def import_and_kill(root: Path, folder: str, chance: random.Random) -> list[str]:
    """Import a folder and kill the program at a random moment; the ids it had acknowledged.

    Half of the kills come some time after the start, half some time after a random line.
    """
    with subprocess.Popen(
        command("import", folder, "--json", "--library", "L"),
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        assert program.stdout is not None
        seen = [
            program.stdout.readline() for _ in range(chance.choice((0, chance.randrange(FILES))))
        ]
        time.sleep(chance.uniform(0, 0.1 if seen else 1.5))
        program.send_signal(signal.SIGKILL)
        rest = program.stdout.read()  # communicate() passes over what readline() had buffered
        program.wait()
    lines = (b"".join(seen) + rest).decode().split("\n")[:-1]
    return [line["id"] for line in map(json.loads, lines) if line["status"] != "failed"]


def test_forty_killed_imports_lose_nothing(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    shell = Shell(tmp_path)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        write_articles(tmp_path / f"batch{kill}", chance)
        acknowledged |= set(import_and_kill(tmp_path, f"batch{kill}", chance))
        if kill % 10 == 9:
            assert shell("check").json == {"ok": True, "problems": []}
    held = {document["id"] for document in shell("list").json["documents"]}
    assert acknowledged <= held
    assert acknowledged, "no import got far enough to prove anything"
    for id_ in sorted(acknowledged)[:5]:
        assert len(shell("show", id_).json["blocks"]) == 10
