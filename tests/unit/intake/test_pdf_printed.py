"""Web pages that a browser printed to PDF: margins read and gone, cited by paragraph."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from .conftest import Outcome, read

ADDRESS = "https://example.org/claims/counting?p=1"
FULL = "The outlet repeats each claim in three languages and waits for others to carry it"
CHROME = ("Skia/PDF m120", "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 Safari/537.36")
FIREFOX = ("cairo 1.17.4 (https://cairographics.org)", "Mozilla Firefox 115.0")
SAFARI = ("macOS Version 13.4 (Build 22F66) Quartz PDFContext", "Safari")

Drawn = tuple[float, float, str, float]


def pdf(pages: list[list[Drawn]], makers: tuple[str, str] = CHROME) -> bytes:
    """A PDF with lines of text at their places, and these as producer and creator."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), pageCompression=0)
    canvas.setProducer(makers[0])
    canvas.setCreator(makers[1])
    canvas.setTitle("")
    for page in pages:
        for x, y, text, size in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def chrome_margins(number: int, total: int, address: str = ADDRESS) -> list[Drawn]:
    return [
        (24, 820, "3/5/16, 10:00 AM", 8),
        (220, 820, "Counting Claims | Valley Post", 8),
        (24, 16, address, 8),
        (555, 16, f"{number}/{total}", 8),
    ]


def article(margins: list[list[Drawn]], makers: tuple[str, str] = CHROME) -> Outcome:
    """An article on two printed pages, its second paragraph broken between them."""
    first: list[Drawn] = [
        (72, 760, "Counting Claims", 20),
        (72, 730, "By Jane Roe", 11),
        *((72, 700 - 14 * n, text, 11) for n, text in enumerate((FULL, FULL, "on."))),
        *((72, 640 - 14 * n, text, 11) for n, text in enumerate((FULL, FULL))),
    ]
    second: list[Drawn] = [(72, 780, "on the next day, which ends the paragraph.", 11),
                           (72, 740, "In 2015 it ended.", 11)]  # fmt: skip
    return read(pdf([first + margins[0], second + margins[1]], makers), "a.pdf")


@pytest.fixture(params=["Chrome", "Firefox", "Safari"])
def found(request: pytest.FixtureRequest) -> Outcome:
    if request.param == "Chrome":
        return article([chrome_margins(1, 2), chrome_margins(2, 2)])
    if request.param == "Firefox":
        return article(
            [[(24, 820, "Counting Claims | Valley Post", 8), (380, 820, ADDRESS, 8),
              (24, 16, f"{n} of 2", 8), (480, 16, "3/5/16, 10:00 AM", 8)] for n in (1, 2)],
            FIREFOX,
        )  # fmt: skip
    return article(
        [[(24, 16, ADDRESS, 8), (480, 16, f"Page {n} of 2", 8), (480, 820, "3/5/16, 10:00 AM", 8),
          (24, 820, "Counting Claims | Valley Post", 8)] for n in (1, 2)],
        SAFARI,
    )  # fmt: skip


def test_the_margins_say_what_is_cited(found: Outcome) -> None:
    assert found.kind == "analyst-article"
    assert found.reference == {
        "title": "Counting Claims",
        "URL": ADDRESS,
        "container-title": "Valley Post",
        "author": [{"family": "Roe", "given": "Jane"}],
    }
    assert found.finding.sources["URL"] == "margin of the printout"
    assert found.provenance["address"] == ADDRESS
    # When it was printed is no date of publication, and as a date it could be May or March.
    assert found.provenance["saved_by_browser"] == "3/5/16, 10:00 AM"


def test_the_text_is_without_margins_and_without_the_prints_pages(found: Outcome) -> None:
    assert found.blocks == [
        ("paragraph", f"{FULL} {FULL} on."),
        ("paragraph", f"{FULL} {FULL} on the next day, which ends the paragraph."),
        ("paragraph", "In 2015 it ended."),
    ]
    assert {block.page for block in found.text.blocks} == {None}


def test_one_printed_page_is_enough() -> None:
    page: list[Drawn] = [(72, 700, FULL + ".", 11), (72, 680, "2015", 11), *chrome_margins(1, 1)]
    found = read(pdf([page]), "a.pdf")
    assert found.reference["URL"] == ADDRESS
    assert found.blocks == [("paragraph", f"{FULL}. 2015")]


def test_an_address_that_is_cut_off_is_no_reference() -> None:
    cut = ADDRESS[:30] + "…"
    found = article([chrome_margins(n, 2, cut) for n in (1, 2)])
    assert "URL" not in found.reference
    assert found.finding.warnings == [
        "The address in the margin is cut off; look it up before you cite."
    ]


@pytest.mark.parametrize(
    "makers", [("Skia/PDF m120", "Google Docs Renderer"), ("Acrobat Distiller", "Word"), ("", "")]
)
def test_a_report_with_an_address_at_its_foot_stays_a_report(makers: tuple[str, str]) -> None:
    found = article([chrome_margins(1, 2), chrome_margins(2, 2)], makers)
    assert found.kind == "report"
    assert "URL" not in found.reference
    assert found.text.blocks[0].page == "1"


def test_a_report_that_a_browser_saved_without_margins_stays_a_report() -> None:
    page: list[Drawn] = [(72, 700, FULL + ".", 11), (72, 680, f"See {ADDRESS} for it.", 11)]
    other: list[Drawn] = [(72, 700, FULL + ".", 11), (72, 680, "No more.", 11)]
    assert read(pdf([page, other, other]), "a.pdf").kind == "report"
