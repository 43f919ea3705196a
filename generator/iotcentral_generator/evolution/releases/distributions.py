"""Distributions of a workspace, as their folders tell: name, version, requirements, import package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from ...file_trees import files
from ...problems import GenerationError, Position, Problem

__all__ = ["Distribution", "distributions"]

_ASSIGNED = re.compile(r'^__version__\b[^=\n]*= *"([^"\n]*)"', re.MULTILINE)


class Distribution(NamedTuple):
    """A distribution of a workspace.

    Attributes:
        name: its name.
        version: its version, as it stands.
        folder: its folder, which holds pyproject.toml.
        version_file: the file in which the version stands.
        requirements: what it requires, its extras included.
        package: the name of its import package.
    """

    name: str
    version: str
    folder: Path
    version_file: Path
    requirements: tuple[str, ...]
    package: str

    @property
    def document(self) -> Path | None:
        """The OpenAPI document that a client package ships, None for other distributions."""
        file = self.folder / self.package / "openapi.json"
        return file if file.exists() else None

    def content(self) -> dict[str, str]:
        """Return what is published: path of a file below the folder → its content, without the version."""
        kept = [self.package + "/", "pyproject.toml", "README.md", "LICENSE", "NOTICE"]
        found = {str(Path(name).as_posix()): data for name, data in files(self.folder).items()}
        return {
            name: data.decode("utf-8", "replace").replace(f'"{self.version}"', '""')
            for name, data in found.items()
            if any(name == each or (each[-1] == "/" and name.startswith(each)) for each in kept)
            and "__pycache__" not in name
        }


def distributions(*roots: Path) -> dict[str, Distribution]:
    """Return the distributions below folders, up to two folders deep, by their names.

    Raises:
        GenerationError: a pyproject.toml cannot be read, or names no version.
    """
    found: dict[str, Distribution] = {}
    for root in roots:
        for file in sorted(
            [*root.glob("pyproject.toml"), *root.glob("*/pyproject.toml"), *root.glob("*/*/pyproject.toml")]
        ):
            if (distribution := _distribution(file)) is not None:
                found.setdefault(distribution.name, distribution)
    return found


def _distribution(file: Path) -> Distribution | None:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GenerationError(
            [Problem("S195", f"it cannot be read: {error}; correct it", Position(file, 1))]
        ) from error
    project = content.get("project")
    if not isinstance(project, dict) or "name" not in project:
        return None  # settings of tools only
    version, version_file = _version(file, project, content)
    extras = project.get("optional-dependencies", {}).values()
    requirements = [*project.get("dependencies", []), *(each for extra in extras for each in extra)]
    packages = (
        content.get("tool", {}).get("hatch", {}).get("build", {}).get("targets", {}).get("wheel", {}).get("packages")
    )
    package = Path(packages[0]).name if packages else str(project["name"]).replace("-", "_").replace(".", "_")
    return Distribution(str(project["name"]), version, file.parent, version_file, tuple(requirements), package)


def _version(file: Path, project: dict[str, Any], content: dict[str, Any]) -> tuple[str, Path]:
    if "version" in project:
        return str(project["version"]), file
    path = content.get("tool", {}).get("hatch", {}).get("version", {}).get("path")
    source = file.parent / str(path)
    match = _ASSIGNED.search(source.read_text(encoding="utf-8")) if path and source.exists() else None
    if match is None:
        message = "it names no version; write `version` in [project], or the `path` of its file in [tool.hatch.version]"
        raise GenerationError([Problem("S195", message, Position(file, 1))])
    return match[1], source
