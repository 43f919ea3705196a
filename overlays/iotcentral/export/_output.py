"""Output of an export: a path, whose file appears only when it is complete, or a file object."""

from __future__ import annotations

import io
import os
from typing import IO, Any

from .._core.atomic_file import AtomicFile

__all__ = ["File", "Output"]

File = str | os.PathLike[str] | IO[bytes] | IO[str]
"""A path, or a file object of bytes or text."""


class Output:
    """Output of an export.

    Args:
        file: a path or a file object; file objects are neither closed nor rewound.

    Raises:
        ConfigurationError: the path is a folder, a device or a pipe.
        OSError: the file cannot be created.
    """

    def __init__(self, file: File) -> None:
        self._atomic = AtomicFile(file) if isinstance(file, str | os.PathLike) else None
        self._file: Any = file if self._atomic is None else self._atomic.file
        self.is_text = isinstance(file, io.TextIOBase)

    @property
    def binary(self) -> Any:
        """The file object; it takes bytes unless `is_text`."""
        return self._file

    def write(self, content: bytes) -> None:
        """Write UTF-8."""
        if self.is_text:
            self._file.write(content.decode())
            return
        rest = memoryview(content)
        while rest:
            written = self._file.write(rest)
            # a file object without a buffer may write less than it is given
            rest = rest[written:] if isinstance(written, int) else rest[:0]

    def commit(self, *, private: bool) -> None:
        """Complete the file; with a path, it gets its name, and `private` lets its owner alone read it."""
        if self._atomic is None:
            self._file.flush()
        else:
            self._atomic.commit(private=private)

    def discard(self) -> None:
        """Remove what was written to a path."""
        if self._atomic is not None:
            self._atomic.discard()
