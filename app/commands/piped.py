"""Text that `import` is given instead of files, put where an import reads it, and taken away."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import InputError
from app.exchange.pasted import pasted_parts
from app.intake.clipping import is_windows_html, windows_clipping

STDIN = "-"
MAX_BYTES = 100_000_000


@contextmanager
def piped(text: str | None, *, stdin: bool) -> Iterator[list[str]]:
    """The files that ``text``, or what comes over standard input, is for as long as it is read.

    Raises InputError where it is empty, too much or not UTF-8, or nothing that can be added.
    """
    raw = text.encode() if text is not None else _standard_input() if stdin else None
    with tempfile.TemporaryDirectory(prefix="sourcebook-piped-") as folder:
        yield _files(raw, Path(folder)) if raw is not None else []


def _files(raw: bytes, folder: Path) -> list[str]:
    if is_windows_html(raw):
        parts = [(".html", windows_clipping(raw).as_saved)]
    else:
        text = _decoded(raw)
        is_page = text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))
        parts = [(".html", text)] if is_page else [
            (part.suffix, part.content) for part in pasted_parts(text)
        ]  # fmt: skip
    files = []
    for suffix, content in parts:
        file = folder / f"text{suffix}"
        file.write_text(content, encoding="utf-8", errors="replace")
        files.append(str(file))
    return files


def _standard_input() -> bytes:
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputError("There is too much text (over 100 MB).", hint="Save it as a file.")
    return raw


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "The text is not UTF-8.", hint="Save it as a file, whose encoding is recognised."
        ) from error
