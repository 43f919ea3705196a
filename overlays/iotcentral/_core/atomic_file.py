"""Atomic files: at a path is the whole new file or what was there before, and nothing else, however the writing ends.

What the runtime writes to a path is written by this module: exports replace a file, checkpoints create one.

Where the system has files without a name (Linux: O_TMPFILE), the content goes to one in the target's folder, which gets
its name when it is complete; a killed process leaves nothing. Elsewhere, and for the moment in which it replaces another,
it has a name beside the target (`.iotcentral-….partial`) and is locked; one that a killed process left is removed by the
next writer to that path.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from ..errors import ConfigurationError
from .file_lock import lock

__all__ = ["AtomicFile", "kind_of"]

_PRIVATE = 0o600
_ABANDONED = 60
"""Seconds after which a file that nobody locks counts as abandoned; its writer locks it right after creating it."""


class AtomicFile:
    """File in the making, readable and writable by its owner alone until it is complete.

    `commit` gives it its name, `discard` removes it; so does garbage collection.

    Args:
        path: where it is to be. A link to a file stays a link: the file behind it is replaced.
        create: whether the path must still be free when the file is complete; else the file there is replaced, and
            hands its permissions on.

    Attributes:
        path: with links resolved.
        file: takes the content, as bytes.

    Raises:
        ConfigurationError: something that is not a regular file is at the path.
        OSError: the folder does not exist or takes no files, or the file at the path is write-protected.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        self._partial: Path | None = None
        self._committed = True  # nothing to discard yet
        self.path = Path(os.path.realpath(path))
        self._create = create
        before = _regular(self.path)
        for left in self.path.parent.glob(_partial_name(self.path, "*")):
            _remove_abandoned(left)
        with _named(self.path):
            descriptor = _unnamed(self.path.parent)
            if descriptor is None:
                self._partial = _partial_path(self.path)
                descriptor = os.open(
                    self._partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
                )
        with suppress(OSError):  # some file systems have no locks
            lock(descriptor)
        self.file = os.fdopen(descriptor, "wb")
        self._committed = False
        self._mode = stat.S_IMODE((os.fstat(descriptor) if before is None else before).st_mode)
        _set_mode(descriptor, _PRIVATE)

    def commit(self, *, private: bool = False) -> None:
        """Synchronize the file to the disk, and give it its name.

        Args:
            private: whether its owner alone may read and write it (mode 600); else it has the permissions of the file
                that it replaces, or those usual for a new file.

        Raises:
            FileExistsError: the path is no longer free, with `create`.
            OSError: the content cannot be written, or the folder is gone.
        """
        with _named(self.path):
            self.file.flush()
            descriptor = self.file.fileno()
            _set_mode(descriptor, _PRIVATE if private else self._mode)
            os.fsync(descriptor)
            if self._partial is None:
                self._link(f"/proc/self/fd/{descriptor}")
                self.file.close()
            else:
                self.file.close()  # with the lock; an open file cannot be renamed everywhere
                _rename(self._partial, self.path, create=self._create)
            self._committed = True
            _sync_folder(self.path.parent)

    def discard(self) -> None:
        """Remove the file, unless it is committed."""
        if self._committed:
            return
        self._committed = True
        # closing writes what is buffered, for which there may be no room; it closes all the same
        with suppress(OSError):
            self.file.close()
        if self._partial is not None:
            with suppress(OSError):
                self._partial.unlink()

    def __del__(self) -> None:
        self.discard()

    def _link(self, source: str) -> None:
        """Name a file without a name; one that is to be replaced is replaced by renaming, which needs a name first."""
        try:
            _follow(source, self.path)
        except FileExistsError:
            if self._create:
                raise
            partial = _partial_path(self.path)
            _follow(source, partial)
            try:
                os.replace(partial, self.path)
            except BaseException:
                with suppress(OSError):
                    partial.unlink()
                raise


def _sync_folder(folder: Path) -> None:
    """Synchronize the names in a folder to the disk, where that can be done."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some file systems cannot, and some folders cannot be read
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _regular(path: Path) -> os.stat_result | None:
    """Return the status of the regular file at a path; None if nothing is there."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise ConfigurationError(
            f"{path} is {kind_of(found)} and not a regular file, so it is not replaced: choose the path of a file; where a file "
            "object is taken, open it, and pass the file object"
        )
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(13, "The file is write-protected, so it is not replaced", str(path))
    return found


def kind_of(found: os.stat_result) -> str:
    """Return the words for what is not a regular file."""
    return "a folder" if stat.S_ISDIR(found.st_mode) else "a device, a pipe or a socket"


def _unnamed(folder: Path) -> int | None:
    """Open a file without a name; None where there are none, or none that could get a name."""
    if sys.platform != "linux":
        return None
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666)
    except OSError:
        return None
    if os.path.exists(f"/proc/self/fd/{descriptor}"):
        return descriptor
    os.close(descriptor)
    return None


def _follow(source: str, target: Path) -> None:
    # with `src_dir_fd`, which an absolute source ignores, Python calls `linkat`, which follows the link in /proc
    os.link(source, target, src_dir_fd=0, follow_symlinks=True)


def _partial_path(path: Path) -> Path:
    return path.with_name(_partial_name(path, secrets.token_hex(4)))


def _partial_name(path: Path, token: str) -> str:
    digest = blake2b(path.name.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()  # a name may be long
    return f".iotcentral-{digest}-{token}.partial"


def _remove_abandoned(partial: Path) -> None:
    with suppress(OSError):
        if time.time() - partial.stat().st_mtime < _ABANDONED:
            return
        descriptor = os.open(partial, os.O_RDWR)
        try:
            abandoned = lock(descriptor)
        finally:
            os.close(descriptor)
        if abandoned:
            partial.unlink()


def _rename(source: Path, target: Path, *, create: bool) -> None:
    if not create:
        os.replace(source, target)
    elif sys.platform == "win32":
        os.rename(source, target)  # which never replaces a file there
    else:
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: between these two, another process could create the file
            if os.path.lexists(target):
                raise
            os.replace(source, target)
        else:
            source.unlink()


def _set_mode(descriptor: int, mode: int) -> None:
    if sys.platform != "win32":
        os.fchmod(descriptor, mode)


@contextmanager
def _named(path: Path) -> Generator[None, None, None]:
    """Let errors of the system name the path, and not the file that is written in its place."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None
