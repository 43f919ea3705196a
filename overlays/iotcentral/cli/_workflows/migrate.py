"""Command that writes applications to files for the services that take their place."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from ...errors import IoTCentralError
from ...migration import MigrationProgress, MigrationReport, forecast, migrate_all
from ...migration import migrate as write_files
from .._clients import open_client
from .._documents import ClientDocument, installed
from .._failures import failure
from .._profiles import Profile, read_profiles
from .._settings import address_options, settings_of
from .._workflow_commands import argument, data_plane, on_terminal, option

__all__ = ["command"]

_INTERVAL = 5
"""Seconds between two lines of progress within a phase."""


def command(documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command."""

    def migrate(
        out: Path, apps: Path | None, at_once: int, only_forecast: bool, until: datetime | None, **options: Any
    ) -> int:
        """Write an application to OUT: enrollments, the import file of IoT Hub, twins, models, telemetry, and a report.

        The application is not changed. A migration that was stopped goes on where it was, with the same options. Keys of
        devices and groups are written with --with-keys alone, to files that their owner alone can read.

        The exit status with --apps is 1 if the migration of an application failed.
        """
        own = {name: options.pop(name) for name in ("with_keys", "own_attestations", "telemetry_days")}
        rest = {name: options.pop(name) for name in ("certificates", "concurrency", "skip_failed")}
        if apps is not None:
            whole = {**own, **rest, "until": _zoned(until)}
            return _side_by_side(_openers(apps, documents, options), out, at_once, whole, only_forecast=only_forecast)
        with open_client(data_plane(documents), settings_of(options)) as client:
            if only_forecast:
                click.echo(str(forecast(client, **own)))
                return 0
            report = write_files(client, out, until=_zoned(until), on_progress=_Shown(), **own, **rest)
        click.echo(_summary(report))
        return 0

    parameters: list[click.Parameter] = [
        argument(["out"], type=click.Path(file_okay=False, path_type=Path)),
        option(["--with-keys"], is_flag=True, help="Write the keys of groups and devices too, to files of mode 600."),
        option(
            ["--own-attestations/--no-own-attestations"],
            default=True,
            help="Ask each device for an attestation of its own; without, a request for each is saved.",
        ),
        option(
            ["--certificate", "certificates"],
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            multiple=True,
            help="Certificate of the authority of an X.509 group, PEM or DER; may be repeated.",
        ),
        option(
            ["--telemetry-days"],
            type=click.IntRange(min=0),
            default=30,
            show_default=True,
            help="Days of telemetry to write; 0: none.",
        ),
        option(["--until"], type=click.DateTime(), help="End of the telemetry, in UTC; else now."),
        option(["--forecast", "only_forecast"], is_flag=True, help="Show what it takes, and write nothing."),
        option(["--concurrency"], type=click.IntRange(min=1), default=8, show_default=True, help="Requests at once."),
        option(["--skip-failed"], is_flag=True, help="Leave devices out that the service fails to answer for."),
        option(
            ["--apps"],
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="File with a profile for each of several applications, which are written side by side.",
        ),
        option(["--at-once"], type=click.IntRange(min=1), default=4, show_default=True, help="Applications at once."),
        *address_options(""),
    ]
    example = "iotcentral migrate contoso --app contoso --telemetry-days 7"
    return click.Command(
        "migrate", callback=migrate, params=parameters, help=migrate.__doc__, epilog=f"Example:\n\n\b\n  {example}"
    )


def _zoned(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


class _Shown:
    """Progress on a terminal: a line for each phase, and one now and then within it."""

    def __init__(self) -> None:
        self._phase = ""
        self._shown_at = 0.0

    def __call__(self, progress: MigrationProgress) -> None:
        """Show the state, if it is time to."""
        now = time.monotonic()
        if progress.phase != self._phase or now - self._shown_at >= _INTERVAL:
            self._phase, self._shown_at = progress.phase, now
            on_terminal(str(progress))


def _openers(
    file: Path, documents: Mapping[str, ClientDocument], options: Mapping[str, Any]
) -> dict[str, Callable[[], AbstractContextManager[Any]]]:
    """Return a function for each application of a file that opens its client."""
    profiles = read_profiles(file)
    if without := [name for name, profile in profiles.items() if profile.app is None]:
        raise click.UsageError(f'{file} [{without[0]}] has no app: write its subdomain or URL, app = "contoso"')
    return {name: partial(_open, profile, documents, options) for name, profile in profiles.items()}


def _open(profile: Profile, documents: Mapping[str, ClientDocument], options: Mapping[str, Any]) -> Any:
    document = data_plane(installed(profile.api_version) if profile.api_version else documents)
    settings = settings_of(options)._replace(
        app=profile.app,  # and a credential of its own, not that of another profile
        token_env=profile.token_env or options["token_env"],
        azure=profile.azure or options["azure"],
    )
    return open_client(document, settings)


def _side_by_side(
    openers: Mapping[str, Callable[[], AbstractContextManager[Any]]],
    out: Path,
    at_once: int,
    options: Mapping[str, Any],
    *,
    only_forecast: bool,
) -> int:
    if only_forecast:
        own = {name: options[name] for name in ("with_keys", "own_attestations", "telemetry_days")}
        for name, open_one in openers.items():
            with open_one() as client:
                click.echo(f"{name}: {forecast(client, **own)}")
        return 0
    with ThreadPoolExecutor(at_once) as executor:
        results = migrate_all(openers, out, executor, on_done=_tell, **options)
    return 1 if any(isinstance(result, Exception) for result in results.values()) else 0


def _tell(name: str, result: MigrationReport | Exception) -> None:
    if isinstance(result, MigrationReport):
        click.echo(f"{name}: {_summary(result)}")
    elif isinstance(result, IoTCentralError):
        click.echo(f"{name}: {failure(result)[0]}", err=True)
    elif isinstance(result, click.ClickException):
        click.echo(f"{name}: error: {result.format_message()}", err=True)
    else:
        raise result


def _summary(report: MigrationReport) -> str:
    counts = ", ".join(f"{kind}: {count}" for kind, count in report.counts.items() if count)
    return f"{counts or 'nothing'}; {len(report.not_moved)} reasons why something does not move: report.md"
