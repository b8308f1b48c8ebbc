"""A row of a plain list in words, without Qt: what presenters make and :mod:`linelist` paints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a title, a line below it, a word at the right, an icon in a colour's token.

    ``id`` is what the row stands for. A ``heading`` can't be chosen and shows its title only.
    """

    title: str
    below: str = ""
    right: str = ""
    icon: str = ""
    colour: str = "muted"
    id: str = ""
    heading: bool = False

    @property
    def words(self) -> str:
        """The row as a screen reader says it."""
        return ". ".join(filter(None, (self.title, self.below, self.right)))
