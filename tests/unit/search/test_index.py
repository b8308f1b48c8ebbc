from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model import BlockKind, DocumentId
from app.search import Index, Indexed
from app.text import Draft
from tests.unit.search.sources import Shelf, article, made

Shelve = Callable[..., Shelf]


@pytest.fixture
def shelve(tmp_path: Path) -> Iterator[Shelve]:
    shelves: list[Shelf] = []

    def make(*documents: Indexed) -> Shelf:
        shelves.append(Shelf(tmp_path / f"index{len(shelves)}.db", documents))
        return shelves[-1]

    yield make
    for shelf in shelves:
        shelf.index.close()


@pytest.mark.parametrize("query", ["amaq", "A'maq", "Aʿmāq", "AMAQ", "ʿAmāq", "Amaq’s"])
def test_one_search_finds_every_spelling_of_a_name(shelve: Shelve, query: str) -> None:
    texts = ["A’maq said", "the Aʿmāq agency", "AMAQ", "‘Amaq’", "Amaq’s claim", "A´maq", "A`maq"]
    shelf = shelve(*(article(f"d{nth}", text) for nth, text in enumerate(texts)))
    results = shelf.search(query)
    assert results.total == len(texts)
    assert len(results.hits) == len(texts)


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("أعماق", ["وكالة أَعْمَاق", "اعماق", "أعمـاق"]),
        ("قاعدة", ["تنظيم القاعدة"]),
        ("qaeda", ["al-Qaeda", "el-Qaeda", "Al Qaeda"]),
        ("alqaeda", ["al-Qaeda", "Alqaeda", "al’Qaeda"]),
        ("al-Qaeda", ["al-Qaeda", "Alqaeda", "al Qaeda", "Qaeda", "el-Qaeda"]),
        ("al-Shabaab", ["ash-Shabaab", "al-Shabaab"]),
        ("2016", ["سنة ٢٠١٦", "in 2016"]),
        ("東京", ["彼は東京都にいる"]),
    ],
)
def test_names_are_found_with_and_without_articles_in_any_script(
    shelve: Shelve, query: str, texts: list[str]
) -> None:
    shelf = shelve(*(article(f"d{nth}", text) for nth, text in enumerate(texts)))
    assert shelf.search(query).total == len(texts)


def test_words_that_are_only_alike_are_not_found(shelve: Shelve) -> None:
    shelf = shelve(article("a", "the maq is a 大 京 東 problem"))
    for query in ("amaq", "東京", "qaeda", '"problem the"'):
        assert shelf.search(query).total == 0


def test_a_document_answers_when_each_word_stands_anywhere_in_it(shelve: Shelve) -> None:
    shelf = shelve(
        article("both", "amaq alone", "agency alone"),
        article("one", "amaq only"),
        article("field", "amaq here", title="The Agency"),
    )
    assert sorted(shelf.found("amaq agency")) == ["both", "field"]


def test_documents_with_the_words_together_come_first(shelve: Shelve) -> None:
    shelf = shelve(
        article("together", "amaq agency"),
        article("apart", "amaq amaq amaq", "agency agency agency"),
    )
    assert shelf.found("agency amaq") == ["together", "apart"]


def test_newer_documents_come_first_among_equals_and_stay_so_when_put_again(shelve: Shelve) -> None:
    documents = [article(name, "amaq agency") for name in ("old", "middle", "new")]
    shelf = shelve(*documents)
    assert shelf.found("amaq") == ["new", "middle", "old"]
    shelf.index.put(documents[:1])
    assert shelf.found("amaq") == ["new", "middle", "old"]


def test_a_word_in_the_title_ranks_before_one_in_the_text(shelve: Shelve) -> None:
    shelf = shelve(
        article("title", "something else entirely", title="Amaq"),
        article("text", "something amaq entirely", title="Other"),
        *(article(f"other{nth}", "nothing of it", title="Nothing") for nth in range(5)),
    )
    assert shelf.found("amaq") == ["title", "text"]


def test_the_last_word_may_be_only_begun(shelve: Shelve) -> None:
    shelf = shelve(article("a", "the agency of Kassirer"))
    for query in ("k", "ka", "kas", "kassi", "agency kas", "Kassirer"):
        assert shelf.found(query) == ["a"], query
    assert shelf.found("kas agency") == []
    assert shelf.found("kas", exact=True) == []


def test_the_whole_word_comes_before_longer_ones_that_begin_so(shelve: Shelve) -> None:
    shelf = shelve(
        article("whole", "an attack on it"),
        *(article(f"longer{nth}", "many attackers came") for nth in range(3)),
    )
    assert shelf.found("attack")[0] == "whole"
    assert shelf.search("attack", limit=1).total == 4


def test_a_phrase_stands_in_order_within_one_passage(shelve: Shelve) -> None:
    shelf = shelve(
        article("yes", "the Islamic State said"),
        article("order", "a State that is Islamic"),
        article("across", "it was Islamic", "State media"),
        article("field", "nothing", title="Islamic", site="State"),
    )
    assert shelf.found('"islamic state"') == ["yes"]
    assert shelf.found("“islamic state”") == ["yes"]
    assert sorted(shelf.found("islamic state")) == ["across", "field", "order", "yes"]


def test_a_phrase_still_being_typed_is_found(shelve: Shelve) -> None:
    shelf = shelve(article("a", "the Islamic State said"), article("b", "a State, Islamic"))
    for query in ('"islamic', '"islamic sta', '"islamic state', '"islamic state s'):
        assert "a" in shelf.found(query), query
    assert shelf.found('"islamic sta') == ["a"]


def test_a_phrase_with_a_name_is_found_in_every_spelling(shelve: Shelve) -> None:
    shelf = shelve(
        article("a", "an al-Qaeda network"),
        article("b", "Alqaeda network"),
        article("c", "network"),
    )
    assert sorted(shelf.found('"al-Qāeda network"')) == ["a", "b"]


def test_a_word_or_phrase_after_a_minus_excludes(shelve: Shelve) -> None:
    shelf = shelve(
        article("a", "amaq news agency"),
        article("b", "amaq agency for news"),
        article("c", "amaq"),
        article("d", "A’maq, counter-terrorism"),
    )
    assert sorted(shelf.found("-news amaq")) == ["c", "d"]
    assert sorted(shelf.found('-"news agency" amaq')) == ["b", "c", "d"]
    assert sorted(shelf.found("-counter-terrorism -news amaq")) == ["c"]
    assert shelf.found('"amaq news" -agency') == []
    assert shelf.found("-amaq") == []


def test_a_hyphen_inside_a_word_excludes_nothing(shelve: Shelve) -> None:
    shelf = shelve(article("a", "counter-terrorism"), article("b", "terrorism counter"))
    assert shelf.found("counter-terrorism") == ["a"]


def test_exact_spelling_finds_the_word_as_typed_capitals_aside(shelve: Shelve) -> None:
    shelf = shelve(
        article("plain", "Amaq said"),
        article("curly", "A’maq said"),
        article("straight", "A'maq said"),
        article("ayn", "ʿAmāq said"),
        article("macron", "Amāq said"),
        article("possessive", "the amaq’s word"),
    )
    assert sorted(shelf.found("amaq", exact=True)) == ["plain", "possessive"]
    assert shelf.found("A’maq", exact=True) == ["curly"]
    assert shelf.found("a'MAQ", exact=True) == ["straight"]
    assert shelf.found("ʿamāq", exact=True) == ["ayn"]
    assert shelf.found("amāq", exact=True) == ["macron"]
    assert shelf.search("amaq", exact=True, limit=1).total == 2


def test_exact_spelling_holds_for_arabic_marks_and_articles(shelve: Shelve) -> None:
    shelf = shelve(article("marks", "أَعْمَاق"), article("bare", "أعماق"), article("alif", "اعماق"))
    assert shelf.found("أعماق", exact=True) == ["bare"]
    assert shelf.found("أَعْمَاق", exact=True) == ["marks"]


def test_exact_spelling_counts_for_phrases_and_for_excluded_words(shelve: Shelve) -> None:
    shelf = shelve(article("a", "the Amaq agency"), article("b", "the A’maq agency"))
    assert shelf.found('"amaq agency"', exact=True) == ["a"]
    assert shelf.found("agency -A’maq", exact=True) == ["a"]
    assert shelf.found("agency -amaq", exact=True) == ["b"]


def test_a_hit_says_where_its_passage_stands(shelve: Shelve) -> None:
    drafts = [
        Draft(BlockKind.PARAGRAPH, "An opening."),
        Draft(BlockKind.HEADING, "History of amaq", level=2),
        Draft(BlockKind.LIST_ITEM, "first thing", level=1, list_number=1),
        Draft(BlockKind.LIST_ITEM, "the amaq thing", level=1, list_number=1, page="xi"),
        Draft(BlockKind.CAPTION, "a zebra"),
    ]
    shelf = shelve(made("a", drafts, "Zebras"))
    hit = shelf.search("amaq").hits[0]
    assert (hit.field, hit.paragraph, hit.paragraph_end) == ("text", 2, 2)
    assert (hit.section, hit.page) == (("History of amaq",), "xi")
    assert (hit.snippet, hit.matches, hit.why) == ("the amaq thing", ((4, 8),), "")
    caption = shelf.search("zebra").hits[0]
    assert (caption.field, caption.paragraph, caption.section) == (
        "text",
        None,
        ("History of amaq",),
    )


def test_a_hit_in_the_reference_says_so(shelve: Shelve) -> None:
    fields = {"author": "Rita Katz", "site": "SITE", "tags": "propaganda"}
    shelf = shelve(made("a", [], "Ámaq at work", **fields))
    hit = shelf.search("amaq").hits[0]
    assert (hit.field, hit.paragraph, hit.section, hit.page) == ("title", None, (), None)
    assert hit.why == "in the title, spelled “Ámaq” here"
    assert shelf.search("katz").hits[0].why == "in the author’s name"
    assert shelf.search("propag").hits[0].why == "in the tags"


@pytest.mark.parametrize(
    ("query", "text", "why"),
    [
        ("amaq", "Amaq said", ""),
        ("amaq", "A’maq said", "spelled “A’maq” here"),
        ("A'maq", "A’maq said", ""),
        ("ama", "Amaq said", ""),
        ("ama", "A’maq said", "spelled “A’maq” here"),
        ("amaq", "Amaq’s word", ""),
        ("amaq", "A’maq, that is Amaq", ""),
        ("al-qaeda", "al-Qaeda", ""),
        ("qaeda", "al-Qaeda", ""),
        ("alqaeda", "al-Qaeda", "spelled “al-Qaeda” here"),
        ("bagdad amaq", "Baġdād and Aʿmāq", "spelled “Baġdād” and “Aʿmāq” here"),
        ('"islamic state"', "the Islāmic State", "spelled “Islāmic State” here"),
    ],
)
def test_a_hit_says_why_when_the_spelling_differs(
    shelve: Shelve, query: str, text: str, why: str
) -> None:
    assert shelve(article("a", text)).search(query).hits[0].why == why


def test_the_best_passage_holds_the_most_words_as_whole_words(shelve: Shelve) -> None:
    shelf = shelve(
        article("a", "agency", "amaqiya agency", "amaq agency", "amaq agency", title="amaq agency")
    )
    assert [hit.paragraph for hit in shelf.search("agency amaq").hits] == [3]


def test_passages_are_all_that_hold_every_word(shelve: Shelve) -> None:
    shelf = shelve(
        article("a", "amaq agency", "amaq", "agency of amaq", title="amaq agency"),
        article("b", "amaq", "agency", "neither"),
    )
    results = shelf.search("amaq agency", passages=True)
    places = [(hit.document, hit.paragraph) for hit in results.hits]
    assert places == [("a", 1), ("a", 3), ("b", 1), ("b", 2)]
    assert results.total == 2
    limited = shelf.search("amaq agency", passages=True, limit=3)
    assert [(hit.document, hit.paragraph) for hit in limited.hits] == places[:3]


def test_total_counts_documents_beyond_the_limit(shelve: Shelve) -> None:
    shelf = shelve(*(article(f"d{nth}", "amaq one", "amaq two") for nth in range(7)))
    results = shelf.search("amaq", limit=3)
    assert (len(results.hits), results.total) == (3, 7)
    assert (shelf.search("amaq", limit=0).hits, shelf.search("amaq", limit=0).total) == ((), 7)


@pytest.mark.parametrize(
    "query",
    [
        "", " ", '"', '""', "*", "-", "--", "^", "(", ")", "{", "'", "''", "\x00", "🙂", "\ud800",
        "…", '-"', "ء", "ʿ",
    ],
)  # fmt: skip
def test_a_query_without_letters_finds_nothing(shelve: Shelve, query: str) -> None:
    results = shelve(article("a", "amaq 🙂 …")).search(query)
    assert (results.hits, results.total) == ((), 0)


@pytest.mark.parametrize(
    "query",
    [
        "NEAR(amaq agency)", "amaq AND agency", "amaq OR nothing", "amaq NOT agency", "amaq*",
        "^amaq", "body:amaq", "{body}:amaq", "fields : amaq", '"amaq" + "agency"', "amaq; DROP",
        'amaq"', '"amaq" *', "amaq\x00agency", "amaq\ud800", "-" * 5000, "amaq " * 2000,
        "a" * 10_000, "x-" * 5000, '"' + "amaq agency " * 1000, "al-Qaeda " * 200, "(" * 10_000,
        " ".join(f"w{nth}" for nth in range(3000)), " ".join(f"-w{nth}" for nth in range(3000)),
        " ".join(f"al-W{nth}’s" for nth in range(200)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("exact", [False, True])
def test_no_query_reaches_the_engines_own_syntax(shelve: Shelve, query: str, exact: bool) -> None:
    shelf = shelve(article("a", "amaq and the agency"), article("b", "agency"))
    results = shelf.search(query, exact=exact)
    assert len(results.hits) <= results.total <= 2
    shelf.index.documents(query)
    assert shelf.index.check() == []


def test_operators_of_the_engine_are_plain_words(shelve: Shelve) -> None:
    shelf = shelve(article("a", "amaq agency"), article("b", "amaq or nothing"))
    assert shelf.found("amaq OR nothing") == ["b"]
    assert shelf.found("amaq NOT agency") == []


words = st.sampled_from(
    ["amaq", "A’maq", "al-Qaeda", "القاعدة", "state’s", "islamic", "東京", "-", '"', '-"', "x"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(words, st.text(max_size=5)), max_size=8))
def test_any_query_is_answered_with_matches_inside_the_snippet(
    tmp_path: Path, parts: list[str]
) -> None:
    path = tmp_path / "index.db"
    text = "The Islamic State’s A’maq 🙂 e\u0301te\u0301 and al-Qaeda تنظيم القَاعدة in 東京. " * 3
    shelf = Shelf(path, [article("a", text, "amaq x", title="Islamic amaq")])
    try:
        for exact in (False, True):
            for hit in shelf.search(" ".join(parts), exact=exact, passages=True).hits:
                assert hit.matches
                last = 0
                for start, end in hit.matches:
                    assert last <= start < end <= len(hit.snippet)
                    last = end
    finally:
        shelf.index.close()


def test_documents_gives_all_that_hold_the_whole_words(shelve: Shelve) -> None:
    shelf = shelve(
        article("a", "amaq news", title="Agency"),
        article("b", "A’maq newsroom"),
        article("c", "nothing"),
    )
    documents = shelf.index.documents
    assert documents("amaq") == {"a", "b"}
    assert documents("amaq news") == {"a"}
    assert documents("agency amaq") == {"a"}
    assert documents('"amaq news"') == {"a"}
    assert documents("amaq -news") == {"b"}
    assert documents("-amaq") == {"c"}
    assert documents('-"amaq news" -nothing') == {"b"}
    assert documents("ama") == documents("") == documents("…") == set()


def test_putting_again_replaces_and_removing_forgets(shelve: Shelve) -> None:
    shelf = shelve(article("a", "amaq old"), article("b", "amaq"))
    for nth in range(5):
        newer = article("a", f"amaq new{nth}")
        shelf.documents[newer.document] = newer
        shelf.index.put([newer, newer])
    assert shelf.found("old") == []
    assert shelf.found("new3") == []
    assert shelf.found("new4") == ["a"]
    assert shelf.search("amaq").total == 2
    shelf.index.remove([DocumentId("a"), DocumentId("unknown")])
    assert shelf.search("amaq").total == 1
    assert shelf.index.revisions() == {"b": "1"}
    assert shelf.index.check() == []
    shelf.index.put([article("a", "amaq again")])
    assert shelf.search("amaq").total == 2


def test_a_document_without_words_is_indexed_all_the_same(shelve: Shelve) -> None:
    shelf = shelve(made("a", []), article("b", "🙂"))
    assert shelf.index.revisions() == {"a": "1", "b": "1"}
    assert shelf.index.documents("-amaq") == {"a", "b"}


def test_putting_is_all_or_nothing(shelve: Shelve) -> None:
    shelf = shelve(article("a", "amaq"))

    def failing() -> Iterator[Indexed]:
        yield article("b", "amaq")
        raise OSError("the library went away")

    with pytest.raises(OSError, match="went away"):
        shelf.index.put(failing())
    assert shelf.index.revisions() == {"a": "1"}
    assert shelf.search("amaq").total == 1


def test_a_document_that_is_gone_is_no_hit(shelve: Shelve) -> None:
    shelf = shelve(article("a", "amaq"), article("b", "amaq"), article("c", "amaq"))
    del shelf.documents[DocumentId("a")]
    shelf.documents[DocumentId("b")] = article("b", "changed meanwhile")
    results = shelf.search("amaq")
    assert ([hit.document for hit in results.hits], results.total) == (["c"], 1)


def test_the_index_outlives_the_program(tmp_path: Path) -> None:
    first = Shelf(tmp_path / "index.db", [article("a", "amaq")])
    first.index.close()
    again = Index(tmp_path / "index.db")
    assert again.revisions() == {"a": "1"}
    assert again.search("amaq", first.documents.get).total == 1
    again.close()


def test_clearing_leaves_nothing(shelve: Shelve) -> None:
    shelf = shelve(article("a", "amaq"))
    shelf.index.clear()
    assert shelf.index.revisions() == {}
    assert shelf.search("amaq").total == 0
