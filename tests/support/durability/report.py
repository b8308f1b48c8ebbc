"""How the durability bench tells what was tried and what was lost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What was tried so many times, and how often it went wrong; a control must go wrong."""

    what: str
    tried: int
    wrong: int
    control: bool = False

    @property
    def passed(self) -> bool:
        return (self.wrong > 0) if self.control else (self.wrong == 0 and self.tried > 0)

    def told(self, width: int) -> str:
        """The line as it is printed."""
        said = "control, must lose" if self.control else ""
        verdict = "ok" if self.passed else "FAILED"
        return (
            f"{self.what:<{width}}  {self.tried:>7,}  {self.wrong:>6,} lost  {verdict:<6}  {said}"
        ).rstrip()
