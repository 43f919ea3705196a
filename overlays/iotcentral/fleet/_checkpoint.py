r"""Checkpoint file of a run over many items, from which the next run continues.

The first line names the run, each other line one confirmed item:

    {"checkpoint":"iotcentral","version":1,"run":"disable old devices","digest":"5f0c..."}
    {"key":"device-17","run":"5f0c..."}

The file appears with its first line, which is complete, and is its owner's alone (mode 600). A file that does not begin
with such a line is not a checkpoint, and is never written to.

A line counts when its line feed is there; an incomplete last line of a killed process is dropped. A line is written,
and synchronized to the disk (fsync), before the outcome of its item is returned; items that are confirmed at about the same
time share one fsync. So neither a killed process nor a power cut undoes a returned outcome.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, cast

import orjson
from attrs import frozen

from .._core.atomic_file import AtomicFile, kind_of
from .._core.file_lock import lock, unlock
from ..errors import ConfigurationError

__all__ = ["Checkpoint", "Journal", "digest_of"]

_VERSION = 1
_BEGINNING = b'{"checkpoint":"'
"""Without which a first line that was cut off is not known to be one."""
_LONGEST_HEADER = 1 << 16
"""Bytes of a first line, so that no more of a file that is not a checkpoint is read."""


@frozen
class Checkpoint:
    """Checkpoint file, and the name of the run that it belongs to.

    Attributes:
        path: of the file; it is created if it does not exist.
        run: a name of your choice for the work on the items, with everything that distinguishes it from other work:
            the application, the change. A file of a run of another name is rejected.
    """

    path: str | os.PathLike[str]
    run: str


class Journal:
    """Open checkpoint file with its confirmed items. Safe to share between threads.

    The keys of all confirmed items are in memory, some 0.1 kB each.

    Args:
        checkpoint: the file and its run.

    Raises:
        ConfigurationError: the file is of another run, is not a checkpoint, is in use, or cannot be opened.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._path = Path(os.path.abspath(checkpoint.path))
        self._digest = digest_of(checkpoint.run)
        self._file: int | None = None
        self._header = _header(checkpoint.run, self._digest)
        self._confirmed: set[str] = set()
        self._lock = Lock()
        self._sync_lock = Lock()
        self._written = self._synced = 0
        try:
            self._file = self._open()
        except OSError as error:
            raise ConfigurationError(f"the checkpoint {self._path} cannot be opened: {error}") from error
        try:
            self._identity = _identity(os.fstat(self._file))
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
        """Confirm an item, so that no kill undoes it; return its position for `sync`, which makes it survive a power cut.

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
        """Synchronize the line to the disk; one fsync serves all lines written by then."""
        with self._sync_lock:
            if self._synced < position and self._file is not None:
                written = self._written
                os.fsync(self._file)
                self._synced = written

    def close(self) -> None:
        """Synchronize the remaining lines, and release the file."""
        with suppress(OSError):  # nothing more can be done; `sync` raised for its callers
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
        """Open the file, which is created if there is none; it is not changed."""
        try:
            found = os.lstat(self._path)
        except FileNotFoundError:
            self._create()
            found = os.lstat(self._path)
        if stat.S_ISLNK(found.st_mode):
            raise ConfigurationError(
                f"{self._path} is a link, and so no checkpoint: pass the path of the file itself, "
                f"{os.path.realpath(self._path)}"
            )
        if not stat.S_ISREG(found.st_mode):
            raise ConfigurationError(f"{self._path} is {kind_of(found)}, and so no checkpoint: pass the path of a file")
        return os.open(self._path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))

    def _create(self) -> None:
        file = AtomicFile(self._path, create=True)
        try:
            file.file.write(self._header)
            file.commit(private=True)
        except FileExistsError:
            pass  # another run was quicker; whether it is still at work, the lock tells
        finally:
            file.discard()

    def _append(self, line: bytes) -> None:
        if self._file is None:
            raise OSError(f"the checkpoint {self._path} is closed")
        if not self._is_in_place():
            raise OSError(f"the checkpoint {self._path} was removed or replaced while it was in use")
        end = os.fstat(self._file).st_size
        rest = memoryview(line)
        while rest:
            try:
                rest = rest[os.write(self._file, rest) :]
            except OSError:
                # a line after half a line would make both illegible
                with suppress(OSError):
                    os.ftruncate(self._file, end)
                os.close(self._file)
                self._file = None
                raise

    def _is_in_place(self) -> bool:
        try:
            return _identity(os.stat(self._path)) == self._identity
        except OSError:
            return False

    def _load(self, descriptor: int, run: str) -> None:
        """Lock the file and read it; drop an incomplete last line once all others are known to be the run's."""
        with open(descriptor, "rb", closefd=False) as lines:
            first = lines.readline(_LONGEST_HEADER)
            self._check(first, run)
            if not lock(descriptor):
                raise ConfigurationError(
                    f"the checkpoint {self._path} is in use by another run; wait for its end, or use another file"
                )
            if not first.endswith(b"\n"):
                self._append(self._header[len(first) :])
                return
            end = len(first)
            for number, line in enumerate(lines, 2):
                if not line.endswith(b"\n"):
                    os.ftruncate(descriptor, end)
                    break
                content = _content(line)
                key = content.get("key")
                if not isinstance(key, str) or content.get("run") != self._digest:
                    raise ConfigurationError(
                        f"{self._path}:{number} is not a line of this run: {line[:80]!r}; correct or delete the line, "
                        "or delete the file to start over"
                    )
                self._confirmed.add(key)
                end += len(line)

    def _check(self, line: bytes, run: str) -> None:
        """Check that the first line is this run's, or the beginning of it."""
        if line.startswith(_BEGINNING) and self._header.startswith(line):
            return
        header = _content(line) if line.endswith(b"\n") else {}
        if header.get("checkpoint") != "iotcentral":
            reason = "is not a checkpoint" if line else "is empty, and so not a checkpoint"
            raise ConfigurationError(
                f"{self._path} {reason}; it is left as it is: choose another path, or delete the file if it is of no use"
            )
        if header.get("version") != _VERSION:
            raise ConfigurationError(
                f"{self._path} is a checkpoint of version {header.get('version')!r}, and this program knows version "
                f"{_VERSION}: use the release of iotcentral that wrote it, or choose another path"
            )
        if header.get("digest") != self._digest:
            raise ConfigurationError(
                f"{self._path} is the checkpoint of the run {header.get('run')!r}, and this is the run {run!r}; choose "
                "another file, delete this one to start over, or, if it is the same work, continue it by its name: "
                f"checkpoint=Checkpoint({os.fspath(self._path)!r}, run={header.get('run')!r})"
            )


def digest_of(run: str) -> str:
    """Return the digest by which the lines of a file name their run."""
    return blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _header(run: str, digest: str) -> bytes:
    try:
        line = orjson.dumps({"checkpoint": "iotcentral", "version": _VERSION, "run": run, "digest": digest}) + b"\n"
    except TypeError as error:
        raise ConfigurationError(f"the name of a run is Unicode text, but {run!r} is not: {error}") from None
    if len(line) > _LONGEST_HEADER:
        raise ConfigurationError(f"the name of the run has {len(run)} characters; choose one of less than 10,000")
    return line


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _content(line: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}
