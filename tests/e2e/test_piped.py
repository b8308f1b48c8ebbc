"""`import -` and `import --text`: what stands in a text comes in like files do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sourcebook import Shell, run

TEXT = """References

[1] Roy, A. Y. (2014, March 3). The war of words.
Perspectives on Media, 8(2), 12–24. https://doi.org/10.5555/pm.8.2
[2] Roy, A. Y. (2010). Names before facts. Harbour University Press.

@book{lund2008, title={Claims}, author={Lund, Bo}, year=2008}

https://quay.example/a
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    run("new", "L", cwd=tmp_path)
    return Shell(tmp_path)


def test_a_text_on_standard_input_comes_in_as_what_it_holds(shell: Shell) -> None:
    done = shell("import", "-", stdin=TEXT)
    assert done.status == 0, done.err
    assert [line["title"] for line in done.lines] == [
        "Claims", "The war of words", "Names before facts", "quay.example/a",
    ]  # fmt: skip
    assert {(line["path"], line["status"]) for line in done.lines} == {("-", "added")}
    reference = shell("show", done.lines[1]["id"]).json["reference"]
    assert (reference["DOI"], reference["page"]) == ("10.5555/pm.8.2", "12-24")


def test_a_text_to_read_comes_in_as_one(shell: Shell) -> None:
    done = shell("import", "-", stdin="A title\n\nA paragraph that was piped in, for reading.\n")
    assert (done.json["status"], done.json["paragraphs"]) == ("added", 1)


def test_an_address_given_as_text_waits_for_its_page(shell: Shell) -> None:
    added = shell("import", "--text", "https://quay.example/a").json
    found = shell("list", "tag:“to save”").json
    assert [each["id"] for each in found["documents"]] == [added["id"]]


def test_nothing_to_add_is_said_and_nothing_given_is_wrong_usage(shell: Shell) -> None:
    done = shell("import", "-", stdin="word")
    assert (done.status, done.error["code"]) == (1, "nothing-to-add")
    assert shell("import").status == 2
