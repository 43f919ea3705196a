"""Layout of state files: the marks by which they are known, their tables, and what becomes of those of older emulators."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import orjson

from .narrowing import COLUMNS, INDEXES, columns_of
from .rows import readable

__all__ = [
    "APPLICATION_ID",
    "LAYOUT",
    "StateFileError",
    "create_tables",
    "known_layout",
    "layout_of",
    "mark",
    "migrate",
]

APPLICATION_ID = 0x494F5443
"""SQLite's mark of files that the emulator has made: `IOTC`."""

LAYOUT = 1
"""Version of the layout of these files (`user_version`). 0 had no marks, and one queue for all messages of exports."""

_FORMAT = b"SQLite format 3\0"
_HEADER = struct.Struct(">60xi4xi28x")
"""The header of a database of SQLite: its user_version, and its application_id."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    app TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    content BLOB NOT NULL,
    display_name TEXT,
    template TEXT,
    simulated INTEGER,
    provisioned INTEGER,
    enabled INTEGER,
    UNIQUE (app, kind, id)
);
CREATE TABLE IF NOT EXISTS timers (
    due REAL NOT NULL,
    app TEXT NOT NULL,
    action TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (app, action, id)
);
CREATE INDEX IF NOT EXISTS dues ON timers (due);
CREATE INDEX IF NOT EXISTS listing ON documents (app, kind, place);
"""

_ASSIGNED = ", ".join(f"{column} = ?" for column in COLUMNS.values())


class StateFileError(Exception):
    """A file cannot be used for the state; the text names it, and says why and what to do."""


def layout_of(file: Path) -> int | None:
    """Return the layout of a file, of which nothing is changed; None if it is missing or empty.

    Raises:
        StateFileError: it is the database of another program, or of a newer emulator.
        sqlite3.DatabaseError: it is not a database.
    """
    if not file.exists() or file.stat().st_size == 0:
        return None
    layout, mark = _marks(file)
    if mark == APPLICATION_ID:  # the tables may be whole with the log only, where an emulator was killed
        return known_layout(file, layout)
    address = f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as reading:
        tables = {name for (name,) in reading.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if mark == 0 and layout == 0 and not tables:
        return None
    if mark == 0 and layout == 0 and tables == {"documents", "timers", "sqlite_sequence"}:
        return 0
    raise StateFileError(
        f"the state file {file} is the database of another program, which stays as it is: use another file"
    )


def known_layout(file: Path, layout: int) -> int:
    """Return the layout of a file.

    Raises:
        StateFileError: it is that of a newer emulator.
    """
    if layout > LAYOUT:
        raise StateFileError(
            f"the state file {file} has layout {layout}, of a newer emulator; this one knows {LAYOUT}: use another file"
        )
    return layout


def _marks(file: Path) -> tuple[int, int]:
    """Return the user_version and the application_id of a database, from their places in its header."""
    with file.open("rb") as reading:
        head = reading.read(_HEADER.size)
    return _HEADER.unpack(head) if len(head) == _HEADER.size and head.startswith(_FORMAT) else (0, 0)


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the tables and indexes that are missing, and the columns of a table that was created without them."""
    connection.executescript(_SCHEMA)
    _add_columns(connection)
    connection.executescript(INDEXES)


def _add_columns(connection: sqlite3.Connection) -> None:
    """Add the columns of members to a table that was created without them, and fill them."""
    present = {row[1] for row in connection.execute("PRAGMA table_info(documents)")}
    missing = [column for column in COLUMNS.values() if column not in present]
    for column in missing:
        connection.execute(f"ALTER TABLE documents ADD COLUMN {column}")
    if missing:
        rows = connection.execute("SELECT place, kind, app, id, content FROM documents").fetchall()
        connection.executemany(
            f"UPDATE documents SET {_ASSIGNED} WHERE place = ?",  # noqa: S608  # names of this room
            (
                (*columns_of(kind, stored.content), place)
                for place, kind, app, id, content in rows
                for stored in readable(app, kind, [(place, id, content)])
            ),
        )


def mark(connection: sqlite3.Connection) -> None:
    """Mark a database as one of the present layout."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={LAYOUT}")


def migrate(connection: sqlite3.Connection) -> None:
    """Make the first layout the present one, within a transaction: each destination has its own queue of messages."""
    rows = connection.execute("SELECT place, app, id, content FROM documents WHERE kind = 'outbox'").fetchall()
    for place, _, id, content in rows:
        destination = orjson.loads(content)["destination"]
        export, _, rest = id.partition("/")
        connection.execute(
            "UPDATE documents SET kind = ?, id = ? WHERE place = ?",
            (f"outbox {destination}", f"{export}/{rest.rpartition('/')[2]}", place),
        )
    mark(connection)
