"""Checkpoint of a migration: the devices as they were listed, what was read of each, and the days of telemetry that are written.

The first line tells which migration it is. A line counts when its line feed is there; an incomplete last one, of a process
that was killed, is dropped. The file is its owner's alone (mode 600), and is removed when the migration is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from .._core.atomic_file import AtomicFile
from .._core.file_lock import lock, unlock
from .._core.json_kinds import is_object
from .._core.json_text import dumps, loads
from ..errors import ConfigurationError

__all__ = ["MigrationRecords"]

_VERSION = 1


class MigrationRecords:
    """Open checkpoint.

    Args:
        path: of the file, which is created if there is none.
        run: what distinguishes this migration from others: the application and the options.
        begun: the moment at which a new migration begins.

    Attributes:
        begun: the moment at which the migration began, which may have been an earlier run.
        listed: number of the devices; None while they are not all listed.
        devices: the devices that were read: id → where its record begins.
        days: the names of the files of telemetry that are written.

    Raises:
        ConfigurationError: it is that of another migration, or in use.
        OSError: it cannot be written.
    """

    def __init__(self, path: Path, run: Mapping[str, Any], begun: str) -> None:
        self._path = path
        self.listed: int | None = None
        self.devices: dict[str, int] = {}
        self.days: set[str] = set()
        if not path.exists():
            self._create({"migration": _VERSION, "run": dict(run), "begun": begun})
        self._file = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            if not lock(self._file):
                raise ConfigurationError(f"{path} is in use by another run; wait for its end, or use another folder")
            self.begun = self._load(dict(run))
        except BaseException:
            os.close(self._file)
            raise

    def _create(self, head: Mapping[str, Any]) -> None:
        file = AtomicFile(self._path)
        try:
            file.file.write(dumps(head, option=orjson.OPT_APPEND_NEWLINE))
            file.commit(private=True)
        finally:
            file.discard()

    def _load(self, run: Mapping[str, Any]) -> str:
        """Read the file, drop an incomplete last line, and return when the migration began."""
        with open(self._file, "rb", closefd=False) as lines:
            first = lines.readline()
            head = _parsed(first)
            if head.get("migration") != _VERSION:
                raise ConfigurationError(f"{self._path} is not a checkpoint of a migration; choose another folder")
            if head["run"] != run:
                names = sorted(name for name in {*head["run"], *run} if head["run"].get(name) != run.get(name))
                was = {name: head["run"].get(name) for name in names}
                raise ConfigurationError(
                    f"{self._path} is of a migration with other settings ({', '.join(names)} was {was}): go on with "
                    "those, choose another folder, or delete the file to start over"
                )
            end = len(first)
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                self._count(_parsed(line), end)
                end += len(line)
        os.ftruncate(self._file, end)
        return str(head["begun"])

    def _count(self, record: Mapping[str, Any], place: int) -> None:
        if "device" in record:
            self.devices[str(record["device"]["id"])] = place
        elif "day" in record:
            self.days.add(str(record["day"]))
        elif "all" in record:
            self.listed = record["all"]

    def write(self, record: Mapping[str, Any]) -> None:
        """Add a record, so that no kill undoes it.

        Raises:
            OSError: the file cannot be written to.
        """
        place = os.lseek(self._file, 0, os.SEEK_END)
        rest = memoryview(dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        while rest:
            rest = rest[os.write(self._file, rest) :]
        self._count(record, place)

    def device_records(self) -> Iterator[dict[str, Any]]:
        """Yield the records of the devices in the order in which they were listed, whatever that of their reading was."""
        listed = dict.fromkeys(str(record["listed"]["id"]) for record in self.of("listed"))
        with self._path.open("rb") as lines:
            for id in listed:
                lines.seek(self.devices[id])
                yield _parsed(lines.readline())

    def of(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield the records that have a member: `listed`, `day` or `unread`; a thing may have several."""
        with self._path.open("rb") as lines:
            yield from (record for record in map(_parsed, lines) if kind in record)

    def close(self, *, done: bool = False) -> None:
        """Close it; a migration that is done needs it no more."""
        unlock(self._file)
        os.close(self._file)
        if done:
            self._path.unlink()


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        content: Any = loads(line)
    except orjson.JSONDecodeError:
        return {}
    return {**content} if is_object(content) else {}
