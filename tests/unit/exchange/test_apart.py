"""Reference files read in a process of their own: the same as here, and stopped when too much."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import InputError, LimitError
from app.exchange.apart import ReferenceReader, packed, unpacked
from app.exchange.references import read_references
from app.intake.limits import Limits

BIB = """@string{j = "Journal"}
@article{k1, title={Über {Amaq}}, author={Roe, Jane and أحمد}, journal=j, year=2001,
  keywords={a, b}, ids={old}, file={:x.pdf:PDF}, comment={Mine}, url={https://e.org/?utm_source=x}}
@book{k2, title={broken
@misc{k3, title={Undefined}, note = nowhere}
"""
RIS = "TY  - JOUR\nTI  - T\nAU  - Roe, Jane\nL1  - a.pdf\nKW  - x\nN1  - Note\nER  - \nTY  - \n"
CSL = json.dumps([{"id": "a", "type": "book", "title": "T"}, {"id": "b", "title": []}])


@pytest.mark.parametrize(("name", "text"), [("a.bib", BIB), ("a.ris", RIS), ("a.json", CSL)])
def test_what_comes_back_is_what_is_read_here(name: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with ReferenceReader() as reader:
        found = reader.read(file)
    assert found == read_references(file)
    assert found.entries
    assert unpacked(json.loads(json.dumps(packed(found))), found.source) == found


@pytest.mark.parametrize(
    ("content", "code"), [(b"", ""), (b"\x00\x01", ""), (b"[" * 100_000, ""), (b"{}", "not-csl")]
)
def test_a_file_that_is_none_is_refused_as_here(content: bytes, code: str) -> None:
    with ReferenceReader() as reader:
        with pytest.raises(InputError) as refused:
            reader.read_content("a.json", content)
        assert code in (refused.value.code, "")
        assert reader.read_content("b.ris", RIS.encode()).entries, "the next one is read again"


def test_a_file_that_takes_too_long_is_stopped_and_the_next_one_is_read() -> None:
    slow = ReferenceReader(Limits(seconds=0.0))
    with slow, pytest.raises(LimitError) as late:
        slow.read_content("a.bib", BIB.encode())
    assert late.value.code == "too-slow"


def test_a_file_that_needs_too_much_memory_is_one_error() -> None:
    small = ReferenceReader(Limits(memory=250_000_000))
    item = {"type": "book", "title": "x" * 400}
    rows = json.dumps([{"id": str(number), **item} for number in range(90_000)])
    with small:
        with pytest.raises(LimitError) as large:
            small.read_content("a.json", rows.encode())
        assert large.value.code in ("too-much-memory", "reader-broke")
        assert small.read_content("b.ris", RIS.encode()).entries


def test_nothing_is_read_after_the_end() -> None:
    reader = ReferenceReader()
    reader.close()
    with pytest.raises(LimitError) as ended:
        reader.read_content("a.bib", BIB.encode())
    assert ended.value.code == "stopped"
