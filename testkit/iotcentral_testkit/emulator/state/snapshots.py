"""Snapshots of a database: connections that read one state of it, whatever is written meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["Snapshot", "Snapshots"]

_KEPT = 4
"""Connections that are kept for later snapshots."""

_MAPPED = 1 << 32
"""Bytes of the file that a connection reads in place, at most."""


class Snapshot:
    """A state of a database, until it is released.

    Args:
        connection: reads it; it is used by one thread at a time.
        snapshots: where the connection goes back to.
    """

    def __init__(self, connection: sqlite3.Connection, snapshots: Snapshots) -> None:
        self.connection = connection
        self._snapshots = snapshots
        self._using = threading.Lock()
        self._released = False
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()  # a transaction begins with what it reads

    def rows(self, statement: str, values: Sequence[Any]) -> list[Any]:
        """Return the rows of a statement, in any thread.

        Raises:
            sqlite3.OperationalError: the snapshot was released meanwhile.
        """
        with self._using:
            if self._released:
                raise sqlite3.OperationalError("interrupted")
            return self.connection.execute(statement, values).fetchall()

    def release(self) -> None:
        """Return the connection; a statement that is still running in a thread is interrupted."""
        while not self._using.acquire(timeout=0.001):
            self.connection.interrupt()
        try:
            if self._released:
                return
            self._released = True
            self.connection.execute("ROLLBACK")
        finally:
            self._using.release()
        self._snapshots.take_back(self)


class Snapshots:
    """Snapshots of a database file in WAL mode, whose writer goes on meanwhile.

    Args:
        file: the database.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._idle: list[sqlite3.Connection] = []
        self._held: set[Snapshot] = set()

    def hold(self) -> Snapshot:
        """Return a snapshot of the state that was committed last."""
        snapshot = Snapshot(self._idle.pop() if self._idle else self._opened(), self)
        self._held.add(snapshot)
        return snapshot

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False, cached_statements=256)
        connection.execute("PRAGMA query_only=ON")
        connection.execute(f"PRAGMA mmap_size={_MAPPED}")
        return connection

    def take_back(self, snapshot: Snapshot) -> None:
        """Keep the connection of a snapshot that nobody reads any more."""
        self._held.discard(snapshot)
        if len(self._idle) < _KEPT:
            self._idle.append(snapshot.connection)
        else:
            snapshot.connection.close()

    def close(self) -> None:
        """Close all connections."""
        for snapshot in list(self._held):
            snapshot.release()
        while self._idle:
            self._idle.pop().close()
