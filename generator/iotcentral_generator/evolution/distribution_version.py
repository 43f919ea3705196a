"""Next version of a distribution, proposed from what changed since its last release."""

from __future__ import annotations

import re

from ..problems import GenerationError, Problem
from .difference import ContractDifference

__all__ = ["proposed_version"]

_RELEASE = re.compile(r"(?P<major>\d+)\.(?P<minor>\d+)\.(?P<patch>\d+)(?:b(?P<beta>\d+))?$")


def proposed_version(released: str, found: ContractDifference, *, preview: bool, files_changed: bool) -> str | None:
    """Return the version of the next release, None if there is nothing to release.

    What breaks somebody, also in silence, makes a major release, an addition a minor one, other changes a patch. The
    package of a preview api-version is a pre-release by PEP 440 (`1.2.0b1`), whose number counts its patches.

    Args:
        released: the version of the last release, such as `1.2.0` or `1.2.0b1`.
        found: the difference between the contract that was released and the one to release.
        preview: whether the api-version is of the preview line.
        files_changed: whether any file of the package differs from the release.

    Raises:
        GenerationError: the released version is not of these forms.
    """
    match = _RELEASE.match(released)
    if match is None:
        message = f'"{released}" is not the version of a release; it has the form 1.2.0 or, for a preview, 1.2.0b1'
        raise GenerationError([Problem("S194", message)])
    major, minor, patch = int(match["major"]), int(match["minor"]), int(match["patch"])
    beta = int(match["beta"] or 0)
    if found.breaks:
        return _written(major + 1, 0, 0, preview)
    if found.at("additive"):
        return _written(major, minor + 1, 0, preview)
    if not (found.changes or files_changed):
        return None
    if preview and beta:
        return f"{major}.{minor}.{patch}b{beta + 1}"
    if beta:
        return f"{major}.{minor}.{patch}"  # the final release of what was a preview
    return _written(major, minor, patch + 1, preview)


def _written(major: int, minor: int, patch: int, preview: bool) -> str:
    return f"{major}.{minor}.{patch}{'b1' if preview else ''}"
