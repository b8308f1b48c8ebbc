"""EndNote's reference types and what their fields mean in CSL."""

from __future__ import annotations

TYPES = {
    "aggregated database": "dataset",
    "ancient text": "classic",
    "artwork": "graphic",
    "audiovisual material": "motion_picture",
    "bill": "bill",
    "blog": "post-weblog",
    "book": "book",
    "book section": "chapter",
    "case": "legal_case",
    "catalog": "book",
    "chart or table": "figure",
    "classical work": "classic",
    "computer program": "software",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "dataset": "dataset",
    "dictionary": "entry-dictionary",
    "discussion forum": "post",
    "edited book": "book",
    "electronic article": "article-journal",
    "electronic book": "book",
    "electronic book section": "chapter",
    "encyclopedia": "entry-encyclopedia",
    "figure": "figure",
    "film or broadcast": "motion_picture",
    "generic": "document",
    "government document": "report",
    "grant": "document",
    "hearing": "hearing",
    "interview": "interview",
    "journal article": "article-journal",
    "legal rule or regulation": "regulation",
    "magazine article": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "multimedia application": "software",
    "music": "song",
    "newspaper article": "article-newspaper",
    "online database": "dataset",
    "online multimedia": "webpage",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal communication": "personal_communication",
    "podcast": "broadcast",
    "press release": "webpage",
    "report": "report",
    "serial": "collection",
    "social media": "post",
    "standard": "standard",
    "statute": "legislation",
    "television episode": "broadcast",
    "thesis": "thesis",
    "unpublished work": "article",
    "web page": "webpage",
}
"""The CSL type of each reference type, by its English name in lower case."""

NUMBERS = {
    "2": "artwork",
    "3": "audiovisual material",
    "4": "bill",
    "5": "book section",
    "6": "book",
    "7": "case",
    "9": "computer program",
    "10": "conference proceedings",
    "12": "web page",
    "13": "generic",
    "14": "hearing",
    "17": "journal article",
    "19": "magazine article",
    "20": "map",
    "21": "film or broadcast",
    "23": "newspaper article",
    "25": "patent",
    "26": "personal communication",
    "27": "report",
    "28": "edited book",
    "31": "statute",
    "32": "thesis",
    "34": "unpublished work",
    "36": "manuscript",
    "43": "electronic article",
    "44": "electronic book",
    "46": "government document",
    "47": "conference paper",
    "52": "dictionary",
    "53": "encyclopedia",
    "56": "blog",
    "59": "dataset",
}
"""Types by their number, for an export in another language."""

STANDING_ALONE = frozenset(
    ("book", "report", "manuscript", "software", "map", "motion_picture", "standard", "pamphlet")
)
"""CSL types whose second title is a series, and whose second authors edit that series."""

COUNTED_IN_ISSUES = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "post-weblog")
)
"""CSL types whose number is that of an issue."""

TEXTS = {
    "volume": "volume",
    "edition": "edition",
    "num-vols": "number-of-volumes",
    "pages": "page",
    "pub-location": "publisher-place",
    "publisher": "publisher",
    "call-num": "call-number",
    "abstract": "abstract",
    "work-type": "genre",
    "language": "language",
    "remote-database-name": "archive",
    "remote-database-provider": "source",
    "electronic-resource-num": "DOI",
    "orig-pub": "original-title",
    "section": "section",
}
"""Fields that mean the same in every type."""
