"""A place as LaTeX, pandoc and Typst point to it."""

import json
import subprocess

import pytest

from app.cite.engine import _pandoc
from app.cite.pointers import Tool, pointer


@pytest.mark.parametrize(
    ("tool", "phrase", "written"),
    [
        ("latex", "para. 7", r"\autocite[para.~7]{key}"),
        ("latex", "p. 7", r"\autocite[7]{key}"),  # biblatex writes "p." itself
        ("latex", "pp. 7–9", r"\autocite[7--9]{key}"),
        ("latex", "A & B section", r"\autocite[A \& B section]{key}"),
        ("latex", "", r"\autocite{key}"),
        ("pandoc", "para. 7", "[@key, para. 7]"),
        ("pandoc", "", "[@key]"),
        ("typst", "para. 7", "#cite(<key>, supplement: [para. 7])"),
        ("typst", "", "#cite(<key>)"),
        ("typst", "C# section", r"#cite(<key>, supplement: [C\# section])"),
    ],
)
def test_each_tool_gets_its_own_form(tool: Tool, phrase: str, written: str) -> None:
    assert pointer("key", phrase, tool) == written


@pytest.mark.parametrize("phrase", ["para. 7", "under “Names [and] facts*”", "C_1 @ section"])
@pytest.mark.parametrize("key", ["ellingsen2024reading", "o'neill:2024", "a/b+c"])
def test_pandoc_reads_one_citation_of_the_key(key: str, phrase: str) -> None:
    answer = subprocess.run(
        [_pandoc(), "-f", "markdown", "-t", "json"],
        input=pointer(key, phrase, "pandoc").encode(),
        capture_output=True,
        check=True,
    )
    (block,) = json.loads(answer.stdout)["blocks"]
    (cite,) = block["c"]
    assert cite["t"] == "Cite"
    (citation,) = cite["c"][0]
    assert citation["citationId"] == key
    assert citation["citationPrefix"] == []


def test_a_key_that_typst_has_no_label_for_is_written_as_a_call() -> None:
    assert pointer("o'neill", "", "typst") == '#cite(label("o\'neill"))'
