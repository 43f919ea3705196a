"""Where an export goes: a file object, or a path whose file appears only when it is whole."""

from __future__ import annotations

import io
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ..errors import ConfigurationError

__all__ = ["Destination", "File"]

File = str | os.PathLike[str] | IO[bytes] | IO[str]
"""A path, or a file object of bytes or text."""


class Destination:
    """Takes bytes. With a path they go to a temporary file beside it, which `commit` renames and `discard` removes.

    A killed process leaves the temporary file (`.NAME.….partial`), never a file of that name that is cut off.

    Args:
        file: where the bytes go; file objects are neither closed nor rewound.

    Raises:
        ConfigurationError: the path is a folder, a device or a pipe.
        OSError: there can be no file.
    """

    def __init__(self, file: File) -> None:
        self._path: Path | None = None
        self._partial: Path | None = None
        self._file: Any = file
        if isinstance(file, str | os.PathLike):
            self._path = Path(os.path.realpath(file))
            if self._path.exists() and not self._path.is_file():
                raise ConfigurationError(f"{self._path} is no regular file; open it, and hand in the file object")
            self._partial = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}.partial")
            self._file = self._partial.open("xb")
        self.is_text = isinstance(file, io.TextIOBase)

    @property
    def binary(self) -> Any:
        """The file object; it takes bytes unless `is_text`."""
        return self._file

    def write(self, content: bytes) -> None:
        """Write UTF-8."""
        self._file.write(content.decode() if self.is_text else content)

    def commit(self) -> None:
        """Keep what was written, under its name."""
        self._file.flush()
        if self._path is not None and self._partial is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._partial, self._path)

    def discard(self) -> None:
        """Remove what was written to a path."""
        if self._partial is not None:
            self._file.close()
            with suppress(FileNotFoundError):
                self._partial.unlink()
