"""A hundred references that bite: every kind, and what BibTeX, LaTeX and Biber trip over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.cite.csljson import TYPES, checked_reference

TWENTY = Path(__file__).parents[2] / "data" / "exchange" / "twenty.json"

ROE = {"family": "Roe", "given": "Jane"}
FULL: dict[str, Any] = {
    "author": [ROE],
    "issued": {"date-parts": [[2019, 7, 4]]},
    "publisher": "Example & Sons",
    "publisher-place": "York",
    "URL": "https://example.org/a_b?x=1%20y&z={1}~#top",
    "accessed": {"date-parts": [[2024, 2, 29]]},
    "container-title": "Studies in Conflict & Terrorism",
    "volume": "4",
    "issue": "2–3",
    "page": "10–19",
    "DOI": "10.1000/a_b<c>(2)#d",
    "language": "en",
    "abstract": "50% of $5 & more_or_less #1 ~ ^ \\ {x} “quoted” -- ``a''",
    "note": "A \\command{and} 100%",
}
NAMES: list[list[dict[str, Any]]] = [
    [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
    [{"family": "Beauvoir", "given": "Simone", "dropping-particle": "de"}],
    [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
    [{"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"}],
    [{"literal": "Barnes and Noble, Inc."}, {"literal": "others"}],
    [{"literal": "United Nations Security Council"}, ROE],
    [{"family": "Plato"}],
    [{"family": "Müller-Straße", "given": "Jörg-Peter"}, {"family": "Çetin", "given": "Ş."}],
    [{"family": "O’Neill", "given": "Siân"}, {"family": "Ó Ríordáin", "given": "Seán"}],
    [{"family": "Nguyễn", "given": "Văn A."}, {"family": "Łoś", "given": "Ł."}],
    [{"family": "and", "given": "And"}],
    [{"family": "Smith, Jr", "given": "A {B}"}],
    [{"family": f"Author{n}", "given": "N."} for n in "abcdefgh"],
]
TITLES = [
    "NASA, iPhones and the Islamic State in Iraq",
    "How ISIS Runs Its News Agency: A Year of Claims",
    "On <i>Dabiq</i> and H<sub>2</sub>O, 10<sup>th</sup> <b>time</b>",
    'Why <span class="nocase">de facto</span> rules',
    "100% of $5 & more: _this_ #1 ~ or ^ that \\ {brace}",
    "“Quoted ‘inside’” – a dash — and … dots",
    "Is it? It is! It's: so",
    "ʿAmāq and Ḥizb Allāh",
]
DATES: list[dict[str, Any]] = [
    {"date-parts": [[2014, 5], [2016, 6]]},
    {"date-parts": [[2014]], "season": 3},
    {"date-parts": [[1998]], "circa": True},
    {"date-parts": [[-44, 3, 15]]},
    {"literal": "in press"},
]


def torture() -> dict[str, dict[str, Any]]:
    """The references by key; all sound."""
    found = {item["id"]: checked_reference(item) for item in json.loads(TWENTY.read_text("utf-8"))}
    for nth, names in enumerate(NAMES):
        found[f"name{nth}"] = checked_reference(
            {**FULL, "type": "book", "title": f"Of names {nth}", "author": names}
        )
    for nth, title in enumerate(TITLES):
        found[f"title{nth}"] = checked_reference(
            {**FULL, "type": "article-journal", "title": title}
        )
    for nth, date in enumerate(DATES):
        found[f"date{nth}"] = checked_reference(
            {**FULL, "type": "webpage", "title": f"Dated {nth}", "issued": date}
        )
    for language in ("de", "ar", "fr-CA"):
        found[f"in-{language}"] = checked_reference(
            {**FULL, "type": "report", "title": "Über die ISIS: eine Frage", "language": language}
        )
    for kind in sorted(TYPES):
        found.setdefault(
            f"kind-{kind}".replace("_", "-"),
            checked_reference({**FULL, "type": kind, "title": f"A {kind.replace('_', ' ')}"}),
        )
    return found
