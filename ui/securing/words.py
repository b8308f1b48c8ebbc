"""What is said of passphrases and of what can't be reset, and when two fields will do; no Qt."""

from __future__ import annotations

from app.errors import SourcebookError

PLAIN = (
    "This library is not encrypted: whoever gets at the disk can read it. With a passphrase the "
    "database, the search index, the original files and the copies in its folder are encrypted."
)
LOST = (
    "Nobody can reset a passphrase, and there is no other way in. You get a recovery code to write "
    "down; who loses both loses the library."
)
REWRITING = (
    "All of the library is written anew, which takes a while and, meanwhile, twice its room. "
    "Copies and backups in its folder are replaced by a new one. What the disk itself keeps of "
    "deleted files, and copies kept elsewhere, are out of reach."
)
SAMPLE = (
    "The sample holds nothing of yours, so it has no passphrase. A library of your own can have "
    "one: open it, then come back here."
)
READ_ONLY = "This window can only read, so nothing of this can be changed here."
CODE_ONCE = (
    "It opens the library if the passphrase is forgotten. It is shown only now and kept nowhere: "
    "write it down, and keep the paper where nobody looks for it. With the passphrase you can make "
    "another one at any time; the one before then opens nothing."
)

ACTS = (
    ("change", "Change the passphrase"),
    ("code", "Make a new recovery code"),
    ("off", "Turn encryption off"),
)
"""What can be done with a library that is encrypted."""

ABOUT = {
    "change": "The library itself isn’t written anew, and the recovery code stays good. Backups "
    "made before still open with the passphrase they were made under.",
    "code": "The code before, if there was one, opens nothing any more but backups made before.",
    "off": f"Anyone who gets at the disk can read the library then. {REWRITING}",
}
"""What each of them means."""

BUTTONS = {"change": "Change passphrase", "code": "Make code", "off": "Turn off"}

_SHORT, _FAIR, _LONG = 8, 12, 20


def strength(passphrase: str) -> str:
    """What the length of a passphrase tells, which is all that is looked at."""
    many = len(passphrase)
    if not many:
        return "Four or five words that don’t belong together are hard to guess and easy to keep."
    if many < _SHORT:
        return f"{_letters(many)}: a program finds this by trying."
    if many < _FAIR:
        return f"{_letters(many)}: short. A few words more would be far safer."
    if many < _LONG:
        return f"{_letters(many)}: fair, if it is no name, date or saying."
    return f"{_letters(many)}: long enough, if it is no saying or line that others know."


def _letters(many: int) -> str:
    return "1 character" if many == 1 else f"{many} characters"


def fault(first: str, second: str) -> tuple[str, str]:
    """What is wrong with a new passphrase typed twice: below the first field, below the second."""
    if not first:
        return "Type a passphrase first.", ""
    if first != second:
        return "", "The two differ. Type the same passphrase in both fields."
    return "", ""


def told(error: SourcebookError) -> str:
    """A known error as a sheet says it."""
    return " ".join(filter(None, (error.message, error.hint)))


def rewriting_step(done: int, total: int, _what: str) -> str:
    """How far the writing anew is."""
    return f"{done} of {total} original files written anew" if total else ""
