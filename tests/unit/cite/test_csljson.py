from __future__ import annotations

from typing import Any

import pytest

from app.cite.csljson import checked_reference
from app.errors import InputError


def test_a_sound_reference_stays_as_it_is_but_for_its_id() -> None:
    raw = {
        "id": "x",
        "type": "report",
        "title": "T",
        "author": [{"literal": "L"}, {"family": "F", "given": "G", "comma-suffix": True}],
        "issued": {"date-parts": [[2014, 5], [2015]], "circa": True},
    }
    assert checked_reference(raw) == {key: value for key, value in raw.items() if key != "id"}


def test_numbers_become_texts_and_dates_numbers() -> None:
    raw = {"type": "book", "title": "T", "volume": 3, "issue": 4.0, "number": 1.5}
    found = checked_reference({**raw, "issued": {"date-parts": [["2014", "05", 0]]}})
    assert (found["volume"], found["issue"], found["number"]) == ("3", "4", "1.5")
    assert found["issued"] == {"date-parts": [[2014, 5]]}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2014-05-01", {"date-parts": [[2014, 5, 1]]}),
        ({"raw": "2014/2015"}, {"date-parts": [[2014], [2015]]}),
        ({"raw": "some day"}, {"raw": "some day"}),
        ({"literal": "n.d."}, {"literal": "n.d."}),
        ({"date-parts": [2014, 5]}, {"date-parts": [[2014, 5]]}),
        ({"date-parts": [[2014, 22]]}, {"date-parts": [[2014]], "season": 2}),
        ({"date-parts": [[2014]], "season": "autumn"}, {"date-parts": [[2014]], "season": 3}),
        ({"date-parts": [[2014]], "circa": "1"}, {"date-parts": [[2014]], "circa": True}),
    ],
)
def test_dates_get_one_form(given: Any, expected: dict[str, Any]) -> None:
    assert checked_reference({"title": "T", "issued": given})["issued"] == expected


def test_invisible_and_bidirectional_characters_go() -> None:
    found = checked_reference({"title": "a\u202eb\u200b\x00\nc", "author": [{"family": "\u2066F"}]})
    assert found["title"] == "ab c"
    assert found["author"] == [{"family": "F"}]


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert checked_reference({"title": "a\ud800"})["title"] == "a\ufffd"


def test_what_csl_does_not_know_is_kept_if_it_is_plain() -> None:
    found = checked_reference(
        {
            "title": "T",
            "mood": "calm",
            "stars": 3,
            "nested": {"a": 1},
            "custom": {"x": True, "y": []},
        }
    )
    assert found["custom"] == {"mood": "calm", "stars": 3, "x": True}
    assert "nested" not in found


def test_a_missing_type_is_document_and_an_unknown_one_is_remembered() -> None:
    assert checked_reference({"title": "T"})["type"] == "document"
    found = checked_reference({"type": "sermon", "title": "T"})
    assert (found["type"], found["custom"]) == ("document", {"type": "sermon"})


def test_old_names_are_read() -> None:
    found = checked_reference({"title": "T", "shortTitle": "S", "journalAbbreviation": "J."})
    assert (found["title-short"], found["container-title-short"]) == ("S", "J.")


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ({"title": ["T"]}, "title"),
        ({"title": True}, "title"),
        ({"title": "T", "author": "Jane"}, "author"),
        ({"title": "T", "author": ["Jane"]}, "author"),
        ({"title": "T", "author": [{"family": 1.5, "given": []}]}, "author, given"),
        ({"title": "T", "issued": []}, "issued"),
        ({"title": "T", "issued": {"date-parts": "2014"}}, "issued"),
        ({"title": "T", "issued": {"date-parts": [[2014, 2, 30]]}}, "issued"),
        ({"title": "T", "issued": {"date-parts": [["May"]]}}, "issued"),
        ({"title": "T", "accessed": {"date-parts": [[2014]], "season": 9}}, "accessed"),
        ({"title": "T", "type": 5}, "type"),
    ],
)
def test_an_unsound_value_is_named(raw: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_reference(raw)
    assert f"“{named}”" in caught.value.message


@pytest.mark.parametrize("raw", [None, [], "x", 3, {}, {"type": "book"}, {"title": "\u200b"}])
def test_what_tells_no_source_is_refused(raw: object) -> None:
    with pytest.raises(InputError):
        checked_reference(raw)


def test_something_else_than_a_title_can_tell_the_source() -> None:
    assert checked_reference({"type": "webpage", "URL": "https://example.org"})["URL"]
