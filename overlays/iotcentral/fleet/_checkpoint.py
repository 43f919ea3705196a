r"""The file in which a run over many items keeps what is done, so that the next run goes on from there.

The first line says which run it is, each other line that one item is confirmed:

    {"checkpoint":"iotcentral","version":1,"run":"disable old devices","digest":"5f0c..."}
    {"key":"device-17","run":"5f0c..."}

A line counts when its line feed is there; what a killed process wrote of its last one is dropped. A line is written,
and synchronized to the disk (fsync), before the outcome of its item is told; items that are confirmed at about the same
time share one fsync. So neither a killed process nor a power cut undoes what was told.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, cast

import orjson
from attrs import frozen

from ..errors import ConfigurationError
from ._file_lock import lock, unlock

__all__ = ["Checkpoint", "Journal", "digest_of"]

_VERSION = 1


@frozen
class Checkpoint:
    """A checkpoint file, and the name of the run that it belongs to.

    Attributes:
        path: of the file; it is made if it is not there.
        run: a name of your choice that says what is done to the items, with whatever must not be mixed up: the
            application, the change. A file of a run of another name is refused.
    """

    path: str | os.PathLike[str]
    run: str


class Journal:
    """A checkpoint file that is open: knows what is confirmed, and takes more. Safe to share between threads.

    The keys of all confirmed items are in memory, some 0.1 kB each.

    Args:
        checkpoint: the file and its run.

    Raises:
        ConfigurationError: the file is of another run, is no checkpoint, is in use, or cannot be opened.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._path = Path(checkpoint.path)
        self._digest = digest_of(checkpoint.run)
        self._file: int | None = None
        self._confirmed: set[str] = set()
        self._lock = Lock()
        self._sync_lock = Lock()
        self._written = self._synced = 0
        try:
            self._file = self._open()
        except OSError as error:
            raise ConfigurationError(f"the checkpoint {self._path} cannot be opened: {error}") from error
        try:
            if not lock(self._file):
                raise ConfigurationError(
                    f"the checkpoint {self._path} is in use by another run; wait for its end, or use another file"
                )
            self._load(self._file, checkpoint.run)
        except BaseException:
            descriptor, self._file = self._file, None
            os.close(descriptor)  # with the lock
            raise

    def __contains__(self, key: str) -> bool:
        with self._lock:
            return key in self._confirmed

    def __len__(self) -> int:
        return len(self._confirmed)

    def write(self, key: str) -> int:
        """Confirm an item, so that no kill undoes it; return what `sync` needs to keep it through a power cut.

        Raises:
            OSError: the file cannot be written to, and takes no more.
        """
        with self._lock:
            self._append(orjson.dumps({"key": key, "run": self._digest}) + b"\n")
            self._confirmed.add(key)
            self._written += 1
            return self._written

    def synced(self, position: int) -> bool:
        """Return whether a line is on the disk."""
        return self._synced >= position

    def sync(self, position: int) -> None:
        """See to it that the line is on the disk; one fsync serves all lines that are there by then."""
        with self._sync_lock:
            if self._synced < position and self._file is not None:
                written = self._written
                os.fsync(self._file)
                self._synced = written

    def close(self) -> None:
        """Synchronize what is not yet, and let others have the file."""
        with suppress(OSError):  # no more to be done about it; `sync` told those who asked
            self.sync(self._written)
        with self._sync_lock, self._lock:
            descriptor, self._file = self._file, None
            if descriptor is not None:
                unlock(descriptor)
                os.close(descriptor)

    def __del__(self) -> None:
        if self._file is not None:  # opened for someone who was cancelled meanwhile
            self.close()

    def _open(self) -> int:
        fresh = not self._path.exists()
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        if fresh and sys.platform != "win32":
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)  # or the whole file could be gone after a power cut
            finally:
                os.close(folder)
        return descriptor

    def _append(self, line: bytes) -> None:
        if self._file is None:
            raise OSError(f"the checkpoint {self._path} is closed")
        rest = memoryview(line)
        while rest:
            try:
                rest = rest[os.write(self._file, rest) :]
            except OSError:
                # a line after half a line would make both illegible
                os.close(self._file)
                self._file = None
                raise

    def _load(self, descriptor: int, run: str) -> None:
        end = 0
        with open(descriptor, "rb", closefd=False) as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):
                    break
                content = _content(line)
                if number == 1:
                    self._check(content, run)
                elif isinstance(key := content.get("key"), str) and content.get("run") == self._digest:
                    self._confirmed.add(key)
                else:
                    raise ConfigurationError(
                        f"{self._path}:{number} is no line of this run: {line[:80]!r}; mend or delete the line, or "
                        "delete the file to begin anew"
                    )
                end += len(line)
        os.ftruncate(descriptor, end)
        if not end:
            header = {"checkpoint": "iotcentral", "version": _VERSION, "run": run, "digest": self._digest}
            self._append(orjson.dumps(header) + b"\n")

    def _check(self, header: dict[str, Any], run: str) -> None:
        if header.get("checkpoint") != "iotcentral" or header.get("version") != _VERSION:
            raise ConfigurationError(f"{self._path} is no checkpoint of version {_VERSION}; choose another file")
        if header.get("digest") != self._digest:
            raise ConfigurationError(
                f"{self._path} is the checkpoint of the run {header.get('run')!r}, and this is the run {run!r}; choose "
                "another file, delete this one to begin anew, or, if it is the same work, go on with it by its name: "
                f"checkpoint=Checkpoint({os.fspath(self._path)!r}, run={header.get('run')!r})"
            )


def digest_of(run: str) -> str:
    """Return the digest by which the lines of a file name their run."""
    return blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _content(line: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}
