"""LaTeX in the values of a .bib file, read back as text with CSL's rich text.

Only what stands in reference files: accents, symbols, emphasis, braces that protect capitals. A
command nobody knows is kept as it is written, so nothing is lost. There is no recursion: a value
may nest as deep as it likes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.cite.bibtex.accents import MARKS, OTHER_NAMES, SYMBOLS, accented
from app.cite.bibtex.titles import END, NOCASE, protected_runs, without_markup
from app.cite.wording import words

_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z@]+)\*?[ \t\r\n]*|\\(?P<sign>.)|(?P<brace>[{}])|(?P<tie>~)"
    r"|(?P<ligature>---?|``|'')|(?P<text>[^\\{}~\-`']+|.)",
    re.DOTALL,
)
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”"}
_SIGNS = {",": "\u2009", " ": " ", "\\": " ", "\n": " ", ";": " ", ":": " ", "!": ""}
_GONE = frozenset("-/@()[]")
_TAGS = {
    "emph": "i",
    "textit": "i",
    "mkbibemph": "i",
    "mkbibitalic": "i",
    "textsl": "i",
    "textbf": "b",
    "mkbibbold": "b",
    "textsuperscript": "sup",
    "mkbibsuperscript": "sup",
    "textsubscript": "sub",
    "mkbibsubscript": "sub",
}
_CAPS = '<span style="font-variant:small-caps;">'
_TRANSPARENT = words(
    "texttt textrm textsf textnormal text mbox hbox url nolinkurl path foreignlanguage mathrm"
    " bibstring enquote mkbibquote ensuremath MakeUppercase uppercase lowercase"
)
_DROPPED = frozenset({"noopsort", "vphantom", "phantom", "hspace", "label"})
_MARKERS = "`\"'^~=."
MAX_DEPTH = 40
"""Braces nested deeper than this are read as if they were not there."""
_SPACE = re.compile(r"[ \t\r\n]+")
# It begins with one set of characters, which is looked for much faster than a choice.
_NEEDED = re.compile(r"[\\{}~\-`'](?:(?<![-`'])|(?<=-)-|(?<=`)`|(?<=')')")
_NOCASE = re.compile(re.escape(NOCASE) + "|</?span[^<>]*>")


@dataclass(slots=True)
class _Frame:
    """An open brace: whose argument it is (empty for a group) and where its content begins."""

    command: str
    start: int


@dataclass(slots=True)
class _State:
    """What has been read so far."""

    groups: bool
    out: list[str] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    pending: str = ""


def decode(value: str) -> str:
    """``value`` as text: accents composed, emphasis as CSL's rich text, braces gone."""
    return _decoded(value, groups=False) if _NEEDED.search(value) else value


def decode_title(value: str, *, english: bool) -> str:
    """``value`` as text, keeping protected runs that our own rules would not protect.

    Those become ``<span class="nocase">``. Braces around the whole title say nothing and go.
    """
    if not _NEEDED.search(value):
        return value
    text = _decoded(_SPACE.sub(" ", value), groups=True).strip()
    return _reduced(text, english=english) if NOCASE in text else text


def _decoded(value: str, *, groups: bool) -> str:
    state = _State(groups)
    for token in _TOKEN.finditer(value):
        _take(state, token, value)
    while state.frames:
        _close(state)
    return "".join(state.out) + _unfinished(state)


def _unfinished(state: _State) -> str:
    return f"\\{state.pending}" if state.pending else ""


def _take(state: _State, token: re.Match[str], value: str) -> None:
    kind = token.lastgroup
    if kind == "brace":
        if token.group() == "{":
            _open(state, value[token.end() : token.end() + 1])
        else:
            _close(state)
    elif kind == "name":
        _name(state, token["name"])
    elif kind == "sign":
        _sign(state, token["sign"])
    elif kind == "tie":
        _put(state, "\u00a0")
    else:
        _put(state, _LIGATURES.get(token.group(), token.group()))


def _put(state: _State, text: str) -> None:
    """Adds text, with the accent that waits for it."""
    if state.pending:
        command, state.pending = state.pending, ""
        text = accented(command, text) if command in MARKS else f"\\{command} {text}"
    state.out.append(text)


def _name(state: _State, name: str) -> None:
    if name in SYMBOLS or name in OTHER_NAMES:
        _put(state, SYMBOLS.get(name) or OTHER_NAMES.get(name, ""))
    else:
        state.pending = name


def _sign(state: _State, sign: str) -> None:
    if sign in _MARKERS:
        state.pending = sign
    elif sign in _GONE:
        return
    else:
        _put(state, _SIGNS.get(sign, sign))


def _open(state: _State, following: str) -> None:
    command, state.pending = state.pending, ""
    if not command:
        command = "\\" if following == "\\" or len(state.frames) >= MAX_DEPTH else "{"
    state.frames.append(_Frame(command, len(state.out)))


def _close(state: _State) -> None:
    if state.pending:
        state.out.append(_unfinished(state))
        state.pending = ""
    if not state.frames:
        state.out.append("}")
        return
    frame = state.frames.pop()
    if frame.command == "\\" or (frame.command == "{" and not state.groups):
        return
    content = "".join(state.out[frame.start :])
    del state.out[frame.start :]
    state.out.append(_applied(frame.command, content))


def _applied(command: str, content: str) -> str:
    """What a command makes of its argument, or a group of its content."""
    if command == "{":
        return f"{NOCASE}{_without_nocase(content)}{END}" if content else ""
    if command in MARKS:
        return accented(command, content)
    if command in _TAGS:
        return f"<{_TAGS[command]}>{content}</{_TAGS[command]}>"
    if command in {"textsc", "mkbibsc"}:
        return f"{_CAPS}{content}{END}"
    if command in {"enquote", "mkbibquote"}:
        return f"“{content}”"
    if command in _DROPPED:
        return ""
    return content if command in _TRANSPARENT else f"\\{command}{{{content}}}"


def _without_nocase(text: str) -> str:
    """``text`` without the tags of protected runs; other spans keep theirs."""
    if NOCASE not in text:
        return text
    parts: list[str] = []
    opened: list[bool] = []
    at = 0
    for tag in _NOCASE.finditer(text):
        parts.append(text[at : tag.start()])
        at = tag.end()
        if tag.group() == END:
            ours = opened.pop() if opened else False
        else:
            ours = tag.group() == NOCASE
            opened.append(ours)
        if not ours:
            parts.append(tag.group())
    return "".join(parts) + text[at:]


def _reduced(text: str, *, english: bool) -> str:
    """``text`` with only those protected runs that have to be said."""
    plain = _without_nocase(text)
    if text == f"{NOCASE}{plain}{END}":
        return plain
    runs = protected_runs(plain) if english else []
    masked = without_markup(plain)
    parts: list[str] = []
    at = 0
    for start, end in _spans(text):
        said = any(first <= start and end <= last for first, last in runs)
        if said or _inside_word(masked, start, end):
            continue
        parts.append(f"{plain[at:start]}{NOCASE}{plain[start:end]}{END}")
        at = end
    return "".join(parts) + plain[at:]


def _spans(text: str) -> list[tuple[int, int]]:
    """The protected runs of ``text``, as ranges of the text without their tags."""
    spans: list[tuple[int, int]] = []
    opened: list[int | None] = []
    gone = 0
    for tag in _NOCASE.finditer(text):
        place = tag.start() - gone
        if tag.group() != END:
            opened.append(place if tag.group() == NOCASE else None)
            gone += len(NOCASE) if tag.group() == NOCASE else 0
        elif opened:
            start = opened.pop()
            if start is not None:
                spans.append((start, place))
                gone += len(END)
    return sorted(spans)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a range begins or ends in the middle of a word, as in ``{B}ayes``."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (
        after.isalnum() and text[end - 1].isalnum()
    )
