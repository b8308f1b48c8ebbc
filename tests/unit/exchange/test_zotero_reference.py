"""A Zotero item as a reference: types, fields, people, dates and what Extra says.

Expected values follow Zotero's published schema (csl.types, csl.fields, csl.names, baseField,
primary creators) and its documentation of the Extra field.
"""

from __future__ import annotations

from typing import Any

import pytest

from app.cite.csljson import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from app.cite.csljson import TYPES as CSL_TYPES
from app.exchange.zotero.extra import read_extra
from app.exchange.zotero.fields import BASE_FIELDS, DATES, NAMES, TEXTS, TYPES
from app.exchange.zotero.reference import Creator, entry_of, zotero_date, zotero_name


def reference(kind: str, *creators: Creator, **fields: str) -> dict[str, Any]:
    return entry_of(kind, fields, list(creators)).reference


def test_every_mapped_name_is_one_that_csl_knows() -> None:
    assert set(TYPES.values()) <= CSL_TYPES
    assert set(TEXTS.values()) <= TEXT_VARIABLES
    assert set(DATES.values()) <= DATE_VARIABLES
    assert set(NAMES.values()) <= NAME_VARIABLES
    assert set(BASE_FIELDS.values()) <= TEXTS.keys() | DATES.keys()


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("report", {"institution": "I", "reportNumber": "4", "reportType": "T"},
         {"type": "report", "publisher": "I", "number": "4", "genre": "T"}),
        ("blogPost", {"blogTitle": "B"}, {"type": "post-weblog", "container-title": "B"}),
        ("encyclopediaArticle", {"encyclopediaTitle": "E"},
         {"type": "entry-encyclopedia", "container-title": "E"}),
        ("thesis", {"university": "U", "thesisType": "PhD"},
         {"type": "thesis", "publisher": "U", "genre": "PhD"}),
        ("case", {"caseName": "A v B", "court": "C", "docketNumber": "9", "reporter": "R"},
         {"type": "legal_case", "title": "A v B", "authority": "C", "number": "9",
          "container-title": "R"}),
        ("statute", {"nameOfAct": "Act", "publicLawNumber": "107-56", "code": "USC",
                     "codeNumber": "18"},
         {"type": "legislation", "title": "Act", "number": "107-56", "container-title": "USC",
          "volume": "18"}),
        ("email", {"subject": "S"}, {"type": "personal_communication", "title": "S"}),
        ("podcast", {"seriesTitle": "P", "episodeNumber": "3"},
         {"type": "broadcast", "collection-title": "P", "number": "3"}),
        ("preprint", {"repository": "arXiv", "archiveID": "2001.1"},
         {"type": "article", "publisher": "arXiv", "number": "2001.1"}),
        ("conferencePaper", {"proceedingsTitle": "Proc", "conferenceName": "C", "place": "Oslo"},
         {"type": "paper-conference", "container-title": "Proc", "event-title": "C",
          "publisher-place": "Oslo", "event-place": "Oslo"}),
    ],
)  # fmt: skip
def test_fields_come_as_their_csl_variables(
    kind: str, fields: dict[str, str], expected: dict[str, str]
) -> None:
    fields.setdefault("title", "T") if "title" not in expected else None
    made = reference(kind, **fields)
    assert made == {"title": "T", **expected}


def test_what_csl_has_no_place_for_is_kept() -> None:
    made = reference("patent", Creator("attorneyAgent", "Roe", "Ann"), title="T", assignee="Corp")
    assert made["custom"] == {"assignee": "Corp", "attorneyAgent": "Roe, Ann"}


def test_the_main_creator_of_a_type_is_its_author() -> None:
    film = reference(
        "film", Creator("director", "O", "A"), Creator("producer", "P", "B"), title="T"
    )
    assert film["author"] == [{"family": "O", "given": "A"}]
    assert film["producer"] == [{"family": "P", "given": "B"}]
    talk = reference("interview", Creator("interviewee", "O", "A"), title="T")
    assert talk["author"] == [{"family": "O", "given": "A"}]
    book = reference("book", Creator("seriesEditor", "O", "A"), title="T")
    assert book["collection-editor"] == [{"family": "O", "given": "A"}]


@pytest.mark.parametrize(
    ("creator", "expected"),
    [
        (Creator("author", "al-Zawahiri", "Ayman"),
         {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"}),
        (Creator("author", "King", "Martin Luther, Jr."),
         {"family": "King", "given": "Martin Luther", "suffix": "Jr."}),
        (Creator("author", "United Nations", "", single=True), {"literal": "United Nations"}),
        (Creator("author", "Aristotle", ""), {"literal": "Aristotle"}),
        (Creator("author", '"van Dam"', "X"), {"family": "van Dam", "given": "X"}),
        (Creator("author", "", ""), {}),
    ],
)  # fmt: skip
def test_people(creator: Creator, expected: dict[str, str]) -> None:
    assert zotero_name(creator) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-03-18 March 18, 2016", {"date-parts": [[2016, 3, 18]]}),
        ("2016-03-00 March 2016", {"date-parts": [[2016, 3]]}),
        ("2016-00-00 2016", {"date-parts": [[2016]]}),
        ("2016-00-00 Spring 2016", {"date-parts": [[2016]], "season": 1}),
        ("2014-00-00 2014-2016", {"date-parts": [[2014], [2016]]}),
        ("2016-02-31 2016-02-31", {"date-parts": [[2016, 2]]}),
        ("0000-00-00 forthcoming", {"literal": "forthcoming"}),
        ("0000-00-00 n.d.", None),
        ("2022-05-06 07:08:09", {"date-parts": [[2022, 5, 6]]}),
        ("2022-05-06T07:08:09Z", {"date-parts": [[2022, 5, 6]]}),
        ("", None),
    ],
)
def test_dates(value: str, expected: dict[str, Any] | None) -> None:
    assert zotero_date(value) == expected


def test_extra_lines_that_mean_something_are_taken_and_the_rest_stays() -> None:
    extra = read_extra(
        "Citation Key: meer2016\nDOI: 10.1000/x\nOriginal Date: 1886-05\n"
        "Editor: Roe || Ann\nEditor: Some Institute\ntype: dataset\n"
        "tex.ids: old1, old2\nread in May\n"
    )
    assert extra.key == "meer2016"
    assert extra.former_keys == ["old1", "old2"]
    assert extra.type == "dataset"
    assert extra.texts == {"DOI": "10.1000/x"}
    assert extra.dates == {"original-date": {"date-parts": [[1886, 5]]}}
    assert extra.names == {
        "editor": [{"family": "Roe", "given": "Ann"}, {"literal": "Some Institute"}]
    }
    assert extra.note == "read in May"


@pytest.mark.parametrize(
    ("line", "key"),
    [("citation key: a1", "a1"), ("Citation-Key: a1", "a1"), ("bibtex: a1", "a1"),
     ("bibtex*: a1", "a1"), ("Citation Key: no key at all", "")],
)  # fmt: skip
def test_a_key_in_extra(line: str, key: str) -> None:
    assert read_extra(line).key == key


def test_a_word_with_a_colon_is_no_field() -> None:
    extra = read_extra("Remember: ask her\nhttp://example.org/x")
    assert extra.note == "Remember: ask her\nhttp://example.org/x"


def test_the_key_is_the_items_own_then_extras_then_better_bibtexs() -> None:
    def key(older: str = "", **fields: str) -> str | None:
        return entry_of("book", {"title": "T", **fields}, [], older_key=older).key

    assert key("c", citationKey="a", extra="Citation Key: b") == "a"
    assert key("c", extra="Citation Key: b") == "b"
    assert key("c") == "c"
    assert key() is None


def test_a_field_of_the_item_outranks_extra_but_for_dates_and_type() -> None:
    made = reference(
        "book",
        title="T",
        publisher="Own",
        date="2016-00-00 2016",
        extra="Publisher: Other\nIssued: 2014/2016\nType: report",
    )
    assert made["publisher"] == "Own"
    assert made["issued"] == {"date-parts": [[2014], [2016]]}
    assert made["type"] == "report"
