"""A small checkout around the real run.py, whose one package is a wheel made here.

It sets itself up for real, with a virtual environment and pip, and needs no network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from tests.support import checkout

MAIN = """
import json, os, sys
import pebble
print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "pebble": pebble.VERSION}))
sys.exit(7 if "fail" in sys.argv else 0)
"""
# Run before run.py in the same process, to let it meet another machine than this one.
AS_PYTHON_3_8 = "sys.version_info = (3, 8, 10, 'final', 0)"
WITHOUT_ENSUREPIP = "sys.modules['ensurepip'] = None"


def write_wheel(path: Path, version: str) -> None:
    """Write the package's wheel, always of the same bytes for the same version."""
    info = f"pebble-{version}.dist-info"
    content = {
        "pebble.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: pebble\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    with ZipFile(path, "w") as archive:
        for name, text in content.items():
            archive.writestr(ZipInfo(name), text)  # its date is 1980


class Pebble:
    """A checkout in ``folder`` and beside it, as the package index, a folder of wheels."""

    def __init__(self, folder: Path) -> None:
        self.top = folder / "check out"
        self.index = folder / "index"
        self.index.mkdir(parents=True)
        checkout.copy_to(self.top, only=("run.py",))
        (self.top / "ui").mkdir()
        shutil.copy2(checkout.TOP / "ui" / "system.py", self.top / "ui")
        (self.top / "ui" / "__init__.py").touch()
        (self.top / "ui" / "main.py").write_text(MAIN, encoding="utf-8")
        self.venv = self.top / ".venv"
        self.lock("1.0")

    def lock(self, version: str, *, sha256: str = "") -> None:
        """Lock the package at ``version``, with the hash of its wheel unless another is given."""
        wheel = self.index / f"pebble-{version}-py3-none-any.whl"
        if not wheel.exists():
            write_wheel(wheel, version)
        digest = sha256 or hashlib.sha256(wheel.read_bytes()).hexdigest()
        text = f"pebble=={version} \\\n    --hash=sha256:{digest}\n    # via the test\n"
        text += f"stone==1.0 ; sys_platform == 'none' \\\n    --hash=sha256:{digest}\n"
        (self.top / "requirements.lock").write_text(text, encoding="utf-8")

    def command(self, *args: str, first: str = "") -> list[str]:
        """The command that starts it; ``first`` is a line of Python to be run before run.py."""
        script = str(self.top / "run.py")
        if not first:
            return [sys.executable, script, *args]
        code = f"import runpy, sys; del sys.argv[0]; {first}; "
        code += "runpy.run_path(sys.argv[0], run_name='__main__')"
        return [sys.executable, "-c", code, script, *args]

    def environment(self, **changes: str) -> dict[str, str]:
        """An environment in which pip sees the folder of wheels and nothing else."""
        pip = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.index),
            "PIP_CONFIG_FILE": os.devnull,
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        return {**kept, **pip, **changes}

    def run(
        self, *args: str, first: str = "", cwd: Path | None = None, **changes: str
    ) -> subprocess.CompletedProcess[str]:
        """How a start with these arguments and changes to the environment ended."""
        return subprocess.run(
            self.command(*args, first=first),
            cwd=cwd or self.top,
            env=self.environment(**changes),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def start(self, *args: str) -> subprocess.Popen[str]:
        """A start that goes on while the test does; its output is piped."""
        return subprocess.Popen(
            self.command(*args),
            cwd=self.top,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            # What a shell starts in the background is deaf to Ctrl+C; this one is to hear it.
            preexec_fn=_hear_interrupts if os.name == "posix" else None,
        )


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
