"""Which folder a library watches and what of it was seen: kept with it, yet no change of it.

It lies in the library because the names of what one downloads are nobody else's business: in an
encrypted one they are encrypted.
"""

from __future__ import annotations

import json
from typing import Any

from app.store.engine import Database

_NAME = "inbox"


def kept_inbox(database: Database) -> dict[str, Any] | None:
    """What was kept of the inbox; None where there is none."""
    row = database.execute("SELECT value FROM setting WHERE name = ?", [_NAME]).fetchone()
    found = json.loads(row["value"]) if row is not None else None
    return found if isinstance(found, dict) else None


def keep_inbox(database: Database, inbox: dict[str, Any] | None) -> None:
    """Keep this of the inbox; None forgets it."""
    with database.atomic():
        database.execute("DELETE FROM setting WHERE name = ?", [_NAME])
        if inbox is not None:
            value = json.dumps(inbox)
            database.execute("INSERT INTO setting (name, value) VALUES (?, ?)", [_NAME, value])
