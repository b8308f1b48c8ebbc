"""Reading in this process, for what blocks a format gives, and through the real child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.intake import IntakeReader, Reading
from app.intake.finding import Finding
from app.intake.formats import read_bytes
from app.intake.limits import Limits
from app.text import compose


class Outcome:
    """A finding with its composed text, in forms that are easy to compare."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.reference = finding.reference
        self.provenance = finding.provenance
        self.kind = finding.kind.value
        self.text = compose(finding.drafts, finding.extractor)

    @property
    def blocks(self) -> list[tuple[str, str]]:
        return [(block.kind.value, self.text.text_of(block)) for block in self.text.blocks]

    @property
    def numbered(self) -> list[tuple[int, str]]:
        return [
            (block.paragraph, self.text.text_of(block))
            for block in self.text.blocks
            if block.paragraph is not None
        ]

    def of(self, kind: str) -> list[str]:
        return [text for found, text in self.blocks if found == kind]


def read(content: str | bytes, name: str) -> Outcome:
    data = content.encode() if isinstance(content, str) else content
    return Outcome(read_bytes(data, name, Limits()))


@pytest.fixture(scope="module")
def reader() -> Iterator[IntakeReader]:
    with IntakeReader() as made:
        yield made


@pytest.fixture
def reading(reader: IntakeReader, tmp_path: Path) -> Callable[[str, bytes], Reading]:
    """Write a file of this name and content, and read it through the child."""

    def make(name: str, content: bytes) -> Reading:
        path = tmp_path / name
        path.write_bytes(content)
        return reader.read(path)

    return make
