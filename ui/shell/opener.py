"""What a window asks of the application that made it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Opener(Protocol):
    """What the window asks of the application that made it."""

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open another library in place of this one."""

    def open_sample(self) -> None:
        """Open the sample in place of this library."""

    def choose_library(self) -> None:
        """Ask for another library."""

    def start_own(self) -> None:
        """Leave the sample for the user's own library."""

    def recent(self) -> list[Path]:
        """The libraries opened last."""

    def reload(self) -> None:
        """Open this library anew, so that it can be changed."""

    def reset_sample(self) -> None:
        """Make the sample anew."""

    def lock(self) -> None:
        """Close this encrypted library until its passphrase is given again."""

    def rewrite(self, now: str, new: str) -> None:
        """Turn encryption on or off; one of the passphrases is empty."""

    def restart(self) -> None:
        """Close the window and start the program again."""
