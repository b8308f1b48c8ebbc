"""The process that parses: started once, used for many files, killed when it takes too long."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from app.errors import LimitError, SourcebookError
from app.intake.frames import BrokenFrameError, receive, send
from app.intake.limits import Limits

# The package's own folder is named outright: neither the working directory nor the way the program
# was started decides what the child imports.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from importlib import import_module; "
    "import_module(sys.argv[2]).main()"
)
_ROOT = str(Path(__file__).resolve().parents[2])


class Child:
    """One parsing process. Every call is answered, or the process is dead afterwards.

    ``worker`` names the module whose ``main`` answers.
    """

    def __init__(self, limits: Limits, worker: str = "app.intake.worker") -> None:
        self._limits = limits
        self._late = False
        self.answered = 0
        self._process = _started(worker)

    @property
    def alive(self) -> bool:
        """Whether it can take another file."""
        return self._process.poll() is None

    def ask(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """The child's answer to one frame.

        Raises LimitError when it takes longer than the limit, or dies.
        """
        self._late = False
        timer = threading.Timer(self._limits.seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            send(self._writes, head, body)
            answer = receive(self._reads, self._limits.answer_size)
        except (BrokenFrameError, OSError, ValueError) as error:
            self.kill()
            raise self._death() from error
        finally:
            timer.cancel()
        self.answered += 1
        return answer

    def kill(self) -> None:
        """End the process and whatever it started."""
        if self.alive:
            _kill(self._process)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    @property
    def _writes(self) -> BinaryIO:
        stream = self._process.stdin
        if stream is None:
            raise BrokenFrameError("the child has no input")
        return stream  # type: ignore[return-value]

    @property
    def _reads(self) -> BinaryIO:
        stream = self._process.stdout
        if stream is None:
            raise BrokenFrameError("the child has no output")
        return stream  # type: ignore[return-value]

    def _expire(self) -> None:
        self._late = True
        _kill(self._process)

    def _death(self) -> SourcebookError:
        out_of_time = getattr(signal, "SIGXCPU", None)
        if self._late or (out_of_time is not None and self._process.returncode == -out_of_time):
            return LimitError(
                "Reading the file took too long and was stopped.",
                hint="Save it in another form (for a web page: as plain text) and try again.",
                code="too-slow",
            )
        return LimitError(
            "Reading the file failed: it broke the reader or needed too much memory.",
            hint="Save it in another form and try again.",
            detail=f"reader ended with {self._process.returncode}",
            code="reader-broke",
        )


def _started(worker: str) -> subprocess.Popen[bytes]:
    options: dict[str, Any] = {}
    if sys.platform == "win32":
        options["creationflags"] = (
            subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        )
    else:
        options["start_new_session"] = True
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, _ROOT, worker],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        **options,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
