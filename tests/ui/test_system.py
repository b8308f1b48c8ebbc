"""Missing system libraries are found, and installed only where that is allowed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ui import system

posix = pytest.mark.skipif(os.name == "nt", reason="packages of Debian")


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that writes down its calls; `install` works once `update` was called."""
    script = tmp_path / "apt-get"
    script.write_text(
        '#!/bin/sh\nd=${0%/*}\necho "$@" >> "$d/calls"\n'
        'case $1 in update) : > "$d/updated";; install) [ -e "$d/updated" ];; esac\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def be(monkeypatch: pytest.MonkeyPatch, user: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)


@posix
def test_root_gets_the_packages_after_newer_lists(
    apt: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be(monkeypatch, 0)
    system.install_packages(["libegl1"], "The window lacks something")
    calls = (apt / "calls").read_text(encoding="utf-8").splitlines()
    install = "install -y --no-install-recommends libegl1"
    assert calls == [install, "update", install]
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "The window lacks something; installing libegl1.\n")


@posix
def test_anyone_else_is_told_the_one_line_to_type(
    apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    be(monkeypatch, 1000)
    with pytest.raises(system.MissingError, match=r"type: sudo apt-get install libegl1 libgl1$"):
        system.install_packages(["libegl1", "libgl1"], "The window lacks something")
    assert not (apt / "calls").exists()


def test_a_system_without_apt_is_told_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(system.MissingError, match="install what Debian calls libegl1"):
        system.install_packages(["libegl1"], "The window lacks something")


@posix
def test_a_library_that_can_not_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "LIBRARIES", {"libc.so.6": "libc6", "libnone.so.9": "libnone9"})
    assert system.missing_libraries() == ["libnone.so.9"]
