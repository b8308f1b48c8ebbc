"""What stands below a text and is none of it: buttons, tags, comments, links to other pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.intake.plain import marks
from app.text import canonical_line

_OPENS = re.compile(
    r"(?:share(?: (?:this|on|via)\b.{0,40}|\s*:)|like this\s*:?|like (?:this|loading)\b.{0,20}"
    r"|click to (?:share|print|email)\b.*|follow us\b.{0,40}|email this!?|blog\s?this!?|tweet this"
    r"|leave a (?:comment|reply)|add a comment|post a comment|no comments(?: yet)?|back to top"
    r"|comments are closed|bookmark the permalink|subscribe to\b.{0,60}|loading|more [▾▼⌄]"
    r"|read (?:the )?(?:full |whole |next )?(?:article|story|post)|(?:up )?next on\b.{1,40}[›»>]"
    r")\W*$",
    re.IGNORECASE,
)
# Words that only behind one of those are buttons: an article may have a section on Telegram.
_FOLLOWS = re.compile(
    r"(?:share|print|e-?mail|tweet|pin it|reply|facebook|twitter|x|linkedin|whats\s?app|telegram"
    r"|reddit|pinterest|pocket|tumblr|copy link|subscribe|permalink|newer posts?|older posts?"
    r"|previous(?: post)?|next(?: post)?|home|edit|more)\W*$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W*(?:\d+|one|two|three)\s+(?:comments?|responses?|replies|thoughts?)\b.{0,120}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r".{1,60}\b(?:said|says|wrote|commented)\b(?:\s+(?:on|at)\b.*|\s*…|\.\.\.|:?)$|reply\W*$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:related(?:\s+(?:posts?|articles?|stories|content|reading|items|topics))?"
    r"|you (?:may|might) also (?:like|enjoy|be interested in)|more (?:from|by|on|in|like)\b.{0,60}"
    r"|more (?:[\w’'-]+ ){0,2}(?:news|stories|articles|posts|reading)"
    r"|read (?:next|more|also)|recommended(?:\s+(?:posts?|articles?|reading|for you))?"
    r"|(?:recent|popular|latest) (?:posts?|articles?|news))\W*$",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"(?:tags?|tagged(?:\s+(?:as|with))?|labels?|categor(?:y|ies)|topics?|keywords?"
    r"|filed (?:under|in)|posted in)\s*:?\s+(\S.*)$",
    re.IGNORECASE,
)
_COLON_TAGS = re.compile(r"[^:]{3,20}:|filed|posted in|tagged", re.IGNORECASE)
_LONGEST_LINE = 150


@dataclass(slots=True)
class Tail:
    """What was found below the text: places of lines to leave out, tags, and who signed it."""

    places: set[int] = field(default_factory=set)
    tags: list[str] = field(default_factory=list)
    is_blog: bool = False


def find_tail(lines: list[str]) -> Tail:
    """The lines of the lower half, or below all prose, that only serve the page they stood on.

    ``lines`` are whole blocks. Nothing that reads as a sentence is taken, except below a line that
    counts comments where they are signed as such.
    """
    tail = Tail()
    short = [canonical_line(line[: _LONGEST_LINE * 3]) for line in lines]
    at = _start(short)
    for place in range(1, len(short) - 1):
        if _COMMENTS.match(short[place]) and _SAID.match(short[place + 1]):
            at = min(at, place)
    while at < len(short):
        at = _step(short, at, tail)
    return tail


def _start(lines: list[str]) -> int:
    prose = [place for place, line in enumerate(lines) if len(line) > _LONGEST_LINE]
    last = prose[-1] + 1 if prose else len(lines)
    return max(1, min(last, len(lines) // 2))


def _step(lines: list[str], at: int, tail: Tail) -> int:
    """Look at one line; where to go on."""
    line = lines[at]
    if len(line) > _LONGEST_LINE:
        return at + 1
    if _is_tags(line):
        _take_tags(line, at, tail)
    elif _COMMENTS.match(line):
        return _take_comments(lines, at, tail)
    elif _RELATED.match(line):
        links = _links(lines, at + 1)
        tail.places.update(range(at, links))
        return max(links, at + 1)
    elif _OPENS.match(line) or (_FOLLOWS.match(line) and at - 1 in tail.places):
        tail.is_blog = tail.is_blog or "comment" in line.lower()
        tail.places.add(at)
    return at + 1


def _is_tags(line: str) -> bool:
    return bool(_TAGS.match(line) and _COLON_TAGS.match(line)) and not marks.is_sentence(line)


def _take_tags(line: str, at: int, tail: Tail) -> None:
    tail.places.add(at)
    found = _TAGS.match(line)
    named = re.split(r"[,;|]|\s#", found.group(1)) if found else []
    tail.tags += [tag.strip(" #") for tag in named if tag.strip(" #")]
    tail.is_blog = tail.is_blog or line.lower().startswith(("label", "filed", "posted in"))


def _take_comments(lines: list[str], at: int, tail: Tail) -> int:
    """The line that counts the comments, and they themselves where they are signed."""
    tail.is_blog = True
    signed = any(_SAID.match(below) for below in lines[at + 1 :])
    end = len(lines) if signed else at + 1
    tail.places.update(range(at, end))
    return end


def _links(lines: list[str], at: int) -> int:
    """Where the titles below "Related posts" end; 0 where the text goes on behind them."""
    for end in range(at, len(lines)):
        line = lines[end]
        if marks.opens_author_note(line) or _OPENS.match(line) or _is_tags(line):
            return end
        if len(line) > _LONGEST_LINE or line.endswith("."):
            return 0
    return len(lines)
