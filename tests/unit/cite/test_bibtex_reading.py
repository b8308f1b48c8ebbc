"""Files of other programs: every trap of the format, and no entry lost in silence."""

from __future__ import annotations

from typing import Any

import pytest

from app.cite.bibtex import read_bibliography
from app.cite.records import ReferenceEntry


def only(text: str) -> ReferenceEntry:
    found = read_bibliography(text)
    assert found.broken == ()
    (entry,) = found.entries
    return entry


def reference(text: str) -> dict[str, Any]:
    return only(text).reference


def test_both_dialects_name_the_same_things() -> None:
    classic = """@techreport{a, title={T}, institution={I}, address={Bonn}, number=4,
        year=2014, month=jan, author={Ann Grey and Bob {van} Roe}}"""
    modern = """@report{a, title={T}, institution={I}, location={Bonn}, number={4},
        type={report}, date={2014-01}, author={Grey, Ann and Roe, Bob {van}}}"""
    assert reference(classic) == {
        "type": "report",
        "title": "T",
        "publisher": "I",
        "publisher-place": "Bonn",
        "number": "4",
        "issued": {"date-parts": [[2014, 1]]},
        "author": [{"family": "Grey", "given": "Ann"}, {"family": "Roe", "given": "Bob van"}],
    }
    assert reference(modern)["publisher"] == "I"
    assert reference(modern)["issued"] == {"date-parts": [[2014, 1]]}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article", "article-journal"),
        ("InProceedings", "paper-conference"),
        ("ONLINE", "webpage"),
        ("phdthesis", "thesis"),
        ("inreference", "entry-encyclopedia"),
        ("legislation", "legislation"),
        ("jurisdiction", "legal_case"),
        ("video", "motion_picture"),
        ("booklet", "pamphlet"),
        ("misc", "document"),
    ],
)
def test_entry_types_become_csl_types(kind: str, expected: str) -> None:
    assert reference(f"@{kind}{{k, title={{T}}}}")["type"] == expected


def test_an_unknown_entry_type_is_kept_as_a_document_with_a_word_on_it() -> None:
    entry = only("@sermon{k, title={T}}")
    assert entry.reference["type"] == "document"
    assert entry.warnings == ("The entry type “sermon” is not known.",)


def test_macros_concatenation_and_months_are_resolved() -> None:
    text = """@string{jsr = "Journal of Slow Reading"}
@string{jsrx = jsr # {, Series } # "X"}
@article{k, title="A " # {B}, journal = jsrx, year = 2014, month = "mar", volume = 3}"""
    found = reference(text)
    assert found["container-title"] == "Journal of Slow Reading, Series X"
    assert found["title"] == "A B"
    assert found["issued"] == {"date-parts": [[2014, 3]]}


def test_an_undefined_macro_is_kept_and_reported() -> None:
    entry = only("@article{k, title={T}, journal = tpv}")
    assert entry.reference["container-title"] == "tpv"
    assert entry.warnings == ("The abbreviation “tpv” is not defined.",)


def test_a_macro_bomb_stays_small() -> None:
    lines = ['@string{a0 = "0123456789"}']
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1} # a{n - 1}}}" for n in range(1, 40)]
    entry = only("\n".join([*lines, "@misc{k, title = a39}"]))
    assert len(entry.reference["title"]) <= 1_000_000


def test_a_macro_that_names_itself_ends() -> None:
    assert only('@string{a = a # "x"}\n@misc{k, title = a}').reference["title"] == "ax"


def test_crossref_and_xdata_are_resolved() -> None:
    text = """@xdata{pub, publisher={Press}, location={York}}
@collection{parent, title={Many Hands}, editor={Roe, Jane}, date={2011}, xdata={pub}}
@incollection{child, title={Of lists}, author={Doe, John}, pages={1--3}, crossref={parent}}"""
    found = read_bibliography(text)
    child = next(entry for entry in found.entries if entry.key == "child")
    assert [entry.key for entry in found.entries] == ["parent", "child"]
    assert child.reference == {
        "type": "chapter",
        "title": "Of lists",
        "container-title": "Many Hands",
        "author": [{"family": "Doe", "given": "John"}],
        "editor": [{"family": "Roe", "given": "Jane"}],
        "publisher": "Press",
        "publisher-place": "York",
        "page": "1-3",
        "issued": {"date-parts": [[2011]]},
    }


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("collection", "incollection", {"container-title": "Whole: Under", "title": "Part"}),
        ("proceedings", "inproceedings", {"container-title": "Whole: Under", "title": "Part"}),
        ("periodical", "article", {"container-title": "Whole: Under", "title": "Part"}),
        ("mvbook", "book", {"custom": {"mainsubtitle": "Under"}, "container-title": "Whole"}),
    ],
)
def test_a_title_is_inherited_under_the_name_biblatex_gives_it(
    parent: str, child: str, expected: dict[str, Any]
) -> None:
    whole = "title={Whole}, subtitle={Under}, shorttitle={W}, editor={Roe, J}"
    text = f"""@{parent}{{p, {whole}}}
@{child}{{c, title={{Part}}, crossref={{p}}}}"""
    found = next(one for one in read_bibliography(text).entries if one.key == "c").reference
    assert {name: found.get(name) for name in expected} == expected
    assert "title-short" not in found


@pytest.mark.parametrize("parent", ["book", "mvbook"])
def test_a_part_of_a_book_has_its_author_too(parent: str) -> None:
    """biblatex's manual, appendix B: a book's author is its part's, and the book's as well."""
    text = f"""@{parent}{{p, title={{Whole}}, author={{Said, Edward}}}}
@inbook{{c, title={{Part}}, crossref={{p}}}}
@inbook{{d, title={{Part}}, author={{Roe, Jane}}, crossref={{p}}}}"""
    found = {one.key: one.reference for one in read_bibliography(text).entries}
    assert found["c"]["author"] == [{"family": "Said", "given": "Edward"}]
    assert found["d"]["author"] == [{"family": "Roe", "given": "Jane"}]


def test_lines_behind_a_percent_sign_between_fields_are_comments_as_for_biber() -> None:
    text = """@misc{k, title={50\\% of all}, % as told
  % note = {put aside},
  % and more
  year = 2014, % the end
}"""
    assert reference(text) == {
        "type": "document",
        "title": "50% of all",
        "issued": {"date-parts": [[2014]]},
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("@misc{k, title={A brace }}, year=2013}\n@misc{l, title={Next}}", [1]),
        ("@misc{j, title={Before}}\n@misc{k, title={A brace }}, year=2013}", [2]),
        ("@misc{k, title={A brace } inside}, year=2013}", [1]),
    ],
)
def test_fields_behind_an_entry_that_a_brace_too_many_ends_are_reported(
    text: str, lines: list[int]
) -> None:
    found = read_bibliography(text)
    assert [part.line for part in found.broken] == lines
    assert "year=2013" in found.broken[0].excerpt
    assert {entry.key for entry in found.entries} >= {"k"}


def test_what_stands_behind_a_closed_value_is_reported() -> None:
    (entry,) = read_bibliography("@misc{k, title={A brace } inside, year=2013}").entries
    assert any("title" in warning for warning in entry.warnings)


def test_references_in_a_circle_or_into_nothing_end() -> None:
    text = "@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}\n"
    assert len(read_bibliography(text).entries) == 2
    entry = only("@inbook{a, title={A}, crossref={gone}}")
    assert entry.warnings == ("The entry “gone” it refers to is not in the file.",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Vincent van Gogh",
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        ),
        (
            "van Gogh, Vincent",
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        ),
        (
            "{van Gogh}, Vincent",
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        ),
        (
            "al-Zawahiri, Ayman",
            {"family": "Zawahiri", "given": "Ayman", "non-dropping-particle": "al-"},
        ),
        ("King, Jr., Martin L.", {"family": "King", "given": "Martin L.", "suffix": "Jr."}),
        ("{RAND Corporation}", {"literal": "RAND Corporation"}),
        ("{{Barnes and Noble}}", {"literal": "Barnes and Noble"}),
        ("others", {"literal": "others"}),
        ("Plato", {"family": "Plato"}),
        (r"{\'E}mile {\c C}etin", {"family": "Çetin", "given": "Émile"}),
        (
            "family=Beauvoir, given=Simone, prefix=de, useprefix=false",
            {"family": "Beauvoir", "given": "Simone", "dropping-particle": "de"},
        ),
        ('given=Hans, family="A, B"', {"family": '"A', "given": "Hans"}),
    ],
)
def test_names_are_read_as_bibtex_reads_them(written: str, expected: dict[str, str]) -> None:
    assert reference(f"@misc{{k, title={{T}}, author={{{written}}}}}")["author"] == [expected]


def test_names_are_split_at_and_outside_braces_only() -> None:
    names = reference("@misc{k, title={T}, author={A, B and\n{C and D} AND E Fand}}")["author"]
    assert names == [
        {"family": "A", "given": "B"},
        {"literal": "C and D"},
        {"family": "Fand", "given": "E"},
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date={2014-05-06}", {"date-parts": [[2014, 5, 6]]}),
        ("date={2014-05/2016~}", {"date-parts": [[2014, 5], [2016]], "circa": True}),
        ("date={2014?}", {"date-parts": [[2014]], "circa": True}),
        ("date={2014-23}", {"date-parts": [[2014]], "season": 3}),
        ("date={2014/..}", {"date-parts": [[2014], [0]]}),
        ("date={-0044}", {"date-parts": [[-44]]}),
        ("date={14 May 2014}", {"date-parts": [[2014, 5, 14]]}),
        ("year=2014, month=may, day=6", {"date-parts": [[2014, 5, 6]]}),
        ("year={1998--1999}", {"date-parts": [[1998], [1999]]}),
        ("year={2014}, month={September}", {"date-parts": [[2014, 9]]}),
        ("year={in press}", {"literal": "in press"}),
        ("date={2014-02-30}", {"literal": "2014-02-30"}),
    ],
)
def test_dates_of_both_dialects(fields: str, expected: dict[str, Any]) -> None:
    assert reference(f"@misc{{k, title={{T}}, {fields}}}")["issued"] == expected


@pytest.mark.parametrize("year", ["n.d.", "no date", "undated"])
def test_a_source_that_says_it_has_no_date_has_none(year: str) -> None:
    assert "issued" not in reference(f"@misc{{k, title={{T}}, year={{{year}}}}}")


def test_addresses_are_never_decoded() -> None:
    found = reference("@misc{k, title={T}, url={http://x.org/a_b%20c~d#e}, doi={10.1/a_b%c}}")
    assert found["URL"] == "http://x.org/a_b%20c~d#e"
    assert found["DOI"] == "10.1/a_b%c"


def test_escapes_other_programs_put_into_addresses_are_undone() -> None:
    text = r"@misc{k, title={T}, howpublished={\url{http://x.org/a\_b\%20c}}, doi={https://doi.org/1/2}}"
    assert reference(text)["URL"] == "http://x.org/a_b%20c"
    assert reference(text)["DOI"] == "1/2"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            r"{\'E}t\'e \`a {\c c} \v{s} {\"{\i}} \ss{} {\o} \aa{}ngstr{\"o}m",
            "Été à ç š ï ß ø ångström",
        ),
        (r"50\% \& more \#1 \_ \$", "50% & more #1 _ $"),
        (r"A~B -- ``quoted'' --- end", "A\u00a0B – “quoted” — end"),
        (r"On \emph{Dabiq} and \textsuperscript{2}", "On <i>Dabiq</i> and <sup>2</sup>"),
        (r"{The Whole Title}", "The Whole Title"),
        (r"{B}ayes and {NASA}", "Bayes and NASA"),
        (r"the {van der waals} force", 'the <span class="nocase">van der waals</span> force'),
        (r"An \unknown{thing} stays", r"An \unknown{thing} stays"),
    ],
)
def test_latex_becomes_text(written: str, expected: str) -> None:
    assert reference(f"@book{{k, title={{{written}}}}}")["title"] == expected


def test_unknown_fields_are_kept_and_paths_and_users_are_not() -> None:
    text = """@misc{k, title={T}, addendum={Second {\\'e}dition}, mood={calm},
        file={:/home/ann/x.pdf:PDF},
        owner={ann}, timestamp={2020-01-01}, bdsk-file-1={abc}}"""
    assert reference(text)["custom"] == {"addendum": "Second édition", "mood": "calm"}


def test_keywords_become_tags() -> None:
    assert only("@misc{k, title={T}, keywords={a, {b, c}, d \\& e, a}}").tags == (
        "a",
        "b, c",
        "d & e",
    )
    assert only("@misc{k, title={T}, keywords={a; b}}").tags == ("a", "b")


def test_a_field_that_stands_twice_keeps_both_values() -> None:
    entry = only("@misc{k, title={First}, note={x}, title={Second}}")
    assert entry.reference["title"] == "First"
    assert entry.reference["custom"] == {"title-2": "Second"}
    assert entry.warnings == ("The field “title” stands twice; the first was taken.",)


def test_a_key_that_stands_twice_loses_no_entry() -> None:
    found = read_bibliography("@misc{k, title={A}}\n@misc{K, title={B}}\n@misc{k, title={C}}")
    assert [entry.reference["title"] for entry in found.entries] == ["A", "B", "C"]
    assert [bool(entry.warnings) for entry in found.entries] == [False, True, True]


def test_a_brace_on_the_next_line_is_read() -> None:
    entry = only("% head\n@article\n{k, title={T}}\n")
    assert (entry.key, entry.line) == ("k", 2)


def test_an_entry_in_round_brackets_is_read() -> None:
    assert reference('@article(k, title="T", year=2014)')["title"] == "T"


def test_a_handle_in_an_abstract_does_not_end_the_entry() -> None:
    text = "@misc{k, title={T}, abstract={They wrote\n@home {now} and\n@x(y)\nleft}, note={N}}"
    entry = only(text)
    assert entry.reference["abstract"] == "They wrote @home {now} and @x(y) left".replace(
        "{now}", "now"
    )
    assert entry.reference["note"] == "N"


def test_comments_and_preambles_are_no_entries() -> None:
    text = """\ufeffSome words.
  % @article{old, title={Commented out}}
@comment{jabref-meta: x}
@preamble{"\\newcommand{\\x}{y}"}
@misc{k, title={T}}"""
    assert [entry.key for entry in read_bibliography(text).entries] == ["k"]
    assert read_bibliography(text).broken == ()


def test_crlf_leaves_no_trace() -> None:
    assert reference("@misc{k,\r\n title={A\r\n  B},\r\n note={N}\r\n}\r\n")["title"] == "A B"


SOUND = "\n@misc{sound, title={Sound}}\n"
BROKEN = {
    "a type with a sign": "@c++{k, title={X}}",
    "a type with a hyphen": "@my-type{k, title={X}}",
    "no key": "@misc{title={X}}",
    "no fields": "@misc{k}",
    "no comma between fields": "@misc{k, title={X} year=2014}",
    "no equals sign": "@misc{k, title {X}}",
    "never closed": "@misc{k, title={X",
    "a brace too few": "@misc{k, title={X, year=2014}\n",
    "a quotation mark too few": '@misc{k, title="X, year=2014}\n',
    "no closing brace": "@misc{k, title={X},\n",
    "a brace too many": "@misc{k, title={X}}, year=2014}",
    "only a type": "@misc{}",
    "nothing inside": "@misc",
    "junk after the key": "@misc{k title={X}}",
}
SILENT = {"a brace too many", "nothing inside"}  # The first is read whole; the second is a word.


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_broken_entry_is_imported_or_reported_and_its_neighbours_live(name: str) -> None:
    found = read_bibliography(f"@misc{{before, title={{Before}}}}\n{BROKEN[name]}{SOUND}")
    titles = [entry.reference.get("title") for entry in found.entries]
    assert titles[0] == "Before"
    assert "Sound" in titles
    if name not in SILENT:
        assert "X" in titles or any(part.line == 2 and part.reason for part in found.broken)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "@misc{k, title={" + "{" * 5_000 + "x" + "}" * 5_000 + "}}",
        "@" * 10_000,
        "@misc{k, author={" + " and " * 5_000 + "}}",
        "@misc{k, title={" + "\\'" * 5_000 + "}}",
        "@misc{k, author={" + "," * 5_000 + "}}",
        "@string{" * 2_000,
        '"' * 10_000,
        "\0\x1b@misc{k,\0}",
    ],
)
def test_hostile_text_neither_raises_nor_hangs(text: str) -> None:
    read_bibliography(text)


def test_a_missing_comma_between_fields_is_mended_and_reported() -> None:
    entry = only('@misc{k, title={X} year=2014 note = "a, b"\n, language={de}}')
    assert entry.reference == {
        "type": "document",
        "title": "X",
        "issued": {"literal": '2014 note = "a, b"'},
        "language": "de",
    }
    assert entry.warnings[0] == "A comma is missing after the field “title”."


def test_nothing_invisible_gets_in_by_key_field_name_value_or_excerpt() -> None:
    text = "@misc{k\u202ey, ti\u202etle={A}, title={B\u202eC\x07}}\n@my-\u202etype{k, title={X}}"
    found = read_bibliography(text)
    assert len(found.broken) == 1
    # repr() writes what can't be seen as an escape; in what is shown as it is there is none either.
    assert "u202e" not in repr(found)
    assert "\u202e" not in found.broken[0].reason + found.broken[0].excerpt
    assert found.entries[0].reference["title"] == "BC"
