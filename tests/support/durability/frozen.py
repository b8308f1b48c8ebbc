"""Libraries as the program wrote them at each schema it has had, kept as SQL.

    python -m tests.support.durability.frozen

writes the one of the present schema, when there is a new one. Those of earlier schemas were made
by the programs of their time and are never made again: that is what they are for.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from app.library import Library, create_library
from app.store.blobs import BlobStore
from app.store.schema import SCHEMA
from tests.support.sourcebook import CHECKOUT

LIBRARIES = CHECKOUT / "tests" / "data" / "libraries"
FILES = ("article.md", "page.html", "picture.png", "newer.md")


def thawed(schema: int, folder: Path) -> Path:
    """The library of that schema in ``folder``, as its program left it."""
    folder.mkdir(parents=True)
    database = sqlite3.connect(folder / "library.db")
    database.executescript((LIBRARIES / f"schema-{schema}.sql").read_text(encoding="utf-8"))
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    store = BlobStore(folder)
    for name in FILES:
        store.put((LIBRARIES / name).read_bytes())
    return folder


def fill(library: Library, room: Path) -> None:
    """One of everything, the last of it undone."""
    [article] = [line.document for line in library.import_paths([str(room / "article.md")])]
    [page] = [line.document for line in library.import_paths([str(room / "page.html")])]
    assert article is not None
    assert page is not None
    book = library.add_reference(
        {
            "type": "book",
            "title": "A printed book",
            "author": [{"family": "Ellingsen", "given": "Mara"}],
            "issued": {"date-parts": [[2019]]},
        }
    ).value.id
    gone = library.add_reference({"type": "report", "title": "In the trash"}).value.id
    mark = library.highlight_quotation(
        article.id, "three papers", meaning="green", note="private thought", tags=["check"]
    ).value.id
    library.highlight_quotation(book, "as the book says", page="12")
    library.add_note("shared, on the document", on=article.id, shared=True)
    library.add_note("on nothing, with أعماق and 😀")
    library.tag(article.id, ["claims", "méthode"])
    library.set_fields(article.id, {"key": "ellingsen2024claim"})
    outer = library.add_collection("Claims").value
    inner = library.add_collection("Inside", parent=outer.id).value
    library.collect(inner.id, [book, article.id])
    library.trash(gone)
    library.link_copy(page.id, article.id)
    library.add_version(article.id, room / "newer.md")
    library.set_meaning(mark, "pink")
    library.undo()


def freeze(room: Path) -> Path:
    """Make the library of the present schema and write it down; its file."""
    (room / "page_files").mkdir()
    for name in FILES:
        shutil.copy(LIBRARIES / name, room / "page_files" if name.endswith("png") else room)
    with create_library(room / "library") as library:
        fill(library, room)
    database = sqlite3.connect(room / "library" / "library.db")
    lines = list(database.iterdump())
    for name in ("application_id", "user_version"):
        value = database.execute(f"PRAGMA {name}").fetchone()[0]
        lines.append(f"PRAGMA {name} = {value};")
    database.close()
    file = LIBRARIES / f"schema-{SCHEMA}.sql"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def main() -> None:
    """Write the library of the present schema, unless there is one."""
    if (LIBRARIES / f"schema-{SCHEMA}.sql").exists():
        print(f"Schema {SCHEMA} has its library already.")
        return
    with tempfile.TemporaryDirectory() as folder:
        print(freeze(Path(folder)))


if __name__ == "__main__":
    main()
