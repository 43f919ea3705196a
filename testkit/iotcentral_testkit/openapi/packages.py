"""Client packages of each API, one for an api-version: the one list of versions that everything reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from iotcentral._core.installed import client_packages

__all__ = ["CONTROL_PLANE", "DATA_PLANE", "ClientPackage", "is_stable", "newest_stable", "packages"]

DATA_PLANE = "iotcentral"
CONTROL_PLANE = "iotcentral_management"
"""What the names of client packages begin with, before their versions."""

_VERSION = re.compile(r'^API_VERSION\b.*= "(.+)"$', re.MULTILINE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ClientPackage(NamedTuple):
    """A client package.

    Attributes:
        version: its api-version.
        name: its import name.
        folder: where it is.
    """

    version: str
    name: str
    folder: Path


def packages(prefix: str) -> tuple[ClientPackage, ...]:
    """Return the client packages whose names are a prefix and a version, from the oldest to the newest.

    What is on `sys.path` is looked at anew when that changes, so that a package which is added there is found.
    """
    return _packages(prefix, client_packages())


@cache
def _packages(prefix: str, folders: tuple[Path, ...]) -> tuple[ClientPackage, ...]:
    named = re.compile(rf"{prefix}_v[0-9]\w*")
    found = [ClientPackage(_version(folder), folder.name, folder) for folder in folders if named.fullmatch(folder.name)]
    return tuple(sorted(found, key=lambda package: _age(package.version)))


def _version(folder: Path) -> str:
    # read rather than imported: the emulator starts without loading clients
    found = _VERSION.search((folder / "_version.py").read_text(encoding="utf-8"))
    if found is None:
        raise RuntimeError(f"{folder}/_version.py names no API_VERSION: generate the package again")
    return found[1]


def _age(version: str) -> tuple[str, bool, str]:
    """Return a key that sorts versions by their dates, and previews before the stable version of the same day."""
    return version[:10], is_stable(version), version


def is_stable(version: str) -> bool:
    """Return whether a version is on the stable line: its name is a date and nothing more, or no date at all."""
    return _DATE.match(version) is None or _DATE.fullmatch(version) is not None


def newest_stable(versions: Iterable[str]) -> str:
    """Return the newest stable one of versions in their order; without any, the newest of all."""
    ordered = list(versions)
    return next((version for version in reversed(ordered) if is_stable(version)), ordered[-1])
