"""The child's side: takes one file of references after the other and answers with JSON."""

from __future__ import annotations

import gc
import json
from pathlib import PurePath
from typing import Any

from app.exchange.apart import packed
from app.exchange.references import references_in
from app.intake.serving import serve


def main() -> None:
    """Answer frames until the input ends."""
    # What is read is all kept until it is sent: looking for rubbish meanwhile finds none.
    gc.disable()
    serve(_read)


def _read(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    found = references_in(PurePath(str(head["name"])), body)
    told = json.dumps(packed(found), ensure_ascii=False, separators=(",", ":"))
    return {"is_source": bool(found.source)}, [told.encode("utf-8", "surrogatepass")]
