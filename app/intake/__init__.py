"""A file in, a Reading out: one reader per format, cleaning and metadata, in a child process."""

from app.intake.gather import REFERENCE_SUFFIXES, gather
from app.intake.limits import Limits
from app.intake.reader import IntakeReader
from app.intake.reading import Reading
from app.intake.several import Readers
from app.intake.unpacking import Archives, Member, is_archive

__all__ = [
    "REFERENCE_SUFFIXES",
    "Archives",
    "IntakeReader",
    "Limits",
    "Member",
    "Readers",
    "Reading",
    "gather",
    "is_archive",
]
