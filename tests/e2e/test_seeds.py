"""Real texts of the kind the app exists for: imported, marked, quoted and exported.

The texts are not in the repository; where they lie beside the checkout these tests run. Expected
values were read off the texts by hand.
"""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.support.sourcebook import CHECKOUT, SHARED, Ran, Shell

pytestmark = pytest.mark.corpus
SEEDS = SHARED / "corpus" / "seeds"
TWENTY = CHECKOUT / "tests" / "data" / "exchange" / "twenty.json"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    if not SEEDS.is_dir():
        pytest.skip("the real texts are not beside this checkout")
    return Shell(tmp_path)


@pytest.fixture
def seeds(shell: Shell) -> dict[str, str]:
    ran = shell("import", *map(str, sorted(SEEDS.glob("*.txt"))))
    assert ran.status == 0
    return {Path(line["path"]).stem: line["id"] for line in ran.lines}


def texts(shown: Ran, kind: str) -> list[str]:
    return [block["text"] for block in shown.json["blocks"] if block["kind"] == kind]


def test_an_analyst_article(shell: Shell, seeds: dict[str, str]) -> None:
    shown = shell("show", seeds["analyst_article"])
    reference = shown.json["reference"]
    assert shown.json["kind"] == "analyst-article"
    assert reference["title"] == "The Rise of an ISIS Affiliated Media Unit: A’maq"
    assert reference["author"] == [{"family": "Kassirer", "given": "Alex"}]
    assert "issued" not in reference
    assert len(texts(shown, "paragraph")) == 13
    assert len(texts(shown, "caption")) == 4
    assert len(texts(shown, "author-note")) >= 1
    assert "Our team weighs in" not in shown.json["text"]
    assert "Blog >" not in shown.json["text"]


def test_an_encyclopedia_entry(shell: Shell, seeds: dict[str, str]) -> None:
    shown = shell("show", seeds["encyclopedia_entry"])
    assert shown.json["kind"] == "encyclopedia-entry"
    assert shown.json["reference"]["title"] == "Amaq News Agency"
    paragraphs = [block for block in shown.json["blocks"] if block["paragraph"]]
    assert len(paragraphs) == 16
    assert sum(block["section"] == ["History"] for block in paragraphs) == 8
    assert len(texts(shown, "infobox-row")) == 6
    assert texts(shown, "heading") == ["History", "Character", "Reliability", "Online presence"]


def test_a_blog_post_has_its_title_and_no_invented_author(
    shell: Shell, seeds: dict[str, str]
) -> None:
    shown = shell("show", seeds["personal_blog_post"]).json
    assert shown["kind"] == "blog-post"
    first = (SEEDS / "personal_blog_post.txt").read_text("utf-8").splitlines()[0].strip()
    assert shown["reference"]["title"] == first
    assert "author" not in shown["reference"]
    assert "Previously published" not in shown["text"]


def test_a_sentence_becomes_a_cited_quotation(shell: Shell, seeds: dict[str, str]) -> None:
    entry = seeds["encyclopedia_entry"]
    mark = shell("highlight", entry, "--quote", "launched an official mobile app in 2015").json
    assert (mark["paragraph"], mark["section"], mark["section_paragraph"]) == (4, ["History"], 3)
    assert shell("quote", mark["id"], "--style", "apa").json["text"].endswith("para. 4)")
    by_section = shell("quote", mark["id"], "--style", "apa", "--locator-form", "section").json
    assert by_section["citation"].endswith("History section, para. 3)")
    cited = shell("cite", entry, "--style", "apa", "--locator", "para 4").json
    assert "para" not in "".join(cited["bibliography"])


def test_biber_accepts_the_export_without_a_word(shell: Shell, seeds: dict[str, str]) -> None:
    if which("biber") is None:
        pytest.skip("biber is not installed")
    assert shell("import", str(TWENTY)).status == 0
    first, second = (shell("export", "biblatex").out for _ in range(2))
    assert first == second
    (shell.folder / "all.bib").write_text(first, encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "all.bib"],
        cwd=shell.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "WARN" not in done.stdout, done.stdout
    assert "ERROR" not in done.stdout
