"""Store of the emulator in SQLite: JSON documents by application, kind and id.

One connection writes, in transactions of one request each, and reads what takes no time; long reads have snapshots, over
connections of their own, for which the database is a file in WAL mode. One that is kept is synced at each commit, so that
nothing that was answered is lost when the process is killed; any other is in a temporary folder. Documents keep the order in
which they were first written, which is the order of the lists.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections import defaultdict
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import orjson

from .layout import LAYOUT, create_tables, known_layout, layout_of, mark, migrate
from .narrowing import COLUMNS, Narrowing, columns_of, index_of
from .rows import Stored, content_of, readable
from .snapshots import Snapshot, Snapshots
from .sole_use import own_folder, sole_use
from .steps import present_read

__all__ = ["Store", "StoreCopy"]

_RECENT, _SHORT = 1024, 4096
"""Documents whose contents are remembered between two changes, and the most bytes of one: with them a read takes half the time."""

_NAMES = ", ".join(COLUMNS.values())
_INSERT = f"INSERT INTO documents (app, kind, id, content, {_NAMES}) VALUES (?, ?, ?, ?{', ?' * len(COLUMNS)})"  # noqa: S608
_PUT = f"{_INSERT} ON CONFLICT (app, kind, id) DO UPDATE SET content = excluded.content, " + ", ".join(
    f"{column} = excluded.{column}" for column in COLUMNS.values()
)

_CACHE = 32_000
"""Kilobytes of the database that the writing connection remembers, at most."""

_FEW = 10_000
"""Documents that are sorted by themselves, rather than read in the order of an index over all."""

_BEHIND_SLASH = chr(ord("/") + 1)
_LAST = chr(0x10FFFF)
"""Sorts behind every character of an id, so that a range of the index holds all ids with a prefix."""


class StoreCopy:
    """Content of a store, in memory; it is closed with the last reference to it."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self.connection.close)


def _source(kind: str, condition: str, by: str | None) -> str:
    """Return the source of rows of a kind that meet a condition: the table by an index, and the condition.

    The kind is written out, or SQLite would not know that an index over it can be used.
    """
    index = None if by is None else index_of(kind, [by])
    literal = kind.replace("'", "''")
    return f"documents {'' if index is None else f'INDEXED BY {index} '}WHERE app = ? AND kind = '{literal}' AND {condition}"


def _best(narrowing: Narrowing) -> tuple[str | None, Any]:
    """Return the most selective member that a condition compares with one value, and the value; None: there is none."""
    pairs = dict(narrowing.equals)
    found = next((member for member in ("id", *COLUMNS) if member in pairs), None)
    return found, pairs.get(found or "")


def _behind(column: str, place: tuple[str, int] | None, descending: bool) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that documents come behind one in the order of an index, by its text and place, and its values."""
    if place is None:
        return "", ()
    more = "<" if descending else ">"
    return f"AND {column} {more}= ? AND ({column} {more} ? OR place > ?)", (place[0], *place)


class Store:
    """A store of documents and timers.

    Args:
        file: file of the state; None: in memory.

    Raises:
        sqlite3.Error: the file cannot be opened, is not a database, or another emulator has it.
        StateFileError: it is the database of another program, or of a newer emulator; it stays as it was.
    """

    def __init__(self, file: Path | None = None) -> None:
        # its whole path, links resolved: SQLite takes `:memory:` and `file:` for other things, and locks lie beside the file
        file = None if file is None else file.resolve()
        layout = LAYOUT if file is None else layout_of(file)
        stack = ExitStack()
        # a store that nobody closed is closed with the last reference to it
        self._closing = weakref.finalize(self, stack.close)
        try:
            self._open(file, layout, stack)
        except BaseException:
            self.close()
            raise

    def _open(self, file: Path | None, layout: int | None, stack: ExitStack) -> None:
        if file is None:
            file = stack.enter_context(own_folder()) / "state.db"
            synchronous = "OFF"
        else:
            stack.enter_context(sole_use(file))
            synchronous = "FULL"
        self._connection = sqlite3.connect(
            file, timeout=1, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        stack.callback(self._connection.close)
        known_layout(file, self._connection.execute("PRAGMA user_version").fetchone()[0])
        self._connection.execute(f"PRAGMA synchronous={synchronous}")
        if layout is None:  # before the log is written: the marks are in the file itself
            mark(self._connection)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute(f"PRAGMA cache_size=-{_CACHE}")
        create_tables(self._connection)
        self._execute = self._connection.execute
        if layout == 0:
            with self.transaction():
                migrate(self._connection)
        self._snapshots = Snapshots(file)
        stack.callback(self._snapshots.close)
        self.next_due = self._first_due()
        """When the first timer is due, in seconds since the epoch; None: there is none."""
        self._replaced = 0
        self._revisions: dict[str, int] = defaultdict(int)
        """Kind → number of writes and removals of its documents, beside those of whole applications and states."""
        self._recent: dict[tuple[str, str, str], bytes] = {}
        """Contents of documents that were read since the last change."""
        self._recent_at = self.changes

    def hold(self) -> Snapshot:
        """Return a snapshot of the present state, between two transactions."""
        return self._snapshots.hold()

    def _look(self, statement: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        """Carry out a statement that finds its few rows by an index."""
        read = present_read()
        snapshot = None if read is None else read.snapshot
        return (self._connection if snapshot is None else snapshot.connection).execute(statement, values)

    def _search(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        """Return the rows of a statement that may look at many others; reads do that in a thread."""
        read = present_read()
        if read is None:
            return self._execute(statement, values).fetchall()
        snapshot = read.held()
        return read.aside(lambda: snapshot.rows(statement, values))

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        """Commit all writes of the block, or none if it raises."""
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk has ended it already
                self._execute("ROLLBACK")
            self._replaced += 1
            self.next_due = self._first_due()
            raise

    def nested(self) -> AbstractContextManager[None]:
        """Return a transaction, or the one that is open: it is committed with that."""
        return nullcontext() if self._connection.in_transaction else self.transaction()

    @property
    def changes(self) -> tuple[int, int]:
        """Differs from what it was before if anything was written, deleted or replaced since."""
        return self._replaced, self._connection.total_changes

    def revision(self, kinds: tuple[str, ...]) -> tuple[int, ...]:
        """Return what differs from what it was before if a document of one of some kinds was changed since."""
        return (self._replaced, *map(self._revisions.__getitem__, kinds))

    def snapshot(self) -> StoreCopy:
        """Return a copy of the content, in memory."""
        copy = StoreCopy()
        self._connection.backup(copy.connection)
        return copy

    def restore(self, copy: StoreCopy) -> None:
        """Replace the content by a copy, which stays as it is."""
        copy.connection.backup(self._connection)
        self._replaced += 1
        self.next_due = self._first_due()

    def clear(self) -> None:
        """Delete everything; the places of documents begin anew."""
        self._replaced += 1
        for table in ("documents", "timers", "sqlite_sequence"):
            self._execute(f"DELETE FROM {table}")  # noqa: S608  # names of this module
        self.next_due = None

    def get(self, app: str, kind: str, id: str) -> Any:
        """Return a document, or None."""
        content = self._recent_content(app, kind, id)
        return None if content is None else content_of(app, kind, id, content)

    def _recent_content(self, app: str, kind: str, id: str) -> bytes | None:
        """Return the content of a document; short ones are remembered until something is written, or may be undone."""
        read = present_read()
        if self._connection.in_transaction or (read is not None and read.snapshot is not None):
            return self._read_content(app, kind, id)
        changes, key = self.changes, (app, kind, id)
        if self._recent_at != changes or len(self._recent) >= _RECENT:
            self._recent.clear()
            self._recent_at = changes
        content = self._recent.get(key)
        if content is None:
            content = self._read_content(app, kind, id)
            if content is not None and len(content) <= _SHORT:
                self._recent[key] = content
        return content

    def _read_content(self, app: str, kind: str, id: str) -> bytes | None:
        statement = "SELECT content FROM documents WHERE app = ? AND kind = ? AND id = ?"
        row: tuple[bytes] | None = self._look(statement, (app, kind, id)).fetchone()
        return None if row is None else row[0]

    def put(self, app: str, kind: str, id: str, content: Any) -> None:
        """Store a document; one that exists already keeps its place."""
        self._revisions[kind] += 1
        self._execute(_PUT, (app, kind, id, orjson.dumps(content), *columns_of(kind, content)))

    def put_many(self, app: str, kind: str, documents: Iterable[tuple[str, Any]]) -> None:
        """Store many new documents at once."""
        self._revisions[kind] += 1
        self._connection.executemany(
            _INSERT, ((app, kind, id, orjson.dumps(content), *columns_of(kind, content)) for id, content in documents)
        )

    def delete(self, app: str, kind: str, id: str) -> bool:
        """Delete a document, and return whether it existed."""
        self._revisions[kind] += 1
        return (
            self._execute("DELETE FROM documents WHERE app = ? AND kind = ? AND id = ?", (app, kind, id)).rowcount > 0
        )

    def delete_under(self, app: str, kind: str, prefix: str) -> None:
        """Delete the documents whose ids begin with a prefix."""
        self._revisions[kind] += 1
        self._execute(
            "DELETE FROM documents WHERE app = ? AND kind = ? AND id >= ? AND id < ?",
            (app, kind, prefix, prefix + _LAST),
        )

    def delete_kinds(self, app: str, prefix: str) -> None:
        """Delete the documents of all kinds that begin with a prefix."""
        self._replaced += 1
        self._execute("DELETE FROM documents WHERE app = ? AND kind >= ? AND kind < ?", (app, prefix, prefix + _LAST))

    def listed(
        self, app: str, kind: str, after: int = 0, limit: int = -1, narrowing: Narrowing | None = None
    ) -> list[Stored]:
        """Return documents of a kind in their order, those after a place.

        Args:
            app: the application.
            kind: the kind.
            after: the place.
            limit: the most documents; -1: all.
            narrowing: a condition that they meet; None: none.
        """
        if narrowing is None:
            rows: Iterable[Any] = self._look(
                "SELECT place, id, content FROM documents "
                "WHERE app = ? AND kind = ? AND place > ? ORDER BY place LIMIT ?",
                (app, kind, after, limit),
            )
        else:
            rows = self._search(
                f"SELECT place, id, content FROM {_source(kind, narrowing.sql, _best(narrowing)[0])} "  # noqa: S608  # conditions of this room
                "AND place > ? ORDER BY place LIMIT ?",
                (app, *narrowing.values, after, limit),
            )
        return list(readable(app, kind, rows))

    def sorted(
        self,
        app: str,
        kind: str,
        member: str,
        *,
        after: tuple[str, int] | None,
        descending: bool,
        limit: int,
        narrowing: Narrowing | None = None,
    ) -> list[Stored]:
        """Return documents of a kind by an indexed member that holds text; those with equal texts in their order.

        Args:
            app: the application.
            kind: the kind.
            member: the member.
            after: text and place of the document behind which they begin; None: at the beginning.
            descending: whether the last text comes first.
            limit: the most documents.
            narrowing: a condition that they meet; None: none.
        """
        narrowing = narrowing or Narrowing("1", ())
        order = f"{COLUMNS[member]} {'DESC' if descending else 'ASC'}, place"
        index = _best(narrowing)[0] if self._are_few(app, kind, narrowing) else member
        behind, values = _behind(COLUMNS[member], after, descending)
        rows = self._search(
            f"SELECT place, id, content FROM {_source(kind, narrowing.sql, index)} {behind} ORDER BY {order} LIMIT ?",  # noqa: S608  # as above
            (app, *narrowing.values, *values, limit),
        )
        return list(readable(app, kind, rows))

    def _are_few(self, app: str, kind: str, narrowing: Narrowing) -> bool:
        """Return whether an index finds few documents among which are all that meet a condition."""
        by, value = _best(narrowing)
        if by is None or by == "id":
            return by == "id"
        source = _source(kind, f"{COLUMNS[by]} = ?", by)
        statement = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {_FEW})"  # noqa: S608
        return int(self._look(statement, (app, value)).fetchone()[0]) < _FEW

    def under(self, app: str, kind: str, prefix: str) -> list[Stored]:
        """Return the documents of a kind whose ids begin with a prefix, in their order."""
        rows = self._look(
            "SELECT place, id, content FROM documents WHERE app = ? AND kind = ? AND id >= ? AND id < ? ORDER BY place",
            (app, kind, prefix, prefix + _LAST),
        )
        return list(readable(app, kind, rows))

    def ids_under(self, app: str, kind: str, prefix: str) -> set[str]:
        """Return the ids of the documents of a kind that begin with a prefix."""
        rows = self._look(
            "SELECT id FROM documents WHERE app = ? AND kind = ? AND id >= ? AND id < ?",
            (app, kind, prefix, prefix + _LAST),
        )
        return {id for (id,) in rows}

    def owners(self, app: str, kind: str) -> list[str]:
        """Return what the ids of a kind have before their first slash, each once; there is one in every id."""
        statement = "SELECT id FROM documents WHERE app = ? AND kind = ? AND id >= ? ORDER BY id LIMIT 1"
        found: list[str] = []
        after = ""
        while (row := self._look(statement, (app, kind, after)).fetchone()) is not None:
            found.append(row[0].partition("/")[0])
            after = f"{found[-1]}{_BEHIND_SLASH}"
        return found

    def count(self, app: str, kind: str, narrowing: Narrowing | None = None) -> int:
        """Return the number of documents of a kind, of those that meet a condition if there is one."""
        if narrowing is None:
            row = self._look("SELECT count(*) FROM documents WHERE app = ? AND kind = ?", (app, kind)).fetchone()
        else:
            source = _source(kind, narrowing.sql, _best(narrowing)[0])
            statement = f"SELECT count(*) FROM {source}"  # noqa: S608  # conditions of this room
            row = self._search(statement, (app, *narrowing.values))[0]
        return int(row[0])

    def count_up_to(self, app: str, kind: str, most: int) -> int:
        """Return the number of documents of a kind, counting no more than `most` of them."""
        statement = "SELECT count(*) FROM (SELECT 1 FROM documents WHERE app = ? AND kind = ? LIMIT ?)"
        return int(self._search(statement, (app, kind, most))[0][0])

    def put_timer(self, due: float, app: str, action: str, id: str) -> None:
        """Store when an action is due, in seconds since the epoch."""
        self._execute(
            "INSERT OR REPLACE INTO timers (due, app, action, id) VALUES (?, ?, ?, ?)", (due, app, action, id)
        )
        self.next_due = self._first_due()

    def delete_timer(self, app: str, action: str, id: str) -> None:
        """Delete the timer of an action."""
        self._execute("DELETE FROM timers WHERE app = ? AND action = ? AND id = ?", (app, action, id))
        self.next_due = self._first_due()

    def next_timer(self, until: float) -> tuple[float, str, str, str] | None:
        """Return due time, application, action and id of the first timer, if it is due by a time; else None."""
        if self.next_due is None or self.next_due > until:
            return None
        row: tuple[float, str, str, str] | None = self._execute(
            "SELECT due, app, action, id FROM timers WHERE due <= ? ORDER BY due, app, action, id LIMIT 1", (until,)
        ).fetchone()
        return row

    def rename_app(self, app: str, name: str) -> None:
        """Move all documents and timers of an application to another name, which must have none."""
        self._replaced += 1
        self._execute("UPDATE documents SET app = ? WHERE app = ?", (name, app))
        self._execute("UPDATE timers SET app = ? WHERE app = ?", (name, app))

    def delete_app(self, app: str) -> None:
        """Delete all documents and timers of an application."""
        self._replaced += 1
        self._execute("DELETE FROM documents WHERE app = ?", (app,))
        self._execute("DELETE FROM timers WHERE app = ?", (app,))
        self.next_due = self._first_due()

    def _first_due(self) -> float | None:
        row = self._execute("SELECT min(due) FROM timers").fetchone()
        return None if row is None or row[0] is None else float(row[0])

    def close(self) -> None:
        """Close the database."""
        self._closing()
