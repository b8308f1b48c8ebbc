"""The wheel, installed into a fresh environment away from the checkout, is the whole program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

SCRIPTS = "Scripts" if os.name == "nt" else "bin"


class Installed:
    """A fresh environment with the wheel in it, and a folder of its own to stand in."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.scripts = folder / "venv" / SCRIPTS
        self.home = folder / "home"
        self.home.mkdir()
        venv.EnvBuilder(symlinks=os.name != "nt").create(folder / "venv")
        place = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
        self.packages = Path(sysconfig.get_path("purelib", "venv", place))
        # The dependencies of the running environment, without its own .pth files: a folder named
        # in one is not searched for others, so the checkout stays out of reach.
        borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        link = self.packages / "borrowed.pth"
        link.write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--python", str(self.scripts / "python"), "install"]
        offline = ["--no-deps", "--no-index", "--force-reinstall", str(wheel)]
        subprocess.run([*pip, *offline], check=True, capture_output=True)

    def run(self, command: str, *args: str) -> subprocess.CompletedProcess[str]:
        """How one of the environment's commands ended."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            [str(self.scripts / command), *args],
            cwd=self.home,
            env={**kept, "HOME": str(self.home), "XDG_DATA_HOME": str(self.home / "data")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"), wheel)


@pytest.mark.parametrize("package", ["app", "ui"])
def test_the_program_comes_from_the_wheel(installed: Installed, package: str) -> None:
    done = installed.run("python", "-P", "-c", f"import {package}; print({package}.__file__)")
    assert done.stdout.strip() == str(installed.packages / package / "__init__.py")


@pytest.mark.parametrize("command", ["sourcebook", "sourcebook-gui"])
def test_both_commands_tell_their_use(installed: Installed, command: str) -> None:
    done = installed.run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert "import" in done.stdout


def test_a_command_is_carried_out_without_qt(installed: Installed) -> None:
    # The blocked import would end the program with a traceback.
    code = "import sys; sys.modules['PySide6'] = None; sys.argv = ['sourcebook', '--help']; "
    code += "from ui.main import main; sys.exit(main())"
    done = installed.run("python", "-P", "-c", code)
    assert done.returncode == 0, done.stderr


def test_a_library_is_made_and_a_document_imported(installed: Installed) -> None:
    page = installed.home / "page.txt"
    page.write_text("A heading\n\nOne paragraph that is told here.\n", encoding="utf-8")
    made = installed.run("sourcebook", "new", "L", "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["documents"] == 0
    done = installed.run("sourcebook", "--library", "L", "import", "page.txt", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "added"


def test_the_sample_comes_with_the_program(installed: Installed) -> None:
    made = installed.run("sourcebook", "new", "S", "--sample", "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["documents"] > 0
