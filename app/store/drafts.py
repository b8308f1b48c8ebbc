"""What was typed and not saved: kept with the library, encrypted as it is, known to no export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.store.engine import Database


def draft(database: Database, document: str) -> dict[str, Any] | None:
    """The draft of a document's reference, or of a new one for an empty id; None for none."""
    row = database.execute("SELECT value FROM setting WHERE name = ?", [_name(document)]).fetchone()
    if row is None:
        return None
    found = json.loads(row["value"])
    return found if isinstance(found, dict) else None


def keep_draft(database: Database, document: str, kept: Mapping[str, Any] | None) -> None:
    """Keep a draft in place of the one before, or forget it."""
    with database.atomic():
        database.execute("DELETE FROM setting WHERE name = ?", [_name(document)])
        if kept is not None:
            database.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)",
                [_name(document), json.dumps(kept, ensure_ascii=False)],
            )


def _name(document: str) -> str:
    return f"draft:{document}"
