"""A parsing process' work: one frame in, one answer out, whatever the parser does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from app.errors import LimitError, SourcebookError
from app.intake.confinement import limit, place_of, private_streams, step_back, widen
from app.intake.frames import BrokenFrameError, receive, send
from app.intake.limits import too_nested

_FRAME_LIMIT = 1 << 40
_RECURSION = 4_000

Parts = list[bytes]
Read = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], Parts]]


def serve(read: Read) -> None:
    """Answer frames until the input ends; ``parts`` of the answer tells its body's parts.

    A frame's head names the ``memory`` and ``processor_seconds`` it may cost. After a fault of the
    parser the process ends, since nobody knows what it left behind.
    """
    reads, writes = private_streams()
    widen(reads, writes)
    step_back()
    sys.setrecursionlimit(_RECURSION)
    while True:
        try:
            head, body = receive(reads, _FRAME_LIMIT)
        except BrokenFrameError:
            return
        answer, parts, broken = _answer(read, head, body)
        del body  # a large file is held once
        try:
            send(writes, {**answer, "parts": list(map(len, parts))}, b"".join(parts))
        except OSError:
            return
        if broken:
            return


def _answer(read: Read, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], Parts, bool]:
    """The answer, its body's parts, and whether this process should end."""
    limit(int(head["memory"]), int(head["processor_seconds"]))
    try:
        return *read(head, body), False
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
