"""The errors a user may meet, each with what happened, why, and what to do next.

    SourcebookError          base of all known errors
    ├── InputError           a file or value that was given can't be used
    │   └── LimitError       it was stopped for time, memory, size or nesting
    ├── NotFoundError        an id, key or passage that isn't in the library
    ├── AmbiguousError       several passages fit where one was asked for
    ├── UsageError           the call itself is wrong (the command line exits with 2)
    ├── LibraryError         the library as a whole can't be used as asked
    │   ├── LibraryBusyError     another program is writing to it
    │   ├── ReadOnlyError        opened for reading only
    │   ├── NewerLibraryError    written by a newer Sourcebook
    │   ├── LockedLibraryError   encrypted, and no or a wrong passphrase was given
    │   └── DamagedLibraryError  the file isn't a sound library
    ├── CitationError        a style or a citation that can't be made
    ├── ExportError          an export that can't be written
    └── CancelledError       the user stopped the job

Anything else that escapes the core is a bug, not a message for a user.
"""

from __future__ import annotations


class SourcebookError(Exception):
    """A known error.

    ``code`` is stable and machine-readable, ``message`` one sentence for people, ``hint`` the next
    step, ``detail`` technical text for a report. None of them holds the text of a document.
    """

    code = "error"

    def __init__(
        self, message: str, *, hint: str = "", detail: str = "", code: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail
        if code is not None:
            self.code = code

    def as_dict(self) -> dict[str, str]:
        """The error as the command line prints it under ``--json``."""
        return {"code": self.code, "message": self.message, "hint": self.hint}


class InputError(SourcebookError):
    """A file or value that was given can't be used."""

    code = "bad-input"


class LimitError(InputError):
    """Reading was stopped because it took too long, too much memory, or nests too deep."""

    code = "over-limit"


class NotFoundError(SourcebookError):
    """There is no such thing in the library."""

    code = "not-found"


class AmbiguousError(SourcebookError):
    """More than one thing fits."""

    code = "ambiguous"


class UsageError(SourcebookError):
    """The call is wrong in itself."""

    code = "usage"


class LibraryError(SourcebookError):
    """The library can't be used as asked."""

    code = "library"


class LibraryBusyError(LibraryError):
    """Another program holds the library's writer lock."""

    code = "busy"


class ReadOnlyError(LibraryError):
    """A change was asked of a library opened for reading only."""

    code = "read-only"


class NewerLibraryError(ReadOnlyError):
    """A change was asked of a library that a newer Sourcebook wrote."""

    code = "newer-library"


class LockedLibraryError(LibraryError):
    """The library is encrypted; the passphrase is missing or wrong."""

    code = "locked"


class DamagedLibraryError(LibraryError):
    """The file is not a sound library."""

    code = "damaged"


class CitationError(SourcebookError):
    """A style is unknown or a citation can't be made."""

    code = "citation"


class ExportError(SourcebookError):
    """An export can't be written."""

    code = "export"


class CancelledError(SourcebookError):
    """The user stopped the job; what was done before is kept."""

    code = "cancelled"
