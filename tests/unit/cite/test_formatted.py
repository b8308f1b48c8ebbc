"""Printed references read back: each as the style's guide prints one of the kind.

Works and people are invented; the forms are APA 7, Harvard (Cite them right, 12th ed.), the Chicago
Manual (17th ed., both systems) and the MLA Handbook (9th ed.).
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.cite.formatted import parse_formatted, printed_entries

ROY = {"family": "Roy", "given": "A. Y."}
AMAL = {"family": "Roy", "given": "Amal Y."}
ARTICLE = {
    "type": "article-journal",
    "title": "The war of words: An outlet’s claims",
    "container-title": "Perspectives on Media",
    "volume": "8",
    "issue": "2",
    "page": "12-24",
}
BOOK = {
    "type": "book",
    "title": "Names before facts",
    "publisher": "Harbour University Press",
}
CHAPTER = {
    "type": "chapter",
    "title": "Who repeats whom",
    "container-title": "Reading claims: A study",
    "publisher": "Quay Books",
    "page": "3-13",
    "editor": [{"family": "Lund", "given": "B."}, {"family": "de Wit", "given": "C. R."}],
}


def on(*date: int) -> dict[str, Any]:
    return {"date-parts": [list(date)]}


PRINTED: dict[str, tuple[str, dict[str, Any]]] = {
    "APA article": (
        "Roy, A. Y. (2014). The war of words: An outlet’s claims. Perspectives on Media, 8(2),"
        " 12–24. https://doi.org/10.5555/pm.8.2",
        {**ARTICLE, "author": [ROY], "issued": on(2014), "DOI": "10.5555/pm.8.2"},
    ),
    "APA article, three authors, a particle": (
        "Roy, A. Y., van den Berg, T., & Lund, B. (2014). The war of words: An outlet’s claims."
        " Perspectives on Media, 8(2), 12–24.",
        {
            **ARTICLE,
            "author": [
                ROY,
                {"family": "van den Berg", "given": "T."},
                {"family": "Lund", "given": "B."},
            ],
            "issued": on(2014),
        },
    ),
    "APA book": (
        "Roy, A. Y. (2010). Names before facts. Harbour University Press.",
        {**BOOK, "author": [ROY], "issued": on(2010)},
    ),
    "APA book, later edition": (
        "Roy, A. Y. (2010). Names before facts (2nd ed.). Harbour University Press.",
        {**BOOK, "author": [ROY], "issued": on(2010), "edition": "2nd"},
    ),
    "APA edited book": (
        "Lund, B., & Roy, A. Y. (Eds.). (2010). Names before facts. Harbour University Press.",
        {**BOOK, "editor": [{"family": "Lund", "given": "B."}, ROY], "issued": on(2010)},
    ),
    "APA chapter": (
        "Roy, A. Y. (2016). Who repeats whom. In B. Lund & C. R. de Wit (Eds.), Reading claims:"
        " A study (pp. 3–13). Quay Books.",
        {**CHAPTER, "author": [ROY], "issued": on(2016)},
    ),
    "APA report of an institution": (
        "Harbour Institute. (2019). Two readings of a claim (Report No. 14)."
        " https://harbour.example/14.pdf",
        {
            "type": "report",
            "title": "Two readings of a claim",
            "genre": "Report",
            "number": "14",
            "author": [{"literal": "Harbour Institute"}],
            "issued": on(2019),
            "URL": "https://harbour.example/14.pdf",
        },
    ),
    "APA page of a day": (
        "Roy, A. Y. (2014, March 3). The outlet that wasn’t. Quay Notes. https://quay.example/a",
        {
            "type": "webpage",
            "title": "The outlet that wasn’t",
            "container-title": "Quay Notes",
            "author": [ROY],
            "issued": on(2014, 3, 3),
            "URL": "https://quay.example/a",
        },
    ),
    "APA thesis": (
        "Roy, A. Y. (2012). Names before facts [Doctoral dissertation, Harbour University]."
        " https://harbour.example/roy",
        {
            "type": "thesis",
            "title": "Names before facts",
            "genre": "Doctoral dissertation",
            "publisher": "Harbour University",
            "author": [ROY],
            "issued": on(2012),
            "URL": "https://harbour.example/roy",
        },
    ),
    "Harvard article": (
        "Roy, A.Y. and Lund, B. (2014) ‘The war of words: An outlet’s claims’, Perspectives on"
        " Media, 8(2), pp. 12–24. doi: 10.5555/pm.8.2.",
        {
            **ARTICLE,
            "author": [ROY, {"family": "Lund", "given": "B."}],
            "issued": on(2014),
            "DOI": "10.5555/pm.8.2",
        },
    ),
    "Harvard book": (
        "Roy, A.Y. (2010) Names before facts. Harbour: Harbour University Press.",
        {**BOOK, "author": [ROY], "issued": on(2010), "publisher-place": "Harbour"},
    ),
    "Harvard chapter": (
        "Roy, A.Y. (2016) ‘Who repeats whom’, in Lund, B. and de Wit, C.R. (eds.) Reading claims:"
        " A study. Leith: Quay Books, pp. 3–13.",
        {**CHAPTER, "author": [ROY], "issued": on(2016), "publisher-place": "Leith"},
    ),
    "Harvard page": (
        "Roy, A.Y. (2014) ‘The outlet that wasn’t’, Quay Notes, 3 March. Available at:"
        " https://quay.example/a (Accessed: 5 May 2020).",
        {
            "type": "webpage",
            "title": "The outlet that wasn’t",
            "container-title": "Quay Notes",
            "author": [ROY],
            "issued": on(2014, 3, 3),
            "accessed": on(2020, 5, 5),
            "URL": "https://quay.example/a",
        },
    ),
    "Chicago article": (
        "Roy, Amal Y. “The war of words: An outlet’s claims.” Perspectives on Media 8, no. 2"
        " (2014): 12–24. https://doi.org/10.5555/pm.8.2.",
        {**ARTICLE, "author": [AMAL], "issued": on(2014), "DOI": "10.5555/pm.8.2"},
    ),
    "Chicago article by author and date": (
        "Roy, Amal Y., and Bo Lund. 2014. “The war of words: An outlet’s claims.” Perspectives on"
        " Media 8 (2): 12–24.",
        {**ARTICLE, "author": [AMAL, {"family": "Lund", "given": "Bo"}], "issued": on(2014)},
    ),
    "Chicago book": (
        "Roy, Amal Y. Names before facts. Harbour: Harbour University Press, 2010.",
        {**BOOK, "author": [AMAL], "issued": on(2010), "publisher-place": "Harbour"},
    ),
    "Chicago book by author and date": (
        "Roy, Amal. 2010. Names before facts. Harbour: Harbour University Press.",
        {
            **BOOK,
            "author": [{"family": "Roy", "given": "Amal"}],
            "issued": on(2010),
            "publisher-place": "Harbour",
        },
    ),
    "Chicago chapter": (
        "Roy, Amal Y. “Who repeats whom.” In Reading claims: A study, edited by B. Lund and"
        " C. R. de Wit, 3–13. Leith: Quay Books, 2016.",
        {**CHAPTER, "author": [AMAL], "issued": on(2016), "publisher-place": "Leith"},
    ),
    "Chicago page": (
        "Roy, Amal Y. “The outlet that wasn’t.” Quay Notes. March 3, 2014. https://quay.example/a.",
        {
            "type": "webpage",
            "title": "The outlet that wasn’t",
            "container-title": "Quay Notes",
            "author": [AMAL],
            "issued": on(2014, 3, 3),
            "URL": "https://quay.example/a",
        },
    ),
    "MLA article": (
        "Roy, Amal Y. “The war of words: An outlet’s claims.” Perspectives on Media, vol. 8, no. 2,"
        " 2014, pp. 12–24.",
        {**ARTICLE, "author": [AMAL], "issued": on(2014)},
    ),
    "MLA book": (
        "Roy, Amal Y. Names before facts. Harbour University Press, 2010.",
        {**BOOK, "author": [AMAL], "issued": on(2010)},
    ),
    "MLA chapter": (
        "Roy, Amal Y. “Who repeats whom.” Reading claims: A study, edited by B. Lund and C. R. de"
        " Wit, Quay Books, 2016, pp. 3–13.",
        {**CHAPTER, "author": [AMAL], "issued": on(2016)},
    ),
    "MLA page": (
        "Roy, Amal Y. “The outlet that wasn’t.” Quay Notes, 3 Mar. 2014, quay.org/2014/a."
        " Accessed 4 May 2020.",
        {
            "type": "webpage",
            "title": "The outlet that wasn’t",
            "container-title": "Quay Notes",
            "author": [AMAL],
            "issued": on(2014, 3, 3),
            "accessed": on(2020, 5, 4),
            "URL": "https://quay.org/2014/a",
        },
    ),
}


@pytest.mark.parametrize("form", PRINTED)
def test_a_reference_is_read_as_its_style_prints_it(form: str) -> None:
    line, wanted = PRINTED[form]
    found = parse_formatted(line)
    assert found is not None
    assert found.reference == wanted
    assert found.original == line


@pytest.mark.parametrize(
    "line",
    [
        "Roy (2014) argues that the outlet was never first. Others disagree with this view.",
        "The attack in Paris (2015) was a turning point. It changed the policy of the state.",
        "As Roy and Lund have shown, the claims were repeated. In 2014 they were repeated again.",
        "“It was never true,” said one of them. Others were not so sure about it in 2014.",
        "In March 2014, the group published a video. The video was seen by many people.",
        "Chapter 4. The second half of the year 2014. What was said and what was not said.",
        "short line",
    ],
)
def test_a_sentence_is_no_reference(line: str) -> None:
    found = parse_formatted(line)
    assert found is None or not found.certain


def test_what_is_not_told_by_form_is_doubtful() -> None:
    page = parse_formatted(PRINTED["Chicago page"][0])
    book = parse_formatted("Roy, A. Y. (2010). Names before facts. Somebody Somewhere.")
    article = parse_formatted(PRINTED["APA article"][0])
    assert page
    assert page.doubtful == {"container-title"}
    assert book
    assert {"title", "publisher"} <= book.doubtful
    assert article
    assert not article.doubtful


def test_others_make_the_authors_doubtful() -> None:
    found = parse_formatted(
        "Roy, A. Y., et al. (2014). The war of words. Perspectives on Media, 8(2), 12–24."
    )
    assert found
    assert found.reference["author"] == [ROY]
    assert "author" in found.doubtful


def test_a_long_dash_stands_for_the_people_before() -> None:
    found = parse_formatted(
        "———. 2011. Claims after names. Harbour: Harbour University Press.", (AMAL,)
    )
    assert found
    assert found.reference["author"] == [AMAL]
    assert found.reference["title"] == "Claims after names"


def test_an_apostrophe_does_not_end_a_title() -> None:
    found = parse_formatted(
        "Roy, A.Y. (2014) ‘The outlets’ claims in “Bayān”’, Perspectives on Media, 8(2), pp. 1–2."
    )
    assert found
    assert found.reference["title"] == "The outlets’ claims in “Bayān”"


def test_no_date_is_none() -> None:
    found = parse_formatted("Roy, A. Y. (n.d.). Names before facts. Harbour University Press.")
    assert found
    assert "issued" not in found.reference


FIRST, SECOND = PRINTED["APA article"][0], PRINTED["Chicago book"][0]


@pytest.mark.parametrize(
    "pasted",
    [
        f"{FIRST}\n{SECOND}",
        f"References\n\n{FIRST}\n\n{SECOND}\n",
        f"[1] {FIRST}\n[2] {SECOND}",
        f"1. {FIRST}\r\n2. {SECOND}",
        f"• {FIRST}\n• {SECOND}",
        FIRST.replace(". Perspectives", ".\nPerspectives") + "\n" + SECOND,
        FIRST.replace(" outlet’s", "\n    outlet’s")
        + "\n"
        + SECOND.replace(" facts", "\n    facts"),
        "[1] " + FIRST.replace(". Perspectives", ".\nPerspectives") + "\n[2] " + SECOND,
    ],
)
def test_a_bibliography_is_divided_into_its_entries(pasted: str) -> None:
    assert printed_entries(pasted) == [FIRST, SECOND]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Roy", ", ", "A. ", "(2014)", ". ", "“", "”", "‘", "’", "In ", "(Eds.)", "8(2)", "pp.",
             "https://a.b/", "10.5555/x", ": ", "et al.", "&", "and ", "[", "]", "ed. by ", "—",
             "https://[", "Accessed 31 June 2014", "\u202e", " ", "أعماق"]
        ),
        max_size=40,
    ).map("".join)
    | st.text(max_size=200)
)  # fmt: skip
@example("“Roy”https://a.b/: , (2014)")
def test_nothing_that_is_pasted_breaks_it(line: str) -> None:
    found = parse_formatted(line)
    assert found is None or found.reference["title"]
    for entry in printed_entries(line):
        assert "\n" not in entry
