"""The paths in the fields in which other programs name an entry's files.

There is no rule for these fields, only habits: JabRef and Zotero write ``description:path:type``,
several with ``;`` between them and ``\\`` before a sign that is meant; others write the path alone.
Mendeley leaves out the first ``/`` and puts LaTeX into what is verbatim elsewhere.
"""

from __future__ import annotations

import re
from itertools import pairwise

FIELDS = ("file", "pdf", "localfile", "local-url")
"""The fields that name files."""

_BETWEEN_FILES = re.compile(r"(?<!\\);")
_BETWEEN_PARTS = re.compile(r"(?<!\\):(?!//)")
_ESCAPED = re.compile(r"\\([:;\\])")
_LATEX = re.compile(r"\{\\([_&#%$~])\}|\\([_&#%$])")
_BACKSLASH = re.compile(r"\{?\$\\backslash\$\}?|\{?\\textbackslash(?:\{\}|\s)?\}?")
_TYPE = re.compile(r"[A-Za-z]{2,12}(?:[ /][\w.+-]*)?\Z")
_ROOTLESS = re.compile(r"(?:home|Users)/")


def named_files(value: str) -> tuple[str, ...]:
    """The paths, or addresses, that the value of such a field names; not looked at."""
    plain = _LATEX.sub(lambda found: found[1] or found[2], _BACKSLASH.sub(r"\\", value))
    paths = (_path(_parts(named)) for named in _BETWEEN_FILES.split(plain))
    return tuple(dict.fromkeys(path for path in paths if path))


def _path(parts: list[str]) -> str:
    """The path among description, path and type, or fewer of these."""
    if len(parts) > 2:
        path = parts[1] or parts[0]
        return f"/{path}" if not parts[0] and _ROOTLESS.match(path) else path
    if len(parts) == 2 and parts[1] and not _TYPE.match(parts[1]):
        return parts[1]
    return parts[0]


def _parts(named: str) -> list[str]:
    """What stands between the colons, but for those of a drive."""
    raw = _BETWEEN_PARTS.split(named)
    drives = [len(left) == 1 and right[:1] in {"\\", "/"} for left, right in pairwise(raw)]
    parts: list[str] = []
    for part, after_drive in zip(raw, [False, *drives], strict=True):
        if after_drive:
            parts[-1] += f":{part}"
        else:
            parts.append(part)
    return [_ESCAPED.sub(r"\1", part).strip() for part in parts]
