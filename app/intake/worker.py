"""The child's side: takes one file after the other from its input and answers on its output."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from app.intake.archive.desk import Desk
from app.intake.enclosing import told
from app.intake.formats import read_bytes
from app.intake.limits import Limits, too_large
from app.intake.origin import read_origin
from app.intake.reading import text_as_json
from app.intake.serving import serve
from app.model.kinds import DocumentKind, csl_type
from app.text import canonical_line, compose


def main() -> None:
    """Answer frames until the input ends."""
    desk = Desk()
    serve(lambda head, body: desk.answer(head, body) if "task" in head else _read(head, body))


def _read(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The answer; the canonical text, then the images that the file itself carries."""
    limits = Limits(text_size=int(head["text_size"]), pages=int(head["pages"]))
    kind = DocumentKind(head["kind"]) if head.get("kind") else None
    finding = read_bytes(body, str(head["name"]), limits, kind)
    read_origin(head.get("origin") or {}, finding)
    text = compose(finding.drafts, finding.extractor) if finding.drafts else None
    if text is not None and not text.blocks:
        text = None
    title = finding.reference.pop("title", "") or canonical_line(_stem(str(head["name"])))
    finding.sources.setdefault("title", "the file's name")
    images, carried = told(finding) if text is not None else ([], [])
    answer = {
        "kind": finding.kind.value,
        "reference": {"type": csl_type(finding.kind), "title": title, **finding.reference},
        "text": text_as_json(text),
        "provenance": {
            **finding.provenance,
            "fields": finding.sources,
            **({"seen": finding.seen} if finding.seen else {}),
            "extractor": finding.extractor,
        },
        "warnings": finding.warnings,
        "media_type": finding.media_type,
        "images": images,
    }
    canonical = text.canonical.encode() if text else b""
    if len(canonical) > limits.answer_size // 2:
        raise too_large(limits.answer_size // 2)
    return answer, [canonical, *carried]


def _stem(name: str) -> str:
    return PurePath(name).stem or name
