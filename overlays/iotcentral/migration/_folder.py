"""Folder of a migration: the files that are made of what was read."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from attrs import frozen

from .._core.atomic_file import AtomicFile
from .._core.json_text import dumps, loads
from ..configuration import Configuration, save
from ..errors import ConfigurationError
from ._capabilities import TemplateScope, scopes_of
from ._devices import MovedDevice, moved_device
from ._enrollments import enrollment_group
from ._known import known_losses
from ._models import model_path, models_of_templates
from ._records import MigrationRecords
from ._report import MigrationReport, NotMoved, Tally, report_text
from ._routing import not_routed, routing_notes, routing_text

__all__ = ["CHECKPOINT", "ReadApplication", "day_file", "opened", "report_in", "write_files"]

CHECKPOINT = ".migration.jsonl"
_REPORT = "report.json"

Line = Callable[[Mapping[str, Any]], object]
"""Function that adds a line to a file."""


@frozen(kw_only=True)
class ReadApplication:
    """What was read of an application besides its devices.

    Attributes:
        app: its address.
        configuration: what it is made of, without secrets.
        templates: the device templates as they were read.
        groups: the enrollment groups as they were read, with their keys.
    """

    app: str
    configuration: Configuration
    templates: tuple[Mapping[str, Any], ...]
    groups: tuple[Mapping[str, Any], ...]

    @property
    def scopes(self) -> dict[str, TemplateScope]:
        """What the templates say of their devices, by their ids."""
        return scopes_of(self.templates)


def opened(out: Path, *, private: bool) -> Path:
    """Create the folder of a migration, and return the path of its checkpoint.

    Args:
        out: the folder.
        private: whether it is for its owner alone.

    Raises:
        ConfigurationError: something else is in it.
        OSError: it cannot be created.
    """
    if out.exists() and not out.is_dir():
        raise ConfigurationError(f"{out} is not a folder; choose a new or an empty one")
    if (out / _REPORT).exists():
        raise ConfigurationError(
            f"{out} holds a migration that is done; choose another folder, or delete it to start over"
        )
    if out.exists() and any(out.iterdir()) and not (out / CHECKPOINT).exists():
        raise ConfigurationError(f"{out} holds other files; choose a new or an empty folder")
    out.mkdir(parents=True, exist_ok=True)
    if private:
        os.chmod(out, 0o700)
    return out / CHECKPOINT


def report_in(out: Path) -> MigrationReport | None:
    """Return the report of a migration that is done; None if the folder holds none."""
    try:
        content = loads((out / _REPORT).read_bytes())
    except FileNotFoundError:
        return None
    return MigrationReport(
        app=content["app"],
        api_version=content["apiVersion"],
        counts=content["counts"],
        not_moved=tuple(content["notMoved"]),
    )


def day_file(out: Path, name: str) -> Path:
    """Return the path of a file of telemetry, whose folder is created."""
    path = out / "telemetry" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


Lost = Callable[[Iterable[NotMoved]], None]
"""Function that takes what does not move."""


def write_files(
    out: Path,
    read: ReadApplication,
    records: MigrationRecords,
    *,
    with_keys: bool,
    certificates: Mapping[str, str],
) -> MigrationReport:
    """Write the files, the report last.

    Args:
        out: the folder.
        read: what was read besides the devices.
        records: what was read of the devices.
        with_keys: whether keys are written; the files that hold some are then for their owner alone (mode 600).
        certificates: the certificates of authorities that are at hand: thumbprint → certificate.
    """
    tally = Tally()
    counts: dict[str, int] = {}
    save(read.configuration, out / "application.json")
    with ExitStack() as stack:
        add = stack.enter_context(_lines(out / "not-moved.jsonl"))

        def lost(things: Iterable[NotMoved]) -> None:
            for thing in things:
                add(thing._asdict())
                tally.add([thing])

        lost(known_losses(read.configuration, groups=len(read.groups), with_keys=with_keys))
        counts |= _write_templates(out, read, lost)
        counts |= _write_groups(out, read, lost, with_keys=with_keys, certificates=certificates)
        counts |= _write_exports(out, read, lost)
        counts |= _write_devices(out, read, records, lost, with_keys=with_keys)
        counts |= _count_telemetry(records, lost)
    report = MigrationReport(
        app=read.app, api_version=read.configuration.api_version, counts=counts, not_moved=tally.reasons
    )
    _write_text(out / "report.md", report_text(report))
    _write_json(out / _REPORT, report.to_dict())
    return report


def _write_templates(out: Path, read: ReadApplication, lost: Lost) -> dict[str, int]:
    models, left = models_of_templates(read.templates)
    for id, model in models.items():
        _write_json(out / "models" / model_path(id), model)
    for template in read.templates:
        _write_json(out / "templates" / _file_name(template["@id"]), template)
    lost(left)
    return {"templates": len(read.templates), "models": len(models)}


def _write_groups(
    out: Path, read: ReadApplication, lost: Lost, *, with_keys: bool, certificates: Mapping[str, str]
) -> dict[str, int]:
    count = 0
    for group in read.groups:
        made = enrollment_group(group, with_keys=with_keys, certificates=certificates)
        if isinstance(made, NotMoved):
            lost([made])
        else:
            _write_json(out / "dps" / "enrollment-groups" / _file_name(group["id"]), made, private=with_keys)
            count += 1
    return {"enrollment groups": count}


def _write_exports(out: Path, read: ReadApplication, lost: Lost) -> dict[str, int]:
    resources = read.configuration.resources
    cloud = [name for scope in read.scopes.values() for name in scope.cloud]
    notes = routing_notes(resources.get("exports", {}), resources.get("destinations", {}), cloud)
    if notes:
        _write_text(out / "routing.md", routing_text(notes))
        _write_json(out / "routing.json", notes)
    lost(not_routed(notes))
    dashboards = resources.get("dashboards", {})
    for id, dashboard in dashboards.items():
        _write_json(out / "dashboards" / _file_name(id), dashboard)
    return {"routing notes": len(notes), "dashboards": len(dashboards)}


def _write_devices(
    out: Path, read: ReadApplication, records: MigrationRecords, lost: Lost, *, with_keys: bool
) -> dict[str, int]:
    scopes = read.scopes
    keys: dict[str, Mapping[str, str]] = {
        str(group["id"]): group["attestation"]["symmetricKey"]
        for group in read.groups
        if "symmetricKey" in group["attestation"]
    }
    counts: dict[str, int] = {"devices": 0, "individual enrollments": 0, "relationships": 0}
    with ExitStack() as stack:
        identities = stack.enter_context(_lines(out / "iothub" / "devices.txt", private=with_keys))
        twins = stack.enter_context(_lines(out / "iothub" / "twins.jsonl"))
        enrollments = stack.enter_context(_lines(out / "dps" / "individual-enrollments.jsonl", private=with_keys))
        relationships = stack.enter_context(_lines(out / "iothub" / "relationships.jsonl"))
        for record in records.device_records():
            made: MovedDevice = moved_device(record, scopes, keys, with_keys=with_keys)
            lost(made.left)
            if made.identity is None:
                continue
            identities(made.identity)
            twins(made.twin)
            counts["devices"] += 1
            if made.enrollment is not None:
                enrollments(made.enrollment)
                counts["individual enrollments"] += 1
            for relationship in record.get("relationships") or ():
                relationships(relationship)
                counts["relationships"] += 1
    return counts


def _count_telemetry(records: MigrationRecords, lost: Lost) -> dict[str, int]:
    rows = {str(each["day"]): each for each in records.of("day")}
    for name, each in rows.items():
        if each.get("lost"):
            advice = "Read that day with shorter queries of single devices ($id)"
            lost([NotMoved("telemetry", name, "a second has more rows than a query returns", advice)])
    for each in {str(each["unread"]): each for each in records.of("unread")}.values():
        lost([NotMoved("telemetry", str(each["unread"]), str(each["reason"]), str(each["advice"]))])
    if not rows:
        return {}
    return {"telemetry files": len(rows), "telemetry rows": sum(each["rows"] for each in rows.values())}


def _file_name(id: Any) -> str:
    return f"{quote(str(id), safe=' ')}.json"  # an id may hold what file systems do not allow


def _write_json(path: Path, content: Any, *, private: bool = False) -> None:
    text = dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    with _file(path, private=private) as write:
        write(text)


def _write_text(path: Path, lines: Iterable[str]) -> None:
    with _file(path) as write:
        write("".join(f"{line}\n" for line in lines).encode())


@contextmanager
def _lines(path: Path, *, private: bool = False) -> Generator[Line, None, None]:
    with _file(path, private=private) as write:
        yield lambda content: write(dumps(content, option=orjson.OPT_APPEND_NEWLINE))


@contextmanager
def _file(path: Path, *, private: bool = False) -> Generator[Callable[[bytes], object], None, None]:
    """Write a file that appears at its path when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = AtomicFile(path)
    try:
        yield file.file.write
        file.commit(private=private)
    finally:
        file.discard()
