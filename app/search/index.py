"""The search index: every word of every document, folded, in a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

from app.errors import LibraryBusyError
from app.model import DocumentId
from app.search.file import GAP, identity, is_ruin, open_in_memory, open_index, throw_away
from app.search.lookup import count_documents, find_documents, order_documents
from app.search.passages import Answer, find_passages, make_hit
from app.search.results import Hit, Indexed, Results, Source
from app.search.words import Words, parse_words
from app.store.engine import Connection, DatabaseError
from app.text.folding import folded

_Found = tuple[Indexed, Answer]
_Columns = tuple[str, str, str]
_Prepared = tuple[Indexed, _Columns]


class Index:
    """The folded words of a library's documents, by the documents they stand in.

    One thread at a time. A file that turns out to be damaged is replaced by an empty one; then
    :attr:`emptied` is true, and comparing :meth:`revisions` with the library tells what to put.
    """

    def __init__(self, path: Path | None, key: bytes | None = None) -> None:
        self._path = path
        self._key = key
        self._file: tuple[int, int] | None = None
        self._connection = self._opened()
        self.emptied = False

    def close(self) -> None:
        """Close the file; the index can't be used afterwards."""
        self._connection.close()

    def revisions(self) -> dict[DocumentId, str]:
        """The revision of every document that is indexed, to be compared with the library's."""
        self.emptied = False
        known: dict[DocumentId, str] = {}
        with self._looking():
            known.update(self._connection.execute("SELECT id, revision FROM documents"))
        return known

    @property
    def state(self) -> str:
        """What the library last said of its state; empty when the index was begun anew."""
        self._follow()
        tokens: list[str] = []
        with self._mending():
            tokens += [row["token"] for row in self._connection.execute("SELECT token FROM state")]
        return tokens[0] if tokens else ""

    @state.setter
    def state(self, token: str) -> None:
        with self._change() as connection:
            connection.execute("UPDATE state SET token = ?", (token,))

    def advance(
        self,
        expected: str,
        state: str,
        *,
        put: Iterable[Indexed] = (),
        remove: Iterable[DocumentId] = (),
    ) -> bool:
        """Index and forget documents unless another handle has changed the state meanwhile.

        Whether the state still was ``expected``: only then all of it is done, in one transaction,
        and the state is ``state``. So of two handles that bring the index up to date at once one
        gives way, and what is older never takes the place of what is newer.
        """
        folded_ones = _prepared(put)
        done = False
        with self._change() as connection:
            sql = "UPDATE state SET token = ? WHERE token = ?"
            if connection.execute(sql, (state, expected)).rowcount:
                _write(connection, folded_ones, remove)
                done = True
        return done and not self.emptied

    def put(self, documents: Iterable[Indexed]) -> None:
        """Index ``documents``, each in place of what was indexed of it before; all or none."""
        folded_ones = _prepared(documents)
        with self._change() as connection:
            _write(connection, folded_ones, ())

    def remove(self, ids: Iterable[DocumentId]) -> None:
        """Forget documents; an id that isn't indexed is no error."""
        with self._change() as connection:
            _write(connection, (), _guarded(ids))

    def clear(self) -> None:
        """Forget everything: the file is made anew, so nothing of it stays on the disk."""
        self._start_again()

    def documents(self, words: str) -> set[DocumentId]:
        """The documents that hold all ``words``, as whole words, anywhere in fields or text.

        Phrases and ``-word`` count as in :meth:`search`; where there are only unwanted words, all
        documents without them; where there is no letter, none.
        """
        parsed = parse_words(words, typing=False)
        found: set[DocumentId] = set()
        with self._looking():
            if parsed.wanted:
                found.update(self._ids(find_documents(self._connection, parsed)))
            elif parsed.unwanted:
                against = [
                    find_documents(self._connection, Words((term,))) for term in parsed.unwanted
                ]
                rows = self._connection.execute("SELECT no FROM documents")
                found.update(self._ids({row[0] for row in rows}.difference(*against)))
        return found

    def _ids(self, numbers: Iterable[int]) -> Iterator[DocumentId]:
        for no in numbers:
            row = self._connection.execute("SELECT id FROM documents WHERE no = ?", (no,))
            yield DocumentId(row.fetchone()[0])

    def search(
        self,
        query: str,
        source: Source,
        *,
        limit: int = 50,
        exact: bool = False,
        passages: bool = False,
    ) -> Results:
        """The passages that answer ``query`` best, one per document, and how many documents do.

        A document answers when every word stands somewhere in it, in any spelling; the last word
        also counts as the beginning of one. Documents with the words together come first, then by
        rank, then the newest. ``exact`` takes the words as typed, letter for letter, and reads
        every document that could hold them. With ``passages``, every passage that holds all the
        words is a hit, or the best ones where none does. ``limit`` counts hits. A query
        without a letter finds nothing; there is no query that is wrong.
        """
        words = parse_words(query, typing=not exact)
        if not words.wanted:
            return Results((), 0)
        look = self._look_exactly if exact else self._look
        found, total = look(words, source, max(0, limit), passages)
        found.sort(key=lambda one: one[1].passages[0].rank[:2], reverse=True)
        hits = (hit for indexed, answer in found for hit in _hits(indexed, answer, words, exact))
        return Results(tuple(islice(hits, max(0, limit))), total)

    def _look(
        self, words: Words, source: Source, limit: int, several: bool
    ) -> tuple[list[_Found], int]:
        total = 0
        documents: list[DocumentId] = []
        with self._looking():
            total = count_documents(self._connection, words)
            documents.extend(self._ids(order_documents(self._connection, words, limit)))
        found: list[_Found] = []
        for document in documents:
            indexed = source(document)
            answer = indexed and find_passages(indexed, words, exact=False, several=several)
            if indexed and answer and answer.passages:
                found.append((indexed, answer))
            else:
                # It was deleted or changed and the index has not caught up yet.
                total -= 1
        return found, total

    def _look_exactly(
        self, words: Words, source: Source, limit: int, several: bool
    ) -> tuple[list[_Found], int]:
        documents: list[DocumentId] = []
        with self._looking():
            # An unwanted word forbids only its own spelling too, so the text decides on those.
            wanted = Words(words.wanted)
            documents.extend(self._ids(order_documents(self._connection, wanted, None)))
        found: list[_Found] = []
        total = 0
        for document in documents:
            indexed = source(document)
            answer = indexed and find_passages(indexed, words, exact=True, several=several)
            if indexed and answer and answer.passages and answer.complete:
                total += 1
                if len(found) < limit:
                    found.append((indexed, answer))
        return found, total

    def check(self) -> list[str]:
        """What is wrong with the file, in sentences; nothing where it is sound."""
        execute = self._connection.execute
        try:
            found = [row[0] for row in execute("PRAGMA quick_check(5)") if row[0] != "ok"]
            for table in ("presence", "positions"):
                execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
        except DatabaseError as error:
            found = [str(error)]
        return [f"The search index is damaged: {fault}." for fault in found]

    @contextmanager
    def _looking(self) -> Iterator[None]:
        """All that is looked up inside is of one moment, as another handle may write meanwhile."""
        with self._mending():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        """One transaction, undone where anything goes wrong in it."""
        with self._mending():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _mending(self) -> Iterator[None]:
        """Go on without an answer where the file turns out to be no good, and make it anew."""
        try:
            yield
        except _SourceError as error:
            raise error.cause from None
        except DatabaseError as error:
            if "locked" in str(error):
                raise _busy(error) from error
            if not is_ruin(error):
                raise
            self._start_again()
            self.emptied = True

    def _start_again(self) -> None:
        self._connection.close()
        if self._path is not None:
            throw_away(self._path)
        self._connection = self._opened()

    def _follow(self) -> None:
        """Open the file that lies there now, where another handle had to make it anew."""
        if self._path is not None and identity(self._path) != self._file:
            self._connection.close()
            self._connection = self._opened()

    def _opened(self) -> Connection:
        if self._path is None:
            return open_in_memory()
        connection = open_index(self._path, self._key)
        self._file = identity(self._path)
        return connection


class _SourceError(Exception):
    """Carries an error of the library's database past those who look for one of the index."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


_Item = TypeVar("_Item")


def _guarded(items: Iterable[_Item]) -> Iterator[_Item]:
    try:
        yield from items
    except DatabaseError as error:
        raise _SourceError(error) from error


def _busy(error: Exception) -> LibraryBusyError:
    return LibraryBusyError(
        "Another program is writing to the search index.",
        hint="Wait until it has finished and try again.",
        detail=str(error),
    )


def _hits(indexed: Indexed, answer: Answer, words: Words, exact: bool) -> Iterator[Hit]:
    for passage in answer.passages:
        yield make_hit(indexed, passage, words, exact=exact)


def _prepared(documents: Iterable[Indexed]) -> list[_Prepared]:
    """Documents with their folded columns: made before the file is locked, being slow."""
    return [(document, _columns(document)) for document in documents]


def _write(
    connection: Connection, documents: Iterable[_Prepared], gone: Iterable[DocumentId]
) -> None:
    new: dict[DocumentId, _Prepared] = {}
    for prepared in documents:
        no = _number(connection, prepared[0].document)
        if no is None:
            new[prepared[0].document] = prepared
        else:
            _put_again(connection, no, *prepared)
    _put_new(connection, new.values())
    for id_ in gone:
        no = _number(connection, id_)
        if no is not None:
            _forget(connection, no)
            connection.execute("DELETE FROM documents WHERE no = ?", (no,))


def _put_again(connection: Connection, no: int, document: Indexed, columns: _Columns) -> None:
    """Index a document in place of what was indexed of it; it keeps its number and so its age."""
    _forget(connection, no)
    connection.execute("UPDATE documents SET revision = ? WHERE no = ?", (document.revision, no))
    _put_words(connection, [(no, columns)])


def _put_new(connection: Connection, documents: Iterable[_Prepared]) -> None:
    """Index documents that weren't indexed, each with the next number."""
    last = connection.execute("SELECT coalesce(max(no), 0) FROM documents").fetchone()[0]
    numbered = list(enumerate(documents, last + 1))
    connection.executemany(
        "INSERT INTO documents (no, id, revision) VALUES (?, ?, ?)",
        [(no, document.document, document.revision) for no, (document, _) in numbered],
    )
    _put_words(connection, [(no, columns) for no, (_, columns) in numbered])


def _put_words(connection: Connection, numbered: list[tuple[int, _Columns]]) -> None:
    connection.executemany(
        "INSERT INTO presence (rowid, words) VALUES (?, ?)",
        [(no, " ".join(columns)) for no, columns in numbered],
    )
    connection.executemany(
        "INSERT INTO positions (rowid, fields, body, extras) VALUES (?, ?, ?, ?)",
        [(no, *columns) for no, columns in numbered],
    )


def _columns(document: Indexed) -> _Columns:
    """The folded fields and text, passages apart, and the other readings of their words."""
    text = document.text
    fields = [folded(value) for _, value in document.fields]
    blocks = [folded(text.text_of(block)) for block in text.blocks] if text else []
    extras = " ".join(extra for _, extra in (*fields, *blocks) if extra)
    return _joined(fields), _joined(blocks), extras


def _joined(parts: list[tuple[str, str]]) -> str:
    return f" {GAP} ".join(forms for forms, _ in parts)


def _number(connection: Connection, document: DocumentId) -> int | None:
    row = connection.execute("SELECT no FROM documents WHERE id = ?", (document,)).fetchone()
    return None if row is None else int(row[0])


def _forget(connection: Connection, no: int) -> None:
    connection.execute("DELETE FROM presence WHERE rowid = ?", (no,))
    connection.execute("DELETE FROM positions WHERE rowid = ?", (no,))
