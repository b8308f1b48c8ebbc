"""What looks wrong in a reference; and that a sound one is left in peace."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.cite.soundness import unsound

TODAY = date(2024, 6, 1)
SOUND: dict[str, Any] = {
    "type": "article-journal",
    "title": "Of NASA & other names",
    "author": [{"family": "Roe", "given": "Jane"}, {"literal": "others"}],
    "issued": {"date-parts": [[2019, 2, 28], [2019, 3]]},
    "accessed": {"date-parts": [[2024, 6, 1]]},
    "page": "S99-S101",
    "DOI": "10.1080/09546553.2019.1606801",
    "URL": "https://example.org/a?b=1",
    # Check digits computed by hand from ISO 2108 and ISO 3297.
    "ISBN": "978-0-306-40615-7",
    "ISSN": "0954-6553",
}


def faults(**changed: Any) -> list[str]:
    reference = {**SOUND, **changed}
    return [each.field for each in unsound(reference, today=TODAY)]


def test_a_sound_reference_is_left_in_peace() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": "THE RISE OF AN AGENCY"},
        {"title": "The {NASA} papers"},
        {"title": r"\emph{Dabiq} again"},
        {"title": "Tom &amp; others"},
        {"title": "CafÃ© society"},
        {"DOI": "doi.org/no"},
        {"URL": "example.org"},
        {"ISBN": "978-0-306-40615-8"},
        {"ISSN": "0954-6554"},
        {"issued": {"date-parts": [[2019, 2, 29]]}},
        {"issued": {"date-parts": [[2020], [2019]]}},
        {"issued": {"date-parts": [[2025]]}},
        {"issued": {"literal": "last spring"}},
        {"accessed": {"date-parts": [[2024, 6, 2]]}},
        {"author": [{"literal": "Roe, Jane"}]},
        {"author": [{"family": "Roe et al.", "given": "J."}]},
        {"author": [{"family": "Roe and Doe"}]},
        {"author": [{"family": "Roe2"}]},
        {"page": "120-115"},
        {"publisher": "Pre\ufffds"},
    ],
    ids=str,
)
def test_what_looks_wrong_is_told_with_its_field(changed: dict[str, Any]) -> None:
    assert faults(**changed) == list(changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"page": "115–20"},
        {"page": "e12-e9x"},
        {"author": [{"literal": "United Nations, Security Council"}]},
        {"issued": {"date-parts": [[2024]]}},
        {"title": "ISIS"},
        {"title": "AT&T; and R&D"},
        {"note": "see \\\\server"},
    ],
    ids=str,
)
def test_what_is_only_unusual_is_not(changed: dict[str, Any]) -> None:
    assert faults(**changed) == []


def test_the_hand_written_references_have_only_what_they_were_made_for() -> None:
    file = Path(__file__).parents[2] / "data" / "exchange" / "twenty.json"
    for item in json.loads(file.read_text("utf-8")):
        for each in unsound(item, today=date(2031, 1, 1)):
            assert each.problem.endswith(".")


def test_a_date_that_goes_on_is_sound() -> None:
    open_end = {"type": "book", "title": "T", "issued": {"date-parts": [[2014], [0]]}}
    assert unsound(open_end, today=TODAY) == ()
