"""What a parsing process does about itself: private pipes, bounded memory and processor time."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import BinaryIO

if sys.platform != "win32":  # Windows has no such limits; the wall clock still holds there
    import resource


def private_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes; what a library prints goes nowhere instead of into a frame."""
    reads = os.fdopen(os.dup(0), "rb")
    writes = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return reads, writes


def widen(*streams: BinaryIO) -> None:
    """Let pipes hold a megabyte, where the system can: each time one is full both sides wait."""
    if sys.platform == "linux":
        import fcntl

        for stream in streams:
            with contextlib.suppress(OSError):
                fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, 1 << 20)


def step_back() -> None:
    """Let everything else on the computer go first: a window is never late for what is parsed."""
    if sys.platform != "win32":  # there the process is started so
        with contextlib.suppress(OSError):
            os.nice(5)


def limit(memory: int, processor_seconds: int) -> None:
    """Bound this process' memory, and its processor time from now on."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + processor_seconds
    for what, value in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        _, hard = resource.getrlimit(what)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(what, (soft, hard))


def place_of(error: BaseException) -> str:
    """Where it happened, as module and line: nothing of the document."""
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
