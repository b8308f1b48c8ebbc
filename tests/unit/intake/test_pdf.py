"""PDFs built for the purpose; expected blocks reasoned by hand from where the words stand."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from app.errors import InputError

from .conftest import read
from .pdf_files import Word, build

FULL = "The outlet repeats each claim in three languages and waits for"  # 62 characters
NEXT = "others to carry it on, which they do within the hour, mostly so"


def lines(*texts: str, top: float = 700, x: float = 72, size: float = 11) -> list[Word]:
    return [Word(x, top - 14 * number, text, size) for number, text in enumerate(texts)]


def test_lines_become_paragraphs_at_an_indent_and_at_a_gap() -> None:
    page = [
        *lines(FULL, NEXT, "it ends here."),
        Word(86, 658, FULL),
        *lines(NEXT, "and ends as well.", top=644),
        *lines("After a gap it goes on.", top=590),
    ]
    assert [text for _, text in read(build([page]), "a.pdf").numbered] == [
        f"{FULL} {NEXT} it ends here.",
        f"{FULL} {NEXT} and ends as well.",
        "After a gap it goes on.",
    ]


def test_a_paragraph_broken_by_a_page_counts_once_where_it_starts() -> None:
    found = read(build([lines(FULL, NEXT), lines("on the next page. Done.", FULL)]), "a.pdf")
    first = found.text.blocks[0]
    assert found.text.text_of(first).startswith(f"{FULL} {NEXT} on the next page.")
    assert (first.paragraph, first.page) == (1, "1")


def test_pages_go_by_their_labels() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r /St 4 >> 1 << /S /D /St 12 >>] >>"
    pages = [lines(FULL, "ends here."), lines("New " + FULL, "ends too.")]
    found = read(build(pages, labels=labels), "a.pdf")
    assert [block.page for block in found.text.blocks] == ["iv", "12"]


def test_words_broken_at_a_lines_end_are_mended_and_real_hyphens_stay() -> None:
    page = lines(
        "It is counter-terrorism that he means, and this line is quite full, terror-",
        "ism is the wider word, and on this quite full line it says counter-",
        "terrorism again.",
    )
    assert read(build([page]), "a.pdf").numbered == [
        (
            1,
            "It is counter-terrorism that he means, and this line is quite full, terrorism is "
            "the wider word, and on this quite full line it says counter-terrorism again.",
        )
    ]


def test_running_heads_and_page_numbers_are_no_text() -> None:
    pages = [
        [
            Word(72, 800, f"Working Paper {number}"),
            *lines(f"Page text {word} " + FULL, f"which ends with {word}."),
            Word(290, 30, str(number)),
        ]
        for number, word in enumerate(("one", "two", "three", "four"), start=1)
    ]
    texts = [text for _, text in read(build(pages), "a.pdf").numbered]
    assert texts == [
        f"Page text {word} {FULL} which ends with {word}."
        for word in ("one", "two", "three", "four")
    ]


def test_large_lines_are_title_and_headings() -> None:
    page = [
        Word(72, 780, "How Outlets Count", 20),
        Word(72, 740, "What Follows", 14),
        *lines(FULL, NEXT, "it ends here."),
    ]
    found = read(build([page]), "a.pdf")
    assert found.reference["title"] == "How Outlets Count"
    assert found.blocks == [
        ("heading", "What Follows"),
        ("paragraph", f"{FULL} {NEXT} it ends here."),
    ]
    assert found.kind == "report"


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        # As drawn from left to right: right-to-left words stand reversed on the page.
        ("The group قامعا said so", "The group اعماق said so"),
        ("said ةلودلا ميظنت in 2015 end", "said تنظيم الدولة in 2015 end"),
        ("(قامعا) is a name", "(اعماق) is a name"),
        ("2015 ماع يف قامعا ةلاكو", "وكالة اعماق في عام 2015"),
    ],
)
def test_lines_of_both_directions_are_put_in_reading_order(drawn: str, meant: str) -> None:
    page = [*lines(FULL + " so they say."), Word(72, 600, drawn)]
    assert read(build([page]), "a.pdf").numbered[-1][1] == meant


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Counting Claims in War", "Counting Claims in War"),
        ("Microsoft Word - draft 3.doc", "How Outlets Count"),
        ("untitled", "How Outlets Count"),
        ("report_final_v2.indd", "How Outlets Count"),
    ],
)
def test_a_title_field_is_used_only_where_it_is_one(title: str, kept: str) -> None:
    page = [Word(72, 780, "How Outlets Count", 20), *lines(FULL, "ends here.")]
    assert read(build([page], f"/Title ({title}) /Author (user)"), "a.pdf").reference == {
        "title": kept
    }


def test_a_doi_with_signs_of_a_journal_makes_a_journal_article() -> None:
    page = [
        Word(72, 780, "How Outlets Count", 20),
        *lines("Journal of Invented Studies, Vol. 4, No. 2. doi:10.1234/jis.42.", FULL + "."),
    ]
    found = read(build([page]), "a.pdf")
    assert (found.kind, found.reference["DOI"]) == ("journal-article", "10.1234/jis.42")


def test_a_scanned_pdf_has_no_text_and_a_warning() -> None:
    found = read(build([[], []]), "a.pdf")
    assert found.blocks == []
    assert any("no text" in warning for warning in found.finding.warnings)


def test_a_protected_pdf_is_refused_calmly() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, FULL)
    canvas.save()
    with pytest.raises(InputError) as caught:
        read(out.getvalue(), "a.pdf")
    assert caught.value.code == "password"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_pdf_is_refused(share: float) -> None:
    data = build([lines(FULL, NEXT)])
    with pytest.raises(InputError) as caught:
        read(data[: int(len(data) * share)], "a.pdf")
    assert caught.value.code == "damaged"


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read(build([]), "a.pdf")
    assert caught.value.code == "damaged"


def test_a_web_page_named_pdf_is_read_as_one_and_says_so() -> None:
    found = read("<html><body><p>Please log in.</p></body></html>", "a.pdf")
    assert found.blocks == [("paragraph", "Please log in.")]
    assert found.finding.warnings == ["The file is a web page although its name ends in .pdf."]


def test_text_named_pdf_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read("Please log in.", "a.pdf")
    assert caught.value.code == "binary"


def test_what_stands_at_the_edge_of_both_pages_of_two_is_no_text() -> None:
    pages = [
        [Word(72, 800, "Valley Briefing"), *lines(FULL, NEXT), Word(480, 30, "Page 1 of 2")],
        [Word(72, 800, "Valley Briefing"), *lines("it ends.", FULL), Word(480, 30, "Page 2 of 2")],
    ]
    found = read(build(pages), "a.pdf")
    assert found.numbered[0] == (1, f"{FULL} {NEXT} it ends.")
    assert "Briefing" not in found.text.canonical
    assert "Page" not in found.text.canonical


def test_byline_and_date_below_the_title_are_known_and_no_text() -> None:
    page = [
        *lines("A Short Report on Counting", top=780, size=18),
        *lines("By Mara Lindqvist and Ali al-Masri", top=750),
        *lines("18 March 2016", top=733),
        *lines(FULL, NEXT, "it ends here."),
    ]
    found = read(build([page]), "a.pdf")
    assert found.reference == {
        "title": "A Short Report on Counting",
        "author": [
            {"family": "Lindqvist", "given": "Mara"},
            {"family": "Masri", "non-dropping-particle": "al-", "given": "Ali"},
        ],
        "issued": {"date-parts": [[2016, 3, 18]]},
    }
    assert found.numbered == [(1, f"{FULL} {NEXT} it ends here.")]


def test_the_subtitle_on_a_title_page_opens_no_section() -> None:
    front = [
        *lines("The Quiet Office", top=600, size=26),
        *lines("Media Work in the Valley", top=560, size=18),
        *lines("Mara Lindqvist", top=530),
    ]
    found = read(build([front, lines(FULL, NEXT, "it ends here.")]), "a.pdf")
    assert found.reference["title"] == "The Quiet Office"
    assert found.reference["author"] == [{"family": "Lindqvist", "given": "Mara"}]
    assert found.provenance["subtitle"] == "Media Work in the Valley"
    assert [(block.kind.value, block.section) for block in found.text.blocks] == [("paragraph", ())]
    assert found.text.blocks[0].page == "2"


def test_letters_that_hang_below_the_line_do_not_hide_a_gap() -> None:
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    canvas.setFont("Times-Roman", 11)
    heights = [700, 686, 672, 650, 636, 622]  # 14 points from line to line, 22 at the gap
    texts = ["joyful lines that hang, py", "and stand at their beginning", "put down happily."] * 2
    for height, text in zip(heights, texts, strict=True):
        canvas.drawString(72, height, text)
    canvas.save()
    whole = " ".join(texts[:3])
    assert read(drawn.getvalue(), "a.pdf").numbered == [(1, whole), (2, whole)]
