"""Each room builds only on the rooms below it; the contracts stand in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from tests.support import checkout
from tests.support.checks import LINTER

PROJECT = tomllib.loads((checkout.TOP / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]


def test_every_contract_is_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINTER, "--no-logo", "--no-cache"],
        cwd=checkout.TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("layers", "app"),
        ("layers", "intake | cite | annotate | search"),
        ("forbidden", "PySide6"),
        ("forbidden", "sqlcipher3"),
        ("forbidden", "bibtexparser"),
        ("forbidden", "socket"),
    ],
)
def test_the_rule_is_among_the_contracts(kind: str, subject: str) -> None:
    held = [
        contract.get("layers", []) + contract.get("forbidden_modules", [])
        for contract in CONTRACTS
        if contract["type"] == kind
    ]
    assert any(subject in modules for modules in held)


@pytest.mark.parametrize("name", [contract["name"] for contract in CONTRACTS])
def test_a_contract_is_named_by_a_sentence(name: str) -> None:
    assert name[0].isupper()
    assert len(name.split()) >= 5
