"""Pandoc as a parser: a document in, its tree out. The one place in intake that starts it.

It runs inside the reading child's process group and under its limits, in a sandbox, with an empty
environment, fed and heard over pipes: it reads no file, writes none, and ends with the child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pypandoc  # type: ignore[import-untyped]

from app.errors import InputError, LimitError
from app.intake.limits import MEGABYTE, too_nested

Node = dict[str, Any]

LARGEST_TREE = 160 * MEGABYTE
"""Bytes of a tree as JSON; a book of a million words has about 60 MB."""

_SECONDS = 40.0
_HEAP_EXHAUSTED = 251
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Tree:
    """Blocks, and what the document says of itself, both as pandoc's JSON has them."""

    blocks: list[Node]
    meta: dict[str, Node] = field(default_factory=dict)


def parse(data: bytes, reader: str, seconds: float = _SECONDS) -> Tree:
    """The tree of a document in the format that pandoc calls ``reader``.

    Raises InputError with the code ``bad-document`` where pandoc can't read it, LimitError where
    it takes too long or too much memory or says too much.
    """
    said, ended = _run(["-f", reader, "-t", "json", "--sandbox"], data, seconds)
    if ended == _HEAP_EXHAUSTED or ended < 0:
        raise _gave_up("too-much-memory")
    if ended != 0:
        raise InputError(
            "The file is damaged, or isn't what its name says.",
            hint="Open it in the program that made it, save it again and import that.",
            detail=f"pandoc ended with {ended}",
            code="bad-document",
        )
    try:
        found = json.loads(said)
    except RecursionError as error:
        raise too_nested() from error
    return Tree(list(found["blocks"]), dict(found["meta"]))


def _run(arguments: list[str], data: bytes, seconds: float) -> tuple[bytes, int]:
    """What pandoc prints and how it ended; killed when it takes or prints too much."""
    with subprocess.Popen(
        [pypandoc.get_pandoc_path(), *arguments, "+RTS", "-M512m", "-RTS"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        late = threading.Event()

        def expire() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            said = _exchanged(process, data)
        finally:
            timer.cancel()
            if process.poll() is None:
                process.kill()
        if late.is_set():
            raise _gave_up("too-slow")
        return said, process.wait()


def _exchanged(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    """Feed pandoc in a thread of its own while what it prints is read, up to the cap."""
    reads, writes = process.stdout, process.stdin
    if reads is None or writes is None:
        raise _gave_up("too-slow")
    feeder = threading.Thread(target=_feed, args=(writes, data), daemon=True)
    feeder.start()
    parts: list[bytes] = []
    size = 0
    while chunk := reads.read(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST_TREE:
            raise _gave_up("too-large")
    feeder.join()
    process.wait()
    return b"".join(parts)


def _feed(stream: BinaryIO, data: bytes) -> None:
    with suppress(OSError):  # it may end before it has read everything
        stream.write(data)
    with suppress(OSError):
        stream.close()


def _environment() -> dict[str, str]:
    """Nothing of the user's; Windows can't start a program without its own folder's name."""
    if sys.platform == "win32":
        return {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    return {}


def _gave_up(code: str) -> LimitError:
    return LimitError(
        "Reading the file needed too much time or memory and was stopped.",
        hint="Save it as plain text, or split it, and import that.",
        code=code,
    )
