"""Migrations of many applications side by side, in any executor: threads, processes, Dask's, Ray's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import ConfigurationError
from ._folder import report_in
from ._report import MigrationReport
from ._sync import migrate

__all__ = ["OpenClient", "migrate_all"]

OpenClient = Callable[[], AbstractContextManager[Any]]
"""Function that returns a client, such as `functools.partial(IoTCentral, "contoso")`, which reads the token where it is called."""


def migrate_all(
    applications: Mapping[str, OpenClient],
    out: str | PathLike[str],
    executor: Executor,
    *,
    on_done: Callable[[str, MigrationReport | Exception], object] | None = None,
    **options: Any,
) -> dict[str, MigrationReport | Exception]:
    """Migrate applications side by side, each into a folder of its name and within its own rates.

    One that fails does not end the others; called again, those that are done are passed over, and the others go on where
    they were.

    Args:
        applications: name → function that opens its client. For executors of other processes and machines, functions and
            options have to be picklable, which tokens are not: the function reads its token there. `out` is then a folder
            that all of them reach.
        out: the folder of all.
        executor: runs the migrations; the caller shuts it down.
        on_done: called with each name and its report, or what its migration raised, in the order of `applications`.
        options: those of `migrate`.

    Returns:
        Name → its report, or what its migration raised.

    Raises:
        ConfigurationError: a name is not one of a folder.
    """
    folder = Path(out)
    for name in applications:
        if name in ("", ".", "..") or "/" in name or "\\" in name:
            raise ConfigurationError(f'the name "{name}" is not one of a folder: use letters, digits and hyphens')
    futures = {
        name: _submitted(executor, open_client, str(folder / name), options)
        for name, open_client in applications.items()
    }
    results: dict[str, MigrationReport | Exception] = {}
    for name, future in futures.items():
        try:
            results[name] = future.result()
        except Exception as error:
            results[name] = error
        if on_done is not None:
            on_done(name, results[name])
    return results


def _submitted(
    executor: Executor, open_client: OpenClient, out: str, options: Mapping[str, Any]
) -> Future[MigrationReport]:
    """Submit a migration; some executors raise at once what cannot be pickled, and others with the result."""
    try:
        return executor.submit(_migrate_one, open_client, out, options)
    except Exception as error:
        refused: Future[MigrationReport] = Future()
        refused.set_exception(error)
        return refused


def _migrate_one(open_client: OpenClient, out: str, options: Mapping[str, Any]) -> MigrationReport:
    """Migrate an application, where the executor runs it."""
    if (done := report_in(Path(out))) is not None:
        return done
    with open_client() as app:
        return migrate(app, out, **options)
