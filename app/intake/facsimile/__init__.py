"""The pages of a PDF as they look, drawn in a child process, and which place of a Text is where."""

from app.intake.facsimile.letters import Box, Letters
from app.intake.facsimile.mapping import PageMap
from app.intake.facsimile.pages import Drawing, Entry, Facsimile, FacsimileLimits, Sheet, Sheets
from app.intake.facsimile.places import Places, Spot

__all__ = [
    "Box",
    "Drawing",
    "Entry",
    "Facsimile",
    "FacsimileLimits",
    "Letters",
    "PageMap",
    "Places",
    "Sheet",
    "Sheets",
    "Spot",
]
