"""Pandoc as a parser: Markdown in, its document tree out.

Pandoc's reader rather than one written here: it follows CommonMark to the letter, takes 10 to
30 ms a file, works within the child's memory limit, and the same tree serves other formats.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc  # type: ignore[import-untyped]

from app.errors import InputError, LimitError
from app.intake.limits import too_nested

# Quotation marks stay as they are typed; the front matter was taken off before.
_FORMAT = "commonmark_x-smart-yaml_metadata_block-emoji"
_ARGUMENTS = ("-f", _FORMAT, "-t", "json", "--sandbox", "+RTS", "-M512m", "-RTS")
_SECONDS = 40
_HEAP_EXHAUSTED = 251

Node = dict[str, Any]


def parse_markdown(text: str) -> list[Node]:
    """The blocks of ``text`` as pandoc's tree. Raises LimitError where pandoc gives up."""
    try:
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), *_ARGUMENTS],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _gave_up("too-slow") from error
    if done.returncode == _HEAP_EXHAUSTED or done.returncode < 0:
        raise _gave_up("too-much-memory")
    if done.returncode != 0:
        raise InputError(
            "The file can't be read as Markdown.",
            hint="Rename it to end in .txt and import it as plain text.",
            detail=f"pandoc ended with {done.returncode}",
            code="bad-markdown",
        )
    try:
        blocks = json.loads(done.stdout)["blocks"]
    except RecursionError as error:
        raise too_nested() from error
    return list(blocks)


def _gave_up(code: str) -> LimitError:
    return LimitError(
        "Reading the Markdown needed too much time or memory and was stopped.",
        hint="Rename the file to end in .txt and import it as plain text.",
        code=code,
    )
