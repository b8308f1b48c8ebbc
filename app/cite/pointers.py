"""A place in a source as writing tools point to it: LaTeX, Markdown of pandoc, Typst.

The key and the locator phrase, escaped for each, so that the tool's own style prints the rest.
"""

from __future__ import annotations

import re
from typing import Literal

Tool = Literal["latex", "pandoc", "typst"]
TOOLS: tuple[Tool, ...] = ("latex", "pandoc", "typst")

_PAGES = re.compile(r"pp?\.\s(?P<number>[\d–-]+|[ivxlcdm]+)\Z")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "[": "{[}", "]": "{]}",
}  # fmt: skip
_LABEL = re.compile(r"(?<=\.) (?=\d)|(?<=paras) (?=\d)|(?<=para) (?=\d)")
_TYPST = re.compile(r"[\\#\[\]*_`@$<>~/\"']")
_TYPST_KEY = re.compile(r"[\w][\w.:-]*\Z")
_PANDOC = re.compile(r"[\\{}\[\]*_`^~@<>$\"'|#]")


def pointer(key: str, phrase: str, tool: Tool) -> str:
    """The citation of ``key`` at the place that ``phrase`` names ("para. 7"), as ``tool`` has it.

    >>> pointer("ellingsen2024reading", "para. 7", "latex")
    '\\\\autocite[para.~7]{ellingsen2024reading}'
    """
    return _WRITERS[tool](key, phrase)


def _latex(key: str, phrase: str) -> str:
    if not phrase:
        return f"\\autocite{{{key}}}"
    page = _PAGES.match(phrase)
    if page:  # biblatex sets "p." or "pp." itself
        return f"\\autocite[{page['number'].replace('–', '--')}]{{{key}}}"
    words = "".join(_LATEX.get(letter, letter) for letter in phrase)
    return f"\\autocite[{_LABEL.sub('~', words)}]{{{key}}}"


def _pandoc(key: str, phrase: str) -> str:
    # A key with other than these signs has to stand in braces (pandoc's manual, "Citation syntax").
    plain = re.fullmatch(r"\w(?:[\w:.#$%&+?<>~/-]*\w)?", key)
    name = f"@{key}" if plain else f"@{{{key}}}"
    words = _PANDOC.sub(r"\\\g<0>", phrase)
    return f"[{name}, {words}]" if phrase else f"[{name}]"


def _typst(key: str, phrase: str) -> str:
    label = f"<{key}>" if _TYPST_KEY.match(key) else f'label("{key}")'
    words = _TYPST.sub(r"\\\g<0>", phrase)
    return f"#cite({label}, supplement: [{words}])" if phrase else f"#cite({label})"


_WRITERS = {"latex": _latex, "pandoc": _pandoc, "typst": _typst}
