"""Citations printed by the real pandoc child.

What each style prints is in test_golden.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.cite import engine as engine_module
from app.cite.engine import CitationEngine, Cited, Rendered
from app.cite.styles import find_style
from app.errors import CitationError

GOLDEN = Path(__file__).parents[2] / "reference" / "citations"
REFERENCES: dict[str, dict[str, Any]] = json.loads((GOLDEN / "references.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def engine() -> Iterator[CitationEngine]:
    with CitationEngine() as running:
        yield running


def cite(
    engine: CitationEngine, reference: dict[str, Any], style: str = "apa", locator: str = ""
) -> Rendered:
    return engine.render([Cited("d1", {"id": "k", **reference}, locator)], find_style(style))


@pytest.mark.parametrize(
    "name",
    [
        "apa",
        "harvard-cite-them-right",
        "chicago-author-date",
        "ieee",
        "elsevier-harvard",
    ],
)
def test_a_bibliography_is_what_pandoc_alone_prints(
    engine: CitationEngine, name: str, tmp_path: Path
) -> None:
    reference = REFERENCES["article"]
    (tmp_path / "refs.json").write_text(json.dumps([reference]), "utf-8")
    style = find_style(name)
    alone = subprocess.run(
        [
            *(engine_module._pandoc(), "--citeproc", "--sandbox", "--wrap=none", "--to=plain"),
            *(f"--bibliography={tmp_path / 'refs.json'}", f"--csl={style.path}"),
            f"--metadata=lang:{style.locale}",
        ],
        input="[@article]",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    printed = engine.render([Cited("d1", reference)], style)
    assert [printed.citation, *printed.bibliography] == alone.stdout.strip().split("\n\n")


def test_html_carries_italics_and_plain_text_does_not(engine: CitationEngine) -> None:
    printed = cite(engine, {"type": "book", "title": "On <i>Dabiq</i> & H<sub>2</sub>O <fire>"})
    assert printed.bibliography == ("On Dabiq & H₂O <fire>. (n.d.).",)
    assert printed.bibliography_html == (
        "<em>On <em>Dabiq</em> &amp; H<sub>2</sub>O &lt;fire&gt;</em>. (n.d.).",
    )


@pytest.mark.parametrize(
    "title",
    [
        "*stars* and _lines_ and ~~tildes~~ and `ticks`",
        "$x^2$ and \\textbf{bold} and \\emph{x} and C:\\new",
        "[a](http://x.example) ![b](http://x.example/b.png) @smith [@smith] ^[note]",
        "<script>alert(1)</script> <img src=x> <!-- x --> &amp; &",
        "{braces} {{two}} {:publisher: x} # heading -- dash --- ... x",
        "A’maq 😀 تنظيم القاعدة ʿAmāq ẓ",
        "a “ b, ‘ c, <i> d, <b> e",
    ],
)
def test_a_title_survives_as_given(engine: CitationEngine, title: str) -> None:
    # APA leaves the capitals of titles alone.
    printed = cite(engine, {"type": "book", "title": title, "author": [{"family": "Doe"}]})
    assert printed.bibliography == (f"Doe. (n.d.). {title}.",)


def test_marks_that_never_close_take_no_longer(engine: CitationEngine) -> None:
    # Thirty of them would keep pandoc busy for an hour, past the limit that stops it.
    title = "<i>a" * 30 + "“b ‘c " * 30
    printed = cite(engine, {"type": "book", "title": title, "author": [{"family": "Doe"}]})
    assert printed.bibliography == (f"Doe. (n.d.). {title.strip()}.",)


def test_a_locator_is_printed_as_it_is(engine: CitationEngine) -> None:
    reference = {"type": "book", "title": "T"}
    locator = 'under “The {x} <b>@y</b> "’90s”, para. 3'
    printed = cite(engine, reference, "harvard", locator)
    assert printed.citation == '(T, no date, under ‘The {x} <b>@y</b> "’90s’, para. 3)'
    assert "&lt;b&gt;@y&lt;/b&gt;" in printed.citation_html
    assert "<b>" not in printed.citation_html


def test_a_page_with_letters_keeps_its_hyphen(engine: CitationEngine) -> None:
    assert cite(engine, {"title": "T"}, "apa", "p. A-3").citation == "(T, n.d., p. A-3)"
    assert cite(engine, {"title": "T"}, "oscola", "p. A-3").citation == "‘T’ A-3."


def test_nothing_in_a_reference_changes_style_or_other_fields(engine: CitationEngine) -> None:
    reference = {
        "type": "webpage",
        "title": "T",
        "csl": "http://127.0.0.1:9/x.csl",
        "citation-style": "http://127.0.0.1:9/x.csl",
        "references": "{csl: x}",
        "note": "type: book\npublisher: Forged\n{:publisher: Forged}",
        "annote": "my private thought",
        "custom": {"deep": [1]},
        "header-includes": "x",
    }
    printed = cite(engine, reference)
    assert printed.citation == "(T, n.d.)"
    assert "Forged" not in printed.bibliography[0]
    assert "private" not in printed.bibliography[0]


def test_a_private_annotation_is_never_printed(engine: CitationEngine) -> None:
    reference = {"type": "book", "title": "T", "annote": "my private thought"}
    printed = cite(engine, reference, "chicago-notes-bibliography-annotated")
    assert "private" not in printed.citation + "".join(printed.bibliography)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": {"a": 1}},
        {"title": True},
        {"title": "x" * 20_001},
        {"author": "Smith"},
        {"author": [1]},
        {"author": [{"family": ["x"]}]},
        {"issued": [2020]},
        {"issued": {"date-parts": "2020"}},
        {"issued": {"date-parts": [["x"]]}},
        {"issued": {"raw": {}, "literal": [1]}},
    ],
)
def test_a_field_of_the_wrong_kind_is_a_known_error(
    engine: CitationEngine, wrong: dict[str, Any]
) -> None:
    with pytest.raises(CitationError) as caught:
        cite(engine, wrong)
    assert next(iter(wrong)) in caught.value.message


@pytest.mark.parametrize(
    ("issued", "printed"),
    [
        ({"date-parts": [["2020", "5", "3"]]}, "(2020, May 3)"),
        ({"date-parts": [[2020, 13, 44]]}, "(2020, Spring)"),
        ({"date-parts": [[2020, 99]]}, "(2020)"),
        ({"date-parts": [[2021, 2, 29]]}, "(2021, February)"),
        ({"date-parts": [[2020]], "season": 3}, "(2020, Autumn)"),
        ({"date-parts": [[2020]], "circa": True}, "(ca. 2020)"),
        ({"literal": "late in 2020"}, "(2020)"),
        ({"raw": "2020-05-03"}, "(2020, May 3)"),
        ("2020-05", "(2020, May)"),
        ({"raw": "2020-05-03 10:00"}, "(2020, May 3)"),
        ({"literal": "January 14"}, "(n.d.)"),
        ({}, "(n.d.)"),
    ],
)
def test_dates_are_printed_as_far_as_they_are_sound(
    engine: CitationEngine, issued: object, printed: str
) -> None:
    reference = {"type": "webpage", "title": "T", "issued": issued}
    assert f" {printed}. " in cite(engine, reference).bibliography[0] + " "


def test_several_documents_share_one_citation(engine: CitationEngine) -> None:
    cited = [Cited(key, REFERENCES[key]) for key in ("report", "arabic", "entry")]
    printed = engine.render(cited, find_style("harvard"))
    assert printed.citation.count("(") == 1
    assert printed.citation.count(";") == 2
    assert len(printed.bibliography) == 3


def test_one_document_cited_at_two_places_is_listed_once(engine: CitationEngine) -> None:
    cited = [Cited("d", REFERENCES["arabic"], phrase) for phrase in ("p. 3", "p. 9")]
    printed = engine.render(cited, find_style("apa"))
    assert len(printed.bibliography) == 1
    assert "p. 3" in printed.citation
    assert "p. 9" in printed.citation


def test_two_documents_with_one_key_stay_two(engine: CitationEngine) -> None:
    first = {"id": "k", "type": "book", "title": "One"}
    second = {"id": "k", "type": "book", "title": "Two"}
    printed = engine.render([Cited("a", first), Cited("b", second)], find_style("apa"))
    assert len(printed.bibliography) == 2


def test_what_a_style_leaves_out_is_named(engine: CitationEngine) -> None:
    cited = [Cited(key, REFERENCES[key]) for key in ("entry", "arabic")]
    printed = engine.render(cited, find_style("mhra"))
    assert [left.id for left in printed.left_out] == ["entry"]
    assert len(printed.bibliography) == 1


def test_a_style_without_a_bibliography_leaves_out_everything(engine: CitationEngine) -> None:
    printed = cite(engine, REFERENCES["arabic"], "chicago-notes")
    assert printed.bibliography == ()
    assert [left.reason for left in printed.left_out] == ["This style has no bibliography."]


def test_margin_numbers_stand_apart_from_the_entry(engine: CitationEngine) -> None:
    printed = cite(engine, {"type": "book", "title": "T"}, "ieee")
    assert printed.bibliography[0].startswith("[1] T")


def test_nothing_to_cite_is_a_known_error(engine: CitationEngine) -> None:
    with pytest.raises(CitationError):
        engine.render([], find_style("apa"))


def test_too_much_to_cite_is_a_known_error(engine: CitationEngine) -> None:
    cited = [Cited(f"d{n}", {"title": "T", "abstract": "x" * 20_000}) for n in range(101)]
    with pytest.raises(CitationError, match="too much"):
        engine.render(cited, find_style("apa"))


def test_a_citation_printed_before_is_remembered(engine: CitationEngine) -> None:
    first = cite(engine, {"title": "Remembered"})
    assert cite(engine, {"title": "Remembered"}) is first
    assert cite(engine, {"title": "Remembered"}, locator="para. 1") is not first


def test_a_killed_child_is_replaced() -> None:
    with CitationEngine() as engine:
        cite(engine, {"title": "One"})
        assert engine._child is not None
        engine._child._program.kill()
        engine._child._program.wait()
        assert cite(engine, {"title": "Two"}).citation == "(Two, n.d.)"


def test_the_child_is_renewed_after_its_share_of_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_CALLS", 2)
    with CitationEngine() as engine:
        cite(engine, {"title": "0"})
        first = engine._child
        cite(engine, {"title": "1"})
        assert first is not None
        assert first._program.poll() is not None
        assert cite(engine, {"title": "2"}).citation == "(2, n.d.)"


def test_a_citation_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with CitationEngine() as engine:
        monkeypatch.setattr(engine_module, "_SECONDS", 0.0)
        with pytest.raises(CitationError, match="too long"):
            cite(engine, {"title": "x" * 20_000})
        monkeypatch.setattr(engine_module, "_SECONDS", 10.0)
        assert cite(engine, {"title": "Next"}).citation == "(Next, n.d.)"


def test_a_style_file_that_is_no_style_is_a_known_error(
    engine: CitationEngine, tmp_path: Path
) -> None:
    from app.cite.styles import Style

    broken = tmp_path / "broken.csl"
    broken.write_text("<bibliography>nothing else", "utf-8")
    with pytest.raises(CitationError):
        engine.render(
            [Cited("d", {"title": "T"})], Style("broken", broken, "en-US", notes=False, title="B")
        )


def test_threads_may_share_an_engine(engine: CitationEngine) -> None:
    def one(number: int) -> str:
        return cite(engine, {"title": f"T{number}"}, "harvard").citation

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(24))) == [f"(‘T{n}’, no date)" for n in range(24)]


def test_closing_ends_the_child() -> None:
    engine = CitationEngine()
    cite(engine, {"title": "T"})
    child = engine._child
    assert child is not None
    engine.close()
    engine.close()
    assert child._program.poll() is not None


_CITE_EVERYWHERE = """
from app.cite.engine import CitationEngine, Cited
from app.cite.styles import find_style
reference = {"id": "k", "type": "webpage", "URL": "http://127.0.0.1:9/x", "csl": "http://x.example",
    "title": "T <img src='http://127.0.0.1:9/y.png'> ![z](http://127.0.0.1:9/z.png)"}
with CitationEngine() as engine:
    for name in ("apa", "turabian", "terrorism-and-political-violence", "oscola"):
        print(engine.render([Cited("d", reference, "para. 4")], find_style(name)).citation)
"""


def test_citing_opens_no_internet_socket(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "calls"
    ran = subprocess.run(
        [
            *(strace, "-f", "-qq", "-e", "trace=%network", "-o", str(log)),
            *(sys.executable, "-c", _CITE_EVERYWHERE),
        ],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[3],
        check=False,
    )
    if "ptrace" in ran.stderr.lower():
        pytest.skip("this machine forbids tracing")
    assert len(ran.stdout.splitlines()) == 4, ran.stderr
    assert "AF_INET" not in log.read_text()


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", "(Marlow, 2023a, 2023b)"),  # Publication Manual, 8.12 and 8.19
        ("harvard", "(Marlow, 2023a, 2023b)"),
        ("chicago-author-date-17", "(Marlow 2023a, 2023b)"),  # 15.30
    ],
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_works_of_one_author_and_year_are_cited_in_the_order_of_their_letters(
    engine: CitationEngine, style: str, printed: str, order: tuple[int, int]
) -> None:
    twins = [Cited(name, REFERENCES[name]) for name in ("first_twin", "second_twin")]
    made = engine.render([twins[place] for place in order], find_style(style))
    assert made.citation == printed


def test_other_works_are_cited_in_the_order_in_which_they_were_put(engine: CitationEngine) -> None:
    names = ("report", "second_twin", "first_twin")
    made = engine.render(
        [Cited(name, REFERENCES[name]) for name in names], find_style("chicago-author-date-17")
    )
    assert made.citation == "(Institute for Conflict Records 2021; Marlow 2023a, 2023b)"
