"""Next version of a distribution, by the most serious change since its last release."""

from __future__ import annotations

from ...load import RELEASE
from ...problems import GenerationError, Problem
from ..difference import ContractDifference

__all__ = ["SIZES", "next_version", "proposed_version", "size_of"]

SIZES = ("", "patch", "additive", "breaking")
"""The sizes of a change: none, one of prose or of files, one that adds, one that breaks somebody, also in silence."""


def size_of(found: ContractDifference) -> str:
    """Return the size of what differs between two contracts."""
    if found.breaks:
        return "breaking"
    if found.at("additive"):
        return "additive"
    return "patch" if found.changes else ""


def next_version(released: str, size: str, *, preview: bool) -> str | None:
    """Return the version of the next release, None if there is nothing to release.

    What breaks somebody makes a major release, an addition a minor one, other changes a patch. The package of a preview
    api-version is a pre-release by PEP 440 (`1.2.0b1`), whose number counts its patches.

    Args:
        released: the version of the last release, such as `1.2.0` or `1.2.0b1`.
        size: one of `SIZES`.
        preview: whether the api-version is of the preview line.

    Raises:
        GenerationError: the released version is not of these forms.
    """
    match = RELEASE.fullmatch(released)
    if match is None:
        message = f'"{released}" is not the version of a release; it has the form 1.2.0 or, for a preview, 1.2.0b1'
        raise GenerationError([Problem("S194", message)])
    major, minor, patch = int(match["major"]), int(match["minor"]), int(match["patch"])
    beta = int(match["beta"] or 0)
    if size == "breaking":
        return _written(major + 1, 0, 0, preview)
    if size == "additive":
        return _written(major, minor + 1, 0, preview)
    if not size:
        return None
    if preview and beta:
        return f"{major}.{minor}.{patch}b{beta + 1}"
    if beta:
        return f"{major}.{minor}.{patch}"  # the final release of what was a preview
    return _written(major, minor, patch + 1, preview)


def proposed_version(released: str, found: ContractDifference, *, preview: bool, files_changed: bool) -> str | None:
    """Return the version of the next release of a client package, None if there is nothing to release.

    Args:
        released: the version of the last release.
        found: the difference between the contract that was released and the one to release.
        preview: whether the api-version is of the preview line.
        files_changed: whether any file of the package differs from the release.

    Raises:
        GenerationError: the released version is not one of a release.
    """
    return next_version(released, size_of(found) or ("patch" if files_changed else ""), preview=preview)


def _written(major: int, minor: int, patch: int, preview: bool) -> str:
    return f"{major}.{minor}.{patch}{'b1' if preview else ''}"
