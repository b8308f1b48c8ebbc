"""The lock files pin and hash everything that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support import checkout

PROJECT = tomllib.loads((checkout.TOP / "pyproject.toml").read_text(encoding="utf-8"))
APP = PROJECT["project"]["dependencies"]
TOOLS = PROJECT["dependency-groups"]["test"]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Each package of a lock file with its version and the number of its hashes."""
    text = (checkout.TOP / name).read_text(encoding="utf-8")
    entries = {}
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
        requirement = Requirement(entry.split("\\")[0].strip())
        (pin,) = requirement.specifier
        assert pin.operator == "==", entry.splitlines()[0]
        entries[canonicalize_name(requirement.name)] = (pin.version, len(HASH.findall(entry)))
    return entries


LOCKS = {name: locked(name) for name in ("requirements.lock", "requirements-test.lock")}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    assert len(LOCKS[name]) > 10
    assert [package for package, (_, hashes) in LOCKS[name].items() if not hashes] == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("requirements.lock", APP), ("requirements-test.lock", APP + TOOLS)],
    ids=["app", "test"],
)
def test_the_lock_holds_each_dependency_at_its_pin(name: str, wanted: list[str]) -> None:
    for dependency in map(Requirement, wanted):
        version, _ = LOCKS[name][canonicalize_name(dependency.name)]
        assert str(dependency.specifier) == f"=={version}", dependency.name


def test_the_test_lock_changes_nothing_of_the_app() -> None:
    app, test = LOCKS["requirements.lock"], LOCKS["requirements-test.lock"]
    assert {name: entry for name, entry in test.items() if name in app} == app


def test_only_packages_of_this_index_are_locked() -> None:
    for name in LOCKS:
        text = (checkout.TOP / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        assert [line for line in lines if "://" in line or line.startswith("-")] == []


def test_qt_is_older_than_the_version_that_crashes() -> None:
    version, _ = LOCKS["requirements.lock"]["pyside6-essentials"]
    # 6.12.0 drops a reference to None with each call that returns nothing, until CPython 3.11 ends.
    assert version.startswith("6.11.")
