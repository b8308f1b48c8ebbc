"""The refusal of the network trips when it should, and leaves alone what is local."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import checkout
from tests.support.network import NetworkRefusedError, expected_attempts
from tests.support.tracing import run_traced

ATTEMPTS: dict[str, Callable[[], object]] = {
    "IPv4 socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "IPv6 socket": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "default socket": socket.socket,
    "connection": lambda: socket.create_connection(("127.0.0.1", 9)),
    "getaddrinfo": lambda: socket.getaddrinfo("localhost", 80),
    "gethostbyname": lambda: socket.gethostbyname("localhost"),
    "gethostbyname_ex": lambda: socket.gethostbyname_ex("localhost"),
    "gethostbyaddr": lambda: socket.gethostbyaddr("127.0.0.1"),
    "getnameinfo": lambda: socket.getnameinfo(("127.0.0.1", 80), 0),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_every_way_to_a_network_is_refused_and_remembered(attempt: Callable[[], object]) -> None:
    with expected_attempts() as made, pytest.raises(NetworkRefusedError):
        attempt()
    assert made


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
def test_local_sockets_work() -> None:
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        one.sendall(b"here")
        assert other.recv(4) == b"here"


def test_a_swallowed_refusal_still_fails_the_test(tmp_path: Path) -> None:
    (tmp_path / "test_inner.py").write_text(
        textwrap.dedent("""
            import contextlib, socket
            from tests.conftest import no_network

            def test_swallows():
                with contextlib.suppress(Exception):
                    socket.socket()

            def test_stays_at_home():
                pass
        """),
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:pytest-qt"),
            *("--rootdir", str(tmp_path), "-c", "/dev/null", str(tmp_path)),
        ],
        cwd=checkout.TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "tried to reach a network: socket.__new__" in done.stdout
    assert "2 passed, 1 error" in done.stdout


def test_a_trace_shows_what_a_child_of_a_child_does() -> None:
    inner = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    result = run_traced([sys.executable, "-c", outer])
    assert result.returncode == 0
    assert any("AF_INET" in line for line in result.internet)


def test_a_trace_of_a_local_program_is_empty() -> None:
    result = run_traced([sys.executable, "-c", "import socket; print(socket.AF_UNIX)"])
    assert (result.returncode, result.internet) == (0, [])
