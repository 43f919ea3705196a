"""A process that writes files under hard conditions: `SCENARIO FOLDER ARGUMENT`, one of the functions below."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio

from iotcentral import export, fleet
from iotcentral._core import atomic_file
from iotcentral.aio import export as aio_export
from iotcentral.aio import fleet as aio_fleet

sys.dont_write_bytecode = True  # a limit on files would leave half a module, in which all later processes end

FORMATS = ("to_jsonl", "to_csv", "to_parquet")


def rows(count: int, end: Any = None) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {"id": f"device-{number}", "random": os.urandom(16).hex()}
    if end is not None:
        end()


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full_disk(folder: Path, unnamed: str) -> None:
    """Print, for each format, with both faces, the error and what is in the folder; then the same of a checkpoint."""
    if unnamed == "named":
        atomic_file._unnamed = lambda folder: None
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))
    for name in FORMATS:
        for is_async in (False, True):
            here = folder / f"{name}-{is_async}"
            here.mkdir()
            (here / "rows").write_text("old")
            try:
                if is_async:
                    anyio.run(lambda name=name, here=here: getattr(aio_export, name)(rows(3000), here / "rows"))
                else:
                    getattr(export, name)(rows(3000), here / "rows")
            except OSError as error:
                told(error, here)
    here = folder / "checkpoint"
    here.mkdir()
    for _ in range(2):  # the second run continues with a file that takes no more
        try:
            list(fleet.map(str.upper, (f"{n}".rjust(50) for n in range(3000)), checkpoint=here / "rows"))
        except OSError as error:
            told(error, here)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
    here = folder / "first line"
    here.mkdir()
    try:
        list(fleet.map(str.upper, ["a"], checkpoint=here / "rows"))
    except Exception as error:
        told(error, here)


def told(error: Exception, folder: Path) -> None:
    found = {path.name: path.read_text() for path in folder.iterdir()}
    print(json.dumps([type(error).__name__, getattr(error, "errno", None), str(error), found]), flush=True)


def killed_export(folder: Path, moment: str) -> None:
    """Die in an export: of the format of that name while rows are read, or when the file gets its name."""
    if moment == "commit":
        atomic_file.os = _Killing()  # type: ignore[assignment]
        export.to_jsonl(rows(500), folder / "rows")
    else:
        getattr(export, moment)(rows(2500, killed), folder / "rows")


class _Killing:
    """The module `os`, with which nothing is renamed: a kill comes before that."""

    def __getattr__(self, name: str) -> Any:
        if name == "replace":
            killed()
        return getattr(os, name)


def killed_loop(folder: Path, face_and_confirm: str) -> None:
    """Die with each 15th outcome in hand, before it is processed; each that is processed is a line in `seen`."""
    face, _, confirm = face_and_confirm.partition(" ")
    items = [f"d{number}" for number in range(40)]
    options: Any = {"checkpoint": fleet.Checkpoint(folder / "run", "run"), "confirm": confirm, "concurrency": 4}

    def process(number: int, item: str) -> None:
        if number == 15:
            killed()
        with (folder / "seen").open("a") as seen:
            seen.write(f"{item}\n")

    async def call(item: str) -> str:
        return item

    async def run() -> None:
        number = 0
        async for outcome in aio_fleet.map(call, items, **options):
            process(number := number + 1, outcome.item)

    if face == "sync":
        for number, outcome in enumerate(fleet.map(str.upper, items, **options), 1):
            process(number, outcome.item)
    else:
        anyio.run(run, backend=face)


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
