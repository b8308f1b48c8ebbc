"""An audit hook that refuses sockets of the internet and name lookups in the whole test process.

An audit hook can't be taken out again, which is the point. It sees Python's own sockets only; what
child programs and Qt do is seen by :mod:`tests.support.tracing`.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LOOKUPS = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
    }
)
# The address is a tuple for the internet and text or bytes for AF_UNIX.
CALLS_WITH_ADDRESS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})

attempts: list[str] = []
_installed = False


class NetworkRefusedError(RuntimeError):
    """A test tried to reach a network."""


def install() -> None:
    """Refuse the network from here to the end of the process; a second call changes nothing."""
    global _installed
    if not _installed:
        sys.addaudithook(_refuse)
        _installed = True


@contextmanager
def expected_attempts() -> Iterator[list[str]]:
    """The attempts made inside the block, which then don't count against the test."""
    before = len(attempts)
    made: list[str] = []
    try:
        yield made
    finally:
        made += attempts[before:]
        del attempts[before:]


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        # -1 means "as the descriptor says"; what such a socket connects to is seen below.
        refused = arguments[1] in (socket.AF_INET, socket.AF_INET6)
    elif event in CALLS_WITH_ADDRESS:
        refused = isinstance(arguments[1], tuple)
    else:
        refused = event in LOOKUPS
    if refused:
        # Kept as well as raised: code under test may swallow the exception.
        attempts.append(event)
        raise NetworkRefusedError(f"{event} was refused: no test may reach a network")
