"""The child's side: takes one file after the other from its input and answers on its output."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Any

from app.errors import LimitError, SourcebookError
from app.intake.archive.desk import Desk
from app.intake.confinement import limit, place_of, private_streams
from app.intake.enclosing import told
from app.intake.formats import read_bytes
from app.intake.frames import BrokenFrameError, receive, send
from app.intake.limits import Limits, too_large, too_nested
from app.intake.origin import read_origin
from app.intake.reading import text_as_json
from app.model.kinds import DocumentKind, csl_type
from app.text import canonical_line, compose

_FRAME_LIMIT = 1 << 40
_RECURSION = 4_000


def main() -> None:
    """Answer frames until the input ends."""
    reads, writes = private_streams()
    desk = Desk()
    sys.setrecursionlimit(_RECURSION)
    while True:
        try:
            head, body = receive(reads, _FRAME_LIMIT)
        except BrokenFrameError:
            return
        answer, parts, broken = _answer(desk, head, body)
        try:
            send(writes, {**answer, "parts": list(map(len, parts))}, b"".join(parts))
        except OSError:
            return
        if broken:
            return


def _answer(
    desk: Desk, head: dict[str, Any], body: bytes
) -> tuple[dict[str, Any], list[bytes], bool]:
    """The answer, its body's parts (see :func:`_read`), and whether this process should end."""
    limit(int(head["memory"]), int(head["processor_seconds"]))
    try:
        if "task" in head:
            return *desk.answer(head, body), False
        return *_read(head, body), False
    except SourcebookError as error:
        return _error(error), [], False
    except MemoryError:
        return _error(_out_of_memory()), [], True
    except RecursionError:
        return _error(too_nested()), [], True
    except Exception as error:
        if "memory" in str(error).lower():  # as lxml says it
            return _error(_out_of_memory()), [], True
        return {"bug": f"{type(error).__name__} in {place_of(error)}"}, [], True


def _read(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The answer; the canonical text, then the images that the file itself carries."""
    limits = Limits(text_size=int(head["text_size"]), pages=int(head["pages"]))
    kind = DocumentKind(head["kind"]) if head.get("kind") else None
    finding = read_bytes(body, str(head["name"]), limits, kind)
    read_origin(head.get("origin") or {}, finding)
    text = compose(finding.drafts, finding.extractor) if finding.drafts else None
    if text is not None and not text.blocks:
        text = None
    title = finding.reference.pop("title", "") or canonical_line(_stem(str(head["name"])))
    finding.sources.setdefault("title", "the file's name")
    images, carried = told(finding) if text is not None else ([], [])
    answer = {
        "kind": finding.kind.value,
        "reference": {"type": csl_type(finding.kind), "title": title, **finding.reference},
        "text": text_as_json(text),
        "provenance": {
            **finding.provenance,
            "fields": finding.sources,
            **({"seen": finding.seen} if finding.seen else {}),
            "extractor": finding.extractor,
        },
        "warnings": finding.warnings,
        "media_type": finding.media_type,
        "images": images,
    }
    canonical = text.canonical.encode() if text else b""
    if len(canonical) > limits.answer_size // 2:
        raise too_large(limits.answer_size // 2)
    return answer, [canonical, *carried]


def _stem(name: str) -> str:
    return PurePath(name).stem or name


def _error(error: SourcebookError) -> dict[str, Any]:
    return {
        "error": {
            "limit": isinstance(error, LimitError),
            "message": error.message,
            "hint": error.hint,
            "detail": error.detail,
            "code": error.code,
        }
    }


def _out_of_memory() -> LimitError:
    return LimitError(
        "Reading the file needed too much memory and was stopped.",
        hint="Save it in another form, or split it.",
        code="too-much-memory",
    )
