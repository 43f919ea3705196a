"""Files of configurations: one of YAML or JSON, or a folder with a file for each thing, in an order that does not change."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import orjson

from .._core.atomic_file import AtomicFile
from .._core.json_kinds import is_object
from .._core.json_text import dumps, loads
from .._core.yaml_text import dump
from .._core.yaml_text import load as load_yaml
from ..errors import ConfigurationError
from ._state import Configuration

__all__ = ["load", "save"]

_FORMAT = 1
_HEAD = "application.yaml"
_ENDINGS = {".yaml", ".yml", ".json"}


def save(configuration: Configuration, path: str | os.PathLike[str]) -> None:
    """Write a configuration to a file, or to a folder with a file for each thing.

    Args:
        configuration: the state.
        path: a file whose name ends in `.yaml`, `.yml` or `.json`; anything else is a folder, which is created, and
            from which the files of things that are no more are removed.

    Raises:
        ConfigurationError: PyYAML is missing, or the path is unusable.
        OSError: it cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() in _ENDINGS:
        _write(target, {**_head(configuration), "resources": _by_kind(configuration)})
        return
    target.mkdir(parents=True, exist_ok=True)
    _write(target / _HEAD, {**_head(configuration), "kinds": [*configuration.resources]})
    written = {target / _HEAD}
    for file, content in _single_files(configuration, target):
        file.parent.mkdir(exist_ok=True)
        _write(file, content)
        written.add(file)
    for file in {*target.glob("*/*.yaml")} - written:
        file.unlink()


def load(path: str | os.PathLike[str]) -> Configuration:
    """Read a configuration from a file or a folder, as `save` writes it.

    Raises:
        ConfigurationError: it is not a configuration, or of a later format.
        OSError: it cannot be read.
    """
    source = Path(path)
    if not source.is_dir():
        return _configuration(source, _content(source))
    head = _content(source / _HEAD)
    resources: dict[str, dict[str, Any]] = {str(kind): {} for kind in head.get("kinds", ())}
    for file in sorted(source.glob("*/*.yaml")):
        resources.setdefault(file.parent.name, {})[unquote(file.stem)] = _content(file)
    return _configuration(source, {**head, "resources": resources})


def _head(configuration: Configuration) -> dict[str, Any]:
    return {
        "iotcentral": _FORMAT,
        "apiVersion": configuration.api_version,
        "omitted": dict(sorted(configuration.omitted.items())),
    }


def _by_kind(configuration: Configuration) -> dict[str, Any]:
    return {kind: {id: things[id] for id in sorted(things)} for kind, things in configuration.resources.items()}


def _single_files(configuration: Configuration, folder: Path) -> Iterator[tuple[Path, Any]]:
    for kind, things in configuration.resources.items():
        for id, content in things.items():
            # an id may hold what file systems do not allow
            yield folder / kind / f"{quote(id, safe=' ')}.yaml", content


def _write(file: Path, content: Any) -> None:
    if file.suffix.lower() == ".json":
        text = dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    else:
        stream = io.StringIO()
        dump(content, stream)
        text = stream.getvalue().encode()
    if file.exists() and file.read_bytes() == text:
        return
    atomic = AtomicFile(file)
    try:
        atomic.file.write(text)
        atomic.commit()
    except BaseException:
        atomic.discard()
        raise


def _content(file: Path) -> Any:
    text = file.read_bytes()
    try:
        return loads(text) if file.suffix.lower() == ".json" else load_yaml(text.decode())
    except (orjson.JSONDecodeError, UnicodeDecodeError, ConfigurationError) as error:
        raise ConfigurationError(f"{file}: {error}") from None


def _configuration(source: Path, content: Any) -> Configuration:
    if not is_object(content) or "iotcentral" not in content:
        raise ConfigurationError(
            f"{source} is not a configuration: it has no `iotcentral: {_FORMAT}`; write one with backup"
        )
    members = content
    if members["iotcentral"] != _FORMAT:
        raise ConfigurationError(
            f"{source} is of format {members['iotcentral']}, and this version reads {_FORMAT}; use a newer iotcentral"
        )
    resources: Any = members.get("resources") or {}
    if not is_object(resources):
        raise ConfigurationError(
            f"{source}: `resources` must be kinds with their things, not {type(resources).__name__}"
        )
    return Configuration(
        api_version=str(members.get("apiVersion", "")),
        resources={str(kind): _things(source, str(kind), things) for kind, things in resources.items()},
        omitted=dict(members.get("omitted") or {}),
    )


def _things(source: Path, kind: str, things: Any) -> dict[str, Any]:
    found: Any = things or {}
    if not is_object(found):
        raise ConfigurationError(f"{source}: {kind} must be things by their ids, not {type(found).__name__}")
    members = {str(id): content for id, content in found.items()}
    for id, content in members.items():
        if not is_object(content):
            raise ConfigurationError(f"{source}: {kind}/{id} must be members by their names, not {content!r}")
    return members
