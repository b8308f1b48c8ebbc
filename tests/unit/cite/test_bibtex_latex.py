"""A hundred hard references: Biber finds nothing wrong, and LaTeX prints them, in both dialects."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.cite.bibtex import BibChoices, BibItem, Dialect, read_bibliography, write_bibliography
from app.cite.csljson import TYPES
from tests.unit.cite.torture import torture

needs_biber = pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
needs_latex = pytest.mark.skipif(
    shutil.which("pdflatex") is None or shutil.which("bibtex") is None,
    reason="LaTeX (texlive-latex-base) is not installed",
)
needs_biblatex = pytest.mark.skipif(
    not list(Path("/usr/share/texlive").glob("texmf-dist/tex/latex/biblatex/biblatex.sty")),
    reason="biblatex (texlive-bibtex-extra) is not installed",
)
MODERN = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[style=authoryear]{biblatex}
\addbibresource{refs.bib}
%s
\begin{document}\nocite{*}\printbibliography\end{document}
"""
CLASSIC = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{textcomp}
\providecommand{\url}[1]{\texttt{\detokenize{#1}}}
%s
\begin{document}\nocite{*}\bibliographystyle{plain}\bibliography{refs}\end{document}
"""


def written(dialect: Dialect, choices: BibChoices) -> str:
    items = [BibItem(key, reference) for key, reference in torture().items()]
    return write_bibliography(items, dialect, choices=choices)


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "HOME": str(folder), "PAR_GLOBAL_TEMP": str(folder)}
    environment |= {"TEXMFVAR": str(folder / "texmf"), "max_print_line": "10000"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=240, check=False
    )
    return done.stdout.decode("utf-8", "replace")


def letters(text: str) -> str:
    """How the document prints letters that LaTeX knows no command for: its author's business."""
    known = "".join(dict.fromkeys(letter for letter in text if ord(letter) > 127))
    return "\n".join(f"\\DeclareUnicodeCharacter{{{ord(letter):04X}}}{{?}}" for letter in known)


def errors(log: str) -> list[str]:
    return [line for line in log.splitlines() if re.match(r"! |.*(?:undefined|empty bibl)", line)]


def test_every_kind_is_there() -> None:
    found = torture()
    assert len(found) >= 60
    assert {reference["type"] for reference in found.values()} == TYPES


@pytest.mark.parametrize("key", list(torture()))
def test_each_comes_back_from_biblatex_as_it_was(key: str) -> None:
    reference = torture()[key]
    (entry,) = read_bibliography(
        write_bibliography([BibItem(key, reference)], Dialect.BIBLATEX)
    ).entries
    assert entry.reference == reference


@needs_biber
@pytest.mark.parametrize("unicode", [True, False])
def test_biber_has_nothing_to_say(tmp_path: Path, unicode: bool) -> None:
    (tmp_path / "refs.bib").write_text(written(Dialect.BIBLATEX, BibChoices(unicode=unicode)))
    said = run(tmp_path, "biber", "--tool", "--validate-datamodel", "refs.bib")
    assert [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))] == []
    out = (tmp_path / "refs_bibertool.bib").read_text("utf-8")
    assert len(re.findall(r"^@\w+\{", out, re.MULTILINE)) == len(torture())


@needs_latex
@needs_biber
@needs_biblatex
def test_latex_prints_them_with_biblatex_and_biber(tmp_path: Path) -> None:
    # Without langid, which would ask babel for every language; Biber writes Unicode in any case.
    text = written(Dialect.BIBLATEX, BibChoices(without=frozenset({"langid"})))
    (tmp_path / "refs.bib").write_text(text, "utf-8")
    (tmp_path / "refs.tex").write_text(MODERN % letters(text), "utf-8")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "refs")
    said = run(tmp_path, "biber", "refs")
    assert [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))] == []
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "refs")
    log = run(tmp_path, "pdflatex", "-interaction=nonstopmode", "refs")
    assert errors(log) == []
    bbl = (tmp_path / "refs.bbl").read_text("utf-8")
    assert set(re.findall(r"\\entry\{([^}]+)\}", bbl)) == set(torture())
    assert (tmp_path / "refs.pdf").stat().st_size > 20_000


@needs_latex
def test_latex_prints_them_with_plain_bibtex(tmp_path: Path) -> None:
    text = written(Dialect.BIBTEX, BibChoices())
    (tmp_path / "refs.bib").write_text(text, "utf-8")
    (tmp_path / "refs.tex").write_text(CLASSIC % letters(text), "utf-8")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "refs")
    said = run(tmp_path, "bibtex", "refs")
    assert "error message" not in said, said
    log = run(tmp_path, "pdflatex", "-interaction=nonstopmode", "refs")
    assert errors(log) == []
    bbl = (tmp_path / "refs.bbl").read_text("utf-8")
    assert set(re.findall(r"\\bibitem\{([^}]+)\}", bbl)) == set(torture())
    assert (tmp_path / "refs.pdf").stat().st_size > 20_000
