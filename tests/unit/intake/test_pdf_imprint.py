"""How a report asks to be cited, and what its imprint says. Expected: what each says in words."""

from __future__ import annotations

import pytest

from app.intake.pdf.imprint import understood

from .conftest import Outcome, read
from .pdf_files import Word, build

DOE = {"family": "Doe", "given": "Jane"}
ROE = {"family": "Roe", "given": "Richard"}
BODY = "The office began to send short statements in two languages, a habit that older units"


def report(*small: str) -> Outcome:
    """A report whose second page holds some small print."""
    first = [Word(60, 700, "The Quiet Office", 24), Word(60, 600, BODY), Word(60, 586, BODY)]
    second = [Word(60, 300 - 12 * n, text, 9) for n, text in enumerate(small)]
    return read(build([first, [Word(60, 700, BODY), Word(60, 686, BODY), *second]]), "r.pdf")


@pytest.mark.parametrize(
    "said",
    [
        "Jane Doe and Richard Roe, “The Quiet Office,” Valley Institute, March 2019.",
        "Doe, Jane and Richard Roe. “The Quiet Office.” Valley: Valley Institute, March 2019.",
        'Doe, Jane, and Richard Roe. "The Quiet Office." Valley Institute (March 2019).',
    ],
)
def test_a_suggestion_with_its_title_in_quotation_marks(said: str) -> None:
    cited = understood(said)
    assert cited is not None
    assert cited.authors == [DOE, ROE]
    assert cited.title == "The Quiet Office"
    assert cited.publisher == "Valley Institute"
    assert cited.issued == {"date-parts": [[2019, 3]]}


def test_a_suggestion_with_its_year_in_front() -> None:
    cited = understood("Doe, J., & Roe, R. (2019). The quiet office. Valley: Valley Institute.")
    assert cited is not None
    assert [name["family"] for name in cited.authors] == ["Doe", "Roe"]
    assert (cited.title, cited.publisher) == ("The quiet office", "Valley Institute")
    assert cited.issued == {"date-parts": [[2019]]}


def test_an_institution_may_be_the_author() -> None:
    cited = understood("Valley Research Group (2019). The quiet office. Valley Institute.")
    assert cited is not None
    assert cited.authors == [{"literal": "Valley Research Group"}]


def test_words_without_a_title_are_not_understood() -> None:
    assert understood("See the website of the institute for how to cite its reports.") is None


def test_the_suggested_citation_fills_the_reference() -> None:
    found = report(
        "Suggested citation: Jane Doe and Richard Roe, “The Quiet",
        "Office,” Valley Institute, March 2019.",
    )
    assert found.reference["title"] == "The Quiet Office"
    assert found.reference["author"] == [DOE, ROE]
    assert found.reference["issued"] == {"date-parts": [[2019, 3]]}
    assert found.reference["publisher"] == "Valley Institute"
    assert found.finding.sources["author"] == "suggested citation"


def test_the_imprint_names_publisher_year_and_number() -> None:
    found = report(
        "Published by the Valley Institute.", "© 2019 Valley Institute", "ISBN 978-1-23456-789-7"
    )
    assert found.reference["publisher"] == "Valley Institute"
    assert found.reference["issued"] == {"date-parts": [[2019]]}
    assert found.reference["ISBN"] == "978-1-23456-789-7"
