"""Texts and originals in the store: added once, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.model import Block, BlockKind, DocumentId, NoteMark, Text, TextId, new_id
from app.store.engine import Database


def add_text(database: Database, text: Text, sketch: tuple[int, ...]) -> TextId:
    """The id of ``text`` in the store, which is added unless the very same is there.

    ``sketch`` is its fingerprint (see :mod:`app.text.shingles`).
    """
    for row in database.execute(
        "SELECT id FROM text WHERE sha256 = ? AND extractor = ?", [text.sha256, text.extractor]
    ).fetchall():
        same = TextId(row["id"])
        told = (blocks_of(database, same), note_marks_of(database, same))
        if told == (text.blocks, text.note_marks):
            return same
    id_ = TextId(new_id())
    database.execute(
        "INSERT INTO text (id, sha256, extractor, canonical, sketch) VALUES (?, ?, ?, ?, ?)",
        [id_, text.sha256, text.extractor, text.canonical, json.dumps(sketch)],
    )
    database.conn.executemany(
        "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_block_row(id_, position, block) for position, block in enumerate(text.blocks)],
    )
    database.conn.executemany(
        "INSERT INTO note_mark (text_id, at, block, position) VALUES (?, ?, ?, ?)",
        [(id_, mark.at, mark.block, nth) for nth, mark in enumerate(text.note_marks)],
    )
    return id_


def _block_row(id_: TextId, position: int, block: Block) -> tuple[Any, ...]:
    section = json.dumps(block.section, ensure_ascii=False)
    return (
        id_,
        position,
        block.kind.value,
        block.start,
        block.end,
        block.level,
        block.paragraph,
        block.section_paragraph,
        section,
        block.page,
    )


def text(database: Database, id_: TextId) -> Text | None:
    """The Text with this id."""
    row = database.execute("SELECT * FROM text WHERE id = ?", [id_]).fetchone()
    if row is None:
        return None
    return Text(
        row["canonical"],
        blocks_of(database, id_),
        row["sha256"],
        row["extractor"],
        note_marks_of(database, id_),
    )


def note_marks_of(database: Database, id_: TextId) -> tuple[NoteMark, ...]:
    """Where a Text refers to its footnotes, in reading order."""
    rows = database.execute(
        "SELECT at, block FROM note_mark WHERE text_id = ? ORDER BY position", [id_]
    )
    return tuple(NoteMark(row["at"], row["block"]) for row in rows)


def blocks_of(database: Database, id_: TextId) -> tuple[Block, ...]:
    """The Blocks of a Text, in order."""
    rows = database.execute("SELECT * FROM block WHERE text_id = ? ORDER BY position", [id_])
    return tuple(
        Block(
            kind=BlockKind(row["kind"]),
            start=row["start"],
            end=row["stop"],
            level=row["level"],
            paragraph=row["paragraph"],
            section_paragraph=row["section_paragraph"],
            section=tuple(json.loads(row["section"])),
            page=row["page"],
        )
        for row in rows
    )


def sketches(database: Database) -> Iterator[tuple[DocumentId, tuple[int, ...]]]:
    """The shingle sketch of every document's current Text, outside the trash."""
    rows = database.execute(
        "SELECT d.id, t.sketch FROM document d JOIN text t ON t.id = d.text_id "
        "WHERE d.deleted IS NULL"
    )
    for row in rows:
        yield DocumentId(row["id"]), tuple(json.loads(row["sketch"]))


def add_original(database: Database, sha256: str, size: int, media_type: str) -> None:
    """Name a file of the blob store; the file itself is written and synced before."""
    database.execute(
        "INSERT OR IGNORE INTO original (sha256, size, media_type) VALUES (?, ?, ?)",
        [sha256, size, media_type],
    )


def originals(database: Database) -> list[str]:
    """The SHA-256 of every file the library names."""
    return [row["sha256"] for row in database.execute("SELECT sha256 FROM original")]
