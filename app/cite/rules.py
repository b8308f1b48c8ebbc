"""What each family of styles asks for, where CSL alone prints something else.

CSL has no word for "a paragraph I counted" or "the section with this heading": its labels would
print "Sections History, para. 3" in APA. So the phrase is composed here and handed over finished.
Sources, by family:

- APA: Publication Manual, 7th ed., 8.28 (material without page numbers: a heading or section
  name, a counted paragraph, or both; long headings shortened, in quotation marks) and 8.27
  (block quotations from 40 words).
- Harvard: Cite Them Right, 12th ed. (a paragraph number where there are no pages; quotations of
  more than three lines are set off).
- MHRA: Style Guide, 4th ed. (paragraph numbers where there are no pages; quotations of more than
  forty words are set off).
- OSCOLA: 4th ed. (only paragraph numbers that the source prints; no full stop after
  abbreviations; quotations of more than three lines are set off).
- Chicago: Manual of Style, 17th and 18th ed. (no counting of unnumbered paragraphs: a heading in
  quotation marks, or nothing; block quotations from a hundred words), and Turabian, 9th ed.,
  which follows it.
- MLA: Handbook, 9th ed. (never count unnumbered paragraphs; "par.", "pars.").

"Quoted in": APA 8.6 ("as cited in"), Cite Them Right ("quoted in", or "cited in" for a
paraphrase), MHRA 4th ed. and Chicago ("quoted in", the original first), MLA 6.77 ("qtd. in").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.cite.styles import Style

# "More than three lines" and the like, in words: a line of an essay (A4, 12 point, 2.5 cm
# margins) holds about 15 words.
_WORDS_A_LINE = 15


@dataclass(frozen=True, slots=True)
class Rule:
    """What a family of styles asks for.

    ``label`` is its name for people. ``counts`` says whether it prints paragraph numbers that the
    reader counted. ``paragraph`` and ``chapter`` are the words before one and before several.
    ``block_from`` is the number of words from which a quotation is set off as a block.
    ``quoted_in`` stands between an original and the source in which it was read.
    """

    label: str
    counts: bool
    block_from: int
    paragraph: tuple[str, str] = ("para.", "paras")
    chapter: tuple[str, str] = ("ch.", "chs")
    quoted_in: str = "quoted in"


APA = Rule("APA", counts=True, block_from=40, quoted_in="as cited in")
HARVARD = Rule("Harvard", counts=True, block_from=3 * _WORDS_A_LINE + 1)
MHRA = Rule("MHRA", counts=True, block_from=41)
OSCOLA = Rule(
    "OSCOLA",
    counts=False,
    block_from=3 * _WORDS_A_LINE + 1,
    paragraph=("para", "paras"),
    chapter=("ch", "chs"),
)
CHICAGO = Rule("Chicago", counts=False, block_from=100)
TURABIAN = Rule("Turabian", counts=False, block_from=100)
MLA = Rule(
    "MLA",
    counts=False,
    block_from=4 * _WORDS_A_LINE + 1,
    paragraph=("par.", "pars."),
    chapter=("ch.", "chs."),
    quoted_in="qtd. in",
)
_OTHER_NOTES = Rule("", counts=False, block_from=40)
_OTHER_TEXT = Rule("", counts=True, block_from=40)

# Looked for in the style's own name first, then in its parent's; the first that fits counts.
_FAMILIES: tuple[tuple[str, Rule], ...] = (
    ("turabian", TURABIAN),
    ("chicago", CHICAGO),
    ("oscola", OSCOLA),
    ("mhra", MHRA),
    ("modern-humanities-research", MHRA),
    ("modern-language-association", MLA),
    ("harvard", HARVARD),
    ("apa", APA),
)


def rule_of(style: Style) -> Rule:
    """The rule of the family ``style`` belongs to.

    A style of no known family counts paragraphs if it cites in the text, and names headings if it
    cites in notes.
    """
    for stem in (style.name, style.path.stem):
        parts = f"-{stem}-"
        for family, rule in _FAMILIES:
            if f"-{family}-" in parts:
                return rule
    return _OTHER_NOTES if style.notes else _OTHER_TEXT


def label_of(style: Style) -> str:
    """The style's name for a sentence: "Chicago 17", "MHRA", else its title."""
    label = rule_of(style).label
    if label != CHICAGO.label:
        return label or style.title
    if style.path.stem.endswith("17th-edition"):
        return "Chicago 17"
    return "Chicago 18" if "16th" not in style.path.stem else "Chicago 16"


def marks_of(style: Style) -> tuple[str, str]:
    """The outer quotation marks of the style's language: single in British English, else double.

    As the CSL locales have them; where a language has marks of its own, those.
    """
    language = style.locale.partition("-")[0]
    return ("‘", "’") if style.locale == "en-GB" else _MARKS.get(language, ("“", "”"))


_MARKS = {"de": ("„", "“"), "fr": ("«\u202f", "\u202f»"), "es": ("«", "»"), "it": ("«", "»")}


def adapted(reference: dict[str, Any], style: Style) -> dict[str, Any]:
    """``reference`` with what the style's guide asks for and its CSL file waits to be told.

    - Chicago dates an encyclopedia entry on the web by its revision, "last modified January 22,
      2024" (17th ed., 14.233; 18th ed., 14.131); its CSL prints those words from ``status`` only.
    - APA names no publisher that is the author as well (7th ed., 9.29).
    """
    rule = rule_of(style)
    if rule in (CHICAGO, TURABIAN) and _is_dated_entry(reference):
        return {"status": "last modified"} | reference
    if rule is APA and reference.get("author") == [{"literal": reference.get("publisher")}]:
        return {field: value for field, value in reference.items() if field != "publisher"}
    return reference


def _is_dated_entry(reference: dict[str, Any]) -> bool:
    dates = reference.get("issued", {}).get("date-parts", [])
    whole_date = len(dates) == 1 and len(dates[0]) == 3
    return reference["type"] == "entry-encyclopedia" and "URL" in reference and whole_date


def left_out_reason(style: Style, kind: str, *, has_bibliography: bool) -> str:
    """Why a reference of the CSL type ``kind`` is not in the style's bibliography, in a sentence.

    ``has_bibliography`` says whether the style prints one at all.
    """
    if not has_bibliography:
        return "This style has no bibliography."
    where = "notes" if style.notes else "the text"
    what = _PLURALS.get(kind, "sources of this kind")
    return f"{label_of(style)} prints {what} in {where} only, not in the bibliography."


_PLURALS = {
    "entry": "encyclopedia entries",
    "entry-dictionary": "dictionary entries",
    "entry-encyclopedia": "encyclopedia entries",
    "personal_communication": "personal communications",
    "interview": "interviews",
    "legal_case": "court cases",
    "legislation": "legislation",
    "bill": "bills",
    "hearing": "hearings",
    "regulation": "regulations",
    "treaty": "treaties",
    "classic": "classic works",
    "webpage": "web pages",
    "post": "social media posts",
    "post-weblog": "blog posts",
    "article-newspaper": "newspaper articles",
    "manuscript": "manuscripts",
}
