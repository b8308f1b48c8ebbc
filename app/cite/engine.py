"""Citations and bibliographies, printed by pandoc's citation processor in a child program.

One child runs a fixed script (citeproc.lua) and is asked over its standard input, which is ten
times faster than starting pandoc for every citation. It gets data only: references as CSL-JSON,
locators as plain words, never Markdown. It sees an empty environment and independent styles only,
so there is nothing it could look for on a network.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.cite.citable import citable
from app.cite.hanging import hanging
from app.cite.literals import Literals, signs
from app.cite.rules import adapted, left_out_reason, place_of, rule_of
from app.cite.styles import Style, has_bibliography, styles_folder
from app.closable import Closable
from app.errors import CitationError
from app.model import DocumentId, LeftOut, Reference

_SCRIPT = Path(__file__).with_name("citeproc.lua")
_CALLS = 100  # the child's memory grows with every call; a fresh one costs 0.15 s
_SECONDS = 10.0
_LARGEST = 2_000_000  # characters of one request
_REMEMBERED = 512
_LARGEST_LIST, _SECONDS_LIST = 20_000_000, 120.0  # the same for a whole bibliography
FORMS: Mapping[str, str] = MappingProxyType(
    {"docx": "docx", "odt": "odt", "html": "html", "markdown": "commonmark", "latex": "latex"}
)
"""The formats of a bibliography, with pandoc's name for each."""
# At most 512 MB, and 64 MB of room for new values, so that rubbish is collected seldom: the slow
# citations take half the time.
_MEMORY = ("+RTS", "-M512m", "-A64m", "-RTS")
_NO_TIME = "315532800"  # 1980: the same bibliography gives the same bytes
_HINT = "Check the reference for unusual values, or choose another style."


@dataclass(frozen=True, slots=True)
class Cited:
    """One item of a citation: ``reference`` is CSL-JSON with its ``id``.

    ``id`` is the document's, for saying which was left out. ``locator`` is a finished phrase from
    ``app.cite.locators``, or empty; ``prefix`` stands before it, as "Amaq, quoted in" does.
    """

    id: str
    reference: Reference
    locator: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A citation and its bibliography, as plain text and as HTML without links.

    Every string is one line. For a style that cites in notes ``citation`` is the text of the full
    first note. ``bibliography`` is in the style's own order; ``left_out`` names, in the order
    cited, what the style doesn't print there.
    """

    citation: str
    citation_html: str
    bibliography: tuple[str, ...]
    bibliography_html: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one source: the full ``first``, one ``later``, and one right after another.

    ``again`` is "ibid." where the style has it, else the same as ``later``. Each is a pair of
    plain text and HTML. A number of an earlier note ("n 1") is the first note's.
    """

    first: tuple[str, str]
    later: tuple[str, str]
    again: tuple[str, str]


class CitationEngine(Closable):
    """Prints citations; one child program, started when first needed and stopped by ``close``.

    Safe to share between threads: one citation is printed at a time. What was printed before is
    remembered. Use it as a context manager.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._remembered: OrderedDict[str, Rendered | Notes] = OrderedDict()

    def render(
        self, cited: Sequence[Cited], style: Style, *, beside: Sequence[Cited] = ()
    ) -> Rendered:
        """One citation of everything in ``cited``, and its bibliography, in ``style``.

        ``beside`` is what else stands in the same list: it is in the bibliography too, and tells
        whether a year needs a letter or a name its initials.
        Raises CitationError for nothing to cite, a reference with a value of the wrong kind, and
        where the citation processor fails, runs out of memory or takes too long.
        """
        if not cited:
            raise CitationError("There is nothing to cite.", hint="Name at least one document.")
        request, literals = _request([*cited, *beside], style, cited=len(cited))
        key = json.dumps([request, literals.phrases, [item.id for item in (*cited, *beside)]])
        with self._lock:
            known = self._remembered.get(key)
            if not isinstance(known, Rendered):
                answer = self._ask(request)
                lettered = request["cites"] if style.notes else _lettered(request, answer)
                if lettered != request["cites"]:
                    answer = self._ask({**request, "cites": lettered})
                known = _rendered([*cited, *beside], style, answer, literals)
                self._remember(key, known)
            self._remembered.move_to_end(key)
            return known

    def notes(self, cited: Cited, style: Style) -> Notes:
        """The first and the later note of one source; raises what :meth:`render` raises."""
        other = Cited("", {"id": "other", "type": "book", "title": "Another"})
        request, literals = _request([cited, cited, other, cited], style)
        request["apart"] = True
        key = json.dumps([request, literals.phrases])
        with self._lock:
            known = self._remembered.get(key)
            if not isinstance(known, Notes):
                word = rule_of(style).ibid
                first, again, _other, later = (
                    _note(each, literals, word) for each in self._ask(request)["citations"]
                )
                known = Notes(first, later, again)
                self._remember(key, known)
            self._remembered.move_to_end(key)
            return known

    def bibliography(
        self,
        cited: Sequence[Cited],
        style: Style,
        form: str,
        *,
        title: str,
        remark: str = "",
        notes: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> tuple[bytes, int]:
        """A file with the bibliography of everything in ``cited``, and how many entries it has.

        ``form`` is one of pandoc's writers named in :data:`FORMS`; ``notes`` are annotations in
        Markdown by document, set below the entry; ``remark`` stands below the ``title``. Raises
        what :meth:`render` raises.
        """
        request, _literals = _request(cited, style)
        places = {item.id: f"r{number}" for number, item in enumerate(cited)}
        request |= {
            "format": FORMS[form],
            "title": title,
            "remark": remark,
            "notes": {places[id_]: list(told) for id_, told in notes.items() if id_ in places},
            "signs": signs(french=style.locale.startswith("fr")),
        }
        with self._lock:
            answer = self._ask(request, _LARGEST_LIST, _SECONDS_LIST)
        content = answer["content"]
        return (hanging(content) if form == "docx" else content), answer["entries"]

    def _remember(self, key: str, answer: Rendered | Notes) -> None:
        self._remembered[key] = answer
        if len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)

    def close(self) -> None:
        """Stop the child program. The engine can be used again; it then starts another."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None

    def _ask(
        self, request: dict[str, Any], largest: int = _LARGEST, seconds: float | None = None
    ) -> dict[str, Any]:
        seconds = _SECONDS if seconds is None else seconds
        payload = json.dumps(request).encode("ascii")
        if len(payload) > largest:
            raise CitationError(
                "That is too much to cite at once.", hint="Cite fewer documents at a time."
            )
        answer = self._answer(payload, seconds) or self._answer(payload, seconds)
        if not answer or answer.get("error"):
            raise CitationError(
                "The citation could not be made.",
                hint=_HINT,
                detail="pandoc gave no answer" if not answer else "pandoc refused the reference",
            )
        return answer

    def _answer(self, payload: bytes, seconds: float) -> dict[str, Any] | None:
        """The child's answer; None where it died, so that the caller may try once more."""
        if self._child is None:
            self._child = _Child()
        answer = self._child.ask(payload, seconds)
        if answer is None or self._child.calls >= _CALLS:
            self._stop()
        return answer


class _Child:
    """A running pandoc that answers one framed request after another."""

    def __init__(self) -> None:
        self.calls = 0
        self._program = subprocess.Popen(
            [_pandoc(), *_MEMORY, "lua", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=styles_folder(),
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, payload: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer to one request; None where the child is dead.

        Raises CitationError where it takes too long; it is dead then.
        """
        self.calls += 1
        late = threading.Event()
        watch = threading.Timer(seconds, self._kill, [late])
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchange(payload)
        except (OSError, ValueError):
            answer = None
        except BaseException:  # interrupted between question and answer: never to be used again
            self.stop()
            raise
        finally:
            watch.cancel()
        if late.is_set():
            self.stop()
            raise CitationError("The citation took too long and was stopped.", hint=_HINT)
        return answer

    def stop(self) -> None:
        """Stop the program and wait until it is gone."""
        self._program.kill()
        self._program.wait()
        for pipe in (self._program.stdin, self._program.stdout):
            if pipe is not None:
                _close(pipe)

    def _kill(self, late: threading.Event) -> None:
        late.set()
        self._program.kill()

    def _exchange(self, payload: bytes) -> dict[str, Any] | None:
        source, sink = self._program.stdout, self._program.stdin
        if source is None or sink is None:
            return None
        sink.write(b"%d\n%s" % (len(payload), payload))
        sink.flush()
        size = int(source.readline() or b"-1")
        data = source.read(size) if size >= 0 else b""
        answer = json.loads(data) if len(data) == size else None
        if not isinstance(answer, dict):
            return None
        if "bytes" in answer:  # a file follows
            answer["content"] = source.read(answer["bytes"])
        return answer


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:  # what was not yet written has nowhere to go
        return


@cache
def _pandoc() -> str:
    # Found without importing the package, which would start every pandoc it finds to ask for its
    # version; only the one that comes with it was tried.
    spec = importlib.util.find_spec("pypandoc")
    for place in (spec.submodule_search_locations if spec else None) or []:
        for name in ("pandoc", "pandoc.exe"):
            path = Path(place) / "files" / name
            if path.is_file():
                return str(path)
    raise CitationError(
        "The citation processor is not installed.", hint="Install Sourcebook again."
    )


def _environment() -> dict[str, str]:
    # Windows can't start a program without SYSTEMROOT. No HOME, no PATH, no proxies.
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": _NO_TIME}


def _request(
    items: Sequence[Cited], style: Style, *, cited: int | None = None
) -> tuple[dict[str, Any], Literals]:
    """What the child is asked about ``items``, of which the first ``cited`` are cited, or all."""
    names: dict[tuple[str, str], str] = {}
    references: list[dict[str, Any]] = []
    cites: list[dict[str, str]] = []
    literals = Literals(french=style.locale.startswith("fr"))
    for item in items:
        known = (item.id, str(item.reference.get("id", "")))
        if known not in names:
            names[known] = f"r{len(names)}"
            references.append(adapted(citable(item.reference, names[known]), style))
        place = place_of(item.reference, item.locator, style)
        cite = {"id": names[known], "locator": literals.hide(place)}
        if item.prefix:
            cite["prefix"] = literals.hide_words(item.prefix)
        cites.append(cite)
    packaged = style.path.parent == styles_folder()
    request: dict[str, Any] = {
        "csl": style.path.name if packaged else str(style.path),
        # A file of the user's own may be another tomorrow under the same name.
        "stamp": "" if packaged else str(style.path.stat().st_mtime_ns),
        "lang": style.locale,
        "references": json.dumps(references),
        "cites": cites[:cited],
    }
    if len(cites) > len(request["cites"]):
        request["beside"] = [cite["id"] for cite in cites[cited:]]
    return request, literals


def _lettered(request: Mapping[str, Any], answer: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is cited, with works of one author and year as the list has them: 2015a before 2015b.

    Everything else stays where it was put.
    """
    cites: list[dict[str, str]] = list(request["cites"])
    if len(cites) < 2:
        return cites
    ranks = {entry["id"].removeprefix("ref-"): rank for rank, entry in enumerate(answer["entries"])}
    groups: dict[str, list[int]] = {}
    references = {one["id"]: one for one in json.loads(request["references"])}
    for place, cite in enumerate(cites):
        reference = references[cite["id"]]
        dated = (reference.get("issued") or {}).get("date-parts") or [[None]]
        if reference.get("author") and cite["id"] in ranks:
            told = json.dumps([reference["author"], [point[:1] for point in dated]])
            groups.setdefault(told, []).append(place)
    for places in groups.values():
        inside = sorted((cites[place] for place in places), key=lambda cite: ranks[cite["id"]])
        for place, cite in zip(places, inside, strict=True):
            cites[place] = cite
    return cites


def _note(printed: Mapping[str, str], literals: Literals, ibid: str) -> tuple[str, str]:
    """A note, plain and as HTML, with ``ibid`` as the guide writes it.

    The processor begins every note with a capital.
    """

    def small(note: str) -> str:
        begins = bool(ibid) and note.casefold().startswith(ibid.casefold())
        return ibid + note[len(ibid) :] if begins else note

    return small(literals.show(printed["plain"])), small(literals.show_html(printed["html"]))


def _rendered(
    cited: Sequence[Cited], style: Style, answer: dict[str, Any], literals: Literals
) -> Rendered:
    entries = {
        entry["id"].removeprefix("ref-"): entry
        for entry in answer["entries"]
        if entry["plain"].strip()
    }
    return Rendered(
        citation=literals.show(answer["citation"]["plain"]),
        citation_html=literals.show_html(answer["citation"]["html"]),
        bibliography=tuple(literals.show(entry["plain"]) for entry in entries.values()),
        bibliography_html=tuple(literals.show_html(entry["html"]) for entry in entries.values()),
        left_out=_left_out(cited, style, entries),
    )


def _left_out(cited: Sequence[Cited], style: Style, printed: dict[str, Any]) -> tuple[LeftOut, ...]:
    kinds: dict[tuple[str, str], str] = {}
    for item in cited:
        kinds.setdefault(
            (item.id, str(item.reference.get("id", ""))), str(item.reference.get("type", ""))
        )
    whole = has_bibliography(style.path)
    return tuple(
        LeftOut(DocumentId(known[0]), left_out_reason(style, kind, has_bibliography=whole))
        for number, (known, kind) in enumerate(kinds.items())
        if f"r{number}" not in printed
    )
