"""Verbs for encryption: turning it on and off, passphrase, recovery code."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.terminal import Call, common
from app.library import securing
from app.paths import default_library
from app.store.keyfile import read_passphrase

_NEW = click.option(
    "--new-passphrase-file",
    "new",
    metavar="FILE|-",
    required=True,
    help="The passphrase from now on; - types it.",
)
_KEEP = "Write it down and put it away: it is shown once and kept nowhere."


def _folder(call: Call) -> Path:
    return Path(call.folder) if call.folder else default_library()


@click.command()
@_NEW
@common
def encrypt(call: Call, new: str) -> None:
    """Encrypt the library; prints a recovery code to put away."""
    folder = _folder(call)
    code = securing.encrypt_library(folder, read_passphrase(new))
    call.say(
        {"library": str(folder), "recovery_code": code},
        "The library is encrypted now. Its recovery code:",
        f"    {code}",
        _KEEP,
        "Copies made before, outside the library's folder, are as they were.",
    )


@click.command()
@common
def decrypt(call: Call) -> None:
    """Write the library anew without encryption."""
    folder = _folder(call)
    securing.decrypt_library(folder, call.passphrase())
    call.say({"library": str(folder)}, "The library is not encrypted any more.")


@click.command()
@_NEW
@common
def passphrase(call: Call, new: str) -> None:
    """Change the passphrase; --passphrase-file gives the present one, or the recovery code."""
    folder = _folder(call)
    securing.change_passphrase(folder, call.passphrase(), read_passphrase(new))
    call.say({"library": str(folder)}, "The passphrase is changed.")


@click.command("recovery-code")
@common
def recovery_code(call: Call) -> None:
    """Make a new recovery code in place of the one before."""
    folder = _folder(call)
    code = securing.make_recovery_code(folder, call.passphrase())
    call.say({"library": str(folder), "recovery_code": code}, f"    {code}", _KEEP)


COMMANDS = (encrypt, decrypt, passphrase, recovery_code)
