"""Migration of an application: the requests, and what is written between them."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any

from .._core.aio.concurrency import awaited, in_thread
from ..configuration._aio import backup
from ..configuration._kinds import kinds_of
from ..errors import (
    ApiError,
    ConfigurationError,
    ForbiddenError,
    NotFoundError,
    RequestTimeoutError,
    ServerError,
    ThrottledError,
    UnauthorizedError,
)
from ..export._aio import to_parquet
from ..fleet._aio import map as fleet_map
from ..queries._aio import run as run_query
from ._capabilities import TemplateScope, scopes_of
from ._certificates import CertificateFile, certificates_in
from ._folder import ReadApplication, day_file, opened, write_files
from ._forecast import Forecast, MigrationProgress, forecast_of
from ._keys import KeySource, without_keys
from ._records import MigrationRecords
from ._report import MigrationReport
from ._telemetry import DayReading
from ._work import Work, day_name, days_of_tables, requests_for, skipped_telemetry, unread

__all__ = ["forecast", "migrate"]

Progress = Callable[[MigrationProgress], object]


async def migrate(
    app: Any,
    out: str | PathLike[str],
    *,
    with_keys: bool = False,
    own_attestations: bool = True,
    certificates: Iterable[CertificateFile] = (),
    telemetry_days: int = 30,
    until: datetime | None = None,
    concurrency: int = 8,
    skip_failed: bool = False,
    on_progress: Progress | None = None,
) -> MigrationReport:
    """Read an application into a folder of files for IoT Hub and its Device Provisioning Service.

    It stops at the first failure of the network or of the service; called again, it goes on with what is left, also after
    the process was killed. The application is not changed.

    Args:
        app: a client of a generated package.
        out: the folder, new or empty, or that of the same migration which did not come to its end.
        with_keys: whether keys of groups and devices are read and written. The files that hold some are then for their
            owner alone (mode 600). Without them, the services generate new keys, which devices have to be given.
        own_attestations: whether to ask for the attestation of each device; if none has one of its own, False saves a
            request for each.
        certificates: files with the certificates of the authorities of groups, in PEM or DER. The API gives thumbprints
            alone, by which each finds its group; groups without theirs are reported, and not written.
        telemetry_days: days of telemetry to read; 0: none. The service keeps it for 7 or 30 days, by its documentation.
        until: the end of the telemetry, with a time zone; None: now.
        concurrency: number of requests under way at once, at least 1.
        skip_failed: whether a device that the service fails to answer for, after all retries, is left out and reported,
            instead of ending the migration.
        on_progress: called, awaited or not, with the state whenever something more is done.

    Returns:
        What was written, and what does not move; `report.md` in the folder says the same.

    Raises:
        ConfigurationError: the folder or a certificate is unusable, or pyarrow is missing for the telemetry.
        IoTCentralError: what the operations raise.
        OSError: a file cannot be written.
    """
    if telemetry_days < 0:
        raise ConfigurationError(f"telemetry_days is {telemetry_days}, but must be 0 or more")
    if until is not None and until.tzinfo is None:
        raise ConfigurationError(
            f"until is {until.isoformat()}, which has no time zone: pass one, such as datetime.UTC"
        )
    has_queries = hasattr(app, "query")
    if telemetry_days and has_queries and find_spec("pyarrow") is None:
        raise ConfigurationError("telemetry needs pyarrow: pip install 'iotcentral[parquet]', or pass telemetry_days=0")
    authorities = await in_thread(certificates_in, certificates)
    folder = Path(out)
    checkpoint = opened(folder, private=with_keys)
    settings = {"with_keys": with_keys, "own_attestations": own_attestations, "telemetry_days": telemetry_days}
    end = (datetime.now(UTC) if until is None else until).astimezone(UTC).replace(microsecond=0)
    run = {"app": app.base_url, "api_version": app.api_version, **settings}
    run["until"] = None if until is None else end.isoformat()
    records = await in_thread(MigrationRecords, checkpoint, run, end.isoformat())
    work = Work(
        rates=app.rates,
        records=records,
        with_keys=with_keys,
        own_attestations=own_attestations,
        telemetry_days=telemetry_days if has_queries else 0,
        until=datetime.fromisoformat(records.begun),
        concurrency=concurrency,
        skip_failed=skip_failed,
    )
    done = False
    try:
        read = await _read_application(app, on_progress)
        work.begin(read)
        await _list_devices(app, work, on_progress)
        await _read_devices(app, work, read, on_progress)
        if telemetry_days and not has_queries:
            skipped_telemetry(records, app.api_version)
        await _read_telemetry(app, folder, work, on_progress)
        await _tell(on_progress, MigrationProgress(phase="files", done=0, total=None, seconds_left=0))
        report = await in_thread(
            partial(write_files, folder, read, records, with_keys=with_keys, certificates=authorities)
        )
        done = True
    finally:
        records.close(done=done)
    return report


async def forecast(
    app: Any, *, with_keys: bool = False, own_attestations: bool = True, telemetry_days: int = 30
) -> Forecast:
    """Return what a migration takes; templates and devices are listed for it.

    Args:
        app: a client of a generated package.
        with_keys: as for `migrate`.
        own_attestations: as for `migrate`.
        telemetry_days: as for `migrate`.

    Raises:
        IoTCentralError: what the operations raise.
    """
    scopes = scopes_of([template async for template in _listed(app, "deviceTemplates", app.device_templates)])
    devices = requests = 0
    async for device in _listed(app, "devices", app.devices):
        devices += 1
        requests += requests_for(device, scopes, own_attestations=own_attestations)
    days = telemetry_days if hasattr(app, "query") else 0
    queries = len(days_of_tables(scopes, datetime.now(UTC).replace(microsecond=0), days))
    return forecast_of(app.rates, devices=devices, requests=requests + with_keys, queries=queries)


async def _listed(app: Any, kind: str, resource: Any) -> AsyncIterator[dict[str, Any]]:
    """Yield the things of a kind, from pages as large as they can be."""
    sizes = {each.name: each.page_size for each in kinds_of(app).kinds}
    options = {} if sizes.get(kind) is None else {"maxpagesize": sizes[kind]}
    async for model in resource.list(**options):
        yield model.to_dict()


async def _tell(on_progress: Progress | None, progress: MigrationProgress) -> None:
    if on_progress is not None:
        await awaited(on_progress(progress))


async def _read_application(app: Any, on_progress: Progress | None) -> ReadApplication:
    count = 0

    async def tell(_kind: str, _number: int) -> None:
        nonlocal count
        count += 1
        await _tell(on_progress, MigrationProgress(phase="configuration", done=count, total=None, seconds_left=0))

    configuration = await backup(app, without=["devices"], on_progress=tell)
    templates = [template async for template in _listed(app, "deviceTemplates", app.device_templates)]
    groups = [group.to_dict() async for group in app.enrollment_groups.list()]
    return ReadApplication(
        app=app.base_url, configuration=configuration, templates=tuple(templates), groups=tuple(groups)
    )


async def _list_devices(app: Any, work: Work, on_progress: Progress | None) -> None:
    """Write down the devices as they are now, so that it is known how many there are."""
    if work.records.listed is not None:
        work.count_all()
        return
    listed = 0
    async for device in _listed(app, "devices", app.devices):
        work.list_device(device)
        listed += 1
        if not listed % 100:
            await _tell(on_progress, MigrationProgress(phase="list", done=listed, total=None, seconds_left=0))
    work.records.write({"all": listed})


async def _read_devices(app: Any, work: Work, read: ReadApplication, on_progress: Progress | None) -> None:
    keys = KeySource(read.groups)
    read_one = partial(_read_device, app, work, keys, read.scopes)
    done = len(work.records.devices)
    async for outcome in fleet_map(read_one, work.devices_left(), concurrency=work.concurrency):
        work.records.write(outcome.value)
        done += 1
        await _tell(on_progress, work.progress("devices", done, work.records.listed))


async def _read_device(
    app: Any, work: Work, keys: KeySource, scopes: Mapping[str, TemplateScope], device: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the record of a device."""
    if device.get("simulated"):
        return {"device": dict(device)}
    try:
        return {"device": dict(device), **await _read_parts(app, work, keys, scopes, device)}
    except NotFoundError:
        return {"device": dict(device), "gone": True}
    except (UnauthorizedError, ForbiddenError, ThrottledError):
        raise
    except ApiError as error:
        if isinstance(error, ServerError | RequestTimeoutError) and not work.skip_failed:  # it may answer another time
            raise
        return {"device": dict(device), "failed": unread(error)}


async def _read_parts(
    app: Any, work: Work, keys: KeySource, scopes: Mapping[str, TemplateScope], device: Mapping[str, Any]
) -> dict[str, Any]:
    id = str(device["id"])
    parts: dict[str, Any] = {}
    get_properties = app.devices.get_properties
    beyond = {"unmodeled": True} if "unmodeled" in inspect.signature(get_properties).parameters else {}
    parts["properties"] = (await get_properties(id, **beyond)).to_dict()
    if work.own_attestations:
        try:
            attestation = (await app.devices.get_attestation(id)).to_dict()
            parts["attestation"] = attestation if work.with_keys else without_keys(attestation)
        except NotFoundError:  # it attests through a group
            pass
    if work.with_keys and "attestation" not in parts:
        if keys.is_unknown or not keys.derives:
            credentials = (await app.devices.get_credentials(id)).to_dict()
            keys.learn(id, credentials)
            parts |= keys.read_of(credentials)
        else:
            parts["group"] = keys.group
    if requests_for(device, scopes, own_attestations=False) > 1:
        parts["relationships"] = [each.to_dict() async for each in app.devices.list_relationships(id)]
    return parts


async def _read_telemetry(app: Any, folder: Path, work: Work, on_progress: Progress | None) -> None:
    days = work.days
    for done, (table, start, end) in enumerate(days):
        await _tell(on_progress, work.progress("telemetry", done, len(days)))
        name = day_name(table, start)
        if name not in work.records.days:
            reading = _Reading(app, DayReading(table=table, start=start, end=end))
            path = await in_thread(day_file, folder, name)
            await to_parquet(reading.rows(), path, table.types)
            work.records.write({"day": name, "rows": reading.count, **({"lost": True} if reading.state.lost else {})})
            work.days_done += 1


class _Reading:
    """Reading of one day of a table; `state` is its present one, and `count` the number of its rows."""

    def __init__(self, app: Any, state: DayReading) -> None:
        self._app = app
        self.state = state
        self.count = 0

    async def rows(self) -> AsyncIterator[dict[str, Any]]:
        """Yield the rows in the order of time."""
        while not self.state.over:
            found, self.state = self.state.taken(await run_query(self._app, self.state.query))
            for row in found:
                self.count += 1
                yield row
